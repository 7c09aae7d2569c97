package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

class EgressOnlyInternetGatewayOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final String vpc = vpc(ec2);

  @AfterEach
  void close() {
    cloud.close();
  }

  private static String vpc(Ec2Client client) {
    return client
        .createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true))
        .vpc()
        .vpcId();
  }

  private static String create(Ec2Client client, String vpc) {
    return client
        .createEgressOnlyInternetGateway(r -> r.vpcId(vpc))
        .egressOnlyInternetGateway()
        .egressOnlyInternetGatewayId();
  }

  private EgressOnlyInternetGateway described(String id) {
    return ec2.describeEgressOnlyInternetGateways(r -> r.egressOnlyInternetGatewayIds(id))
        .egressOnlyInternetGateways()
        .getFirst();
  }

  @Test
  void a_gateway_is_attached_from_birth_to_death() {
    String id = create(ec2, vpc);
    assertThat(described(id).attachments())
        .extracting(InternetGatewayAttachment::vpcId, InternetGatewayAttachment::stateAsString)
        .containsExactly(tuple(vpc, "attached"));
    refused(() -> ec2.deleteVpc(r -> r.vpcId(vpc)), "DependencyViolation");
    assertThat(
            ec2.deleteEgressOnlyInternetGateway(r -> r.egressOnlyInternetGatewayId(id))
                .returnCode())
        .isTrue();
    refused(() -> described(id), "InvalidEgressOnlyInternetGatewayId.NotFound", id);
    ec2.deleteVpc(r -> r.vpcId(vpc));
  }

  @Test
  void r1_1_13_a_vpc_has_one() {
    create(ec2, vpc);
    refused(() -> create(ec2, vpc), "EgressOnlyInternetGatewayLimitExceeded", vpc);
  }

  @Test
  void r1_1_13_a_new_account_has_five_a_region() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      create(client, client.describeVpcs().vpcs().getFirst().vpcId());
      for (int i = 1; i < 5; i++) {
        create(client, vpc(client));
      }
      assertThat(client.describeEgressOnlyInternetGateways().egressOnlyInternetGateways())
          .hasSize(Quotas.defaults().egressOnlyInternetGatewaysPerRegion());
      assertThat(client.describeVpcs().vpcs()).hasSize(5);
    }
  }

  private String table() {
    return ec2.describeRouteTables(r -> r.filters(Filtered.by("vpc-id", vpc)))
        .routeTables()
        .getFirst()
        .routeTableId();
  }

  private void route(String id, String destination) {
    String table = table();
    ec2.createRoute(r -> {
      r.routeTableId(table).egressOnlyInternetGatewayId(id);
      if (destination.contains(":")) {
        r.destinationIpv6CidrBlock(destination);
      } else {
        r.destinationCidrBlock(destination);
      }
    });
  }

  @Test
  void r1_5_10_r5_4_9_only_ipv6_leads_to_it() {
    String id = create(ec2, vpc);
    refused(() -> route(id, "0.0.0.0/0"), "InvalidParameterValue");
    route(id, "::/0");
  }

  @Test
  void r1_3_12_a_deleted_one_leaves_a_blackhole() {
    String id = create(ec2, vpc);
    route(id, "::/0");
    ec2.deleteEgressOnlyInternetGateway(r -> r.egressOnlyInternetGatewayId(id));
    String table = table();
    assertThat(
            ec2
                .describeRouteTables(r -> r.routeTableIds(table))
                .routeTables()
                .getFirst()
                .routes()
                .stream()
                .filter(route -> id.equals(route.egressOnlyInternetGatewayId())))
        .singleElement()
        .satisfies(route -> assertThat(route.stateAsString()).isEqualTo("blackhole"));
  }

  @Test
  void wrong_ids_are_told_apart() {
    refused(() -> described("eigw-x"), "InvalidEgressOnlyInternetGatewayId.Malformed");
    refused(
        () ->
            ec2.deleteEgressOnlyInternetGateway(
                r -> r.egressOnlyInternetGatewayId("eigw-0123456789abcdef0")),
        "InvalidEgressOnlyInternetGatewayId.NotFound");
    refused(() -> create(ec2, "vpc-0123456789abcdef0"), "InvalidVpcID.NotFound");
  }

  @ParameterizedTest
  @CsvSource({"tag:Name, out, 1", "tag:Name, in, 0", "tag-key, Name, 1"})
  void filters(String name, String value, int found) {
    ec2.createEgressOnlyInternetGateway(r ->
        r.vpcId(vpc)
            .tagSpecifications(t ->
                t.resourceType("egress-only-internet-gateway")
                    .tags(tag -> tag.key("Name").value("out"))));
    create(ec2, ec2.describeVpcs().vpcs().getFirst().vpcId());
    assertThat(
            ec2.describeEgressOnlyInternetGateways(r -> r.filters(Filtered.by(name, value)))
                .egressOnlyInternetGateways())
        .hasSize(found);
  }
}
