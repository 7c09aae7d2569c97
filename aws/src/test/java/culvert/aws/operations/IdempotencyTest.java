package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.QueryCall;
import culvert.aws.TestCloud;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;

/** R5.1.6: client tokens. */
class IdempotencyTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
  private final int before = ec2.describeRouteTables().routeTables().size();

  @AfterEach
  void close() {
    cloud.close();
  }

  private CreateRouteTableResponse create(Ec2Client client, String in, String token) {
    return client.createRouteTable(r -> r.vpcId(in).clientToken(token));
  }

  private int made() {
    return ec2.describeRouteTables().routeTables().size() - before;
  }

  @Test
  void r5_1_6_the_same_call_again_is_the_first_ones_answer() {
    CreateRouteTableResponse first = create(ec2, vpc, "once");
    CreateRouteTableResponse again = create(ec2, vpc, "once");
    assertThat(again.routeTable()).isEqualTo(first.routeTable());
    assertThat(again.clientToken()).isEqualTo("once");
    assertThat(made()).isEqualTo(1);
  }

  @Test
  void r5_1_6_other_parameters_do_not_go_with_the_token() {
    create(ec2, vpc, "once");
    String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    int present = made();
    refused(() -> create(ec2, other, "once"), "IdempotentParameterMismatch", "once");
    refused(
        () ->
            ec2.createRouteTable(r ->
                r.vpcId(vpc)
                    .clientToken("once")
                    .tagSpecifications(
                        t -> t.resourceType("route-table").tags(g -> g.key("a").value("b")))),
        "IdempotentParameterMismatch");
    assertThat(made()).isEqualTo(present);
  }

  @Test
  void r5_1_6_tokens_have_their_case_and_none_means_none() {
    create(ec2, vpc, "once");
    create(ec2, vpc, "Once");
    ec2.createRouteTable(r -> r.vpcId(vpc));
    QueryCall.of(cloud, "Action=CreateRouteTable&VpcId=" + vpc);
    QueryCall.of(cloud, "Action=CreateRouteTable&VpcId=" + vpc);
    QueryCall.of(cloud, "Action=CreateRouteTable&ClientToken=&VpcId=" + vpc);
    assertThat(made()).isEqualTo(6);
  }

  @Test
  void r5_1_6_a_token_belongs_to_an_account_a_region_and_an_operation() {
    create(ec2, vpc, "once");
    Ec2Client stranger = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
    String theirs = stranger.describeVpcs().vpcs().getFirst().vpcId();
    assertThat(create(stranger, theirs, "once").routeTable().ownerId())
        .isEqualTo(TestCloud.OTHER_ACCOUNT);
    Ec2Client abroad = cloud.ec2(TestCloud.ACCOUNT, "eu-west-1");
    String there = abroad.describeVpcs().vpcs().getFirst().vpcId();
    assertThat(create(abroad, there, "once").routeTable().vpcId()).isEqualTo(there);
    CreateEgressOnlyInternetGatewayResponse other =
        ec2.createEgressOnlyInternetGateway(r -> r.vpcId(vpc).clientToken("once"));
    assertThat(other.egressOnlyInternetGateway().egressOnlyInternetGatewayId()).startsWith("eigw-");
  }

  @Test
  void r5_1_6_what_failed_leaves_no_token_behind() {
    refused(() -> create(ec2, "vpc-0123456789abcdef0", "once"), "InvalidVpcID.NotFound");
    refused(
        () -> ec2.createRouteTable(r -> r.vpcId(vpc).clientToken("once").dryRun(true)),
        "DryRunOperation");
    create(ec2, vpc, "once");
    assertThat(made()).isEqualTo(1);
    refused(
        () -> ec2.createRouteTable(r -> r.vpcId(vpc).clientToken("once").dryRun(true)),
        "DryRunOperation");
  }

  @Test
  void r5_1_6_a_token_is_forgotten_after_a_day() {
    String first = create(ec2, vpc, "once").routeTable().routeTableId();
    cloud.timeline().advance(Duration.ofHours(23));
    assertThat(create(ec2, vpc, "once").routeTable().routeTableId()).isEqualTo(first);
    cloud.timeline().advance(Duration.ofHours(2));
    assertThat(create(ec2, vpc, "once").routeTable().routeTableId()).isNotEqualTo(first);
  }

  @Test
  void r5_1_6_the_answer_outlives_what_was_made() {
    String list =
        ec2.createManagedPrefixList(
                r -> r.prefixListName("p").addressFamily("IPv4").maxEntries(1).clientToken("p"))
            .prefixList()
            .prefixListId();
    ec2.deleteManagedPrefixList(r -> r.prefixListId(list));
    assertThat(
            ec2.createManagedPrefixList(
                    r -> r.prefixListName("p").addressFamily("IPv4").maxEntries(1).clientToken("p"))
                .prefixList()
                .prefixListId())
        .as("the token's answer outlives what it made")
        .isEqualTo(list);
  }
}
