package culvert.network.routing;

import culvert.network.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The route of a transit gateway's table that stands for a prefix.
 *
 * @param attachments where it leads: more than one share the load by flow (R4.4.15), and one
 *     without any drops what it matches
 * @param prefixList the list whose entry the prefix is, or null
 * @param learned what BGP brought to the attachments, or null where it is not learned by BGP
 */
public record TransitGatewayRoute(
    IpPrefix destination,
    Origin origin,
    List<String> attachments,
    @Nullable String prefixList,
    @Nullable LearnedRoute learned) {

  /** Where a route comes from; the order is that of preference between equal prefixes (R4.4.5). */
  public enum Origin {
    STATIC,
    PREFIX_LIST,
    PROPAGATED_VPC,
    PROPAGATED_DIRECT_CONNECT,
    PROPAGATED_CONNECT,
    PROPAGATED_PRIVATE_VPN,
    PROPAGATED_VPN
  }

  /** Drops what it matches, and hides what it beats (R4.4.10, R4.4.11). */
  public boolean isBlackhole() {
    return attachments.isEmpty();
  }
}
