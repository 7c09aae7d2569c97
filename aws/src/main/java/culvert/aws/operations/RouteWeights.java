package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.network.address.IpFamily;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** What counts against the quota of a table: its own routes, by family (R1.2.8, R1.3.9). */
public final class RouteWeights {

  private RouteWeights() {}

  static int of(CatalogView view, RouteTable table, IpFamily family) {
    return table.routes().stream()
        .filter(route -> route.origin() == RouteOrigin.CREATE_ROUTE)
        .mapToInt(route -> of(view, route, family))
        .sum();
  }

  private static int of(CatalogView view, Route route, IpFamily family) {
    if (route.destinationPrefixListId() != null) {
      return PrefixLists.weight(view, route.destinationPrefixListId(), family);
    }
    return (route.destinationIpv6CidrBlock() != null) == (family == IpFamily.V6) ? 1 : 0;
  }

  /** Refuses a table that has more than the quota in either family. */
  public static void check(CatalogView view, RouteTable table, Quotas quotas) {
    for (IpFamily family : IpFamily.values()) {
      if (of(view, table, family) > quotas.routesPerTable()) {
        throw Ec2Error.ROUTE_LIMIT_EXCEEDED.with();
      }
    }
  }
}
