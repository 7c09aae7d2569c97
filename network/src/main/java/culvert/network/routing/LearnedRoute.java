package culvert.network.routing;

import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The route that one speaker has chosen for a prefix, among what its neighbours announced and what
 * it was told.
 *
 * @param source how it was learned; the order is that of preference of a virtual private gateway
 *     (A8)
 * @param ways where it leads, by id: tunnels ({@code vpn-…/1}), virtual interfaces, Connect peers,
 *     a Direct Connect gateway, or an association of one. More than one are used at once, by flow
 *     (ECMP)
 * @param asPath the AS numbers that it came by, nearest first; none where both ends of the session
 *     are one AS
 * @param localPreference the higher wins
 * @param med the lower wins among routes of one neighbouring AS; null counts as 0
 * @param communities {@code 7224:7300}
 */
public record LearnedRoute(
    IpPrefix destination,
    Source source,
    List<String> ways,
    List<Long> asPath,
    int localPreference,
    @Nullable Long med,
    Set<String> communities) {

  /** Where nobody says another. */
  static final int LOCAL_PREFERENCE = 100;

  static final Comparator<LearnedRoute> BY_DESTINATION =
      Comparator.comparing(LearnedRoute::destination);

  /** How a route was learned. */
  public enum Source {
    /** By BGP over Direct Connect. */
    DIRECT_CONNECT,
    /** A static route of a VPN connection, or of a site's router. */
    STATIC,
    /** By BGP over a Connect peer. */
    CONNECT,
    /** By BGP over a VPN connection whose tunnels run over Direct Connect (A11). */
    PRIVATE_VPN,
    /** By BGP over a VPN connection. */
    VPN
  }

  /** A static route by one way. */
  static LearnedRoute told(IpPrefix destination, String way) {
    return new LearnedRoute(
        destination, Source.STATIC, List.of(way), List.of(), LOCAL_PREFERENCE, null, Set.of());
  }

  /** Whether it was learned by BGP from a router of the same AS. */
  boolean isInternal() {
    return source != Source.STATIC && asPath.isEmpty();
  }

  LearnedRoute withWays(List<String> otherWays) {
    return new LearnedRoute(
        destination, source, otherWays, asPath, localPreference, med, communities);
  }

  LearnedRoute withLocalPreference(int preference) {
    return preference == localPreference ? this : with(preference, communities);
  }

  LearnedRoute with(int preference, Set<String> otherCommunities) {
    return new LearnedRoute(destination, source, ways, asPath, preference, med, otherCommunities);
  }

  /** The path as a speaker passes it on. */
  List<Long> asPathBehind(List<Long> own) {
    List<Long> path = new ArrayList<>(own.size() + asPath.size());
    path.addAll(own);
    path.addAll(asPath);
    return path;
  }
}
