package culvert.aws.operations.vpn;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.vpn.VpnLab.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Snapshot;
import culvert.aws.operations.LearnedRoutes;
import culvert.network.address.IpPrefix;
import culvert.network.routing.Session;
import culvert.network.routing.TransitGatewayRoute;
import culvert.network.topology.TransitGatewayRouteTable;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.PropagatingVgw;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** What tables of a VPC have to do with its virtual private gateway. */
class RoutePropagationTest {

  /** Every gateway has learned the network of one site. */
  private static final LearnedRoutes LEARNED =
      new LearnedRoutes() {
        @Override
        public Session session(Snapshot at, String id) {
          return null;
        }

        @Override
        public boolean isDown(Snapshot at, String port) {
          return false;
        }

        @Override
        public Collection<IpPrefix> ofVpnGateway(Snapshot at, String vpnGateway) {
          return List.of(IpPrefix.parse("192.168.0.0/16"));
        }

        @Override
        public Collection<TransitGatewayRoute> ofTable(
            Snapshot at, TransitGatewayRouteTable table) {
          return List.of();
        }
      };

  private final TestCloud cloud = new TestCloud(LEARNED);
  private final VpnLab lab = new VpnLab(cloud);
  private final String vpc = lab.vpc("10.0.0.0/16");
  private final String table = lab.mainTable(vpc);
  private final String gateway = lab.vpnGateway();

  @AfterEach
  void close() {
    cloud.close();
  }

  private void enable() {
    lab.ec2.enableVgwRoutePropagation(r -> r.routeTableId(table).gatewayId(gateway));
  }

  private RouteTable described() {
    return lab.ec2.describeRouteTables(r -> r.routeTableIds(table)).routeTables().getFirst();
  }

  private void route(String destination) {
    lab.ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock(destination).gatewayId(gateway));
  }

  private String edgeTable() {
    String edge = lab.ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    lab.ec2.associateRouteTable(r -> r.routeTableId(edge).gatewayId(gateway));
    return edge;
  }

  @Test
  void r1_4_8_what_the_gateway_has_learned_is_in_the_table_while_it_propagates() {
    lab.attach(gateway, vpc);
    assertThat(described().routes()).hasSize(1);
    enable();
    enable();
    assertThat(described().propagatingVgws())
        .containsExactly(PropagatingVgw.builder().gatewayId(gateway).build());
    assertThat(described().routes())
        .contains(
            Route.builder()
                .destinationCidrBlock("192.168.0.0/16")
                .gatewayId(gateway)
                .origin(RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION)
                .state(RouteState.ACTIVE)
                .build());
    assertThat(
            lab.ec2
                .describeRouteTables(
                    r -> r.filters(by("route.origin", "EnableVgwRoutePropagation")))
                .routeTables())
        .extracting(RouteTable::routeTableId)
        .containsExactly(table);
    lab.ec2.disableVgwRoutePropagation(r -> r.routeTableId(table).gatewayId(gateway));
    assertThat(described().propagatingVgws()).isEmpty();
    assertThat(described().routes()).hasSize(1);
  }

  @Test
  void r1_4_8_a_propagated_route_is_not_edited_and_a_static_one_may_stand_beside_it() {
    lab.attach(gateway, vpc);
    enable();
    refused(
        () ->
            lab.ec2.deleteRoute(r -> r.routeTableId(table).destinationCidrBlock("192.168.0.0/16")),
        "InvalidRoute.NotFound");
    route("192.168.0.0/16");
    assertThat(described().routes()).extracting(Route::originAsString).contains("CreateRoute");
  }

  @Test
  void r1_4_8_only_a_gateway_of_the_vpc_propagates() {
    refused(this::enable, "Gateway.NotAttached", gateway, vpc);
    lab.attach(gateway, lab.vpc("10.1.0.0/16"));
    refused(this::enable, "Gateway.NotAttached", gateway, vpc);
    refused(
        () ->
            lab.ec2.enableVgwRoutePropagation(
                r -> r.routeTableId(table).gatewayId(VpnLab.NO_VPN_GATEWAY)),
        "InvalidVpnGatewayID.NotFound");
  }

  @Test
  void a8_a_detached_gateway_propagates_no_longer() {
    lab.attach(gateway, vpc);
    enable();
    lab.ec2.detachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(vpc));
    assertThat(described().propagatingVgws()).isEmpty();
    assertThat(described().routes()).hasSize(1);
  }

  @Test
  void r1_3_12_a_route_to_a_gateway_is_a_blackhole_once_that_is_detached() {
    refused(() -> route("192.168.0.0/16"), "InvalidParameterValue", "different networks");
    lab.attach(gateway, vpc);
    route("192.168.0.0/16");
    assertThat(described().routes()).extracting(Route::state).containsOnly(RouteState.ACTIVE);
    lab.ec2.detachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(vpc));
    assertThat(described().routes()).extracting(Route::state).contains(RouteState.BLACKHOLE);
  }

  @Test
  void r5_4_a_route_to_a_gateway_that_is_not_there_is_refused() {
    refused(
        () ->
            lab.ec2.createRoute(r ->
                r.routeTableId(table)
                    .destinationCidrBlock("192.168.0.0/16")
                    .gatewayId(VpnLab.NO_VPN_GATEWAY)),
        "InvalidGatewayID.NotFound",
        VpnLab.NO_VPN_GATEWAY);
  }

  @Test
  void r1_4_3_the_table_of_a_gateway_does_not_learn_from_it() {
    lab.attach(gateway, vpc);
    String edge = edgeTable();
    refused(
        () -> lab.ec2.enableVgwRoutePropagation(r -> r.routeTableId(edge).gatewayId(gateway)),
        "InvalidParameterValue",
        edge);
    enable();
    refused(
        () -> lab.ec2.associateRouteTable(r -> r.routeTableId(table).gatewayId(gateway)),
        "Resource.AlreadyAssociated");
  }

  @Test
  void r1_4_3_a_table_that_learns_is_not_made_the_table_of_a_gateway() {
    lab.attach(gateway, vpc);
    enable();
    refused(
        () -> lab.ec2.associateRouteTable(r -> r.routeTableId(table).gatewayId(gateway)),
        "InvalidParameterValue",
        table);
  }

  @Test
  void r1_4_1_a_gateway_that_is_elsewhere_takes_no_table() {
    refused(this::edgeTable, "InvalidParameterValue", "different networks");
  }
}
