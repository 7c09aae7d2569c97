package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.reading.RouteReading;
import culvert.network.forwarding.RouteState;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Shows each route as active or blackhole, as the forwarding engine takes it (R1.3.12). */
final class RouteStates {

  private RouteStates() {}

  static RouteTable shown(RouteTable table, CatalogView view) {
    RouteReading reading = RouteReading.of(table, view.snapshot());
    return table.toBuilder()
        .routes(table.routes().stream().map(route -> shown(route, reading)).toList())
        .build();
  }

  private static Route shown(Route route, RouteReading reading) {
    return route.toBuilder()
        .state(reading.state(route) == RouteState.ACTIVE ? "active" : "blackhole")
        .build();
  }
}
