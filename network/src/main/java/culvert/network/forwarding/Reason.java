package culvert.network.forwarding;

/**
 * Why a packet is not delivered: the Reachability Analyzer's explanation codes where it has one,
 * Culvert's own for the rest.
 */
public enum Reason {
  /** The instance is stopped, or the interface belongs to nothing. */
  BAD_STATE(true),
  BAD_STATE_ROUTE(false),
  /** The tunnel is down (to a transit gateway: {@link #TGW_BAD_STATE_VPN}). */
  BAD_STATE_VPN(false),
  /** The target takes no packets of this kind: IPv4 at an egress-only internet gateway, say. */
  CANNOT_ROUTE(false),
  ELBV2_LISTENERS_MISMATCH(false),
  ELBV2_LISTENER_HAS_NO_TG(false),
  /** Cross-zone load balancing is off, and the node has no target in its own zone (R2.3.9). */
  ELBV2_NO_TARGETS_IN_AZ(false),
  /** The interface neither has the address nor forwards. */
  ENI_ADDRESS_RESTRICTION(false),
  ENI_SG_RULES_MISMATCH(true),
  ENI_SOURCE_DEST_CHECK_RESTRICTION(true),
  GATEWAY_REJECTS_SPOOFED_TRAFFIC(false),
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS(false),
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS(false),
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS(false),
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS(false),
  IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS(false),
  IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS(false),
  INGRESS_RTB_NO_PUBLIC_IP(false),
  NGW_REQUIRES_SOURCE_IN_VPC(false),
  NO_POSSIBLE_DESTINATION(false),
  NO_ROUTE_TO_DESTINATION(false),
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR(false),
  PROTOCOL_RESTRICTION(false),
  SG_HAS_NO_RULES(true),
  SG_REFERENCES_NOT_PRESERVED(true),
  SG_REFERENCING_SUPPORT(true),
  SUBNET_ACL_RESTRICTION(true),
  VPCE_GATEWAY_PROTOCOL_RESTRICTION(false),
  TGW_BAD_STATE_VPN(false),
  VPCE_SERVICE_NOT_INSTALLED_IN_AZ(false),
  TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION(false),
  TGW_ROUTE_AZ_RESTRICTION(false),
  TGW_RTB_BAD_STATE_ROUTE(false),
  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT(false),

  /** Own name: the virtual interface, or what carries it, is down. */
  BAD_STATE_VIRTUAL_INTERFACE(false),
  /** Own name: the Connect peer, or what carries it, is down. */
  BAD_STATE_CONNECT_PEER(false),
  /** Own name: the site's router is down. */
  BAD_STATE_SITE(false),
  /** Own name: a tunnel carries IPv4 or IPv6, never both (A3). */
  VPN_FAMILY_RESTRICTION(false),
  /** Own name: a public virtual interface takes packets from announced prefixes only (B4). */
  VIRTUAL_INTERFACE_SOURCE_NOT_ANNOUNCED(false),
  /** Own name: an egress-only internet gateway lets in replies only (R1.5.10). */
  EIGW_OUTBOUND_ONLY(false),
  /** Own name: the packet comes by the same place again. */
  FORWARDING_LOOP(false),
  /** Own name: the attachment or its subnet carries no IPv6 (R4.2.3). */
  TGW_ATTACH_IPV6_NOT_SUPPORTED(false),
  /** Own name: what AWS has on every host answers on its own ports only (R1.6.8). */
  HOST_SERVICE_PORT_RESTRICTION(false),
  /** Own name: another host has the address. */
  MISDELIVERED(false),
  /** Own name: an endpoint answers and never opens a flow (R2.2.4). */
  VPCE_NEVER_ASKS(false),
  /** Own name: a gateway endpoint serves its own VPC only (R2.1.6). */
  VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC(false),
  /** Own name: nobody but perhaps the sender is a member of the group in the domain (R4.8.2). */
  MULTICAST_GROUP_HAS_NO_MEMBER(false),
  /** Own name: the host's joins do not leave, or queries for them do not arrive (R4.8.5). */
  MULTICAST_IGMP_RESTRICTION(true),
  /** Own name: a plain VPC carries neither multicast nor broadcast (R1.8.2). */
  MULTICAST_NOT_SUPPORTED(false),
  /** Own name: a rule that names a group never matches multicast (R4.8.5). */
  MULTICAST_SG_REFERENCE(true),
  /** Own name: in a domain with static sources those alone may send (R4.8.2). */
  MULTICAST_SOURCE_NOT_REGISTERED(false),
  /** Own name: a NAT gateway takes no flow from outside, and starts none with a reply (R1.5.6). */
  NGW_OUTBOUND_ONLY(false),
  /** Own name: ranges that AWS keeps for itself are never forwarded (R1.3.7). */
  RESERVED_RANGE(false),
  /** Own name: an appliance that keeps state drops the reply of a flow that it never saw. */
  STATEFUL_FIREWALL_NO_FLOW(true);

  private final boolean filter;

  Reason(boolean filter) {
    this.filter = filter;
  }

  /** Whether the way beyond the drop is known, so that further blockers can be looked for. */
  public boolean isFilter() {
    return filter;
  }
}
