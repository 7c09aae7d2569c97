package culvert.network.topology;

import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An on-premises network behind one router (or one cluster of them).
 *
 * @param prefixes its own addresses, announced on every session unless {@code policies} say else
 * @param customerGateways the VPN connections' ends that are its router
 * @param virtualInterfaces the virtual interfaces that end at its router
 * @param connectPeers the Connect peers that are its appliances
 * @param staticRoutes what its router has without BGP
 * @param policies how its router treats single ways, by what they lead over
 * @param bfd whether its router runs BFD on Direct Connect
 */
public record Site(
    String name,
    long asn,
    List<IpPrefix> prefixes,
    List<String> customerGateways,
    List<String> virtualInterfaces,
    List<String> connectPeers,
    List<StaticRoute> staticRoutes,
    List<Policy> policies,
    boolean bfd)
    implements Component {

  /** What ids of sites start with. */
  public static final String ID_PREFIX = "site:";

  /** {@code site:NAME}. */
  @Override
  public String id() {
    return ID_PREFIX + name;
  }

  /**
   * A route of the site's router.
   *
   * @param via a VPN connection, a tunnel ({@code vpn-…/1}) or a virtual interface
   */
  public record StaticRoute(IpPrefix destination, String via) {}

  /**
   * What the router does on the sessions over one component.
   *
   * @param via a VPN connection, a tunnel, a virtual interface or a Connect peer
   * @param localPreference of what is learned there; the higher wins (100 unless said)
   * @param announced what is announced there instead of the site's prefixes, or null
   * @param accepted what is taken from there: prefixes inside these; null takes all
   * @param prepend how often the own AS number is put before the path, once more than BGP does
   * @param med the metric that is announced, or null
   * @param communities what announcements are tagged with: {@code 7224:7300}
   */
  public record Policy(
      String via,
      int localPreference,
      @Nullable List<IpPrefix> announced,
      @Nullable List<IpPrefix> accepted,
      int prepend,
      @Nullable Long med,
      Set<String> communities) {}
}
