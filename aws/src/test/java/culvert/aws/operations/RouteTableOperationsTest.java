package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

class RouteTableOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private String vpc = "";
  private String subnet = "";
  private String table = "";

  @BeforeEach
  void network() {
    vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24")).subnet().subnetId();
    table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private RouteTable described(String id) {
    return ec2.describeRouteTables(r -> r.routeTableIds(id)).routeTables().getFirst();
  }

  private RouteTable main() {
    return ec2.describeRouteTables(
            r -> r.filters(Filtered.by("vpc-id", vpc), Filtered.by("association.main", "true")))
        .routeTables()
        .getFirst();
  }

  private String associate() {
    return ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet)).associationId();
  }

  @Test
  void r1_2_4_a_table_starts_with_the_local_route_only() {
    assertThat(described(table).routes())
        .singleElement()
        .satisfies(route -> {
          assertThat(route.gatewayId()).isEqualTo("local");
          assertThat(route.originAsString()).isEqualTo("CreateRouteTable");
          assertThat(route.stateAsString()).isEqualTo("active");
        });
    assertThat(described(table).associations()).isEmpty();
  }

  @Test
  void r1_2_1_a_subnet_has_one_table() {
    associate();
    String other = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    refused(
        () -> ec2.associateRouteTable(r -> r.routeTableId(other).subnetId(subnet)),
        "Resource.AlreadyAssociated",
        table);
  }

  @Test
  void r1_2_2_the_main_table_stays() {
    RouteTable main = main();
    refused(
        () -> ec2.deleteRouteTable(r -> r.routeTableId(main.routeTableId())),
        "DependencyViolation",
        main.routeTableId());
    String association = main.associations().getFirst().routeTableAssociationId();
    refused(
        () -> ec2.disassociateRouteTable(r -> r.associationId(association)),
        "InvalidParameterValue");
  }

  @Test
  void r1_2_2_replacing_the_main_association_makes_another_table_main() {
    RouteTable before = main();
    String association = before.associations().getFirst().routeTableAssociationId();
    String after =
        ec2.replaceRouteTableAssociation(r -> r.associationId(association).routeTableId(table))
            .newAssociationId();
    assertThat(after).isNotEqualTo(association);
    assertThat(main().routeTableId()).isEqualTo(table);
    ec2.deleteRouteTable(r -> r.routeTableId(before.routeTableId()));
  }

  @Test
  void r1_2_10_an_association_says_its_state() {
    assertThat(main().associations())
        .singleElement()
        .satisfies(a -> assertThat(a.associationState().stateAsString()).isEqualTo("associated"));
    assertThat(
            ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet))
                .associationState()
                .stateAsString())
        .isEqualTo("associated");
    String association = described(table).associations().getFirst().routeTableAssociationId();
    assertThat(
            ec2.replaceRouteTableAssociation(
                    r -> r.associationId(association).routeTableId(main().routeTableId()))
                .associationState()
                .stateAsString())
        .isEqualTo("associated");
    assertThat(described(table).associations()).isEmpty();
  }

  @Test
  void r1_2_3_a_subnet_may_stay_with_the_main_table_explicitly() {
    String main = main().routeTableId();
    ec2.associateRouteTable(r -> r.routeTableId(main).subnetId(subnet));
    assertThat(described(main).associations())
        .extracting(RouteTableAssociation::main)
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void r1_2_4_a_table_in_use_stays() {
    String association = associate();
    refused(() -> ec2.deleteRouteTable(r -> r.routeTableId(table)), "DependencyViolation", table);
    ec2.disassociateRouteTable(r -> r.associationId(association));
    ec2.deleteRouteTable(r -> r.routeTableId(table));
    refused(
        () -> ec2.describeRouteTables(r -> r.routeTableIds(table)),
        "InvalidRouteTableID.NotFound",
        "The routeTable ID '" + table + "' does not exist");
  }

  @Test
  void a_deleted_subnet_takes_its_association_along() {
    associate();
    ec2.deleteSubnet(r -> r.subnetId(subnet));
    assertThat(described(table).associations()).isEmpty();
  }

  @Test
  void a_table_serves_its_own_vpc_only() {
    String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    String foreign =
        ec2.createSubnet(r -> r.vpcId(other).cidrBlock("10.1.1.0/24")).subnet().subnetId();
    refused(
        () -> ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(foreign)),
        "InvalidParameterValue",
        "belong to different networks");
    String association = associate();
    String elsewhere = ec2.createRouteTable(r -> r.vpcId(other)).routeTable().routeTableId();
    refused(
        () ->
            ec2.replaceRouteTableAssociation(
                r -> r.associationId(association).routeTableId(elsewhere)),
        "InvalidParameterValue",
        "belong to different networks");
  }

  @Test
  void wrong_ids_are_told_apart() {
    refused(
        () -> ec2.deleteRouteTable(r -> r.routeTableId("rtb-1")), "InvalidRouteTableId.Malformed");
    refused(
        () -> ec2.deleteRouteTable(r -> r.routeTableId("vpc-0123456789abcdef0")),
        "InvalidRouteTableId.Malformed");
    refused(
        () -> ec2.disassociateRouteTable(r -> r.associationId("rtbassoc-0123456789abcdef0")),
        "InvalidAssociationID.NotFound");
    refused(() -> ec2.createRouteTable(r -> {}), "MissingParameter");
  }

  private String gateway() {
    String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    return gateway;
  }

  private String networkInterface() {
    return ec2.createNetworkInterface(r -> r.subnetId(subnet))
        .networkInterface()
        .networkInterfaceId();
  }

  @Test
  void r1_4_1_an_edge_table_leads_into_an_appliance() {
    String gateway = gateway();
    String appliance = networkInterface();
    ec2.associateRouteTable(r -> r.routeTableId(table).gatewayId(gateway));
    ec2.createRoute(r ->
        r.routeTableId(table).destinationCidrBlock("10.0.1.0/24").networkInterfaceId(appliance));
    assertThat(described(table).routes()).extracting(Route::networkInterfaceId).contains(appliance);
    assertThat(described(table).associations())
        .extracting(RouteTableAssociation::gatewayId)
        .containsExactly(gateway);
  }

  @Test
  void r1_4_2_an_edge_table_takes_no_other_target_and_nothing_outside_the_vpc() {
    String gateway = gateway();
    String appliance = networkInterface();
    ec2.associateRouteTable(r -> r.routeTableId(table).gatewayId(gateway));
    refused(
        () ->
            ec2.createRoute(
                r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway)),
        "InvalidParameterValue");
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("10.9.0.0/16")
                    .networkInterfaceId(appliance)),
        "InvalidParameterValue",
        "10.9.0.0/16");
  }

  @Test
  void r1_4_3_a_table_with_other_routes_cannot_become_an_edge_table() {
    String gateway = gateway();
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    refused(
        () -> ec2.associateRouteTable(r -> r.routeTableId(table).gatewayId(gateway)),
        "InvalidParameterValue");
  }

  @Test
  void r1_2_5_an_edge_table_cannot_become_the_main_table() {
    String gateway = gateway();
    ec2.associateRouteTable(r -> r.routeTableId(table).gatewayId(gateway));
    String association = main().associations().getFirst().routeTableAssociationId();
    refused(
        () ->
            ec2.replaceRouteTableAssociation(r -> r.associationId(association).routeTableId(table)),
        "InvalidParameterValue",
        "main");
  }

  @Test
  void r1_1_13_a_new_account_has_200_tables_a_vpc() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String id = client.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
      for (int i = 1; i < 200; i++) {
        client.createRouteTable(r -> r.vpcId(id));
      }
      refused(() -> client.createRouteTable(r -> r.vpcId(id)), "RouteTableLimitExceeded");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "association.gateway-id, igw-*, 0",
    "association.route-table-association-id, rtbassoc-*, 3",
    "association.route-table-id, rtb-*, 3",
    "association.subnet-id, subnet-*, 1",
    "association.main, true, 2",
    "owner-id, 111111111111, 3",
    "propagating-vgw, vgw-*, 0",
    "route-table-id, rtb-*, 3",
    "route.destination-cidr-block, 10.0.0.0/16, 2",
    "route.destination-cidr-block, 0.0.0.0/0, 2",
    "route.destination-ipv6-cidr-block, ::/0, 0",
    "route.destination-prefix-list-id, pl-*, 0",
    "route.egress-only-internet-gateway-id, eigw-*, 0",
    "route.gateway-id, igw-*, 2",
    "route.instance-id, i-*, 0",
    "route.nat-gateway-id, nat-*, 0",
    "route.transit-gateway-id, tgw-*, 0",
    "route.origin, CreateRoute, 2",
    "route.state, active, 3",
    "route.state, blackhole, 0",
    "route.vpc-peering-connection-id, pcx-*, 0",
    "vpc-id, vpc-*, 3",
    "tag-key, Name, 1",
    "tag:Name, ta?le, 1",
  })
  void filters(String name, String value, int found) {
    associate();
    String gateway = gateway();
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    ec2.createTags(r -> r.resources(table).tags(t -> t.key("Name").value("table")));
    assertThat(ec2.describeRouteTables(r -> r.filters(Filtered.by(name, value))).routeTables())
        .hasSize(found);
  }
}
