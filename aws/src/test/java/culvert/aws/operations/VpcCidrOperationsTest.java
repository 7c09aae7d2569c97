package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;

class VpcCidrOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  private String vpc(String cidr) {
    return ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
  }

  private Vpc described(String id) {
    return ec2.describeVpcs(r -> r.vpcIds(id)).vpcs().getFirst();
  }

  private String associate(String vpc, String cidr) {
    return ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).cidrBlock(cidr))
        .cidrBlockAssociation()
        .associationId();
  }

  private List<Route> mainRoutes(String vpc) {
    return ec2.describeRouteTables(r -> r.filters(Filtered.by("vpc-id", vpc)))
        .routeTables()
        .getFirst()
        .routes();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/15, InvalidVpc.Range",
    "10.0.0.0/29, InvalidVpc.Range",
    "10.0.0.0/33, InvalidParameterValue",
    "10.0.0.0, InvalidParameterValue",
    "2001:db8::/56, InvalidParameterValue",
  })
  void r1_1_1_a_vpc_is_16_to_28(String cidr, String code) {
    refused(() -> vpc(cidr), code, cidr);
  }

  @Test
  void r1_1_9_the_primary_block_stays() {
    String id = vpc("10.0.0.0/16");
    String primary = described(id).cidrBlockAssociationSet().getFirst().associationId();
    refused(
        () -> ec2.disassociateVpcCidrBlock(r -> r.associationId(primary)), "OperationNotPermitted");
    refused(
        () -> ec2.disassociateVpcCidrBlock(r -> r.associationId("vpc-cidr-assoc-0")),
        "InvalidVpcCidrBlockAssociationID.NotFound");
  }

  @Test
  void r1_1_9_a_used_block_stays() {
    String id = vpc("10.0.0.0/16");
    String second = associate(id, "10.1.0.0/16");
    String subnet = ec2.createSubnet(r -> r.vpcId(id).cidrBlock("10.1.0.0/24")).subnet().subnetId();
    refused(
        () -> ec2.disassociateVpcCidrBlock(r -> r.associationId(second)), "DependencyViolation");
    ec2.deleteSubnet(r -> r.subnetId(subnet));
    ec2.disassociateVpcCidrBlock(r -> r.associationId(second));
    assertThat(described(id).cidrBlockAssociationSet()).hasSize(1);
  }

  @Test
  void r1_2_6_a_local_route_comes_and_goes_with_its_block() {
    String id = vpc("10.0.0.0/16");
    String second = associate(id, "10.1.0.0/16");
    assertThat(mainRoutes(id))
        .extracting(Route::destinationCidrBlock)
        .containsExactly("10.0.0.0/16", "10.1.0.0/16");
    ec2.disassociateVpcCidrBlock(r -> r.associationId(second));
    assertThat(mainRoutes(id))
        .extracting(Route::destinationCidrBlock)
        .containsExactly("10.0.0.0/16");
  }

  @Test
  void a_block_is_associating_while_aws_works() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Ec2Client client = slow.ec2();
      String id = client.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
      slow.timeline().advance(Duration.ofSeconds(10));
      client.associateVpcCidrBlock(r -> r.vpcId(id).cidrBlock("10.1.0.0/16"));
      assertThat(states(client, id)).containsExactly("associated", "associating");
      slow.timeline().advance(Duration.ofSeconds(10));
      assertThat(states(client, id)).containsExactly("associated", "associated");
      String second =
          client
              .describeVpcs(r -> r.vpcIds(id))
              .vpcs()
              .getFirst()
              .cidrBlockAssociationSet()
              .get(1)
              .associationId();
      client.disassociateVpcCidrBlock(r -> r.associationId(second));
      assertThat(states(client, id)).containsExactly("associated", "disassociating");
      slow.timeline().advance(Duration.ofSeconds(10));
      assertThat(states(client, id)).containsExactly("associated");
    }
  }

  private static List<String> states(Ec2Client client, String vpc) {
    return client
        .describeVpcs(r -> r.vpcIds(vpc))
        .vpcs()
        .getFirst()
        .cidrBlockAssociationSet()
        .stream()
        .map(block -> block.cidrBlockState().stateAsString())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "10.2.0.0/16, 172.16.0.0/16, restricted",
    "10.2.0.0/16, 192.168.0.0/16, restricted",
    "10.2.0.0/16, 198.19.0.0/16, restricted",
    "10.1.0.0/16, 10.0.0.0/20, restricted",
    "172.16.0.0/16, 10.0.0.0/16, restricted",
    "172.16.0.0/16, 172.31.0.0/16, restricted",
    "172.16.0.0/16, 192.168.0.0/16, restricted",
    "192.168.0.0/16, 172.16.0.0/16, restricted",
    "192.168.0.0/16, 198.19.0.0/16, restricted",
    "198.19.0.0/16, 10.0.0.0/16, restricted",
    "100.64.0.0/16, 192.168.0.0/16, restricted",
    "52.0.0.0/16, 198.19.0.0/16, restricted",
    "10.2.0.0/16, 169.254.0.0/16, restricted",
    "10.2.0.0/16, 10.2.128.0/17, invalid",
  })
  void r1_1_6_restricted_blocks(String primary, String secondary, String says) {
    refused(() -> associate(vpc(primary), secondary), "InvalidVpc.Range", secondary, says);
  }

  @ParameterizedTest
  @CsvSource({
    "10.2.0.0/16, 10.3.0.0/16",
    "10.2.0.0/16, 10.0.0.0/16",
    "10.2.0.0/16, 100.64.0.0/16",
    "10.2.0.0/16, 52.0.0.0/16",
    "172.16.0.0/16, 172.17.0.0/16",
    "192.168.0.0/20, 192.168.16.0/20",
    "100.64.0.0/16, 52.0.0.0/16",
  })
  void r1_1_6_allowed_blocks(String primary, String secondary) {
    String id = vpc(primary);
    associate(id, secondary);
    assertThat(described(id).cidrBlockAssociationSet())
        .extracting(VpcCidrBlockAssociation::cidrBlock)
        .containsExactly(primary, secondary);
  }

  @Test
  void r1_1_5_a_block_may_not_swallow_a_routes_destination() {
    String id = vpc("10.2.0.0/16");
    String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(id));
    String table =
        ec2.describeRouteTables(r -> r.filters(Filtered.by("vpc-id", id)))
            .routeTables()
            .getFirst()
            .routeTableId();
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock("10.0.0.0/24").gatewayId(gateway));
    refused(() -> associate(id, "10.0.0.0/24"), "InvalidVpc.Range");
    refused(() -> associate(id, "10.0.0.0/20"), "InvalidVpc.Range");
    associate(id, "10.0.0.0/25");
  }

  @Test
  void r1_1_7_a_peered_vpc_may_not_grow_into_its_peer() {
    String one = vpc("10.1.0.0/16");
    String other = vpc("10.2.0.0/16");
    String peering =
        ec2.createVpcPeeringConnection(r -> r.vpcId(one).peerVpcId(other))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    refused(() -> associate(one, "10.3.0.0/16"), "InvalidVpc.Range");
    associate(other, "10.3.0.0/16");
    ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    refused(() -> associate(one, "10.3.128.0/17"), "InvalidVpc.Range");
    associate(one, "10.4.0.0/16");
  }

  @Test
  void r1_1_7_an_overlap_that_came_while_it_was_pending_fails_the_acceptance() {
    String one = vpc("10.1.0.0/16");
    String other = vpc("10.2.0.0/16");
    String peering =
        ec2.createVpcPeeringConnection(r -> r.vpcId(one).peerVpcId(other))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    associate(other, "10.1.128.0/17");
    ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    assertThat(
            ec2.describeVpcPeeringConnections(r -> r.vpcPeeringConnectionIds(peering))
                .vpcPeeringConnections()
                .getFirst()
                .status()
                .codeAsString())
        .isEqualTo("failed");
  }

  @Test
  void r1_1_13_quotas_of_a_new_account() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String id = client.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
      for (int i = 2; i <= 5; i++) {
        String cidr = "10." + i + ".0.0/16";
        client.associateVpcCidrBlock(r -> r.vpcId(id).cidrBlock(cidr));
      }
      refused(
          () -> client.associateVpcCidrBlock(r -> r.vpcId(id).cidrBlock("10.9.0.0/16")),
          "CidrLimitExceeded");
      for (int i = 0; i < 3; i++) {
        client.createVpc(r -> r.cidrBlock("10.1.0.0/16"));
      }
      refused(() -> client.createVpc(r -> r.cidrBlock("10.1.0.0/16")), "VpcLimitExceeded");
    }
  }

  @Test
  void ipv6_opens_what_nobody_has_changed() {
    String id = vpc("10.0.0.0/16");
    String changed =
        ec2.createSecurityGroup(r -> r.vpcId(id).groupName("changed").description("d")).groupId();
    ec2.revokeSecurityGroupEgress(r ->
        r.groupId(changed)
            .ipPermissions(p -> p.ipProtocol("-1").ipRanges(i -> i.cidrIp("0.0.0.0/0"))));
    ec2.associateVpcCidrBlock(r -> r.vpcId(id).amazonProvidedIpv6CidrBlock(true));
    assertThat(
            ec2.describeNetworkAcls(r -> r.filters(Filtered.by("vpc-id", id)))
                .networkAcls()
                .getFirst()
                .entries())
        .filteredOn(entry -> entry.ipv6CidrBlock() != null)
        .extracting(NetworkAclEntry::ruleNumber, NetworkAclEntry::ruleAction)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(101, RuleAction.ALLOW),
            org.assertj.core.groups.Tuple.tuple(101, RuleAction.ALLOW),
            org.assertj.core.groups.Tuple.tuple(32768, RuleAction.DENY),
            org.assertj.core.groups.Tuple.tuple(32768, RuleAction.DENY));
    assertThat(egress(id, "default")).anyMatch(p -> !p.ipv6Ranges().isEmpty());
    assertThat(egress(id, "changed")).isEmpty();
  }

  private List<IpPermission> egress(String vpc, String group) {
    return ec2.describeSecurityGroups(
            r -> r.filters(Filtered.by("vpc-id", vpc), Filtered.by("group-name", group)))
        .securityGroups()
        .getFirst()
        .ipPermissionsEgress();
  }

  @Test
  void a_vpc_that_starts_with_ipv6_is_as_open_as_one_that_got_it_later() {
    Vpc made =
        ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true)).vpc();
    assertThat(made.ipv6CidrBlockAssociationSet().getFirst().ipv6CidrBlock()).endsWith("/56");
    assertThat(mainRoutes(made.vpcId()))
        .extracting(Route::destinationIpv6CidrBlock)
        .contains(made.ipv6CidrBlockAssociationSet().getFirst().ipv6CidrBlock());
    assertThat(egress(made.vpcId(), "default")).anyMatch(p -> !p.ipv6Ranges().isEmpty());
    assertThat(
            ec2.describeNetworkAcls(r -> r.filters(Filtered.by("vpc-id", made.vpcId())))
                .networkAcls()
                .getFirst()
                .entries())
        .hasSize(8);
  }
}
