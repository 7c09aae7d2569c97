package culvert.network.routing;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.routing.Link.Transport;
import culvert.network.topology.Site;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of the links that run over Direct Connect have their way by what has been learned (A11).
 */
final class Transports {

  private Transports() {}

  /** Their ids. */
  static Set<String> carried(Collection<Link> links, Speakers speakers) {
    Set<String> carried = new TreeSet<>();
    for (Link link : links) {
      Transport transport = link.transport();
      if (transport != null && isCarried(link, transport, speakers)) {
        carried.add(link.id());
      }
    }
    return carried;
  }

  private static boolean isCarried(Link link, Transport over, Speakers speakers) {
    Site site = link.site();
    String gateway = over.directConnectGateway();
    IpAddress siteAddress = over.siteAddress();
    if (site == null
        || gateway == null
        || siteAddress == null
        || !(link.end() instanceof AwsEnd.AtTransitGateway at)) {
      return false;
    }
    String region = at.gateway().region();
    LearnedRoute out = longest(speakers.ofSite(site.id()), over.awsAddress());
    LearnedRoute back = longest(speakers.ofDirectConnectGateway(gateway, region), siteAddress);
    return joins(gateway, site, out, speakers.sessions())
        && joins(gateway, site, back, speakers.sessions());
  }

  private static @Nullable LearnedRoute longest(Map<IpPrefix, LearnedRoute> routes, IpAddress to) {
    return routes.values().stream()
        .filter(route -> route.destination().contains(to))
        .max(Comparator.comparingInt(route -> route.destination().length()))
        .orElse(null);
  }

  /** Whether packets by that route pass between the site and the gateway. */
  private static boolean joins(
      String gateway, Site site, @Nullable LearnedRoute route, Sessions sessions) {
    return route != null
        && sessions.upAt(gateway).stream()
            .anyMatch(link ->
                route.ways().contains(link.over())
                    && site.equals(link.site())
                    && sessions.isLinked(link));
  }
}
