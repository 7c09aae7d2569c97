package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.topology.VirtualInterface;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a virtual private gateway or Direct Connect gateway hears on one link.
 *
 * @param near whether the link's location is in the Region that the routes are for
 * @param comparesPath whether the length of an AS_PATH says anything there: only of locations near
 *     by, or with SiteLink (B4)
 */
record Offer(List<LearnedRoute> routes, boolean near, boolean comparesPath) {

  /** Of a tunnel, or from site to site. */
  static Offer unconditional(List<LearnedRoute> routes) {
    return new Offer(routes, true, true);
  }

  static Offer over(VirtualInterface link, List<LearnedRoute> routes, String region) {
    boolean near = link.region().equals(region);
    return new Offer(routes, near, near || link.siteLink());
  }

  private List<LearnedRoute> heard() {
    return near ? routes : routes.stream().map(Communities::fromAnotherRegion).toList();
  }

  /** What the offers come to at a Direct Connect gateway. */
  static Map<IpPrefix, LearnedRoute> atDirectConnectGateway(List<Offer> offers) {
    Set<String> far = far(offers);
    return Decision.perPrefix(
        offers.stream().map(Offer::heard).toList(),
        routes -> Decision.overDirectConnect(routes, route -> !far.contains(way(route))));
  }

  /**
   * What they come to at a virtual private gateway.
   *
   * @param others what it hears from Direct Connect gateways
   */
  static Map<IpPrefix, LearnedRoute> atVpnGateway(
      List<Offer> offers, List<List<LearnedRoute>> others) {
    Set<String> far = far(offers);
    List<List<LearnedRoute>> heard = new ArrayList<>(others);
    offers.forEach(offer -> heard.add(offer.heard()));
    return Decision.perPrefix(
        heard, routes -> Decision.atVpnGateway(routes, route -> !far.contains(way(route))));
  }

  /** The ways whose AS_PATH says nothing. */
  private static Set<String> far(List<Offer> offers) {
    Set<String> far = new HashSet<>();
    for (Offer offer : offers) {
      if (!offer.comparesPath) {
        offer.routes.forEach(route -> far.add(way(route)));
      }
    }
    return far;
  }

  private static String way(LearnedRoute route) {
    return route.ways().getFirst();
  }
}
