package culvert.network.routing;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * AWS's public network as it meets public virtual interfaces (B4). Of its addresses, those are
 * known that its managed prefix lists name, and the public ones of network interfaces.
 */
final class PublicNetwork {

  /** AWS announces no public prefix with a shorter path. */
  private static final int SHORTEST_PATH = 3;

  private static final String MANAGED = "com.amazonaws.";
  private static final IpPrefix LINK_LOCAL = IpPrefix.parse("169.254.0.0/16");

  private final Topology topology;

  PublicNetwork(Topology topology) {
    this.topology = topology;
  }

  /** What AWS says on a public virtual interface: everything, marked by how far away it is. */
  List<LearnedRoute> announced(Link.OverVirtualInterface link) {
    String region = link.virtualInterface().region();
    List<String> ways = List.of(link.over());
    List<Long> path = Collections.nCopies(SHORTEST_PATH, link.end().asn());
    List<LearnedRoute> routes = new ArrayList<>();
    regions()
        .forEach((prefix, of) -> {
          if (link.carries(prefix.family())) {
            routes.add(
                new LearnedRoute(prefix, link.source(), ways, path, 0, null, marks(of, region)));
          }
        });
    return routes;
  }

  private static Set<String> marks(String of, String region) {
    if (of.equals(region)) {
      return Set.of(Communities.FROM_LOCAL_REGION, Communities.NO_EXPORT);
    }
    return continent(of).equals(continent(region))
        ? Set.of(Communities.FROM_CONTINENT, Communities.NO_EXPORT)
        : Set.of(Communities.NO_EXPORT);
  }

  /** The Regions of AWS's public prefixes. */
  private Map<IpPrefix, String> regions() {
    Map<IpPrefix, String> regions = new TreeMap<>();
    for (NetworkInterface each : topology.all(NetworkInterface.class)) {
      for (IpAddress address : each.publicAddresses().values()) {
        regions.put(IpPrefix.host(address), topology.get(Vpc.class, each.vpc()).region());
      }
    }
    for (PrefixList list : topology.all(PrefixList.class)) {
      if (list.name().startsWith(MANAGED)) {
        String region = list.name().substring(MANAGED.length()).split("\\.", 2)[0];
        list.entries().stream()
            .filter(entry -> !LINK_LOCAL.contains(entry))
            .forEach(entry -> regions.merge(entry, region, PublicNetwork::first));
      }
    }
    return regions;
  }

  private static String first(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Whether a customer's route, learned at a location of one Region, is told to another. */
  static boolean reaches(LearnedRoute route, String location, String region) {
    Set<String> scope = route.communities();
    if (scope.contains(Communities.TO_EVERYWHERE)) {
      return true;
    }
    if (scope.contains(Communities.TO_CONTINENT)) {
      return continent(location).equals(continent(region));
    }
    return !scope.contains(Communities.TO_LOCAL_REGION) || location.equals(region);
  }

  /** As AWS's communities divide the world. */
  private static String continent(String region) {
    return switch (region.split("-", 2)[0]) {
      case "us", "ca", "mx" -> "North America";
      case "ap" -> "Asia Pacific";
      case "eu", "me", "af", "il" -> "Europe, Middle East and Africa";
      default -> region.split("-", 2)[0];
    };
  }
}
