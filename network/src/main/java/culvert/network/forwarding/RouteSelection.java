package culvert.network.forwarding;

import culvert.network.address.IpPrefix;
import culvert.network.routing.LearnedRoute;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Route;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteOrigin;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.Topology;
import culvert.network.topology.VpnGateway;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which route of a VPC's table each prefix stands for, before the longest prefix is looked for. */
final class RouteSelection {

  /** Among equal prefixes: local, static, prefix list, then propagated by kind (R1.3.1, R1.3.9). */
  private static final Comparator<Route> PREFERENCE =
      Comparator.comparing(Route::origin).thenComparing(RouteSelection::prefixListOrNone);

  private RouteSelection() {}

  static Map<IpPrefix, Route> best(RouteTable table, Topology topology, Learned learned) {
    List<IpPrefix> local = new ArrayList<>();
    for (Route route : table.routes()) {
      if (route.origin() == RouteOrigin.LOCAL) {
        local.addAll(prefixesOf(route, topology));
      }
    }
    Map<IpPrefix, Route> best = new HashMap<>();
    for (Route route : table.routes()) {
      for (IpPrefix prefix : prefixesOf(route, topology)) {
        if (!losesToLocal(route, prefix, local)) {
          best.merge(prefix, route, RouteSelection::better);
        }
      }
    }
    for (Route route : propagated(table, topology, learned)) {
      for (IpPrefix prefix : prefixesOf(route, topology)) {
        if (!losesToLocal(route, prefix, local)) {
          best.merge(prefix, route, RouteSelection::better);
        }
      }
    }
    return best;
  }

  /** What the virtual private gateways of the table's VPC propagate into it (A8). */
  static List<Route> propagated(RouteTable table, Topology topology, Learned learned) {
    List<Route> routes = new ArrayList<>();
    for (String id : table.propagating()) {
      VpnGateway gateway = topology.find(VpnGateway.class, id);
      if (gateway != null && table.vpc().equals(gateway.vpc())) {
        learned
            .propagatedBy(id)
            .forEach(route ->
                routes.add(
                    new Route(
                        new RouteDestination.Cidr(route.destination()),
                        new RouteTarget.ToVpnGateway(id),
                        origin(route.source()))));
      }
    }
    return routes;
  }

  private static RouteOrigin origin(LearnedRoute.Source source) {
    return switch (source) {
      case DIRECT_CONNECT -> RouteOrigin.PROPAGATED_DIRECT_CONNECT;
      case STATIC -> RouteOrigin.PROPAGATED_VPN_STATIC;
      case CONNECT, PRIVATE_VPN, VPN -> RouteOrigin.PROPAGATED_VPN_BGP;
    };
  }

  private static Route better(Route one, Route other) {
    return PREFERENCE.compare(one, other) <= 0 ? one : other;
  }

  /** A propagated route inside a local one counts for nothing, however specific (R1.3.2). */
  private static boolean losesToLocal(Route route, IpPrefix prefix, List<IpPrefix> local) {
    return switch (route.origin()) {
      case LOCAL, STATIC -> false;
      case PROPAGATED_DIRECT_CONNECT, PROPAGATED_VPN_STATIC, PROPAGATED_VPN_BGP ->
          local.stream().anyMatch(block -> block.contains(prefix));
    };
  }

  private static List<IpPrefix> prefixesOf(Route route, Topology topology) {
    return switch (route.destination()) {
      case RouteDestination.Cidr(IpPrefix prefix) -> List.of(prefix);
      case RouteDestination.PrefixListEntries(String id) -> {
        PrefixList list = topology.find(PrefixList.class, id);
        yield list == null ? List.of() : list.entries();
      }
    };
  }

  /** AWS picks one of two lists arbitrarily but consistently; here the lower id wins. */
  private static String prefixListOrNone(Route route) {
    return switch (route.destination()) {
      case RouteDestination.Cidr _ -> "";
      case RouteDestination.PrefixListEntries(String id) -> id;
    };
  }
}
