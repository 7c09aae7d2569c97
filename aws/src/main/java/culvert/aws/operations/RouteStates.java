package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.reading.RouteReading;
import culvert.network.address.IpPrefix;
import culvert.network.forwarding.RouteState;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.PropagatingVgw;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/**
 * Shows the routes of a table, each as active or blackhole as the forwarding engine takes it
 * (R1.3.12), and those that virtual private gateways propagate into it (R1.4.8).
 */
record RouteStates(LearnedRoutes learned) {

  RouteTable shown(RouteTable table, CatalogView view) {
    RouteReading reading = RouteReading.of(table, view.snapshot());
    return table.toBuilder()
        .routes(
            Stream.concat(
                    table.routes().stream().map(route -> shown(route, reading)),
                    propagated(table, view))
                .toList())
        .build();
  }

  private Stream<Route> propagated(RouteTable table, CatalogView view) {
    return table.propagatingVgws().stream()
        .map(PropagatingVgw::gatewayId)
        .filter(gateway -> VpcGateways.isAttached(view, gateway, table.vpcId()))
        .flatMap(gateway ->
            learned.ofVpnGateway(view.snapshot(), gateway).stream()
                .map(destination -> propagated(destination, gateway)));
  }

  private static Route propagated(IpPrefix destination, String gateway) {
    String cidr = destination.toString();
    return Route.builder()
        .destinationCidrBlock(destination.isV4() ? cidr : null)
        .destinationIpv6CidrBlock(destination.isV4() ? null : cidr)
        .gatewayId(gateway)
        .origin(RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION)
        .state("active")
        .build();
  }

  private static Route shown(Route route, RouteReading reading) {
    return route.toBuilder()
        .state(reading.state(route) == RouteState.ACTIVE ? "active" : "blackhole")
        .build();
  }
}
