package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** What counts against the quota of a table: its own routes, by family (R1.2.8, R1.3.9). */
final class RouteWeights {

  private RouteWeights() {}

  static int of(CatalogView view, RouteTable table, boolean ipv6) {
    return table.routes().stream()
        .filter(route -> route.origin() == RouteOrigin.CREATE_ROUTE)
        .filter(route -> (route.destinationIpv6CidrBlock() != null) == ipv6)
        .mapToInt(route -> PrefixLists.weight(view, route.destinationPrefixListId()))
        .sum();
  }
}
