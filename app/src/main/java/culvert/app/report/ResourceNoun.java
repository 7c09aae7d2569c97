package culvert.app.report;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a resource is, in words, by what AWS's id of it begins with. */
final class ResourceNoun {

  private static final Map<String, String> BY_PREFIX =
      Map.ofEntries(
          Map.entry("cgw", "Customer gateway"),
          Map.entry("dxcon", "Direct Connect connection"),
          Map.entry("dxlag", "Direct Connect LAG"),
          Map.entry("dxvif", "Virtual interface"),
          Map.entry("eigw", "Egress-only internet gateway"),
          Map.entry("eipalloc", "Elastic IP address"),
          Map.entry("eni", "Network interface"),
          Map.entry("i", "Instance"),
          Map.entry("igw", "Internet gateway"),
          Map.entry("nat", "NAT gateway"),
          Map.entry("pcx", "VPC peering connection"),
          Map.entry("subnet", "Subnet"),
          Map.entry("tgw", "Transit gateway"),
          Map.entry("tgw-attach", "Transit gateway attachment"),
          Map.entry("tgw-mcast-domain", "Transit gateway multicast domain"),
          Map.entry("vgw", "Virtual private gateway"),
          Map.entry("vpc", "VPC"),
          Map.entry("vpce", "VPC endpoint"),
          Map.entry("vpn", "VPN connection"));

  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private ResourceNoun() {}

  /** The words, or null where the id is of no kind that is billed. */
  static @Nullable String of(String id) {
    if (UUID.matcher(id).matches()) {
      return "Direct Connect gateway";
    }
    if (id.startsWith("arn:") && id.contains(":loadbalancer/")) {
      return "Load balancer";
    }
    int dash = id.lastIndexOf('-');
    return dash < 0 ? null : BY_PREFIX.get(id.substring(0, dash));
  }
}
