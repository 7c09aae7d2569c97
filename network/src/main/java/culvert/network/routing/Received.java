package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.topology.Site;
import java.util.List;
import java.util.Set;

/**
 * What AWS takes of a site's announcements on one link, were it up.
 *
 * @param announced how many prefixes the site announces
 * @param accepted by destination
 */
record Received(int announced, List<LearnedRoute> accepted) {

  static final Received NOTHING = new Received(0, List.of());

  /** AWS drops what has been in its AS already, and on a public interface what is not agreed. */
  static Received over(Link link) {
    Site site = link.site();
    if (site == null || !link.bgp()) {
      return NOTHING;
    }
    List<LearnedRoute> announced = new SiteRouter(site).announced(link);
    if (announced.isEmpty()) {
      return NOTHING;
    }
    Set<String> communities = Communities.understood(link, announced.getFirst().communities());
    int preference = Communities.localPreference(link, communities);
    return new Received(
        announced.size(),
        announced.stream()
            .filter(route -> !route.asPath().contains(link.end().asn()))
            .filter(route -> isAllowed(link, route.destination()))
            .map(route -> route.with(preference, communities))
            .toList());
  }

  /** Only prefixes that the customer has shown to own pass a public virtual interface (B4). */
  private static boolean isAllowed(Link link, IpPrefix prefix) {
    return !(link instanceof Link.OverVirtualInterface at)
        || !at.isPublic()
        || at.virtualInterface().publicPrefixes().stream().anyMatch(own -> own.contains(prefix));
  }
}
