package culvert.network.routing;

import culvert.network.HybridNet;
import culvert.network.address.IpPrefix;
import culvert.network.topology.TransitGatewayRouteTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Routes as short text, to assert on. */
final class Looks {

  private Looks() {}

  /** {@code "vpn-1/1,vpn-1/2"}, or {@code "-"} without a route to exactly that prefix. */
  static String way(Map<IpPrefix, LearnedRoute> routes, String prefix) {
    LearnedRoute route = routes.get(IpPrefix.parse(prefix));
    return route == null ? "-" : String.join(",", route.ways());
  }

  /** {@code "192.168.0.0/16 by 65001 65001"}, sorted. */
  static List<String> paths(Collection<LearnedRoute> routes) {
    return routes.stream()
        .sorted(LearnedRoute.BY_DESTINATION)
        .map(route -> route.destination() + " by " + spaced(route.asPath()))
        .toList();
  }

  private static String spaced(List<Long> asPath) {
    return asPath.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** {@code "192.168.0.0/16 -> att-vpn-1 PROPAGATED_VPN"} of a transit gateway's table. */
  static List<String> table(HybridNet net, String id) {
    TransitGatewayRouteTable table = net.topology().get(TransitGatewayRouteTable.class, id);
    return new TreeMap<>(net.routing().transitGateways().best(table))
        .values().stream()
            .map(route ->
                "%s -> %s %s"
                    .formatted(
                        route.destination(),
                        route.isBlackhole() ? "blackhole" : String.join(",", route.attachments()),
                        route.origin()))
            .toList();
  }

  /** {@code 172.16.0.0/24} and so many that follow it, by commas. */
  static String prefixes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "172.%d.%d.0/24".formatted(16 + i / 256, i % 256))
        .collect(Collectors.joining(","));
  }
}
