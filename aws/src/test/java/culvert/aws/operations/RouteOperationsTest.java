package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Route;

class RouteOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private String vpc = "";
  private String subnet = "";
  private String table = "";
  private String gateway = "";

  @BeforeEach
  void network() {
    vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24")).subnet().subnetId();
    table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private void toGateway(String destination) {
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock(destination).gatewayId(gateway));
  }

  private List<Route> routes() {
    return ec2.describeRouteTables(r -> r.routeTableIds(table)).routeTables().getFirst().routes();
  }

  private Route route(String destination) {
    return routes().stream()
        .filter(r -> destination.equals(r.destinationCidrBlock()))
        .findFirst()
        .orElseThrow();
  }

  private String networkInterface() {
    return ec2.createNetworkInterface(r -> r.subnetId(subnet))
        .networkInterface()
        .networkInterfaceId();
  }

  @Test
  void r5_4_10_host_bits_of_a_destination_are_cleared() {
    toGateway("100.68.0.18/18");
    assertThat(route("100.68.0.0/18").gatewayId()).isEqualTo(gateway);
  }

  @Test
  void r5_4_1_one_destination_and_one_target() {
    refused(() -> ec2.createRoute(r -> r.routeTableId(table)), "MissingParameter");
    refused(
        () -> ec2.createRoute(r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0")),
        "MissingParameter");
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("0.0.0.0/0")
                    .destinationIpv6CidrBlock("::/0")
                    .gatewayId(gateway)),
        "InvalidParameterCombination");
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("0.0.0.0/0")
                    .gatewayId(gateway)
                    .natGatewayId("nat-0123456789abcdef0")),
        "InvalidParameterCombination");
  }

  @Test
  void r1_3_8_r5_4_2_a_second_route_to_one_destination_is_refused() {
    toGateway("0.0.0.0/0");
    toGateway("0.0.0.0/0");
    String held = networkInterface();
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").networkInterfaceId(held)),
        "RouteAlreadyExists",
        "The route identified by 0.0.0.0/0 already exists.");
  }

  @Test
  void r1_2_7_the_families_are_apart() {
    toGateway("0.0.0.0/0");
    ec2.createRoute(r -> r.routeTableId(table).destinationIpv6CidrBlock("::/0").gatewayId(gateway));
    assertThat(routes()).hasSize(3);
    ec2.deleteRoute(r -> r.routeTableId(table).destinationIpv6CidrBlock("::/0"));
    assertThat(route("0.0.0.0/0").gatewayId()).isEqualTo(gateway);
  }

  @Test
  void r5_4_3_a_gateway_of_another_vpc_is_refused() {
    String other = ec2.createInternetGateway().internetGateway().internetGatewayId();
    refused(
        () ->
            ec2.createRoute(
                r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(other)),
        "InvalidParameterValue",
        "route table " + table + " and network gateway " + other,
        "belong to different networks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/16", "10.0.1.0/24", "10.0.7.0/28"})
  void r1_3_6_r5_4_4_inside_the_vpc_only_middleboxes_are_targets(String destination) {
    refused(
        () -> toGateway(destination),
        "InvalidParameterValue",
        "equal to or more specific than one of this VPC's CIDR blocks");
  }

  @Test
  void r1_3_6_a_whole_subnet_may_lead_to_an_interface_and_no_part_of_it() {
    String held = networkInterface();
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock("10.0.1.0/24").networkInterfaceId(held));
    assertThat(route("10.0.1.0/24").networkInterfaceId()).isEqualTo(held);
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table).destinationCidrBlock("10.0.1.0/25").networkInterfaceId(held)),
        "InvalidParameterValue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.168.0/22", "169.254.169.0/24"})
  void r1_3_7_reserved_destinations_are_refused(String destination) {
    refused(() -> toGateway(destination), "InvalidParameterValue", destination);
  }

  @Test
  void r1_3_7_what_is_larger_than_reserved_may_be_routed() {
    toGateway("169.254.0.0/16");
  }

  @Test
  void r1_2_6_the_local_route_stays_but_its_target_may_change_and_come_back() {
    refused(
        () -> ec2.deleteRoute(r -> r.routeTableId(table).destinationCidrBlock("10.0.0.0/16")),
        "InvalidParameterValue",
        "local");
    String held = networkInterface();
    ec2.replaceRoute(
        r -> r.routeTableId(table).destinationCidrBlock("10.0.0.0/16").networkInterfaceId(held));
    assertThat(route("10.0.0.0/16").networkInterfaceId()).isEqualTo(held);
    refused(
        () ->
            ec2.replaceRoute(
                r -> r.routeTableId(table).destinationCidrBlock("10.0.0.0/16").gatewayId(gateway)),
        "InvalidParameterValue");
    ec2.replaceRoute(
        r -> r.routeTableId(table).destinationCidrBlock("10.0.0.0/16").localTarget(true));
    assertThat(route("10.0.0.0/16").gatewayId()).isEqualTo("local");
  }

  @Test
  void a_route_is_replaced_and_deleted_by_its_destination() {
    toGateway("0.0.0.0/0");
    String held = networkInterface();
    ec2.replaceRoute(
        r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").networkInterfaceId(held));
    assertThat(route("0.0.0.0/0").networkInterfaceId()).isEqualTo(held);
    assertThat(route("0.0.0.0/0").gatewayId()).isNull();
    ec2.deleteRoute(r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0"));
    refused(
        () -> ec2.deleteRoute(r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0")),
        "InvalidRoute.NotFound",
        "no route with destination-cidr-block 0.0.0.0/0 in route table " + table);
    refused(
        () ->
            ec2.replaceRoute(
                r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway)),
        "InvalidParameterValue",
        "Use CreateRoute instead");
  }

  @Test
  void r5_4_5_r5_4_6_unknown_targets_have_their_own_codes() {
    refusedTarget("TransitGateway", "InvalidTransitGatewayID.NotFound");
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("1.0.0.0/8")
                    .vpcPeeringConnectionId("pcx-0123456789abcdef0")),
        "InvalidVpcPeeringConnectionID.NotFound");
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("1.0.0.0/8")
                    .natGatewayId("nat-0123456789abcdef0")),
        "InvalidNatGatewayID.NotFound");
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("1.0.0.0/8")
                    .gatewayId("igw-0123456789abcdef0")),
        "InvalidGatewayID.NotFound");
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("1.0.0.0/8")
                    .networkInterfaceId("eni-0123456789abcdef0")),
        "InvalidNetworkInterfaceID.NotFound");
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("1.0.0.0/8")
                    .instanceId("i-0123456789abcdef0")),
        "InvalidInstanceID.NotFound");
  }

  private void refusedTarget(String kind, String code) {
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("1.0.0.0/8")
                    .transitGatewayId("tgw-0123456789abcdef0")),
        code);
  }

  @Test
  void r1_3_12_a_detached_gateway_leaves_a_blackhole() {
    toGateway("0.0.0.0/0");
    ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    assertThat(route("0.0.0.0/0").stateAsString()).isEqualTo("blackhole");
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    assertThat(route("0.0.0.0/0").stateAsString()).isEqualTo("active");
  }

  @Test
  void r1_3_12_a_deleted_interface_leaves_a_blackhole() {
    String held = networkInterface();
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock("1.0.0.0/8").networkInterfaceId(held));
    ec2.deleteNetworkInterface(r -> r.networkInterfaceId(held));
    assertThat(route("1.0.0.0/8").stateAsString()).isEqualTo("blackhole");
  }

  @Test
  void r3_3_7_a_route_to_a_pending_peering_is_a_blackhole_until_it_is_active() {
    String other = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    String peering =
        ec2.createVpcPeeringConnection(r -> r.vpcId(vpc).peerVpcId(other))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    ec2.createRoute(r ->
        r.routeTableId(table).destinationCidrBlock("10.1.0.0/16").vpcPeeringConnectionId(peering));
    assertThat(route("10.1.0.0/16").stateAsString()).isEqualTo("blackhole");
    ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    assertThat(route("10.1.0.0/16").stateAsString()).isEqualTo("active");
    ec2.deleteVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    assertThat(route("10.1.0.0/16").stateAsString()).isEqualTo("blackhole");
  }

  @Test
  void r1_2_9_a_route_says_its_state_and_who_made_it() {
    toGateway("0.0.0.0/0");
    assertThat(routes())
        .extracting(
            Route::destinationCidrBlock,
            Route::gatewayId,
            Route::stateAsString,
            Route::originAsString)
        .containsExactlyInAnyOrder(
            tuple("10.0.0.0/16", "local", "active", "CreateRouteTable"),
            tuple("0.0.0.0/0", gateway, "active", "CreateRoute"));
    ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    assertThat(route("0.0.0.0/0").stateAsString()).isEqualTo("blackhole");
    assertThat(route("0.0.0.0/0").originAsString()).isEqualTo("CreateRoute");
  }

  @Test
  void r1_3_13_a_destination_has_one_target() {
    toGateway("0.0.0.0/0");
    String second = networkInterface();
    refused(
        () ->
            ec2.createRoute(r ->
                r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").networkInterfaceId(second)),
        "RouteAlreadyExists",
        "0.0.0.0/0");
    ec2.replaceRoute(
        r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").networkInterfaceId(second));
    assertThat(route("0.0.0.0/0").networkInterfaceId()).isEqualTo(second);
    assertThat(route("0.0.0.0/0").gatewayId()).isNull();
  }

  @Test
  void r1_2_8_a_new_account_has_50_routes_a_table_and_family() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client client = small.ec2();
      String id = client.describeVpcs().vpcs().getFirst().vpcId();
      String own = client.createRouteTable(r -> r.vpcId(id)).routeTable().routeTableId();
      String igw =
          client.describeInternetGateways().internetGateways().getFirst().internetGatewayId();
      for (int i = 0; i < 50; i++) {
        String destination = "100.64." + i + ".0/24";
        client.createRoute(
            r -> r.routeTableId(own).destinationCidrBlock(destination).gatewayId(igw));
      }
      refused(
          () ->
              client.createRoute(
                  r -> r.routeTableId(own).destinationCidrBlock("0.0.0.0/0").gatewayId(igw)),
          "RouteLimitExceeded");
      client.createRoute(r -> r.routeTableId(own).destinationIpv6CidrBlock("::/0").gatewayId(igw));
    }
  }
}
