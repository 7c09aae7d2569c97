package culvert.aws.catalog;

import culvert.network.cost.Running;
import culvert.network.failover.Hold;
import culvert.network.topology.Fault;
import culvert.network.topology.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.directconnect.model.AssociateHostedConnectionRequest;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.CustomerAgreement;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationProposal;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceTestHistory;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AddressAttribute;
import software.amazon.awssdk.services.ec2.model.AddressTransfer;
import software.amazon.awssdk.services.ec2.model.AllowedPrincipal;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.ConnectionNotification;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.GetNetworkInsightsAccessScopeAnalysisFindingsResponse;
import software.amazon.awssdk.services.ec2.model.GetVpnTunnelReplacementStatusResponse;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileAssociation;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScope;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeContent;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsPath;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePermission;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.ReplaceVpnTunnelRequest;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.SecondaryNetwork;
import software.amazon.awssdk.services.ec2.model.SecondarySubnet;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociation;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnect;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeer;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastRegisteredGroupMembers;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitation;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * Every kind of resource there is. What AWS keeps of a resource outside its shape stands in the
 * shape that AWS answers it in (the attributes of a VPC, those of an instance).
 */
public final class Kinds {

  private static final List<Kind<?>> ALL = new ArrayList<>();

  public static final Kind<Vpc> VPC = kind("vpc", Vpc.class, Vpc::vpcId, Vpc::builder);

  public static final Kind<DescribeVpcAttributeResponse> VPC_ATTRIBUTES =
      kind(
          "vpc-attributes",
          DescribeVpcAttributeResponse.class,
          DescribeVpcAttributeResponse::vpcId,
          DescribeVpcAttributeResponse::builder);

  public static final Kind<Subnet> SUBNET =
      kind("subnet", Subnet.class, Subnet::subnetId, Subnet::builder);

  public static final Kind<SecondaryNetwork> SECONDARY_NETWORK =
      kind(
          "secondary-network",
          SecondaryNetwork.class,
          SecondaryNetwork::secondaryNetworkId,
          SecondaryNetwork::builder);

  public static final Kind<SecondarySubnet> SECONDARY_SUBNET =
      kind(
          "secondary-subnet",
          SecondarySubnet.class,
          SecondarySubnet::secondarySubnetId,
          SecondarySubnet::builder);

  public static final Kind<SubnetCidrReservation> SUBNET_CIDR_RESERVATION =
      kind(
          "subnet-cidr-reservation",
          SubnetCidrReservation.class,
          SubnetCidrReservation::subnetCidrReservationId,
          SubnetCidrReservation::builder);

  public static final Kind<RouteTable> ROUTE_TABLE =
      kind("route-table", RouteTable.class, RouteTable::routeTableId, RouteTable::builder);

  public static final Kind<SecurityGroup> SECURITY_GROUP =
      kind("security-group", SecurityGroup.class, SecurityGroup::groupId, SecurityGroup::builder);

  public static final Kind<SecurityGroupRule> SECURITY_GROUP_RULE =
      kind(
          "security-group-rule",
          SecurityGroupRule.class,
          SecurityGroupRule::securityGroupRuleId,
          SecurityGroupRule::builder);

  /** A group that another VPC may use too, under {@code sg-…/vpc-…}. */
  public static final Kind<SecurityGroupVpcAssociation> SECURITY_GROUP_VPC_ASSOCIATION =
      kind(
          "security-group-vpc-association",
          SecurityGroupVpcAssociation.class,
          association -> association.groupId() + "/" + association.vpcId(),
          SecurityGroupVpcAssociation::builder);

  public static final Kind<NetworkAcl> NETWORK_ACL =
      kind("network-acl", NetworkAcl.class, NetworkAcl::networkAclId, NetworkAcl::builder);

  public static final Kind<InternetGateway> INTERNET_GATEWAY =
      kind(
          "internet-gateway",
          InternetGateway.class,
          InternetGateway::internetGatewayId,
          InternetGateway::builder);

  public static final Kind<EgressOnlyInternetGateway> EGRESS_ONLY_INTERNET_GATEWAY =
      kind(
          "egress-only-internet-gateway",
          EgressOnlyInternetGateway.class,
          EgressOnlyInternetGateway::egressOnlyInternetGatewayId,
          EgressOnlyInternetGateway::builder);

  public static final Kind<NatGateway> NAT_GATEWAY =
      kind("natgateway", NatGateway.class, NatGateway::natGatewayId, NatGateway::builder);

  /** The private addresses that a NAT gateway is giving up, under the gateway's id. */
  public static final Kind<UnassignPrivateNatGatewayAddressRequest> NAT_GATEWAY_DRAIN =
      kind(
          "natgateway-drain",
          UnassignPrivateNatGatewayAddressRequest.class,
          UnassignPrivateNatGatewayAddressRequest::natGatewayId,
          UnassignPrivateNatGatewayAddressRequest::builder);

  public static final Kind<Address> ELASTIC_IP =
      kind("elastic-ip", Address.class, Address::allocationId, Address::builder);

  public static final Kind<AddressAttribute> ELASTIC_IP_ATTRIBUTES =
      kind(
          "elastic-ip-attributes",
          AddressAttribute.class,
          AddressAttribute::allocationId,
          AddressAttribute::builder);

  /** An address that its account offers to another, or has handed over to it. */
  public static final Kind<AddressTransfer> ELASTIC_IP_TRANSFER =
      kind(
          "elastic-ip-transfer",
          AddressTransfer.class,
          AddressTransfer::allocationId,
          AddressTransfer::builder);

  public static final Kind<NetworkInterface> NETWORK_INTERFACE =
      kind(
          "network-interface",
          NetworkInterface.class,
          NetworkInterface::networkInterfaceId,
          NetworkInterface::builder);

  public static final Kind<DescribeNetworkInterfaceAttributeResponse> NETWORK_INTERFACE_ATTRIBUTES =
      kind(
          "network-interface-attributes",
          DescribeNetworkInterfaceAttributeResponse.class,
          DescribeNetworkInterfaceAttributeResponse::networkInterfaceId,
          DescribeNetworkInterfaceAttributeResponse::builder);

  public static final Kind<NetworkInterfacePermission> NETWORK_INTERFACE_PERMISSION =
      kind(
          "network-interface-permission",
          NetworkInterfacePermission.class,
          NetworkInterfacePermission::networkInterfacePermissionId,
          NetworkInterfacePermission::builder);

  public static final Kind<Instance> INSTANCE =
      kind("instance", Instance.class, Instance::instanceId, Instance::builder);

  public static final Kind<DescribeInstanceAttributeResponse> INSTANCE_ATTRIBUTES =
      kind(
          "instance-attributes",
          DescribeInstanceAttributeResponse.class,
          DescribeInstanceAttributeResponse::instanceId,
          DescribeInstanceAttributeResponse::builder);

  /** The credit option of a burstable instance, under the instance's id. */
  public static final Kind<InstanceCreditSpecification> INSTANCE_CREDIT =
      kind(
          "instance-credit-specification",
          InstanceCreditSpecification.class,
          InstanceCreditSpecification::instanceId,
          InstanceCreditSpecification::builder);

  public static final Kind<IamInstanceProfileAssociation> INSTANCE_PROFILE_ASSOCIATION =
      kind(
          "iam-instance-profile-association",
          IamInstanceProfileAssociation.class,
          IamInstanceProfileAssociation::associationId,
          IamInstanceProfileAssociation::builder);

  /** An interface that gets a public address of Amazon's whenever its instance starts. */
  public static final Kind<InstanceNetworkInterfaceSpecification> PUBLIC_AT_START =
      kind(
          "public-at-start",
          InstanceNetworkInterfaceSpecification.class,
          InstanceNetworkInterfaceSpecification::networkInterfaceId,
          InstanceNetworkInterfaceSpecification::builder);

  public static final Kind<Volume> VOLUME =
      kind("volume", Volume.class, Volume::volumeId, Volume::builder);

  public static final Kind<ManagedPrefixList> PREFIX_LIST =
      kind(
          "prefix-list",
          ManagedPrefixList.class,
          ManagedPrefixList::prefixListId,
          ManagedPrefixList::builder);

  /**
   * The entries of a prefix list in one version, under {@code pl-…/VERSION}, 0 where it has none.
   */
  public static final Kind<GetManagedPrefixListEntriesResponse> PREFIX_LIST_VERSION =
      kind(
          "prefix-list-version",
          GetManagedPrefixListEntriesResponse.class,
          GetManagedPrefixListEntriesResponse::nextToken,
          GetManagedPrefixListEntriesResponse::builder);

  public static final Kind<VpcPeeringConnection> VPC_PEERING_CONNECTION =
      kind(
          "vpc-peering-connection",
          VpcPeeringConnection.class,
          VpcPeeringConnection::vpcPeeringConnectionId,
          VpcPeeringConnection::builder);

  public static final Kind<TransitGateway> TRANSIT_GATEWAY =
      kind(
          "transit-gateway",
          TransitGateway.class,
          TransitGateway::transitGatewayId,
          TransitGateway::builder);

  /** What attachments of every type have: owners, state and tags. */
  public static final Kind<TransitGatewayAttachment> TRANSIT_GATEWAY_ATTACHMENT =
      kind(
          "transit-gateway-attachment",
          TransitGatewayAttachment.class,
          TransitGatewayAttachment::transitGatewayAttachmentId,
          TransitGatewayAttachment::builder);

  /** What the attachment of a VPC has besides: its subnets and options. */
  public static final Kind<TransitGatewayVpcAttachment> TRANSIT_GATEWAY_VPC_ATTACHMENT =
      kind(
          "transit-gateway-vpc-attachment",
          TransitGatewayVpcAttachment.class,
          TransitGatewayVpcAttachment::transitGatewayAttachmentId,
          TransitGatewayVpcAttachment::builder);

  /** What an end of a peering has besides: both ends, under this end's id. */
  public static final Kind<TransitGatewayPeeringAttachment> TRANSIT_GATEWAY_PEERING_ATTACHMENT =
      kind(
          "transit-gateway-peering-attachment",
          TransitGatewayPeeringAttachment.class,
          TransitGatewayPeeringAttachment::transitGatewayAttachmentId,
          TransitGatewayPeeringAttachment::builder);

  public static final Kind<TransitGatewayRouteTable> TRANSIT_GATEWAY_ROUTE_TABLE =
      kind(
          "transit-gateway-route-table",
          TransitGatewayRouteTable.class,
          TransitGatewayRouteTable::transitGatewayRouteTableId,
          TransitGatewayRouteTable::builder);

  /** The table of an attachment, under the attachment's id. */
  public static final Kind<TransitGatewayAssociation> TRANSIT_GATEWAY_ASSOCIATION =
      kind(
          "transit-gateway-association",
          TransitGatewayAssociation.class,
          TransitGatewayAssociation::transitGatewayAttachmentId,
          TransitGatewayAssociation::builder);

  /** An attachment that a table learns from, under {@code tgw-rtb-…/tgw-attach-…}. */
  public static final Kind<TransitGatewayPropagation> TRANSIT_GATEWAY_PROPAGATION =
      kind(
          "transit-gateway-propagation",
          TransitGatewayPropagation.class,
          each -> each.transitGatewayRouteTableId() + "/" + each.transitGatewayAttachmentId(),
          TransitGatewayPropagation::builder);

  /**
   * A static route under {@code tgw-rtb-…/CIDR}, as it was asked for: the shape that AWS answers it
   * in does not name the table. Without an attachment it is a blackhole.
   */
  public static final Kind<CreateTransitGatewayRouteRequest> TRANSIT_GATEWAY_ROUTE =
      kind(
          "transit-gateway-route",
          CreateTransitGatewayRouteRequest.class,
          each -> each.transitGatewayRouteTableId() + "/" + each.destinationCidrBlock(),
          CreateTransitGatewayRouteRequest::builder);

  /** A table's reference to a prefix list, under {@code tgw-rtb-…/pl-…}. */
  public static final Kind<TransitGatewayPrefixListReference>
      TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE =
          kind(
              "transit-gateway-prefix-list-reference",
              TransitGatewayPrefixListReference.class,
              each -> each.transitGatewayRouteTableId() + "/" + each.prefixListId(),
              TransitGatewayPrefixListReference::builder);

  public static final Kind<ResourceShare> RESOURCE_SHARE =
      kind(
          "resource-share",
          ResourceShare.class,
          ResourceShare::resourceShareArn,
          ResourceShare::builder);

  /**
   * A resource or a principal of a share, under {@code SHARE|ENTITY}; a principal that has joined
   * has a view of its own.
   */
  public static final Kind<ResourceShareAssociation> RESOURCE_SHARE_ASSOCIATION =
      kind(
          "resource-share-association",
          ResourceShareAssociation.class,
          each -> each.resourceShareArn() + "|" + each.associatedEntity(),
          ResourceShareAssociation::builder);

  /** An invitation to a share, in the scope of the account that is invited. */
  public static final Kind<ResourceShareInvitation> RESOURCE_SHARE_INVITATION =
      kind(
          "resource-share-invitation",
          ResourceShareInvitation.class,
          ResourceShareInvitation::resourceShareInvitationArn,
          ResourceShareInvitation::builder);

  public static final Kind<TransitGatewayMulticastDomain> TRANSIT_GATEWAY_MULTICAST_DOMAIN =
      kind(
          "transit-gateway-multicast-domain",
          TransitGatewayMulticastDomain.class,
          TransitGatewayMulticastDomain::transitGatewayMulticastDomainId,
          TransitGatewayMulticastDomain::builder);

  /** One subnet in a multicast domain, under {@code tgw-mcast-domain-…/subnet-…}. */
  public static final Kind<TransitGatewayMulticastDomainAssociations>
      TRANSIT_GATEWAY_MULTICAST_ASSOCIATION =
          kind(
              "transit-gateway-multicast-association",
              TransitGatewayMulticastDomainAssociations.class,
              each ->
                  each.transitGatewayMulticastDomainId()
                      + "/"
                      + each.subnets().getFirst().subnetId(),
              TransitGatewayMulticastDomainAssociations::builder);

  /** One member of a multicast group, under {@code tgw-mcast-domain-…/GROUP/eni-…}. */
  public static final Kind<TransitGatewayMulticastRegisteredGroupMembers>
      TRANSIT_GATEWAY_MULTICAST_MEMBER = inGroup("transit-gateway-multicast-member");

  /** One source of a multicast group, stored as a member is. */
  public static final Kind<TransitGatewayMulticastRegisteredGroupMembers>
      TRANSIT_GATEWAY_MULTICAST_SOURCE = inGroup("transit-gateway-multicast-source");

  /** What a Connect attachment has besides: its transport. */
  public static final Kind<TransitGatewayConnect> TRANSIT_GATEWAY_CONNECT =
      kind(
          "transit-gateway-connect",
          TransitGatewayConnect.class,
          TransitGatewayConnect::transitGatewayAttachmentId,
          TransitGatewayConnect::builder);

  public static final Kind<TransitGatewayConnectPeer> TRANSIT_GATEWAY_CONNECT_PEER =
      kind(
          "transit-gateway-connect-peer",
          TransitGatewayConnectPeer.class,
          TransitGatewayConnectPeer::transitGatewayConnectPeerId,
          TransitGatewayConnectPeer::builder);

  public static final Kind<CustomerGateway> CUSTOMER_GATEWAY =
      kind(
          "customer-gateway",
          CustomerGateway.class,
          CustomerGateway::customerGatewayId,
          CustomerGateway::builder);

  public static final Kind<VpnGateway> VPN_GATEWAY =
      kind("vpn-gateway", VpnGateway.class, VpnGateway::vpnGatewayId, VpnGateway::builder);

  /** Without what is derived for the answer: its configuration and how its tunnels are. */
  public static final Kind<VpnConnection> VPN_CONNECTION =
      kind(
          "vpn-connection",
          VpnConnection.class,
          VpnConnection::vpnConnectionId,
          VpnConnection::builder);

  /** A tunnel that AWS is building anew, under {@code vpn-…/OUTSIDE-ADDRESS}. */
  public static final Kind<ReplaceVpnTunnelRequest> VPN_TUNNEL_REPLACEMENT =
      kind(
          "vpn-tunnel-replacement",
          ReplaceVpnTunnelRequest.class,
          each -> each.vpnConnectionId() + "/" + each.vpnTunnelOutsideIpAddress(),
          ReplaceVpnTunnelRequest::builder);

  /** When maintenance of a tunnel was applied, under {@code vpn-…/OUTSIDE-ADDRESS}. */
  public static final Kind<GetVpnTunnelReplacementStatusResponse> VPN_TUNNEL_MAINTENANCE =
      kind(
          "vpn-tunnel-maintenance",
          GetVpnTunnelReplacementStatusResponse.class,
          each -> each.vpnConnectionId() + "/" + each.vpnTunnelOutsideIpAddress(),
          GetVpnTunnelReplacementStatusResponse::builder);

  public static final Kind<VpcEndpoint> VPC_ENDPOINT =
      kind("vpc-endpoint", VpcEndpoint.class, VpcEndpoint::vpcEndpointId, VpcEndpoint::builder);

  public static final Kind<ServiceConfiguration> VPC_ENDPOINT_SERVICE =
      kind(
          "vpc-endpoint-service",
          ServiceConfiguration.class,
          ServiceConfiguration::serviceId,
          ServiceConfiguration::builder);

  public static final Kind<AllowedPrincipal> VPC_ENDPOINT_SERVICE_PERMISSION =
      kind(
          "vpc-endpoint-service-permission",
          AllowedPrincipal.class,
          AllowedPrincipal::servicePermissionId,
          AllowedPrincipal::builder);

  /** An endpoint as the owner of its service sees it. */
  public static final Kind<VpcEndpointConnection> VPC_ENDPOINT_CONNECTION =
      kind(
          "vpc-endpoint-connection",
          VpcEndpointConnection.class,
          VpcEndpointConnection::vpcEndpointConnectionId,
          VpcEndpointConnection::builder);

  public static final Kind<ConnectionNotification> CONNECTION_NOTIFICATION =
      kind(
          "vpc-endpoint-connection-notification",
          ConnectionNotification.class,
          ConnectionNotification::connectionNotificationId,
          ConnectionNotification::builder);

  public static final Kind<NetworkInsightsPath> NETWORK_INSIGHTS_PATH =
      kind(
          "network-insights-path",
          NetworkInsightsPath.class,
          NetworkInsightsPath::networkInsightsPathId,
          NetworkInsightsPath::builder);

  public static final Kind<NetworkInsightsAnalysis> NETWORK_INSIGHTS_ANALYSIS =
      kind(
          "network-insights-analysis",
          NetworkInsightsAnalysis.class,
          NetworkInsightsAnalysis::networkInsightsAnalysisId,
          NetworkInsightsAnalysis::builder);

  public static final Kind<NetworkInsightsAccessScope> NETWORK_INSIGHTS_ACCESS_SCOPE =
      kind(
          "network-insights-access-scope",
          NetworkInsightsAccessScope.class,
          NetworkInsightsAccessScope::networkInsightsAccessScopeId,
          NetworkInsightsAccessScope::builder);

  public static final Kind<NetworkInsightsAccessScopeContent>
      NETWORK_INSIGHTS_ACCESS_SCOPE_CONTENT =
          kind(
              "network-insights-access-scope-content",
              NetworkInsightsAccessScopeContent.class,
              NetworkInsightsAccessScopeContent::networkInsightsAccessScopeId,
              NetworkInsightsAccessScopeContent::builder);

  public static final Kind<NetworkInsightsAccessScopeAnalysis>
      NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS =
          kind(
              "network-insights-access-scope-analysis",
              NetworkInsightsAccessScopeAnalysis.class,
              NetworkInsightsAccessScopeAnalysis::networkInsightsAccessScopeAnalysisId,
              NetworkInsightsAccessScopeAnalysis::builder);

  /** The findings of an analysis of a scope, all of them. */
  public static final Kind<GetNetworkInsightsAccessScopeAnalysisFindingsResponse>
      NETWORK_INSIGHTS_FINDINGS =
          kind(
              "network-insights-findings",
              GetNetworkInsightsAccessScopeAnalysisFindingsResponse.class,
              GetNetworkInsightsAccessScopeAnalysisFindingsResponse
                  ::networkInsightsAccessScopeAnalysisId,
              GetNetworkInsightsAccessScopeAnalysisFindingsResponse::builder);

  public static final Kind<LoadBalancer> LOAD_BALANCER =
      kind(
          "load-balancer",
          LoadBalancer.class,
          LoadBalancer::loadBalancerArn,
          LoadBalancer::builder);

  public static final Kind<TargetGroup> TARGET_GROUP =
      kind("target-group", TargetGroup.class, TargetGroup::targetGroupArn, TargetGroup::builder);

  public static final Kind<Listener> LISTENER =
      kind("listener", Listener.class, Listener::listenerArn, Listener::builder);

  /** What was set of the attributes of a load balancer, a target group or a listener. */
  public static final Kind<ModifyLoadBalancerAttributesRequest> LOAD_BALANCER_ATTRIBUTES =
      kind(
          "load-balancer-attributes",
          ModifyLoadBalancerAttributesRequest.class,
          ModifyLoadBalancerAttributesRequest::loadBalancerArn,
          ModifyLoadBalancerAttributesRequest::builder);

  /** One target of a target group. */
  public static final Kind<RegisterTargetsRequest> TARGET =
      kind(
          "target",
          RegisterTargetsRequest.class,
          registered ->
              registered.targetGroupArn()
                  + " "
                  + registered.targets().getFirst().id()
                  + ":"
                  + registered.targets().getFirst().port(),
          RegisterTargetsRequest::builder);

  /** The tags of a load balancer, a target group or a listener. */
  public static final Kind<TagDescription> LOAD_BALANCING_TAGS =
      kind(
          "load-balancing-tags",
          TagDescription.class,
          TagDescription::resourceArn,
          TagDescription::builder);

  /** A dedicated connection, or the hosted one of a customer, which alone has a VLAN. */
  public static final Kind<Connection> DIRECT_CONNECT_CONNECTION =
      kind("dxcon", Connection.class, Connection::connectionId, Connection::builder);

  /** A partner's connection that hosts others, in the shape of a connection. */
  public static final Kind<Connection> DIRECT_CONNECT_INTERCONNECT =
      kind("dx-interconnect", Connection.class, Connection::connectionId, Connection::builder);

  /** What a hosted connection runs on, with its partner, under the hosted connection's id. */
  public static final Kind<AssociateHostedConnectionRequest> DIRECT_CONNECT_HOSTING =
      kind(
          "dx-hosting",
          AssociateHostedConnectionRequest.class,
          AssociateHostedConnectionRequest::connectionId,
          AssociateHostedConnectionRequest::builder);

  /** Without its connections, which name it. */
  public static final Kind<Lag> DIRECT_CONNECT_LAG =
      kind("dxlag", Lag.class, Lag::lagId, Lag::builder);

  public static final Kind<VirtualInterface> DIRECT_CONNECT_VIRTUAL_INTERFACE =
      kind(
          "dxvif",
          VirtualInterface.class,
          VirtualInterface::virtualInterfaceId,
          VirtualInterface::builder);

  /** In no Region, like its associations and their proposals. */
  public static final Kind<DirectConnectGateway> DIRECT_CONNECT_GATEWAY =
      kind(
          "dx-gateway",
          DirectConnectGateway.class,
          DirectConnectGateway::directConnectGatewayId,
          DirectConnectGateway::builder);

  /** With the owner of the Direct Connect gateway. */
  public static final Kind<DirectConnectGatewayAssociation> DIRECT_CONNECT_GATEWAY_ASSOCIATION =
      kind(
          "dx-gateway-association",
          DirectConnectGatewayAssociation.class,
          DirectConnectGatewayAssociation::associationId,
          DirectConnectGatewayAssociation::builder);

  /** With who proposes it. */
  public static final Kind<DirectConnectGatewayAssociationProposal> DIRECT_CONNECT_PROPOSAL =
      kind(
          "dx-gateway-association-proposal",
          DirectConnectGatewayAssociationProposal.class,
          DirectConnectGatewayAssociationProposal::proposalId,
          DirectConnectGatewayAssociationProposal::builder);

  /** A BGP failover test that runs or is over. */
  public static final Kind<VirtualInterfaceTestHistory> DIRECT_CONNECT_FAILOVER_TEST =
      kind(
          "dx-failover-test",
          VirtualInterfaceTestHistory.class,
          VirtualInterfaceTestHistory::testId,
          VirtualInterfaceTestHistory::builder);

  public static final Kind<CustomerAgreement> DIRECT_CONNECT_AGREEMENT =
      kind(
          "dx-customer-agreement",
          CustomerAgreement.class,
          CustomerAgreement::agreementName,
          CustomerAgreement::builder);

  public static final Kind<DhcpOptions> DHCP_OPTIONS =
      kind("dhcp-options", DhcpOptions.class, DhcpOptions::dhcpOptionsId, DhcpOptions::builder);

  public static final Kind<KeyPairInfo> KEY_PAIR =
      kind("key-pair", KeyPairInfo.class, KeyPairInfo::keyPairId, KeyPairInfo::builder);

  public static final Kind<FlowLog> FLOW_LOG =
      kind("vpc-flow-log", FlowLog.class, FlowLog::flowLogId, FlowLog::builder);

  /** The reservation of an instance, under the instance's id. */
  public static final Kind<RunInstancesResponse> RESERVATION =
      kind(
          "reservation",
          RunInstancesResponse.class,
          RunInstancesResponse::reservationId,
          RunInstancesResponse::builder);

  /** A session that STS gave temporary keys for, under its access key's id. */
  public static final Kind<AssumeRoleResponse> SESSION =
      kind(
          "session",
          AssumeRoleResponse.class,
          session -> session.credentials().accessKeyId(),
          AssumeRoleResponse::builder);

  /** A Region that an account has called. */
  public static final Kind<Region> OPENED_REGION =
      kind("opened-region", Region.class, Region::regionName, Region::builder);

  /** A group of Local Zones that an account opted in to. */
  public static final Kind<AvailabilityZone> ZONE_GROUP =
      kind(
          "zone-group",
          AvailabilityZone.class,
          AvailabilityZone::groupName,
          AvailabilityZone::builder);

  public static final Kind<ClientToken> CLIENT_TOKEN =
      added(
          new Kind<>(
              "client-token",
              ClientToken.class,
              ClientToken::id,
              ClientToken::encode,
              ClientToken::decode));

  /** On-premises networks, which are {@link Scope#OWN}, as are the kinds that follow. */
  public static final Kind<Site> SITE =
      added(new Kind<>("site", Site.class, Site::id, SiteJson::encode, SiteJson::decode));

  public static final Kind<Fault> FAULT =
      added(
          new Kind<>(
              "fault", Fault.class, Fault::component, OwnJson::encodeFault, OwnJson::decodeFault));

  /** Sessions that do not know yet that their link has gone, or is back. */
  public static final Kind<Hold> SESSION_HOLD =
      added(
          new Kind<>(
              "session-hold", Hold.class, Hold::session, OwnJson::encodeHold, OwnJson::decodeHold));

  /** The log of what has happened. */
  public static final Kind<LoggedEvent> EVENT =
      added(
          new Kind<>(
              "event",
              LoggedEvent.class,
              LoggedEvent::id,
              OwnJson::encodeEvent,
              OwnJson::decodeEvent));

  /** The last thing that happened to each component, which the log may have lost. */
  public static final Kind<LoggedEvent> LAST_EVENT =
      added(
          new Kind<>(
              "last-event",
              LoggedEvent.class,
              logged -> logged.event().component(),
              OwnJson::encodeEvent,
              OwnJson::decodeEvent));

  /** How far the virtual clock has been moved. */
  public static final Kind<ClockTime> CLOCK =
      added(
          new Kind<>(
              "clock",
              ClockTime.class,
              _ -> ClockTime.ID,
              OwnJson::encodeClock,
              OwnJson::decodeClock));

  /** Meters that run by the hour, or that begin at a time that is known already. */
  public static final Kind<Running> HOUR_METER =
      added(
          new Kind<>(
              "hour-meter",
              Running.class,
              RunningJson::id,
              RunningJson::encode,
              RunningJson::decode));

  /** Meters that have run, in the order in which they ended. */
  public static final Kind<Running> ENDED_HOUR_METER =
      added(
          new Kind<>(
              "ended-hour-meter",
              Running.class,
              RunningJson::endedId,
              RunningJson::encode,
              RunningJson::decode));

  private static final Map<String, Kind<?>> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

  private Kinds() {}

  private static Kind<TransitGatewayMulticastRegisteredGroupMembers> inGroup(String name) {
    return kind(
        name,
        TransitGatewayMulticastRegisteredGroupMembers.class,
        each ->
            each.transitGatewayMulticastDomainId()
                + "/"
                + each.groupIpAddress()
                + "/"
                + each.registeredNetworkInterfaceIds().getFirst(),
        TransitGatewayMulticastRegisteredGroupMembers::builder);
  }

  private static <T extends SdkPojo> Kind<T> kind(
      String name, Class<T> type, Function<T, String> id, Supplier<? extends SdkPojo> builder) {
    return added(Kind.shape(name, type, id, builder));
  }

  private static <T> Kind<T> added(Kind<T> kind) {
    ALL.add(kind);
    return kind;
  }

  public static List<Kind<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** The kind of that name, or null. */
  public static @Nullable Kind<?> named(String name) {
    return BY_NAME.get(name);
  }
}
