package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.wire.WireException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AddressTransfer;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileAssociation;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScope;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsPath;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePermission;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecondaryNetwork;
import software.amazon.awssdk.services.ec2.model.SecondarySubnet;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeer;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/**
 * How a kind of resource is found by its id, and what AWS says where it is not (R5.1.4, section
 * 5.2).
 *
 * @param prefix of the id, {@code vpc}
 */
public record Lookup<T>(Kind<T> kind, String prefix, Ec2Error notFound, Ec2Error malformed) {

  public static final Lookup<Vpc> VPC =
      new Lookup<>(
          Kinds.VPC, "vpc", Ec2Error.INVALID_VPC_ID_NOT_FOUND, Ec2Error.INVALID_VPC_ID_MALFORMED);

  public static final Lookup<Subnet> SUBNET =
      new Lookup<>(
          Kinds.SUBNET,
          "subnet",
          Ec2Error.INVALID_SUBNET_ID_NOT_FOUND,
          Ec2Error.INVALID_SUBNET_ID_MALFORMED);

  public static final Lookup<SecondaryNetwork> SECONDARY_NETWORK =
      new Lookup<>(
          Kinds.SECONDARY_NETWORK,
          "sn",
          Ec2Error.INVALID_SECONDARY_NETWORK_ID_NOT_FOUND,
          Ec2Error.INVALID_SECONDARY_NETWORK_ID_MALFORMED);

  public static final Lookup<SecondarySubnet> SECONDARY_SUBNET =
      new Lookup<>(
          Kinds.SECONDARY_SUBNET,
          "ss",
          Ec2Error.INVALID_SECONDARY_SUBNET_ID_NOT_FOUND,
          Ec2Error.INVALID_SECONDARY_SUBNET_ID_MALFORMED);

  public static final Lookup<RouteTable> ROUTE_TABLE =
      new Lookup<>(
          Kinds.ROUTE_TABLE,
          "rtb",
          Ec2Error.INVALID_ROUTE_TABLE_ID_NOT_FOUND,
          Ec2Error.INVALID_ROUTE_TABLE_ID_MALFORMED);

  public static final Lookup<InternetGateway> INTERNET_GATEWAY =
      new Lookup<>(
          Kinds.INTERNET_GATEWAY,
          "igw",
          Ec2Error.INVALID_INTERNET_GATEWAY_ID_NOT_FOUND,
          Ec2Error.INVALID_INTERNET_GATEWAY_ID_MALFORMED);

  public static final Lookup<EgressOnlyInternetGateway> EGRESS_ONLY_INTERNET_GATEWAY =
      new Lookup<>(
          Kinds.EGRESS_ONLY_INTERNET_GATEWAY,
          "eigw",
          Ec2Error.INVALID_EGRESS_ONLY_INTERNET_GATEWAY_ID_NOT_FOUND,
          Ec2Error.INVALID_EGRESS_ONLY_INTERNET_GATEWAY_ID_MALFORMED);

  public static final Lookup<SecurityGroupRule> SECURITY_GROUP_RULE =
      new Lookup<>(
          Kinds.SECURITY_GROUP_RULE,
          "sgr",
          Ec2Error.INVALID_SECURITY_GROUP_RULE_ID_NOT_FOUND,
          Ec2Error.INVALID_SECURITY_GROUP_RULE_ID_MALFORMED);

  public static final Lookup<NetworkAcl> NETWORK_ACL =
      new Lookup<>(
          Kinds.NETWORK_ACL,
          "acl",
          Ec2Error.INVALID_NETWORK_ACL_ID_NOT_FOUND,
          Ec2Error.INVALID_NETWORK_ACL_ID_MALFORMED);

  public static final Lookup<VpcPeeringConnection> VPC_PEERING_CONNECTION =
      new Lookup<>(
          Kinds.VPC_PEERING_CONNECTION,
          "pcx",
          Ec2Error.INVALID_VPC_PEERING_CONNECTION_ID_NOT_FOUND,
          Ec2Error.INVALID_VPC_PEERING_CONNECTION_ID_MALFORMED);

  public static final Lookup<NetworkInterface> NETWORK_INTERFACE =
      new Lookup<>(
          Kinds.NETWORK_INTERFACE,
          "eni",
          Ec2Error.INVALID_NETWORK_INTERFACE_ID_NOT_FOUND,
          Ec2Error.INVALID_NETWORK_INTERFACE_ID_MALFORMED);

  public static final Lookup<Instance> INSTANCE =
      new Lookup<>(
          Kinds.INSTANCE,
          "i",
          Ec2Error.INVALID_INSTANCE_ID_NOT_FOUND,
          Ec2Error.INVALID_INSTANCE_ID_MALFORMED);

  static final Lookup<Volume> VOLUME =
      new Lookup<>(
          Kinds.VOLUME,
          "vol",
          Ec2Error.INVALID_VOLUME_NOT_FOUND,
          Ec2Error.INVALID_VOLUME_ID_MALFORMED);

  static final Lookup<KeyPairInfo> KEY_PAIR =
      new Lookup<>(
          Kinds.KEY_PAIR,
          "key",
          Ec2Error.INVALID_KEY_PAIR_NOT_FOUND,
          Ec2Error.INVALID_KEY_PAIR_ID_MALFORMED);

  static final Lookup<IamInstanceProfileAssociation> INSTANCE_PROFILE_ASSOCIATION =
      new Lookup<>(
          Kinds.INSTANCE_PROFILE_ASSOCIATION,
          "iip-assoc",
          Ec2Error.INVALID_ASSOCIATION_ID_NOT_FOUND,
          Ec2Error.INVALID_ASSOCIATION_ID_MALFORMED);

  public static final Lookup<SecurityGroup> SECURITY_GROUP =
      new Lookup<>(
          Kinds.SECURITY_GROUP,
          "sg",
          Ec2Error.INVALID_GROUP_NOT_FOUND,
          Ec2Error.INVALID_GROUP_ID_MALFORMED);

  public static final Lookup<NatGateway> NAT_GATEWAY =
      new Lookup<>(
          Kinds.NAT_GATEWAY, "nat", Ec2Error.NAT_GATEWAY_NOT_FOUND, Ec2Error.NAT_GATEWAY_MALFORMED);

  public static final Lookup<Address> ELASTIC_IP =
      new Lookup<>(
          Kinds.ELASTIC_IP,
          "eipalloc",
          Ec2Error.INVALID_ALLOCATION_ID_NOT_FOUND,
          Ec2Error.INVALID_ALLOCATION_ID_MALFORMED);

  /** Found by the allocation id of its address. */
  static final Lookup<AddressTransfer> ELASTIC_IP_TRANSFER =
      new Lookup<>(
          Kinds.ELASTIC_IP_TRANSFER,
          "eipalloc",
          Ec2Error.INVALID_ALLOCATION_ID_NOT_FOUND,
          Ec2Error.INVALID_ALLOCATION_ID_MALFORMED);

  static final Lookup<NetworkInterfacePermission> NETWORK_INTERFACE_PERMISSION =
      new Lookup<>(
          Kinds.NETWORK_INTERFACE_PERMISSION,
          "eni-perm",
          Ec2Error.INVALID_NETWORK_INTERFACE_PERMISSION_ID_NOT_FOUND,
          Ec2Error.INVALID_NETWORK_INTERFACE_PERMISSION_ID_MALFORMED);

  public static final Lookup<DhcpOptions> DHCP_OPTIONS =
      new Lookup<>(
          Kinds.DHCP_OPTIONS,
          "dopt",
          Ec2Error.INVALID_DHCP_OPTION_ID_NOT_FOUND,
          Ec2Error.INVALID_DHCP_OPTIONS_ID_MALFORMED);

  public static final Lookup<ManagedPrefixList> PREFIX_LIST =
      new Lookup<>(
          Kinds.PREFIX_LIST,
          "pl",
          Ec2Error.INVALID_PREFIX_LIST_ID_NOT_FOUND,
          Ec2Error.INVALID_PREFIX_LIST_ID_MALFORMED);

  public static final Lookup<FlowLog> FLOW_LOG =
      new Lookup<>(
          Kinds.FLOW_LOG,
          "fl",
          Ec2Error.INVALID_FLOW_LOG_ID_NOT_FOUND,
          Ec2Error.INVALID_FLOW_LOG_ID_MALFORMED);

  public static final Lookup<SubnetCidrReservation> SUBNET_CIDR_RESERVATION =
      new Lookup<>(
          Kinds.SUBNET_CIDR_RESERVATION,
          "scr",
          Ec2Error.INVALID_SUBNET_CIDR_RESERVATION_ID_NOT_FOUND,
          Ec2Error.INVALID_SUBNET_CIDR_RESERVATION_ID_MALFORMED);

  public static final Lookup<TransitGateway> TRANSIT_GATEWAY =
      new Lookup<>(
          Kinds.TRANSIT_GATEWAY,
          "tgw",
          Ec2Error.TRANSIT_GATEWAY_NOT_FOUND,
          Ec2Error.TRANSIT_GATEWAY_MALFORMED);

  public static final Lookup<TransitGatewayAttachment> TRANSIT_GATEWAY_ATTACHMENT =
      new Lookup<>(
          Kinds.TRANSIT_GATEWAY_ATTACHMENT,
          "tgw-attach",
          Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_NOT_FOUND,
          Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_MALFORMED);

  public static final Lookup<TransitGatewayRouteTable> TRANSIT_GATEWAY_ROUTE_TABLE =
      new Lookup<>(
          Kinds.TRANSIT_GATEWAY_ROUTE_TABLE,
          "tgw-rtb",
          Ec2Error.TRANSIT_GATEWAY_ROUTE_TABLE_NOT_FOUND,
          Ec2Error.TRANSIT_GATEWAY_ROUTE_TABLE_MALFORMED);

  public static final Lookup<TransitGatewayMulticastDomain> TRANSIT_GATEWAY_MULTICAST_DOMAIN =
      new Lookup<>(
          Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN,
          "tgw-mcast-domain",
          Ec2Error.TRANSIT_GATEWAY_MULTICAST_DOMAIN_NOT_FOUND,
          Ec2Error.TRANSIT_GATEWAY_MULTICAST_DOMAIN_MALFORMED);

  public static final Lookup<TransitGatewayConnectPeer> TRANSIT_GATEWAY_CONNECT_PEER =
      new Lookup<>(
          Kinds.TRANSIT_GATEWAY_CONNECT_PEER,
          "tgw-connect-peer",
          Ec2Error.TRANSIT_GATEWAY_CONNECT_PEER_NOT_FOUND,
          Ec2Error.TRANSIT_GATEWAY_CONNECT_PEER_MALFORMED);
  public static final Lookup<ServiceConfiguration> VPC_ENDPOINT_SERVICE =
      new Lookup<>(
          Kinds.VPC_ENDPOINT_SERVICE,
          "vpce-svc",
          Ec2Error.INVALID_VPC_ENDPOINT_SERVICE_ID_NOT_FOUND,
          Ec2Error.INVALID_VPC_ENDPOINT_SERVICE_ID_MALFORMED);

  public static final Lookup<VpcEndpoint> VPC_ENDPOINT =
      new Lookup<>(
          Kinds.VPC_ENDPOINT,
          "vpce",
          Ec2Error.INVALID_VPC_ENDPOINT_ID_NOT_FOUND,
          Ec2Error.INVALID_VPC_ENDPOINT_ID_MALFORMED);

  public static final Lookup<CustomerGateway> CUSTOMER_GATEWAY =
      new Lookup<>(
          Kinds.CUSTOMER_GATEWAY,
          "cgw",
          Ec2Error.INVALID_CUSTOMER_GATEWAY_ID_NOT_FOUND,
          Ec2Error.INVALID_CUSTOMER_GATEWAY_ID_MALFORMED);

  public static final Lookup<VpnGateway> VPN_GATEWAY =
      new Lookup<>(
          Kinds.VPN_GATEWAY,
          "vgw",
          Ec2Error.INVALID_VPN_GATEWAY_ID_NOT_FOUND,
          Ec2Error.INVALID_VPN_GATEWAY_ID_MALFORMED);

  public static final Lookup<VpnConnection> VPN_CONNECTION =
      new Lookup<>(
          Kinds.VPN_CONNECTION,
          "vpn",
          Ec2Error.INVALID_VPN_CONNECTION_ID_NOT_FOUND,
          Ec2Error.INVALID_VPN_CONNECTION_ID_MALFORMED);

  public static final Lookup<NetworkInsightsPath> NETWORK_INSIGHTS_PATH =
      new Lookup<>(
          Kinds.NETWORK_INSIGHTS_PATH,
          "nip",
          Ec2Error.INVALID_NETWORK_INSIGHTS_PATH_ID_NOT_FOUND,
          Ec2Error.INVALID_NETWORK_INSIGHTS_PATH_ID_MALFORMED);

  public static final Lookup<NetworkInsightsAnalysis> NETWORK_INSIGHTS_ANALYSIS =
      new Lookup<>(
          Kinds.NETWORK_INSIGHTS_ANALYSIS,
          "nia",
          Ec2Error.INVALID_NETWORK_INSIGHTS_ANALYSIS_ID_NOT_FOUND,
          Ec2Error.INVALID_NETWORK_INSIGHTS_ANALYSIS_ID_MALFORMED);

  public static final Lookup<NetworkInsightsAccessScope> NETWORK_INSIGHTS_ACCESS_SCOPE =
      new Lookup<>(
          Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE,
          "nis",
          Ec2Error.INVALID_NETWORK_INSIGHTS_ACCESS_SCOPE_ID_NOT_FOUND,
          Ec2Error.INVALID_NETWORK_INSIGHTS_ACCESS_SCOPE_ID_MALFORMED);

  public static final Lookup<NetworkInsightsAccessScopeAnalysis>
      NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS =
          new Lookup<>(
              Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS,
              "nisa",
              Ec2Error.INVALID_NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS_ID_NOT_FOUND,
              Ec2Error.INVALID_NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS_ID_MALFORMED);

  /**
   * The resource of that id in the caller's scope.
   *
   * @param parameter the request's name for the id, said where it is missing
   */
  public T get(CatalogView view, @Nullable String id, String parameter) {
    if (id == null || id.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter);
    }
    check(id);
    T found = view.find(kind, id);
    if (found == null) {
      throw notFound(id);
    }
    return found;
  }

  /** Refuses an id that is not of this form (R5.1.4). */
  public void check(String id) {
    if (!Ids.isId(prefix, id)) {
      throw malformed.with(id);
    }
  }

  public WireException notFound(String id) {
    return notFound.with(id);
  }

  private static final List<Lookup<?>> ALL =
      List.of(
          VPC,
          SUBNET,
          SUBNET_CIDR_RESERVATION,
          DHCP_OPTIONS,
          PREFIX_LIST,
          FLOW_LOG,
          ROUTE_TABLE,
          INTERNET_GATEWAY,
          EGRESS_ONLY_INTERNET_GATEWAY,
          SECURITY_GROUP,
          SECURITY_GROUP_RULE,
          NETWORK_ACL,
          NAT_GATEWAY,
          ELASTIC_IP,
          NETWORK_INTERFACE,
          INSTANCE,
          VOLUME,
          KEY_PAIR,
          INSTANCE_PROFILE_ASSOCIATION,
          TRANSIT_GATEWAY_ATTACHMENT,
          TRANSIT_GATEWAY_ROUTE_TABLE,
          TRANSIT_GATEWAY_MULTICAST_DOMAIN,
          TRANSIT_GATEWAY_CONNECT_PEER,
          TRANSIT_GATEWAY,
          VPC_PEERING_CONNECTION,
          CUSTOMER_GATEWAY,
          VPN_GATEWAY,
          VPN_CONNECTION,
          VPC_ENDPOINT_SERVICE,
          VPC_ENDPOINT,
          NETWORK_INSIGHTS_PATH,
          NETWORK_INSIGHTS_ANALYSIS,
          NETWORK_INSIGHTS_ACCESS_SCOPE,
          NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS);

  /** How a resource is found that has an id of that form, or null. */
  public static @Nullable Lookup<?> of(String id) {
    for (Lookup<?> lookup : ALL) {
      if (id.startsWith(lookup.prefix + "-")) {
        return lookup;
      }
    }
    return null;
  }

  /** What is said of an id of any kind that names nothing. */
  static WireException unknown(String id) {
    Lookup<?> lookup = of(id);
    if (lookup == null) {
      return Ec2Error.INVALID_ID.with(id);
    }
    lookup.check(id);
    return lookup.notFound(id);
  }
}
