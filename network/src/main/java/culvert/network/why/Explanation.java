package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.forwarding.Flight;
import culvert.network.forwarding.Packet;
import culvert.network.forwarding.Reason;
import culvert.network.forwarding.Step;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why a component dropped a packet. */
final class Explanation {

  private Explanation() {}

  /**
   * @param step what dropped it, or null where the topology has no component to do so
   */
  static String of(
      Reason reason, String component, @Nullable Step step, Flight flight, Topology topology) {
    Packet packet = flight.packet();
    IpAddress source = packet.source();
    IpAddress destination = packet.destination();
    return switch (reason) {
      case BAD_STATE -> component + " is not running or not attached";
      case BAD_STATE_ROUTE ->
          "%s routes %s to a target that is not usable: the route is a blackhole, and no shorter route replaces it"
              .formatted(component, destination);
      case BAD_STATE_VPN, TGW_BAD_STATE_VPN ->
          "%s is down: nothing for %s passes".formatted(component, destination);
      case BAD_STATE_VIRTUAL_INTERFACE, BAD_STATE_CONNECT_PEER ->
          "%s is down, or no site's router is at its far end".formatted(component);
      case BAD_STATE_SITE -> "the router of %s is down".formatted(component);
      case VPN_FAMILY_RESTRICTION ->
          "%s carries the other IP family only, not %s".formatted(component, packet);
      case VIRTUAL_INTERFACE_SOURCE_NOT_ANNOUNCED ->
          "%s takes packets from the prefixes that are announced on it only, and %s is in none"
              .formatted(component, source);
      case CANNOT_ROUTE -> "%s does not carry packets to %s".formatted(component, destination);
      case ELBV2_LISTENERS_MISMATCH -> "%s has no listener for %s".formatted(component, packet);
      case ELBV2_LISTENER_HAS_NO_TG ->
          "the listener of %s for %s has no target".formatted(component, packet);
      case ELBV2_NO_TARGETS_IN_AZ ->
          "the listener of %s for %s has no target in the zone of the endpoint's interface, and load balancing across zones is off"
              .formatted(component, packet);
      case ENI_ADDRESS_RESTRICTION ->
          "%s does not have the address %s and forwards nothing".formatted(component, destination);
      case ENI_SG_RULES_MISMATCH ->
          "no %s rule of %s lets %s".formatted(direction(step), groups(step, component), packet);
      case ENI_SOURCE_DEST_CHECK_RESTRICTION ->
          "%s has its source/destination check on, and %s is neither from nor to it"
              .formatted(component, packet);
      case GATEWAY_REJECTS_SPOOFED_TRAFFIC ->
          "%s drops packets from %s, which is no address of its VPC".formatted(component, source);
      case IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS,
          IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS ->
          "%s sends nothing to %s, a private address".formatted(component, destination);
      case IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS, IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS ->
          "%s takes nothing from %s, a private address".formatted(component, source);
      case IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS ->
          "%s is not the public address of an interface, so %s lets nothing in for it"
              .formatted(destination, component);
      case IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS ->
          "%s has no public address, so %s drops its packets".formatted(source, component);
      case INGRESS_RTB_NO_PUBLIC_IP ->
          "the appliance %s gets traffic from an internet gateway, but has no public address"
              .formatted(component);
      case NGW_REQUIRES_SOURCE_IN_VPC ->
          "%s translates sources of its own VPC only, not %s".formatted(component, source);
      case NO_POSSIBLE_DESTINATION ->
          "nothing in %s takes packets for %s".formatted(component, destination);
      case NO_ROUTE_TO_DESTINATION -> "%s has no route to %s".formatted(component, destination);
      case PCX_REQUIRES_ADDRESS_IN_VPC_CIDR ->
          "%s carries packets to addresses of the peer VPC only, and %s is none"
              .formatted(component, destination);
      case PROTOCOL_RESTRICTION ->
          "%s carries TCP, UDP and ICMP only, not %s".formatted(component, packet);
      case SG_HAS_NO_RULES ->
          "%s has no %s rules at all".formatted(groups(step, component), direction(step));
      case SG_REFERENCES_NOT_PRESERVED ->
          "a rule of %s names the security group of %s, but a middlebox forwarded the packet; name addresses instead"
              .formatted(component, source);
      case SG_REFERENCING_SUPPORT ->
          "a rule of %s names the security group of %s, which a transit gateway does not pass on here: its own and both attachments' security group referencing must be on"
              .formatted(component, source);
      case TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION ->
          "%s is associated with no route table, so what it brings is dropped".formatted(component);
      case TGW_ATTACH_IPV6_NOT_SUPPORTED ->
          "%s carries no IPv6: its option must be on, and its subnets need IPv6 blocks"
              .formatted(component);
      case TGW_ROUTE_AZ_RESTRICTION ->
          "%s has no subnet in the Availability Zone of the sender of %s, so packets from there do not reach the transit gateway"
              .formatted(component, packet);
      case TGW_RTB_BAD_STATE_ROUTE ->
          "the route of %s for %s is a blackhole, and hides every other"
              .formatted(component, destination);
      case TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT ->
          "%s has no route to %s".formatted(component, destination);
      case SUBNET_ACL_RESTRICTION ->
          "the %s rules of %s deny %s".formatted(direction(step), component, packet);
      case VPCE_GATEWAY_PROTOCOL_RESTRICTION ->
          "%s carries TCP and ICMP only, not %s".formatted(component, packet);
      case VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC ->
          "%s serves hosts of its own VPC only, and %s is none".formatted(component, source);
      case VPCE_SERVICE_NOT_INSTALLED_IN_AZ ->
          "no load balancer behind the service of %s is in the zone that %s came to"
              .formatted(component, packet);
      case VPCE_NEVER_ASKS ->
          "%s is an endpoint: it answers, and never opens a flow".formatted(component);
      case EIGW_OUTBOUND_ONLY ->
          "%s lets in replies only, and %s opens a flow".formatted(component, packet);
      case FORWARDING_LOOP -> "%s comes by %s again and again".formatted(packet, component);
      case HOST_SERVICE_PORT_RESTRICTION -> "%s does not answer %s".formatted(component, packet);
      case MISDELIVERED ->
          "%s reaches %s, another host that has the address %s"
              .formatted(packet, owner(component, topology), destination);
      case MULTICAST_GROUP_HAS_NO_MEMBER ->
          "no interface but perhaps the sender itself is a member of %s in %s"
              .formatted(destination, component);
      case MULTICAST_IGMP_RESTRICTION ->
          "a member by IGMP sends protocol 2 to %s and hears it from 0.0.0.0 to 224.0.0.1, and %s does not let it through"
              .formatted(destination, component);
      case MULTICAST_SG_REFERENCE ->
          "a rule of %s names the security group of %s, which multicast never matches; name addresses instead"
              .formatted(component, source);
      case MULTICAST_SOURCE_NOT_REGISTERED ->
          "%s takes packets for %s from its registered sources only, and the interface of %s is none"
              .formatted(component, destination, source);
      case MULTICAST_NOT_SUPPORTED ->
          "%s is a multicast or broadcast address, which a VPC does not carry"
              .formatted(destination);
      case NGW_OUTBOUND_ONLY ->
          "%s passes flows that start inside its VPC only, and %s belongs to none"
              .formatted(component, packet);
      case RESERVED_RANGE ->
          "%s is in a range that AWS keeps for itself and never forwards".formatted(destination);
      case STATEFUL_FIREWALL_NO_FLOW ->
          "the appliance %s never saw the first packet of the flow that %s answers"
              .formatted(component, packet);
    };
  }

  private static String owner(String component, Topology topology) {
    NetworkInterface at = topology.find(NetworkInterface.class, component);
    return at == null ? component : component + " in " + at.vpc();
  }

  private static String direction(@Nullable Step step) {
    return step instanceof Step.Filter filter ? filter.direction().label() : "";
  }

  private static String groups(@Nullable Step step, String component) {
    return step instanceof Step.Filter filter ? String.join(", ", filter.components()) : component;
  }

  /** {@code PROPAGATED_VPN_BGP} as {@code propagated-vpn-bgp}. */
  static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
