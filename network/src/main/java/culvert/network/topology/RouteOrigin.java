package culvert.network.topology;

/** Where a route comes from; the order is that of preference between equal prefixes (R1.3.1). */
public enum RouteOrigin {
  /**
   * Made with the table, for a CIDR block of the VPC; its target may have been replaced (R1.2.6).
   */
  LOCAL,
  STATIC,
  /** Learned by a virtual private gateway over Direct Connect. */
  PROPAGATED_DIRECT_CONNECT,
  PROPAGATED_VPN_STATIC,
  PROPAGATED_VPN_BGP
}
