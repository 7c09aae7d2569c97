package culvert.aws.operations.directconnect;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.directconnect.Cage.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.wire.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.Tag;

/** What is the same for all of Direct Connect's operations (B9). */
class DirectConnectApiTest {

  private final TestCloud cloud = new TestCloud();
  private final Cage cage = new Cage(cloud, TestCloud.ACCOUNT);

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void b9_whatever_is_asked_of_whichever_operation_the_answer_is_no_fault() {
    assertThat(cloud.api().operations(Service.DIRECTCONNECT)).hasSize(63);
    for (String operation : cloud.api().operations(Service.DIRECTCONNECT)) {
      JsonRequest answer = JsonRequest.of(cloud, operation, "{}");
      assertThat(answer.status()).as(operation + answer.body()).isIn(200, 400);
      if (answer.status() == 400) {
        assertThat(answer.body()).as(operation).contains("DirectConnectClientException");
      }
      assertThat(JsonRequest.of(cloud, operation, "[").body())
          .as(operation)
          .contains("SerializationException");
    }
  }

  @Test
  void b9_what_is_missing_is_named() {
    refuses(
        () -> cage.dx.createConnection(r -> r.location("EqDC2").bandwidth("1Gbps")),
        "connectionName is required");
    refuses(
        () ->
            cage.dx.createPrivateVirtualInterface(
                r -> r.connectionId("dxcon-x").newPrivateVirtualInterface(v -> v.vlan(1))),
        "virtualInterfaceName is required");
    refuses(
        () ->
            cage.dx.createConnection(r ->
                r.location("EqDC2").bandwidth("1Gbps").connectionName("a").tags(t -> t.value("b"))),
        "key is required");
  }

  @Test
  void b9_an_unknown_value_of_an_enumeration_is_refused() {
    refuses(
        () ->
            cage.privateInterface(
                cage.connection(), 1, v -> v.addressFamily("ipx").virtualGatewayId("vgw-1")),
        "'ipx' for parameter addressFamily");
  }

  @Test
  void b9_pages_have_a_hundred_elements_at_most() {
    for (int i = 0; i < 7; i++) {
      cage.gateway(64512);
    }
    List<String> found = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      var page = cage.dx.describeDirectConnectGateways(r -> r.maxResults(3).nextToken(next));
      page.directConnectGateways().stream()
          .map(DirectConnectGateway::directConnectGatewayId)
          .forEach(found::add);
      token = page.nextToken();
    } while (token != null);
    assertThat(found).hasSize(7).doesNotHaveDuplicates();
    refuses(() -> cage.dx.describeDirectConnectGateways(r -> r.maxResults(0)), "maxResults");
    refuses(() -> cage.dx.describeDirectConnectGateways(r -> r.nextToken("x")), "nextToken");
    for (int i = 0; i < 101; i++) {
      cage.gateway(64512);
    }
    assertThat(
            cage.dx.describeDirectConnectGateways(r -> r.maxResults(1000)).directConnectGateways())
        .hasSize(100);
    assertThat(cage.dx.describeConnections(r -> r.maxResults(1)).connections())
        .extracting(Connection::connectionId)
        .isEmpty();
  }

  @Test
  void b9_tags_of_everything_by_arn() {
    String connection = cage.connection();
    String lag = cage.lag(1);
    String gateway = cage.gateway(64512);
    String vif = cage.privateInterface(connection, 1, v -> v.directConnectGatewayId(gateway));
    List<String> arns =
        List.of(
            "arn:aws:directconnect:us-east-1:111111111111:dxcon/" + connection,
            "arn:aws:directconnect:us-east-1:111111111111:dxlag/" + lag,
            "arn:aws:directconnect:us-east-1:111111111111:dxvif/" + vif,
            "arn:aws:directconnect::111111111111:dx-gateway/" + gateway);
    for (String arn : arns) {
      cage.dx.tagResource(
          r -> r.resourceArn(arn).tags(t -> t.key("a").value("1"), t -> t.key("b")));
      cage.dx.tagResource(r -> r.resourceArn(arn).tags(t -> t.key("a").value("2")));
      cage.dx.untagResource(r -> r.resourceArn(arn).tagKeys("b"));
    }
    assertThat(cage.dx.describeTags(r -> r.resourceArns(arns)).resourceTags())
        .hasSize(4)
        .allSatisfy(each ->
            assertThat(each.tags()).containsExactly(Tag.builder().key("a").value("2").build()));
    assertThat(cage.describe(connection).tags()).hasSize(1);
    refuses(
        () ->
            new Cage(cloud, TestCloud.OTHER_ACCOUNT)
                .dx.describeTags(r -> r.resourceArns(arns.getFirst())),
        "does not exist");
    refuses(() -> cage.dx.describeTags(r -> r.resourceArns("arn:x")), "not valid");
  }

  @Test
  void b9_a_resource_has_50_tags_each_key_once() {
    List<Tag> many = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      many.add(Tag.builder().key("k" + i).value("v").build());
    }
    refused(
        () ->
            cage.dx.createConnection(
                r -> r.location("EqDC2").bandwidth("1Gbps").connectionName("a").tags(many)),
        "TooManyTagsException");
    refused(
        () ->
            cage.dx.createConnection(r ->
                r.location("EqDC2")
                    .bandwidth("1Gbps")
                    .connectionName("a")
                    .tags(many.getFirst(), many.getFirst())),
        "DuplicateTagKeysException");
    assertThat(cage.dx.describeConnections().connections()).isEmpty();
  }

  @Test
  void agreements_are_signed_by_name() {
    assertThat(cage.dx.describeCustomerMetadata(r -> {}).agreements()).isEmpty();
    cage.dx.confirmCustomerAgreement(r -> r.agreementName("Terms"));
    assertThat(cage.dx.confirmCustomerAgreement(r -> r.agreementName("Terms")).status())
        .isEqualTo("signed");
    assertThat(cage.dx.describeCustomerMetadata(r -> {}).agreements())
        .singleElement()
        .satisfies(each -> assertThat(each.status()).isEqualTo("signed"));
  }
}
