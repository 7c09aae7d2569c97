package culvert.network.topology;

import culvert.network.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An available Site-to-Site VPN connection.
 *
 * @param order connections are older the lower it is
 * @param ipv6 whether its tunnels carry IPv6 and nothing else (A3)
 * @param bgp whether routes are exchanged; else {@code staticRoutes} say what is behind it (A8)
 * @param staticRoutes the connection's own, which only a virtual private gateway has
 * @param tunnels the ids of its two {@link VpnTunnel}s
 * @param accelerated whether its tunnels enter AWS's network near the site (A10)
 * @param transport the Direct Connect gateway's attachment that a private VPN runs over, or null
 *     (A11)
 */
public record VpnConnection(
    String id,
    long order,
    String account,
    String region,
    String name,
    String customerGateway,
    VpnTarget target,
    boolean ipv6,
    boolean bgp,
    List<IpPrefix> staticRoutes,
    List<String> tunnels,
    boolean accelerated,
    @Nullable String transport)
    implements Component {}
