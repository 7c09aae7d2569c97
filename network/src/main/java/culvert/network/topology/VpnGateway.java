package culvert.network.topology;

import org.jspecify.annotations.Nullable;

/**
 * A virtual private gateway.
 *
 * @param asn the AS number of its side of BGP sessions
 * @param vpc the VPC that it is attached to; without one it may still join sites (A9)
 */
public record VpnGateway(
    String id, String account, String region, String name, long asn, @Nullable String vpc)
    implements Component {}
