package culvert.network.topology;

import culvert.network.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What AWS knows of a site's router.
 *
 * @param asn the AS number that the router is expected to have
 * @param address the router's outside address; null where it is known by its certificate
 */
public record CustomerGateway(
    String id, String account, String region, String name, long asn, @Nullable IpAddress address)
    implements Component {}
