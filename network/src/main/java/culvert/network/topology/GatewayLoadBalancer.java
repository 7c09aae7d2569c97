package culvert.network.topology;

import org.jspecify.annotations.Nullable;

/**
 * A Gateway Load Balancer. What it inspects comes out as it went in, so that no packet asks it.
 *
 * @param id its ARN
 * @param service the name of the endpoint service that it stands behind, or null
 */
public record GatewayLoadBalancer(String id, String vpc, String name, @Nullable String service)
    implements Component {}
