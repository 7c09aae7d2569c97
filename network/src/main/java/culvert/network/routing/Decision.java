package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.routing.LearnedRoute.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Which of its routes to one prefix a speaker uses. Each kind of speaker narrows the routes down in
 * an order of its own; what is left at the end is used together, or the lowest way by id is.
 */
final class Decision {

  /** What a route to a transit gateway without a MED counts as, but for Direct Connect (R4.4.6). */
  private static final long MED_OF_VPN = 100;

  private static final Comparator<LearnedRoute> BY_WAY =
      Comparator.comparing(route -> route.ways().getFirst());

  private Decision() {}

  /** Of every prefix the route that {@code decide} takes. */
  static Map<IpPrefix, LearnedRoute> perPrefix(
      Collection<? extends Collection<LearnedRoute>> learned,
      Function<List<LearnedRoute>, LearnedRoute> decide) {
    int most = learned.stream().mapToInt(Collection::size).max().orElse(0);
    Map<IpPrefix, LearnedRoute> best = HashMap.newHashMap(most);
    Map<IpPrefix, List<LearnedRoute>> rivals = new HashMap<>();
    for (Collection<LearnedRoute> each : learned) {
      for (LearnedRoute route : each) {
        LearnedRoute first = best.putIfAbsent(route.destination(), route);
        if (first != null) {
          rivals.computeIfAbsent(route.destination(), _ -> listOf(first)).add(route);
        }
      }
    }
    rivals.forEach((prefix, some) -> best.put(prefix, decide.apply(some)));
    return Collections.unmodifiableMap(best);
  }

  /** Most often one more comes. */
  private static List<LearnedRoute> listOf(LearnedRoute first) {
    List<LearnedRoute> list = new ArrayList<>(2);
    list.add(first);
    return list;
  }

  /** Direct Connect, then static, then BGP over VPN, which leaves by one tunnel (A8, R1.4.7). */
  static LearnedRoute atVpnGateway(
      List<LearnedRoute> routes, Predicate<LearnedRoute> comparesPath) {
    List<LearnedRoute> left = least(routes, route -> route.source().ordinal());
    if (left.getFirst().source() == Source.DIRECT_CONNECT) {
      return overDirectConnect(left, comparesPath);
    }
    left = shortestPath(left, _ -> true);
    left = lowestMed(left);
    left = external(left);
    return Collections.min(left, BY_WAY);
  }

  /**
   * Local preference, AS_PATH, MED; equal ones share the load (B4).
   *
   * @param comparesPath whether the length of a route's AS_PATH counts: not where its location is
   *     in another Region than the destination
   */
  static LearnedRoute overDirectConnect(
      List<LearnedRoute> routes, Predicate<LearnedRoute> comparesPath) {
    List<LearnedRoute> left = least(routes, route -> -route.localPreference());
    left = shortestPath(left, comparesPath);
    left = lowestMed(left);
    return together(external(left));
  }

  /**
   * The kind of source, AS_PATH, MED (R4.4.5, R4.4.6). Those with one AS_PATH and the same
   * communities share the load (R4.4.15).
   *
   * @param vpnEcmp whether VPN connections share it too
   */
  static LearnedRoute atTransitGateway(List<LearnedRoute> routes, boolean vpnEcmp) {
    List<LearnedRoute> left = least(routes, route -> route.source().ordinal());
    left = shortestPath(left, _ -> true);
    left =
        least(
            left,
            route ->
                Objects.requireNonNullElse(
                    route.med(), route.source() == Source.DIRECT_CONNECT ? 0 : MED_OF_VPN));
    left = external(left);
    LearnedRoute first = Collections.min(left, BY_WAY);
    return shares(first.source(), vpnEcmp)
        ? together(left.stream().filter(route -> isLike(route, first)).toList())
        : first;
  }

  private static boolean shares(Source source, boolean vpnEcmp) {
    return switch (source) {
      case DIRECT_CONNECT, CONNECT -> true;
      case PRIVATE_VPN, VPN -> vpnEcmp;
      case STATIC -> false;
    };
  }

  private static boolean isLike(LearnedRoute one, LearnedRoute other) {
    return one.asPath().equals(other.asPath()) && one.communities().equals(other.communities());
  }

  /** As any router decides. */
  static LearnedRoute atSite(List<LearnedRoute> routes) {
    List<LearnedRoute> left = least(routes, route -> -route.localPreference());
    left = shortestPath(left, _ -> true);
    left = lowestMed(left);
    return Collections.min(external(left), BY_WAY);
  }

  /** Drops those that compare their path and have a longer one than another that does. */
  private static List<LearnedRoute> shortestPath(
      List<LearnedRoute> routes, Predicate<LearnedRoute> compares) {
    int shortest = Integer.MAX_VALUE;
    for (LearnedRoute route : routes) {
      if (compares.test(route)) {
        shortest = Math.min(shortest, route.asPath().size());
      }
    }
    int length = shortest;
    return keep(routes, route -> !compares.test(route) || route.asPath().size() == length);
  }

  /** A MED says something among routes of one neighbouring AS only. */
  private static List<LearnedRoute> lowestMed(List<LearnedRoute> routes) {
    return keep(
        routes,
        route -> {
          for (LearnedRoute other : routes) {
            if (med(other) < med(route) && neighbour(other) == neighbour(route)) {
              return false;
            }
          }
          return true;
        });
  }

  private static long neighbour(LearnedRoute route) {
    return route.asPath().isEmpty() ? 0 : route.asPath().getFirst();
  }

  private static long med(LearnedRoute route) {
    Long med = route.med();
    return med == null ? 0 : med;
  }

  private static List<LearnedRoute> external(List<LearnedRoute> routes) {
    return least(routes, route -> route.isInternal() ? 1 : 0);
  }

  private static List<LearnedRoute> least(
      List<LearnedRoute> routes, ToLongFunction<LearnedRoute> of) {
    long lowest = Long.MAX_VALUE;
    for (LearnedRoute route : routes) {
      lowest = Math.min(lowest, of.applyAsLong(route));
    }
    long least = lowest;
    return keep(routes, route -> of.applyAsLong(route) == least);
  }

  /** Most often there is nothing to drop, and nothing is copied. */
  private static List<LearnedRoute> keep(
      List<LearnedRoute> routes, Predicate<LearnedRoute> wanted) {
    List<LearnedRoute> kept = null;
    for (int i = 0; i < routes.size(); i++) {
      LearnedRoute route = routes.get(i);
      if (!wanted.test(route)) {
        if (kept == null) {
          kept = new ArrayList<>(routes.subList(0, i));
        }
      } else if (kept != null) {
        kept.add(route);
      }
    }
    return kept == null ? routes : kept;
  }

  private static LearnedRoute together(List<LearnedRoute> routes) {
    LearnedRoute first = Collections.min(routes, BY_WAY);
    return routes.size() == 1
        ? first
        : first.withWays(
            routes.stream().flatMap(route -> route.ways().stream()).distinct().sorted().toList());
  }
}
