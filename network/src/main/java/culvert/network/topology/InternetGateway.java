package culvert.network.topology;

import org.jspecify.annotations.Nullable;

/**
 * An internet gateway.
 *
 * @param vpc the VPC that it is attached to, or null
 */
public record InternetGateway(String id, @Nullable String vpc) implements Component {}
