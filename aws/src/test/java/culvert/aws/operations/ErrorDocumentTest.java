package culvert.aws.operations;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.QueryCall;
import culvert.aws.TestCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** R5.1.1 and R5.1.2: how an error stands on the wire, and which of several is said. */
class ErrorDocumentTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  private QueryCall call(String parameters) {
    return QueryCall.of(cloud, parameters);
  }

  @Test
  void r5_1_1_an_error_has_its_code_its_message_and_the_request_id() {
    QueryCall answer = call("Action=DescribeVpcs&VpcId.1=vpc-0123456789abcdef0");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .matches(
            "(?s)<\\?xml version=\"1.0\" encoding=\"UTF-8\"\\?>\\s*<Response><Errors><Error>"
                + "<Code>InvalidVpcID.NotFound</Code>"
                + "<Message>The vpc ID 'vpc-0123456789abcdef0' does not exist</Message>"
                + "</Error></Errors><RequestID>[0-9a-f-]{36}</RequestID></Response>");
  }

  @Test
  void r5_1_1_a_success_has_its_request_id_in_another_case() {
    QueryCall first = call("Action=DescribeRegions");
    assertThat(first.body())
        .contains("<DescribeRegionsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">")
        .doesNotContain("RequestID");
    assertThat(first.text("requestId")).matches("[0-9a-f-]{36}");
    assertThat(call("Action=DescribeRegions").text("requestId"))
        .isNotEqualTo(first.text("requestId"));
  }

  @Test
  void r5_1_1_what_the_client_sent_is_escaped() {
    QueryCall answer = call("Action=DescribeVpcs&Filter.1.Name=%3Ca%26b%3E&Filter.1.Value.1=x");
    assertThat(answer.code()).isEqualTo("InvalidParameterValue");
    assertThat(answer.text("Message")).contains("&lt;a&amp;b&gt;");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400, MissingAction",
    "Action=, 400, MissingAction",
    "Action=NoSuchAction, 400, InvalidAction",
    "Action=DescribeVpcs&Colour=red, 400, UnknownParameter",
    "Action=DescribeVpcs&VpcId.x=vpc-1, 400, InvalidParameterValue",
    "Action=DescribeVpcs&MaxResults=many, 400, InvalidParameterValue",
    "Action=CreateSubnet, 400, MissingParameter",
    "Action=DescribeVpcs&DryRun=true, 412, DryRunOperation",
  })
  void r5_1_1_errors_have_their_status(String parameters, int status, String code) {
    QueryCall answer = call(parameters);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void r5_1_1_what_is_in_scope_and_not_there_yet_says_so() {
    QueryCall answer = call("Action=CreateClientVpnEndpoint");
    assertThat(answer.code()).isEqualTo("InvalidAction");
    assertThat(answer.text("Message")).contains("CreateClientVpnEndpoint", "scope");
  }

  /** Each call has every fault from its own on. */
  @Test
  void r5_1_2_presence_then_form_then_existence_then_state_then_dry_run() {
    String dry = "&DryRun=true";
    assertThat(call("Action=AttachInternetGateway&InternetGatewayId=igw-x" + dry).code())
        .as("a missing parameter before a malformed one")
        .isEqualTo("MissingParameter");
    String gateway =
        ec2.describeInternetGateways().internetGateways().getFirst().internetGatewayId();
    assertThat(attach("igw-x", "vpc-0123456789abcdef0" + dry))
        .isEqualTo("InvalidInternetGatewayId.Malformed");
    assertThat(attach("igw-0123456789abcdef0", "vpc-0123456789abcdef0" + dry))
        .isEqualTo("InvalidInternetGatewayID.NotFound");
    assertThat(attach(gateway, "vpc-0123456789abcdef0" + dry))
        .as("existence before state: the gateway is attached already")
        .isEqualTo("InvalidVpcID.NotFound");
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    assertThat(attach(gateway, vpc + dry)).isEqualTo("Resource.AlreadyAssociated");
    String free = ec2.createInternetGateway().internetGateway().internetGatewayId();
    assertThat(attach(free, vpc + dry)).isEqualTo("DryRunOperation");
    assertThat(attach(free, vpc)).isEmpty();
  }

  private String attach(String gateway, String vpcAndMore) {
    return call("Action=AttachInternetGateway&InternetGatewayId="
            + gateway
            + "&VpcId="
            + vpcAndMore)
        .code();
  }
}
