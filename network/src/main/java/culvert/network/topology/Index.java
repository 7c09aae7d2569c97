package culvert.network.topology;

import culvert.network.address.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What components of a kind are found by, other than their ids.
 *
 * @param <C> the kind
 * @param <K> the key, of which a component may have several
 */
final class Index<C extends Component, K> {

  record InVpc(String vpc, IpAddress address) {}

  record AtGateway(String transitGateway, String attachment) {}

  static final Index<RouteTable, String> TABLE_OF_SUBNET =
      new Index<>(RouteTable.class, table -> table.subnets().stream());

  static final Index<RouteTable, String> MAIN_TABLE_OF_VPC =
      new Index<>(
          RouteTable.class, table -> table.main() ? Stream.of(table.vpc()) : Stream.empty());

  static final Index<RouteTable, String> TABLE_OF_GATEWAY =
      new Index<>(RouteTable.class, table -> table.gateways().stream());

  static final Index<NetworkAcl, String> ACL_OF_SUBNET =
      new Index<>(NetworkAcl.class, acl -> acl.subnets().stream());

  static final Index<Subnet, String> SUBNETS_OF_VPC =
      new Index<>(Subnet.class, subnet -> Stream.of(subnet.vpc()));

  static final Index<NetworkInterface, InVpc> INTERFACE_AT =
      new Index<>(
          NetworkInterface.class,
          each -> each.addresses().stream().map(address -> new InVpc(each.vpc(), address)));

  /** Those that have prefixes, by VPC. */
  static final Index<NetworkInterface, String> INTERFACES_WITH_PREFIXES =
      new Index<>(
          NetworkInterface.class,
          each -> each.prefixes().isEmpty() ? Stream.empty() : Stream.of(each.vpc()));

  static final Index<NetworkInterface, IpAddress> INTERFACE_AT_PUBLIC =
      new Index<>(NetworkInterface.class, each -> each.publicAddresses().values().stream());

  /** Those that have public addresses, by VPC. */
  static final Index<NetworkInterface, String> PUBLIC_INTERFACES_OF_VPC =
      new Index<>(
          NetworkInterface.class,
          each -> each.publicAddresses().isEmpty() ? Stream.empty() : Stream.of(each.vpc()));

  static final Index<NetworkInterface, String> INTERFACES_OF_SUBNET =
      new Index<>(NetworkInterface.class, each -> Stream.of(each.subnet()));

  static final Index<NetworkInterface, String> MEMBERS_OF_GROUP =
      new Index<>(NetworkInterface.class, each -> each.groups().stream());

  static final Index<NatGateway, String> NAT_GATEWAYS_OF_VPC =
      new Index<>(NatGateway.class, nat -> Stream.of(nat.vpc()));

  static final Index<InternetGateway, String> INTERNET_GATEWAY_OF_VPC =
      new Index<>(InternetGateway.class, gateway -> Stream.ofNullable(gateway.vpc()));

  static final Index<EgressOnlyInternetGateway, String> EGRESS_ONLY_GATEWAY_OF_VPC =
      new Index<>(EgressOnlyInternetGateway.class, gateway -> Stream.of(gateway.vpc()));

  static final Index<VpcPeering, String> PEERINGS_OF_VPC =
      new Index<>(
          VpcPeering.class,
          peering -> Stream.of(peering.requester().vpc(), peering.accepter().vpc()));

  static final Index<TransitGatewayVpcAttachment, String> ATTACHMENTS_OF_VPC =
      new Index<>(TransitGatewayVpcAttachment.class, each -> Stream.of(each.vpc()));

  static final Index<TransitGatewayVpcAttachment, String> ATTACHMENTS_TO_GATEWAY =
      new Index<>(TransitGatewayVpcAttachment.class, each -> Stream.of(each.transitGateway()));

  static final Index<TransitGatewayPeering, AtGateway> PEERING_OF_ATTACHMENT =
      new Index<>(
          TransitGatewayPeering.class,
          peering ->
              Stream.of(peering.requester(), peering.accepter())
                  .map(side -> new AtGateway(side.transitGateway(), side.attachment())));

  static final Index<TransitGatewayRouteTable, AtGateway> TABLE_OF_ATTACHMENT =
      new Index<>(
          TransitGatewayRouteTable.class,
          table ->
              table.associations().stream()
                  .map(attachment -> new AtGateway(table.transitGateway(), attachment)));

  static final Index<VpnConnection, String> VPN_OF_ATTACHMENT =
      new Index<>(
          VpnConnection.class,
          each ->
              each.target() instanceof VpnTarget.ToTransitGateway to
                  ? Stream.of(to.attachment())
                  : Stream.empty());

  static final Index<DirectConnectGatewayAssociation, String> ASSOCIATION_OF_ATTACHMENT =
      new Index<>(
          DirectConnectGatewayAssociation.class,
          each ->
              each.gateway() instanceof DirectConnectGatewayAssociation.Gateway.OfTransitGateway to
                  ? Stream.of(to.attachment())
                  : Stream.empty());

  static final Index<TransitGatewayMulticastDomain, String> MULTICAST_DOMAIN_OF_SUBNET =
      new Index<>(TransitGatewayMulticastDomain.class, domain -> domain.subnets().stream());

  static final Index<NetworkLoadBalancer, String> BALANCERS_OF_SERVICE =
      new Index<>(NetworkLoadBalancer.class, each -> Stream.ofNullable(each.service()));

  static final Index<NetworkLoadBalancer, String> BALANCER_OF_NODE =
      new Index<>(NetworkLoadBalancer.class, each -> each.nodes().stream());

  static final Index<GatewayLoadBalancer, String> GATEWAY_BALANCERS_OF_SERVICE =
      new Index<>(GatewayLoadBalancer.class, each -> Stream.ofNullable(each.service()));

  static final Index<VpcEndpoint, String> ENDPOINTS_OF_SERVICE =
      new Index<>(VpcEndpoint.class, each -> Stream.of(each.service()));

  /** Every index, by the kind that it finds. */
  static final Map<Class<? extends Component>, List<Index<?, ?>>> ALL =
      Stream.<Index<?, ?>>of(
              TABLE_OF_SUBNET,
              MAIN_TABLE_OF_VPC,
              TABLE_OF_GATEWAY,
              ACL_OF_SUBNET,
              SUBNETS_OF_VPC,
              INTERFACE_AT,
              INTERFACES_WITH_PREFIXES,
              INTERFACE_AT_PUBLIC,
              PUBLIC_INTERFACES_OF_VPC,
              INTERFACES_OF_SUBNET,
              MEMBERS_OF_GROUP,
              NAT_GATEWAYS_OF_VPC,
              INTERNET_GATEWAY_OF_VPC,
              EGRESS_ONLY_GATEWAY_OF_VPC,
              PEERINGS_OF_VPC,
              ATTACHMENTS_OF_VPC,
              ATTACHMENTS_TO_GATEWAY,
              PEERING_OF_ATTACHMENT,
              TABLE_OF_ATTACHMENT,
              VPN_OF_ATTACHMENT,
              ASSOCIATION_OF_ATTACHMENT,
              MULTICAST_DOMAIN_OF_SUBNET,
              BALANCERS_OF_SERVICE,
              BALANCER_OF_NODE,
              GATEWAY_BALANCERS_OF_SERVICE,
              ENDPOINTS_OF_SERVICE)
          .collect(Collectors.groupingBy(index -> index.kind));

  private final Class<C> kind;
  private final Function<C, Stream<K>> keys;

  private Index(Class<C> kind, Function<C, Stream<K>> keys) {
    this.kind = kind;
    this.keys = keys;
  }

  Class<C> kind() {
    return kind;
  }

  /** The keys of a component of the kind. */
  Stream<K> keys(Component component) {
    return keys.apply(kind.cast(component));
  }
}
