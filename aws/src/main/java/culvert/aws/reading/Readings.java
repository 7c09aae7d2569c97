package culvert.aws.reading;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.network.topology.Component;
import culvert.network.topology.CustomerGateway;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectHosting;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.Fault;
import culvert.network.topology.GatewayLoadBalancer;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkLoadBalancer;
import culvert.network.topology.PrefixList;
import culvert.network.topology.SecurityGroup;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.TransitGatewayMulticastDomain;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTunnel;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceTestHistory;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceVpnTunnelRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastRegisteredGroupMembers;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagation;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** What is read into the topology, and which other resources it is read from. */
final class Readings {

  private static final Reading<?, Vpc> VPC = new Reading<>(Kinds.VPC, Vpc.class, VpcReading::vpc);

  private static final Reading<?, SecurityGroup> SECURITY_GROUP =
      new Reading<>(Kinds.SECURITY_GROUP, SecurityGroup.class, SecurityReading::group);

  private static final Reading<?, Instance> INSTANCE =
      new Reading<>(Kinds.INSTANCE, Instance.class, InterfaceReading::instance);

  private static final Reading<?, PrefixList> PREFIX_LIST =
      new Reading<>(Kinds.PREFIX_LIST, PrefixList.class, PrefixListReading::list);

  private static final Reading<?, TransitGatewayVpcAttachment> VPC_ATTACHMENT =
      new Reading<>(
          Kinds.TRANSIT_GATEWAY_ATTACHMENT,
          TransitGatewayVpcAttachment.class,
          TransitGatewayReading::vpcAttachment);

  private static final Reading<TransitGatewayAttachment, TransitGatewayPeering> PEERING_ATTACHMENT =
      new Reading<>(
          Kinds.TRANSIT_GATEWAY_ATTACHMENT,
          TransitGatewayPeering.class,
          TransitGatewayPeeringReading::peering);

  private static final Reading<?, TransitGatewayRouteTable> TABLE =
      new Reading<>(
          Kinds.TRANSIT_GATEWAY_ROUTE_TABLE,
          TransitGatewayRouteTable.class,
          TransitGatewayTableReading::table);

  private static final Reading<?, TransitGatewayMulticastDomain> MULTICAST_DOMAIN =
      new Reading<>(
          Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN,
          TransitGatewayMulticastDomain.class,
          MulticastReading::domain);

  private static final Reading<?, NetworkLoadBalancer> LOAD_BALANCER =
      new Reading<>(Kinds.LOAD_BALANCER, NetworkLoadBalancer.class, LoadBalancerReading::balancer);

  private static final Reading<?, GatewayLoadBalancer> GATEWAY_LOAD_BALANCER =
      new Reading<>(Kinds.LOAD_BALANCER, GatewayLoadBalancer.class, LoadBalancerReading::gateway);

  private static final Reading<?, VpnConnection> VPN =
      new Reading<>(Kinds.VPN_CONNECTION, VpnConnection.class, VpnReading::connection);

  private static final Reading<?, VpnTunnel> TUNNEL_1 = tunnel(0);
  private static final Reading<?, VpnTunnel> TUNNEL_2 = tunnel(1);

  private static final Reading<?, TransitGatewayConnect> CONNECT =
      new Reading<>(
          Kinds.TRANSIT_GATEWAY_CONNECT, TransitGatewayConnect.class, VpnReading::connect);

  private static final Reading<?, VirtualInterface> VIRTUAL_INTERFACE =
      new Reading<>(
          Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE,
          VirtualInterface.class,
          DirectConnectReading::virtualInterface);

  private static final Reading<?, DirectConnectGatewayAssociation> ASSOCIATION =
      new Reading<>(
          Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION,
          DirectConnectGatewayAssociation.class,
          DirectConnectReading::association);

  private static final Map<Kind<?>, List<Reading<?, ?>>> READINGS =
      Stream.<Reading<?, ?>>of(
              VPC,
              alone(Kinds.SUBNET, culvert.network.topology.Subnet.class, VpcReading::subnet),
              alone(
                  Kinds.ROUTE_TABLE,
                  culvert.network.topology.RouteTable.class,
                  RouteTableReading::table),
              alone(
                  Kinds.NETWORK_ACL,
                  culvert.network.topology.NetworkAcl.class,
                  SecurityReading::acl),
              alone(
                  Kinds.NETWORK_INTERFACE,
                  culvert.network.topology.NetworkInterface.class,
                  InterfaceReading::networkInterface),
              alone(
                  Kinds.INTERNET_GATEWAY,
                  culvert.network.topology.InternetGateway.class,
                  GatewayReading::internetGateway),
              alone(
                  Kinds.EGRESS_ONLY_INTERNET_GATEWAY,
                  culvert.network.topology.EgressOnlyInternetGateway.class,
                  GatewayReading::egressOnly),
              alone(
                  Kinds.NAT_GATEWAY,
                  culvert.network.topology.NatGateway.class,
                  gateway ->
                      GatewayReading.isGone(gateway) ? null : GatewayReading.natGateway(gateway)),
              alone(
                  Kinds.VPC_PEERING_CONNECTION,
                  culvert.network.topology.VpcPeering.class,
                  peering ->
                      GatewayReading.isGone(peering) ? null : GatewayReading.peering(peering)),
              new Reading<>(
                  Kinds.VPC_ENDPOINT,
                  culvert.network.topology.VpcEndpoint.class,
                  EndpointReading::endpoint),
              SECURITY_GROUP,
              LOAD_BALANCER,
              GATEWAY_LOAD_BALANCER,
              INSTANCE,
              PREFIX_LIST,
              new Reading<>(
                  Kinds.TRANSIT_GATEWAY,
                  culvert.network.topology.TransitGateway.class,
                  TransitGatewayReading::gateway),
              VPC_ATTACHMENT,
              PEERING_ATTACHMENT,
              TABLE,
              MULTICAST_DOMAIN,
              alone(Kinds.SITE, culvert.network.topology.Site.class, site -> site),
              alone(Kinds.FAULT, Fault.class, fault -> fault),
              alone(
                  Kinds.SESSION_HOLD,
                  culvert.network.topology.HeldSession.class,
                  hold -> hold.asHeld()),
              new Reading<>(
                  Kinds.CUSTOMER_GATEWAY, CustomerGateway.class, VpnReading::customerGateway),
              new Reading<>(Kinds.VPN_GATEWAY, VpnGateway.class, VpnReading::vpnGateway),
              VPN,
              TUNNEL_1,
              TUNNEL_2,
              CONNECT,
              alone(
                  Kinds.DIRECT_CONNECT_HOSTING,
                  DirectConnectHosting.class,
                  hosting ->
                      new DirectConnectHosting(
                          hosting.connectionId(), hosting.parentConnectionId())),
              alone(
                  Kinds.DIRECT_CONNECT_CONNECTION,
                  DirectConnectConnection.class,
                  DirectConnectReading::port),
              alone(
                  Kinds.DIRECT_CONNECT_INTERCONNECT,
                  DirectConnectConnection.class,
                  DirectConnectReading::port),
              alone(Kinds.DIRECT_CONNECT_LAG, DirectConnectLag.class, DirectConnectReading::lag),
              VIRTUAL_INTERFACE,
              alone(
                  Kinds.DIRECT_CONNECT_GATEWAY,
                  DirectConnectGateway.class,
                  DirectConnectReading::gateway),
              ASSOCIATION,
              alone(
                  Kinds.TRANSIT_GATEWAY_CONNECT_PEER,
                  TransitGatewayConnectPeer.class,
                  VpnReading::connectPeer))
          .collect(Collectors.groupingBy(Reading::kind));

  private static final Map<Kind<?>, List<Part<?>>> PARTS =
      Stream.<Part<?>>of(
              part(Kinds.VPC_ATTRIBUTES, VPC, DescribeVpcAttributeResponse::vpcId),
              part(Kinds.SECURITY_GROUP_RULE, SECURITY_GROUP, SecurityGroupRule::groupId),
              part(Kinds.NETWORK_INTERFACE, INSTANCE, InterfaceReading::instanceOf),
              part(Kinds.LISTENER, LOAD_BALANCER, Listener::loadBalancerArn),
              new Part<>(
                  Kinds.TARGET,
                  LOAD_BALANCER,
                  (target, from) ->
                      LoadBalancerReading.forwardingTo(
                          target.scope(), target.shape().targetGroupArn(), from)),
              new Part<>(
                  Kinds.LOAD_BALANCER_ATTRIBUTES,
                  LOAD_BALANCER,
                  LoadBalancerReading::withAttributes),
              new Part<>(
                  Kinds.VPC_ENDPOINT_SERVICE,
                  LOAD_BALANCER,
                  (service, _) -> service.shape().networkLoadBalancerArns().stream()),
              new Part<>(
                  Kinds.VPC_ENDPOINT_SERVICE,
                  GATEWAY_LOAD_BALANCER,
                  (service, _) -> service.shape().gatewayLoadBalancerArns().stream()),
              new Part<>(
                  Kinds.PREFIX_LIST_VERSION,
                  PREFIX_LIST,
                  (version, _) -> Stream.of(PrefixListReading.listOf(version))),
              new Part<>(
                  Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT,
                  VPC_ATTACHMENT,
                  (attachment, _) -> Stream.of(attachment.id())),
              new Part<>(
                  Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT,
                  PEERING_ATTACHMENT,
                  (attachment, _) -> Stream.of(attachment.id())),
              part(
                  Kinds.TRANSIT_GATEWAY_ASSOCIATION,
                  TABLE,
                  TransitGatewayAssociation::transitGatewayRouteTableId),
              part(
                  Kinds.TRANSIT_GATEWAY_PROPAGATION,
                  TABLE,
                  TransitGatewayPropagation::transitGatewayRouteTableId),
              part(
                  Kinds.TRANSIT_GATEWAY_ROUTE,
                  TABLE,
                  CreateTransitGatewayRouteRequest::transitGatewayRouteTableId),
              part(
                  Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE,
                  TABLE,
                  TransitGatewayPrefixListReference::transitGatewayRouteTableId),
              part(
                  Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION,
                  MULTICAST_DOMAIN,
                  TransitGatewayMulticastDomainAssociations::transitGatewayMulticastDomainId),
              part(
                  Kinds.TRANSIT_GATEWAY_MULTICAST_MEMBER,
                  MULTICAST_DOMAIN,
                  TransitGatewayMulticastRegisteredGroupMembers::transitGatewayMulticastDomainId),
              part(
                  Kinds.TRANSIT_GATEWAY_MULTICAST_SOURCE,
                  MULTICAST_DOMAIN,
                  TransitGatewayMulticastRegisteredGroupMembers::transitGatewayMulticastDomainId),
              part(Kinds.TRANSIT_GATEWAY_ATTACHMENT, VPN, VpnReading::connectionOf),
              part(Kinds.TRANSIT_GATEWAY_ATTACHMENT, TUNNEL_1, VpnReading::connectionOf),
              part(Kinds.TRANSIT_GATEWAY_ATTACHMENT, TUNNEL_2, VpnReading::connectionOf),
              part(
                  Kinds.VPN_TUNNEL_REPLACEMENT, TUNNEL_1, ReplaceVpnTunnelRequest::vpnConnectionId),
              part(
                  Kinds.VPN_TUNNEL_REPLACEMENT, TUNNEL_2, ReplaceVpnTunnelRequest::vpnConnectionId),
              part(
                  Kinds.TRANSIT_GATEWAY_ATTACHMENT,
                  CONNECT,
                  TransitGatewayAttachment::transitGatewayAttachmentId),
              part(
                  Kinds.DIRECT_CONNECT_FAILOVER_TEST,
                  VIRTUAL_INTERFACE,
                  VirtualInterfaceTestHistory::virtualInterfaceId),
              new Part<>(
                  Kinds.TRANSIT_GATEWAY_ATTACHMENT,
                  ASSOCIATION,
                  DirectConnectReading::associationsOf),
              new Part<>(
                  Kinds.NETWORK_INTERFACE,
                  MULTICAST_DOMAIN,
                  (held, from) -> MulticastReading.domainsOf(from, held.shape())),
              new Part<>(
                  Kinds.INSTANCE,
                  MULTICAST_DOMAIN,
                  (instance, from) ->
                      from.referringAnywhere(Kinds.NETWORK_INTERFACE, instance.id())
                          .flatMap(held -> MulticastReading.domainsOf(from, held.shape()))))
          .collect(Collectors.groupingBy(Part::kind));

  private Readings() {}

  private static Reading<?, VpnTunnel> tunnel(int index) {
    return new Reading<>(
        Kinds.VPN_CONNECTION,
        VpnTunnel.class,
        "/" + (index + 1),
        (connection, from) -> VpnReading.tunnel(connection, from, index));
  }

  /** A reading of nothing but the resource itself. */
  private static <T, C extends Component> Reading<T, C> alone(
      Kind<T> kind, Class<C> component, Function<T, @Nullable C> read) {
    return new Reading<>(kind, component, (resource, _) -> read.apply(resource.shape()));
  }

  private static <T> Part<T> part(
      Kind<T> kind, Reading<?, ?> whole, Function<T, @Nullable String> id) {
    return new Part<>(kind, whole, (part, _) -> Stream.ofNullable(id.apply(part.shape())));
  }

  /** How the resource itself is read. */
  static List<Reading<?, ?>> of(Resource<?> resource) {
    return READINGS.getOrDefault(resource.kind(), List.of());
  }

  /** What the resource is a part of. */
  static List<Part<?>> parts(Resource<?> resource) {
    return PARTS.getOrDefault(resource.kind(), List.of());
  }
}
