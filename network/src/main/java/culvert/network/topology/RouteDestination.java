package culvert.network.topology;

import culvert.network.address.IpPrefix;

/** What a route matches. */
public sealed interface RouteDestination {

  record Cidr(IpPrefix prefix) implements RouteDestination {}

  /** Every entry of a prefix list (R1.3.9). */
  record PrefixListEntries(String prefixList) implements RouteDestination {}
}
