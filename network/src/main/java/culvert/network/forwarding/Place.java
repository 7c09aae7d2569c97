package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a packet can be. What a packet gathers on its way that a later step depends on, and that
 * differs by where it came in, is part of the place (the side of a peering, an attachment's zone),
 * so that a place alone says what happens next.
 */
public sealed interface Place {

  /** An interface about to put a packet on the wire, its holder's own or a forwarded one. */
  record InterfaceOut(String networkInterface) implements Place {}

  /** An interface that a packet reaches, whether or not it is meant for it. */
  record InterfaceIn(String networkInterface) implements Place {}

  /** A subnet's layer 2 (R1.3.11). */
  record SubnetSwitch(String subnet) implements Place {}

  /** The router of a subnet, with what leaves an interface there. */
  record SubnetRouter(String subnet) implements Place {}

  /** Delivery to an address of a VPC: the target {@code local}. */
  record VpcLocal(String vpc) implements Place {}

  /** A peering connection, on the way to one of its VPCs. */
  record Peering(String peering, String toVpc) implements Place {}

  record InternetGatewayOut(String gateway) implements Place {}

  record InternetGatewayIn(String gateway) implements Place {}

  record EgressOnlyGatewayOut(String gateway) implements Place {}

  record EgressOnlyGatewayIn(String gateway) implements Place {}

  record NatGatewayIn(String natGateway) implements Place {}

  /**
   * A transit gateway, with what an attachment brings.
   *
   * @param zone the Availability Zone that the packet is in, or null where it is in none
   */
  record TransitGatewayIn(String transitGateway, String attachment, @Nullable String zone)
      implements Place {}

  /** A route table of a transit gateway, with a packet that is in that zone. */
  record TransitGatewayTable(String routeTable, @Nullable String zone) implements Place {}

  /** A transit gateway, with what leaves by an attachment. */
  record TransitGatewayOut(String transitGateway, String attachment, @Nullable String zone)
      implements Place {}

  /** A VPC, with what an attachment delivers by one of its subnets (R4.2.7). */
  record AttachmentSubnet(String attachment, String subnet) implements Place {}

  /** A multicast domain, with what an interface in one of its subnets sends to a group. */
  record MulticastSender(String networkInterface) implements Place {}

  /** The subnet of a group's member, with the member's copy. */
  record MulticastMember(String networkInterface) implements Place {}

  /** The same of a member that is one by IGMP, as long as its IGMP passes (R4.8.5). */
  record IgmpMember(String networkInterface, IpAddress group) implements Place {}

  /** A gateway endpoint, with what leaves the VPC for its service. */
  record GatewayEndpointOut(String endpoint) implements Place {}

  /** A gateway endpoint, with what its service answers. */
  record GatewayEndpointIn(String endpoint) implements Place {}

  /** A Gateway Load Balancer endpoint, with what is to be inspected. */
  record InspectionEndpoint(String endpoint) implements Place {}

  /** A node of a Network Load Balancer, with what an interface of an endpoint brings (R2.3.1). */
  record LoadBalancerNode(String balancer, String node, String endpointInterface)
      implements Place {}

  /** A node of a Network Load Balancer, about to ask a target. */
  record LoadBalancerTarget(String node, String endpointInterface, IpAddress address, int port)
      implements Place {}

  /** On the host of an interface, for a {@link HostService}. */
  record HostServiceIn(String networkInterface) implements Place {}

  /** A service on the host of an interface, about to answer that. */
  record HostServiceOut(String networkInterface, HostService service) implements Place {}

  /** A virtual private gateway, with what its VPC sends to sites. */
  record VpnGatewayOut(String gateway) implements Place {}

  /**
   * A virtual private gateway, with what comes from a site.
   *
   * @param byDirectConnectGateway a Direct Connect gateway brings packets to the VPC alone (B5)
   */
  record VpnGatewayIn(String gateway, boolean byDirectConnectGateway) implements Place {}

  /** AWS's end of a VPN tunnel. */
  record TunnelOut(String tunnel) implements Place {}

  /** A site's end of a VPN tunnel. */
  record TunnelIn(String tunnel) implements Place {}

  /** AWS's end of a virtual interface. */
  record VirtualInterfaceOut(String virtualInterface) implements Place {}

  /** A site's end of a virtual interface. */
  record VirtualInterfaceIn(String virtualInterface) implements Place {}

  /**
   * A Direct Connect gateway, with what AWS sends to sites.
   *
   * @param region of the gateway that it comes from
   */
  record DirectConnectGatewayOut(String gateway, String region) implements Place {}

  /** A Direct Connect gateway, with what a virtual interface brings. */
  record DirectConnectGatewayIn(String gateway, String virtualInterface) implements Place {}

  /** The transit gateway's end of a Connect peer. */
  record ConnectPeerOut(String peer) implements Place {}

  /** The appliance's end of a Connect peer. */
  record ConnectPeerIn(String peer) implements Place {}

  /** The router of a site ({@code site:NAME}). */
  record SiteRouter(String site) implements Place {}

  /** The whole internet. */
  record Internet() implements Place {

    /** How the internet is named among components. */
    public static final String ID = "internet";
  }

  /** The id of the component that the place belongs to. */
  default String component() {
    return switch (this) {
      case InterfaceOut at -> at.networkInterface;
      case InterfaceIn at -> at.networkInterface;
      case SubnetSwitch at -> at.subnet;
      case SubnetRouter at -> at.subnet;
      case VpcLocal at -> at.vpc;
      case Peering at -> at.peering;
      case InternetGatewayOut at -> at.gateway;
      case InternetGatewayIn at -> at.gateway;
      case EgressOnlyGatewayOut at -> at.gateway;
      case EgressOnlyGatewayIn at -> at.gateway;
      case NatGatewayIn at -> at.natGateway;
      case TransitGatewayIn at -> at.attachment;
      case TransitGatewayTable at -> at.routeTable;
      case TransitGatewayOut at -> at.attachment;
      case AttachmentSubnet at -> at.attachment;
      case MulticastSender at -> at.networkInterface;
      case MulticastMember at -> at.networkInterface;
      case IgmpMember at -> at.networkInterface;
      case GatewayEndpointOut at -> at.endpoint;
      case GatewayEndpointIn at -> at.endpoint;
      case InspectionEndpoint at -> at.endpoint;
      case LoadBalancerNode at -> at.node;
      case LoadBalancerTarget at -> at.node;
      case HostServiceIn at -> at.networkInterface;
      case HostServiceOut at -> at.networkInterface;
      case VpnGatewayOut at -> at.gateway;
      case VpnGatewayIn at -> at.gateway;
      case TunnelOut at -> at.tunnel;
      case TunnelIn at -> at.tunnel;
      case VirtualInterfaceOut at -> at.virtualInterface;
      case VirtualInterfaceIn at -> at.virtualInterface;
      case DirectConnectGatewayOut at -> at.gateway;
      case DirectConnectGatewayIn at -> at.gateway;
      case ConnectPeerOut at -> at.peer;
      case ConnectPeerIn at -> at.peer;
      case SiteRouter at -> at.site;
      case Internet _ -> Internet.ID;
    };
  }
}
