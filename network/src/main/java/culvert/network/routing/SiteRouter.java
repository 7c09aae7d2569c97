package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.topology.Site;
import culvert.network.topology.Site.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A site's router. It announces its own prefixes and nothing that it has learned, so that it is no
 * way between others. Per prefix it uses one route: a static one before BGP, the highest local
 * preference, the shortest AS_PATH, the lowest MED of one neighbouring AS, and then the lowest way
 * by id, where other routers might share the load.
 */
final class SiteRouter {

  private static final Policy USUAL =
      new Policy("", LearnedRoute.LOCAL_PREFERENCE, null, null, 0, null, Set.of());

  private final Site site;

  SiteRouter(Site site) {
    this.site = site;
  }

  /** What the router does there; a tunnel's policy goes before that of its connection. */
  private Policy policy(Link link) {
    Policy found = USUAL;
    for (Policy each : site.policies()) {
      if (each.via().equals(link.over())) {
        return each;
      }
      if (link.isVia(each.via())) {
        found = each;
      }
    }
    return found;
  }

  /** What it says to AWS on a link. */
  List<LearnedRoute> announced(Link link) {
    Policy policy = policy(link);
    List<Long> path =
        Collections.nCopies(policy.prepend() + (link.isInternal() ? 0 : 1), site.asn());
    List<String> ways = List.of(link.over());
    List<LearnedRoute> routes = new ArrayList<>();
    for (IpPrefix prefix :
        new HashSet<>(Objects.requireNonNullElse(policy.announced(), site.prefixes()))) {
      if (link.carries(prefix.family())) {
        routes.add(
            new LearnedRoute(
                prefix,
                link.source(),
                ways,
                path,
                LearnedRoute.LOCAL_PREFERENCE,
                policy.med(),
                policy.communities()));
      }
    }
    Collections.sort(routes, LearnedRoute.BY_DESTINATION);
    return routes;
  }

  /** What it believes of what AWS says on a link: nothing that has been here (A9). */
  List<LearnedRoute> accepted(Link link, List<LearnedRoute> said) {
    Policy policy = policy(link);
    List<LearnedRoute> taken = new ArrayList<>(said.size());
    for (LearnedRoute route : said) {
      if (!route.asPath().contains(site.asn()) && takes(policy, route.destination())) {
        taken.add(route.withLocalPreference(policy.localPreference()));
      }
    }
    return taken;
  }

  private static boolean takes(Policy policy, IpPrefix prefix) {
    List<IpPrefix> accepted = policy.accepted();
    return accepted == null || accepted.stream().anyMatch(each -> each.contains(prefix));
  }

  /**
   * The routes that it uses. Of two static ones to a prefix the first stands whose way is up.
   *
   * @param up its links that are up
   * @param learned what it believes of each
   */
  Map<IpPrefix, LearnedRoute> best(List<Link> up, List<List<LearnedRoute>> learned) {
    Map<IpPrefix, LearnedRoute> best = new HashMap<>(Decision.perPrefix(learned, Decision::atSite));
    Set<IpPrefix> told = new HashSet<>();
    for (Site.StaticRoute route : site.staticRoutes()) {
      up.stream()
          .filter(link -> link.isVia(route.via()))
          .filter(link -> link.carries(route.destination().family()))
          .findFirst()
          .filter(_ -> told.add(route.destination()))
          .ifPresent(link ->
              best.put(route.destination(), LearnedRoute.told(route.destination(), link.over())));
    }
    site.prefixes().forEach(best::remove);
    return best;
  }
}
