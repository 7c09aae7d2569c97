package culvert.network.topology;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A virtual interface of Direct Connect that can forward.
 *
 * @param parent the connection or LAG that it is a VLAN of
 * @param region the Region that the parent's location is associated with
 * @param target the virtual private gateway or Direct Connect gateway; null of a public one
 * @param mtu bytes
 * @param siteLink whether sites reach each other by it (B6)
 * @param publicPrefixes what the customer may announce on a public one
 */
public record VirtualInterface(
    String id,
    String account,
    String region,
    String name,
    Type type,
    String parent,
    int vlan,
    int mtu,
    boolean siteLink,
    @Nullable Target target,
    List<BgpPeer> peers,
    List<IpPrefix> publicPrefixes)
    implements Component {

  /** What it reaches (B3). */
  public enum Type {
    PRIVATE,
    PUBLIC,
    TRANSIT
  }

  /** Where it ends on AWS's side. */
  public sealed interface Target {

    record ToVpnGateway(String vpnGateway) implements Target {}

    record ToDirectConnectGateway(String directConnectGateway) implements Target {}
  }

  /**
   * One BGP session's ends.
   *
   * @param id {@code dxpeer-…}
   * @param customerAsn the AS number that the site's router is expected to have
   * @param testing whether a BGP failover test keeps the session down (B8)
   */
  public record BgpPeer(
      String id,
      IpFamily family,
      long customerAsn,
      IpAddress amazonAddress,
      IpAddress customerAddress,
      boolean testing) {}
}
