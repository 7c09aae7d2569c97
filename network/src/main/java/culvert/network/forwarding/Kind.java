package culvert.network.forwarding;

/** What sort of component a packet meets. */
public enum Kind {
  NETWORK_INTERFACE("network-interface"),
  SECURITY_GROUP("security-group"),
  NETWORK_ACL("network-acl"),
  ROUTE_TABLE("route-table"),
  INSTANCE("instance"),
  INTERNET_GATEWAY("internet-gateway"),
  EGRESS_ONLY_INTERNET_GATEWAY("egress-only-internet-gateway"),
  NAT_GATEWAY("nat-gateway"),
  VPC_PEERING_CONNECTION("vpc-peering-connection"),
  TRANSIT_GATEWAY_ATTACHMENT("transit-gateway-attachment"),
  TRANSIT_GATEWAY_ROUTE_TABLE("transit-gateway-route-table"),
  TRANSIT_GATEWAY_MULTICAST_DOMAIN("transit-gateway-multicast-domain"),
  VPC_ENDPOINT("vpc-endpoint"),
  VPN_GATEWAY("vpn-gateway"),
  VPN_TUNNEL("vpn-tunnel"),
  VIRTUAL_INTERFACE("virtual-interface"),
  DIRECT_CONNECT_GATEWAY("direct-connect-gateway"),
  TRANSIT_GATEWAY_CONNECT_PEER("transit-gateway-connect-peer"),
  SITE("site"),
  /** A Network Load Balancer, by its ARN. */
  LOAD_BALANCER("load-balancer"),
  INTERNET("internet"),
  /** A {@link HostService}. */
  HOST_SERVICE("host-service");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /** As answers spell it. */
  public String label() {
    return label;
  }

  /** Whether it joins AWS and a site: what a rehearsal names a way by. */
  public boolean isLink() {
    return this == VPN_TUNNEL || this == VIRTUAL_INTERFACE || this == TRANSIT_GATEWAY_CONNECT_PEER;
  }
}
