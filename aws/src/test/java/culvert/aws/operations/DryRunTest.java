package culvert.aws.operations;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.QueryCall;
import culvert.aws.TestCloud;
import culvert.aws.catalog.Snapshot;
import culvert.aws.wire.Service;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** R5.1.2: a dry run is checked like any call, and then refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DryRunTest {

  /** AWS's model has no DryRun for these. */
  private static final List<String> UNTRIED =
      List.of("DescribeIamInstanceProfileAssociations", "DescribeNetworkInterfacePermissions");

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();

  @AfterAll
  void close() {
    cloud.close();
  }

  private QueryCall dry(String call) {
    return QueryCall.of(cloud, "Action=" + call + "&DryRun=true");
  }

  /** The operations that need nothing to describe what there is. */
  private List<String> describes() {
    return cloud.api().operations(Service.EC2).stream()
        .filter(name -> name.startsWith("Describe"))
        .filter(name -> !UNTRIED.contains(name))
        .filter(name -> QueryCall.of(cloud, "Action=" + name).status() == 200)
        .toList();
  }

  @Test
  void there_are_operations_to_look_at() {
    assertThat(describes()).contains("DescribeVpcs", "DescribeRegions").hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("describes")
  void r5_1_2_every_describe_can_be_tried(String operation) {
    QueryCall answer = dry(operation);
    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.code()).isEqualTo("DryRunOperation");
    assertThat(answer.text("Message"))
        .isEqualTo("Request would have succeeded, but DryRun flag is set.");
  }

  @Test
  void what_has_no_dry_run_does_not_know_the_parameter() {
    assertThat(UNTRIED)
        .allSatisfy(name -> assertThat(dry(name).code()).isEqualTo("UnknownParameter"));
  }

  /** Calls that would change something, with {@code {vpc}} for the VPC. */
  private static List<String> changes() {
    return List.of(
        "CreateVpc&CidrBlock=10.1.0.0/16",
        "CreateSubnet&VpcId={vpc}&CidrBlock=10.0.0.0/24",
        "CreateRouteTable&VpcId={vpc}",
        "CreateNetworkAcl&VpcId={vpc}",
        "CreateSecurityGroup&VpcId={vpc}&GroupName=g&GroupDescription=g",
        "CreateInternetGateway",
        "CreateEgressOnlyInternetGateway&VpcId={vpc}",
        "CreateDhcpOptions&DhcpConfiguration.1.Key=domain-name&DhcpConfiguration.1.Value.1=x",
        "CreateManagedPrefixList&PrefixListName=p&AddressFamily=IPv4&MaxEntries=1",
        "CreateVpcPeeringConnection&VpcId={vpc}&PeerVpcId={vpc}",
        "CreateFlowLogs&ResourceType=VPC&ResourceId.1={vpc}&TrafficType=ALL"
            + "&LogDestinationType=s3&LogDestination=arn:aws:s3:::logs",
        "AllocateAddress&Domain=vpc",
        "CreateTags&ResourceId.1={vpc}&Tag.1.Key=a&Tag.1.Value=b",
        "ModifyAvailabilityZoneGroup&GroupName=us-east-1-bos-1&OptInStatus=opted-in",
        "DeleteVpc&VpcId={vpc}");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void r5_1_2_a_dry_run_changes_nothing(String call) {
    Snapshot before = cloud.api().catalog().snapshot();
    QueryCall answer = dry(call.replace("{vpc}", vpc));
    assertThat(answer.code()).isEqualTo("DryRunOperation");
    assertThat(answer.status()).isEqualTo(412);
    assertThat(cloud.api().catalog().snapshot()).isSameAs(before);
  }

  @Test
  void r5_1_2_what_would_fail_fails_as_itself() {
    assertThat(dry("CreateVpc").code()).isEqualTo("MissingParameter");
    assertThat(dry("DeleteVpc&VpcId=vpc-x").code()).isEqualTo("InvalidVpcID.Malformed");
    assertThat(dry("DescribeVpcs&VpcId.1=vpc-0123456789abcdef0").code())
        .isEqualTo("InvalidVpcID.NotFound");
    assertThat(dry("DescribeVpcs&Filter.1.Name=colour&Filter.1.Value.1=red").code())
        .isEqualTo("InvalidParameterValue");
    assertThat(QueryCall.of(cloud, "Action=DescribeVpcs&DryRun=false").status()).isEqualTo(200);
    assertThat(QueryCall.of(cloud, "Action=DescribeVpcs&DryRun=perhaps").code())
        .isEqualTo("InvalidParameterValue");
  }
}
