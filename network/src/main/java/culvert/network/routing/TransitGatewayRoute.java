package culvert.network.routing;

import culvert.network.address.IpPrefix;
import org.jspecify.annotations.Nullable;

/**
 * The route of a transit gateway's table that stands for a prefix.
 *
 * @param attachment where it leads, or null where it drops what it matches
 * @param prefixList the list whose entry the prefix is, or null
 */
public record TransitGatewayRoute(
    IpPrefix destination, Origin origin, @Nullable String attachment, @Nullable String prefixList) {

  /** Where a route comes from; the order is that of preference between equal prefixes (R4.4.5). */
  public enum Origin {
    STATIC,
    PREFIX_LIST,
    PROPAGATED_VPC
  }

  /** Drops what it matches, and hides what it beats (R4.4.10, R4.4.11). */
  public boolean isBlackhole() {
    return attachment == null;
  }
}
