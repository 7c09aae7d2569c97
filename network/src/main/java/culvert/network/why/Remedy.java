package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Direction;
import culvert.network.forwarding.Packet;
import culvert.network.forwarding.Reason;
import culvert.network.forwarding.Step;
import org.jspecify.annotations.Nullable;

/** Says what would have to change for a component to let a packet on. */
final class Remedy {

  private Remedy() {}

  /**
   * @param step what dropped it, or null where the topology has no component to do so
   */
  static String of(Reason reason, String component, @Nullable Step step, Packet packet) {
    IpAddress source = packet.source();
    IpAddress destination = packet.destination();
    return switch (reason) {
      case BAD_STATE -> "start or attach " + component;
      case BAD_STATE_ROUTE ->
          "repair the target of the route of %s for %s, or replace the route"
              .formatted(component, destination);
      case BAD_STATE_VPN,
          TGW_BAD_STATE_VPN,
          BAD_STATE_VIRTUAL_INTERFACE,
          BAD_STATE_CONNECT_PEER,
          BAD_STATE_SITE ->
          "bring %s up, or give %s another way".formatted(component, destination);
      case VPN_FAMILY_RESTRICTION ->
          "add a VPN connection that carries %s".formatted(family(destination));
      case VIRTUAL_INTERFACE_SOURCE_NOT_ANNOUNCED ->
          "announce a prefix with %s on %s".formatted(source, component);
      case CANNOT_ROUTE -> "send %s to another target than %s".formatted(destination, component);
      case ELBV2_LISTENERS_MISMATCH -> "add a listener for it to " + component;
      case ELBV2_LISTENER_HAS_NO_TG -> "register a target with that listener of " + component;
      case ELBV2_NO_TARGETS_IN_AZ ->
          "turn on cross-zone load balancing of %s, or register a target in the zone"
              .formatted(component);
      case ENI_ADDRESS_RESTRICTION ->
          "assign %s to %s, or send it elsewhere".formatted(destination, component);
      case ENI_SG_RULES_MISMATCH, SG_HAS_NO_RULES ->
          "add an %s rule for %s %s to %s"
              .formatted(
                  direction(step),
                  traffic(packet),
                  other(step, packet),
                  component(step, component));
      case SUBNET_ACL_RESTRICTION ->
          "allow %s %s %s in %s, before what denies it"
              .formatted(direction(step), traffic(packet), other(step, packet), component);
      case ENI_SOURCE_DEST_CHECK_RESTRICTION ->
          "turn off the source/destination check of %s, where it is an appliance"
              .formatted(component);
      case GATEWAY_REJECTS_SPOOFED_TRAFFIC ->
          "send from an address of the VPC of %s, or by a NAT gateway".formatted(component);
      case IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS,
          IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS ->
          "route %s to a peering, a transit gateway or a virtual private gateway, not to %s"
              .formatted(destination, component);
      case IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS, IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS ->
          "ask from a public address";
      case IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS ->
          "give the interface a public or Elastic IP address and ask for that";
      case IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS ->
          "give %s a public or Elastic IP address, or route it to a NAT gateway".formatted(source);
      case INGRESS_RTB_NO_PUBLIC_IP ->
          "give %s a public or Elastic IP address".formatted(component);
      case NGW_REQUIRES_SOURCE_IN_VPC, NGW_OUTBOUND_ONLY ->
          "let hosts of the VPC of %s open the flow, or lead it another way".formatted(component);
      case NO_POSSIBLE_DESTINATION -> "give %s to a host".formatted(destination);
      case NO_ROUTE_TO_DESTINATION -> "add a route for %s to %s".formatted(destination, component);
      case PCX_REQUIRES_ADDRESS_IN_VPC_CIDR ->
          "peer with the VPC of %s itself, or use a transit gateway: peering is not transitive"
              .formatted(destination);
      case PROTOCOL_RESTRICTION, VPCE_GATEWAY_PROTOCOL_RESTRICTION ->
          "use a protocol that %s carries, or another way".formatted(component);
      case SG_REFERENCES_NOT_PRESERVED, MULTICAST_SG_REFERENCE ->
          "name %s in a rule of %s by its address".formatted(source, component);
      case SG_REFERENCING_SUPPORT ->
          "turn on security group referencing of the transit gateway and both attachments, or name %s in a rule of %s by its address"
              .formatted(source, component);
      case TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION ->
          "associate %s with a route table of its transit gateway".formatted(component);
      case TGW_ATTACH_IPV6_NOT_SUPPORTED ->
          "turn on IPv6 of %s, in subnets that have IPv6 blocks".formatted(component);
      case TGW_ROUTE_AZ_RESTRICTION ->
          "add a subnet of the sender's Availability Zone to " + component;
      case TGW_RTB_BAD_STATE_ROUTE ->
          "remove the blackhole route for %s from %s, or repair its attachment"
              .formatted(destination, component);
      case TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT ->
          "let the attachment that leads to %s propagate to %s, or add a static route"
              .formatted(destination, component);
      case VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC ->
          "give the asking VPC a gateway endpoint of its own, or an interface endpoint: %s serves its own VPC only"
              .formatted(component);
      case VPCE_SERVICE_NOT_INSTALLED_IN_AZ ->
          "put the load balancer of the service into that zone";
      case VPCE_NEVER_ASKS -> "let the host behind the service be asked: endpoints open no flows";
      case EIGW_OUTBOUND_ONLY ->
          "route it to an internet gateway, where flows from outside are wanted";
      case FORWARDING_LOOP ->
          "change the route for %s in one of the tables that send it round".formatted(destination);
      case HOST_SERVICE_PORT_RESTRICTION -> "ask %s at its own port".formatted(component);
      case MISDELIVERED ->
          "route %s more exactly, or give one of the two hosts another address: address ranges that overlap cannot be told apart"
              .formatted(destination);
      case MULTICAST_GROUP_HAS_NO_MEMBER ->
          "register a member of %s in %s".formatted(destination, component);
      case MULTICAST_IGMP_RESTRICTION ->
          "let protocol 2 to %s and from 0.0.0.0/32 through %s".formatted(destination, component);
      case MULTICAST_SOURCE_NOT_REGISTERED ->
          "register the interface of %s as a source of %s".formatted(source, destination);
      case MULTICAST_NOT_SUPPORTED -> "route it to a transit gateway with a multicast domain";
      case RESERVED_RANGE -> "use another address than " + destination;
      case STATEFUL_FIREWALL_NO_FLOW ->
          "lead both directions through %s: by appliance mode on its VPC's attachment, or by routes that agree"
              .formatted(component);
    };
  }

  private static String family(IpAddress address) {
    return address.isV4() ? "IPv4" : "IPv6";
  }

  private static String traffic(Packet packet) {
    int protocol = packet.protocol();
    if (Traffic.isIcmp(protocol)) {
      return Traffic.nameOf(protocol);
    }
    return new Traffic(protocol, packet.destinationPort(), packet.destinationPort()).toString();
  }

  private static String direction(@Nullable Step step) {
    return step instanceof Step.Filter filter ? filter.direction().label() : "";
  }

  private static String component(@Nullable Step step, String component) {
    return step instanceof Step.Filter filter
        ? String.join(" or ", filter.components())
        : component;
  }

  private static String other(@Nullable Step step, Packet packet) {
    return step instanceof Step.Filter filter && filter.direction() == Direction.OUTBOUND
        ? "to " + packet.destination()
        : "from " + packet.source();
  }
}
