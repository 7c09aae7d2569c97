package culvert.network.routing;

import culvert.network.address.IpPrefix;
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
 * @param asPath the AS numbers that it came by, nearest first
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
}
