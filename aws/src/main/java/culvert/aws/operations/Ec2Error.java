package culvert.aws.operations;

import culvert.aws.wire.WireException;

/**
 * AWS's error codes, in the spelling of each (section 5 of the rules: the casing is not regular).
 * The text has one {@code %s} for each argument.
 */
public enum Ec2Error {
  // General
  AUTH_FAILURE("AuthFailure", "You do not have permission to access the specified resource."),
  DEPENDENCY_VIOLATION("DependencyViolation", "%s"),
  DRY_RUN_OPERATION(
      "DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set."),
  FILTER_LIMIT_EXCEEDED("FilterLimitExceeded", "The filter '%s' has more than 200 values."),
  IDEMPOTENT_PARAMETER_MISMATCH(
      "IdempotentParameterMismatch",
      "The client token '%s' was used before with other parameters."),
  INCORRECT_STATE("IncorrectState", "%s"),
  INVALID_NEXT_TOKEN("InvalidNextToken", "The token '%s' is invalid."),
  INVALID_PARAMETER("InvalidParameter", "%s"),
  INVALID_PARAMETER_COMBINATION("InvalidParameterCombination", "%s"),
  INVALID_PARAMETER_VALUE("InvalidParameterValue", "%s"),
  MISSING_PARAMETER("MissingParameter", "The request must contain the parameter %s"),
  OPERATION_NOT_PERMITTED("OperationNotPermitted", "%s"),
  UNSUPPORTED("Unsupported", "%s"),
  UNSUPPORTED_OPERATION("UnsupportedOperation", "%s"),
  RESOURCE_ALREADY_ASSOCIATED("Resource.AlreadyAssociated", "%s"),
  RESOURCE_COUNT_LIMIT_EXCEEDED("ResourceCountLimitExceeded", "%s"),
  INVALID_ID("InvalidID", "The ID '%s' is not valid"),
  TAG_LIMIT_EXCEEDED("TagLimitExceeded", "More than 50 tags specified"),

  // VPCs and subnets
  INVALID_VPC_ID_NOT_FOUND("InvalidVpcID.NotFound", "The vpc ID '%s' does not exist"),
  INVALID_VPC_ID_MALFORMED("InvalidVpcID.Malformed", "Invalid id: \"%s\" (expecting \"vpc-...\")"),
  INVALID_VPC_RANGE("InvalidVpc.Range", "The CIDR '%s' is invalid."),
  RESTRICTED_VPC_RANGE("InvalidVpc.Range", "The CIDR '%s' is restricted."),
  VPC_LIMIT_EXCEEDED("VpcLimitExceeded", "The maximum number of VPCs has been reached."),
  CIDR_LIMIT_EXCEEDED(
      "CidrLimitExceeded", "This network '%s' has met its maximum number of allowed CIDRs: %s"),
  INVALID_VPC_CIDR_BLOCK_ASSOCIATION_ID_NOT_FOUND(
      "InvalidVpcCidrBlockAssociationID.NotFound",
      "The vpc CIDR block association ID '%s' does not exist"),
  DEFAULT_VPC_ALREADY_EXISTS(
      "DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region."),
  INVALID_SUBNET_ID_NOT_FOUND("InvalidSubnetID.NotFound", "The subnet ID '%s' does not exist"),
  INVALID_SUBNET_ID_MALFORMED(
      "InvalidSubnetID.Malformed", "Invalid id: \"%s\" (expecting \"subnet-...\")"),
  INVALID_SUBNET_RANGE("InvalidSubnet.Range", "The CIDR '%s' is invalid."),
  INVALID_SUBNET_CONFLICT("InvalidSubnet.Conflict", "The CIDR '%s' conflicts with another subnet"),
  SUBNET_LIMIT_EXCEEDED("SubnetLimitExceeded", "The maximum number of subnets has been reached."),

  INVALID_SUBNET_CIDR_BLOCK_ASSOCIATION_ID_NOT_FOUND(
      "InvalidSubnetCidrBlockAssociationID.NotFound",
      "The subnet CIDR block with association ID '%s' does not exist"),
  INVALID_SUBNET_CIDR_RESERVATION_ID_NOT_FOUND(
      "InvalidSubnetCidrReservationID.NotFound",
      "The subnet CIDR reservation ID '%s' does not exist"),
  INVALID_SUBNET_CIDR_RESERVATION_ID_MALFORMED(
      "InvalidSubnetCidrReservationID.Malformed", "Invalid id: \"%s\" (expecting \"scr-...\")"),
  DEFAULT_SUBNET_ALREADY_EXISTS_IN_AVAILABILITY_ZONE(
      "DefaultSubnetAlreadyExistsInAvailabilityZone", "'%s' is already the default subnet in %s."),
  INVALID_SUBNET_CIDR_IN_USE(
      "InvalidCidr.InUse", "The CIDR '%s' is in use and cannot be disassociated."),
  INSUFFICIENT_CIDR_BLOCKS(
      "InsufficientCidrBlocks", "The default VPC has no free range for a subnet."),
  DEFAULT_VPC_DOES_NOT_EXIST(
      "DefaultVpcDoesNotExist", "No default VPC exists for this account in this region."),

  // DHCP options
  INVALID_DHCP_OPTION_ID_NOT_FOUND(
      "InvalidDhcpOptionID.NotFound", "The dhcpOption ID '%s' does not exist"),
  INVALID_DHCP_OPTIONS_ID_MALFORMED(
      "InvalidDhcpOptionsId.Malformed", "Invalid id: \"%s\" (expecting \"dopt-...\")"),

  // Network insights
  INVALID_NETWORK_INSIGHTS_PATH_ID_NOT_FOUND(
      "InvalidNetworkInsightsPathId.NotFound", "The network insights path ID '%s' does not exist"),
  INVALID_NETWORK_INSIGHTS_PATH_ID_MALFORMED(
      "InvalidNetworkInsightsPathId.Malformed", "Invalid id: \"%s\" (expecting \"nip-...\")"),
  INVALID_NETWORK_INSIGHTS_ANALYSIS_ID_NOT_FOUND(
      "InvalidNetworkInsightsAnalysisId.NotFound",
      "The network insights analysis ID '%s' does not exist"),
  INVALID_NETWORK_INSIGHTS_ANALYSIS_ID_MALFORMED(
      "InvalidNetworkInsightsAnalysisId.Malformed", "Invalid id: \"%s\" (expecting \"nia-...\")"),
  INVALID_NETWORK_INSIGHTS_ACCESS_SCOPE_ID_NOT_FOUND(
      "InvalidNetworkInsightsAccessScopeId.NotFound",
      "The network insights access scope ID '%s' does not exist"),
  INVALID_NETWORK_INSIGHTS_ACCESS_SCOPE_ID_MALFORMED(
      "InvalidNetworkInsightsAccessScopeId.Malformed",
      "Invalid id: \"%s\" (expecting \"nis-...\")"),
  INVALID_NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS_ID_NOT_FOUND(
      "InvalidNetworkInsightsAccessScopeAnalysisId.NotFound",
      "The network insights access scope analysis ID '%s' does not exist"),
  INVALID_NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS_ID_MALFORMED(
      "InvalidNetworkInsightsAccessScopeAnalysisId.Malformed",
      "Invalid id: \"%s\" (expecting \"nisa-...\")"),
  ANALYSIS_EXISTS_FOR_NETWORK_INSIGHTS_PATH(
      "AnalysisExistsForNetworkInsightsPath",
      "The network insights path '%s' has analyses; delete them first."),
  ANALYSIS_EXISTS_FOR_NETWORK_INSIGHTS_ACCESS_SCOPE(
      "AnalysisExistsForNetworkInsightsAccessScope",
      "The network insights access scope '%s' has analyses; delete them first."),
  NETWORK_INSIGHTS_PATH_LIMIT_EXCEEDED(
      "NetworkInsightsPath.LimitExceeded",
      "The maximum number of network insights paths has been reached."),
  NETWORK_INSIGHTS_ANALYSIS_LIMIT_EXCEEDED(
      "NetworkInsightsAnalysis.LimitExceeded",
      "The maximum number of network insights analyses has been reached."),

  // Route tables
  INVALID_ROUTE_TABLE_ID_NOT_FOUND(
      "InvalidRouteTableID.NotFound", "The routeTable ID '%s' does not exist"),
  INVALID_ROUTE_TABLE_ID_MALFORMED(
      "InvalidRouteTableId.Malformed", "Invalid id: \"%s\" (expecting \"rtb-...\")"),
  INVALID_ASSOCIATION_ID_NOT_FOUND(
      "InvalidAssociationID.NotFound", "The association ID '%s' does not exist"),
  ROUTE_ALREADY_EXISTS("RouteAlreadyExists", "The route identified by %s already exists."),
  INVALID_ROUTE_NOT_FOUND(
      "InvalidRoute.NotFound", "no route with destination-cidr-block %s in route table %s"),
  ROUTE_LIMIT_EXCEEDED("RouteLimitExceeded", "The maximum number of routes has been reached."),
  ROUTE_TABLE_LIMIT_EXCEEDED(
      "RouteTableLimitExceeded", "The maximum number of route tables has been reached."),
  INVALID_GATEWAY_ID_NOT_FOUND("InvalidGatewayID.NotFound", "The gateway ID '%s' does not exist"),
  INVALID_TRANSIT_GATEWAY_ID_NOT_FOUND(
      "InvalidTransitGatewayID.NotFound", "The transitGateway ID '%s' does not exist"),
  ROUTE_NOT_SUPPORTED(
      "RouteNotSupported",
      "Route table contains unsupported route target: %s. VPC Endpoints of this type cannot be used"
          + " as route targets."),

  // Internet and egress-only gateways
  INVALID_INTERNET_GATEWAY_ID_NOT_FOUND(
      "InvalidInternetGatewayID.NotFound", "The internetGateway ID '%s' does not exist"),
  INVALID_INTERNET_GATEWAY_ID_MALFORMED(
      "InvalidInternetGatewayId.Malformed", "Invalid id: \"%s\" (expecting \"igw-...\")"),
  INVALID_SECONDARY_NETWORK_ID_NOT_FOUND(
      "InvalidSecondaryNetworkId.NotFound", "The secondary network ID '%s' does not exist"),
  INVALID_SECONDARY_NETWORK_ID_MALFORMED(
      "InvalidSecondaryNetworkId.Malformed", "Invalid id: \"%s\" (expecting \"sn-...\")"),
  INVALID_SECONDARY_SUBNET_ID_NOT_FOUND(
      "InvalidSecondarySubnetId.NotFound", "The secondary subnet ID '%s' does not exist"),
  INVALID_SECONDARY_SUBNET_ID_MALFORMED(
      "InvalidSecondarySubnetId.Malformed", "Invalid id: \"%s\" (expecting \"ss-...\")"),
  INVALID_EGRESS_ONLY_INTERNET_GATEWAY_ID_NOT_FOUND(
      "InvalidEgressOnlyInternetGatewayId.NotFound",
      "The egressOnlyInternetGateway ID '%s' does not exist"),
  INVALID_EGRESS_ONLY_INTERNET_GATEWAY_ID_MALFORMED(
      "InvalidEgressOnlyInternetGatewayId.Malformed",
      "Invalid id: \"%s\" (expecting \"eigw-...\")"),
  EGRESS_ONLY_INTERNET_GATEWAY_LIMIT_EXCEEDED(
      "EgressOnlyInternetGatewayLimitExceeded",
      "The maximum number of egress-only internet gateways has been reached for '%s'."),
  GATEWAY_NOT_ATTACHED("Gateway.NotAttached", "resource %s is not attached to network %s"),
  INTERNET_GATEWAY_LIMIT_EXCEEDED(
      "InternetGatewayLimitExceeded", "The maximum number of internet gateways has been reached."),

  // NAT gateways and Elastic IPs
  NAT_GATEWAY_NOT_FOUND("NatGatewayNotFound", "NAT gateway %s was not found"),
  NAT_GATEWAY_MALFORMED("NatGatewayMalformed", "The NAT gateway ID '%s' is malformed"),
  INVALID_NAT_GATEWAY_ID_NOT_FOUND(
      "InvalidNatGatewayID.NotFound", "The natGateway ID '%s' does not exist"),
  INVALID_ALLOCATION_ID_NOT_FOUND(
      "InvalidAllocationID.NotFound", "The allocation ID '%s' does not exist"),
  INVALID_ALLOCATION_ID_MALFORMED(
      "InvalidAllocationID.Malformed", "Invalid id: \"%s\" (expecting \"eipalloc-...\")"),
  INVALID_ADDRESS_NOT_FOUND("InvalidAddress.NotFound", "Address '%s' not found."),
  INVALID_ADDRESS_MALFORMED("InvalidAddress.Malformed", "Address '%s' is not an IPv4 address."),
  INVALID_ADDRESS_LOCKED(
      "InvalidAddress.Locked",
      "The address with allocation id [%s] cannot be released because it is locked to your"
          + " account."),
  INVALID_PUBLIC_IPV4_POOL_ID_NOT_FOUND(
      "InvalidPublicIpv4PoolID.NotFound", "The public IPv4 pool ID '%s' does not exist"),
  INVALID_TRANSFER_ADDRESS_ASSOCIATED(
      "InvalidTransfer.AddressAssociated",
      "The address %s is associated and cannot be transferred."),
  INVALID_TRANSFER_ADDRESS_CUSTOM_PTR_SET(
      "InvalidTransfer.AddressCustomPtrSet",
      "The address %s has a reverse DNS record and cannot be transferred."),
  NETWORK_NOT_ATTACHED("Gateway.NotAttached", "Network %s is not attached to any internet gateway"),
  ADDRESS_LIMIT_EXCEEDED(
      "AddressLimitExceeded", "The maximum number of addresses has been reached."),
  INVALID_IP_ADDRESS_IN_USE("InvalidIPAddress.InUse", "The address %s is in use."),
  NAT_GATEWAY_WITHOUT_INTERNET_GATEWAY(
      "Gateway.NotAttached", "Network %s has no Internet gateway attached"),
  NAT_GATEWAY_WITHOUT_ALLOCATION(
      "InvalidAllocationID.NotFound",
      "Elastic IP address %s could not be associated with this NAT gateway"),
  NAT_GATEWAY_WITHOUT_FREE_ADDRESS(
      "InsufficientFreeAddressesInSubnet",
      "Subnet has insufficient free addresses to create this NAT gateway"),
  NAT_GATEWAY_LIMIT_EXCEEDED(
      "NatGatewayLimitExceeded", "The maximum number of NAT gateways has been reached."),

  // Prefix lists and flow logs
  INVALID_PREFIX_LIST_ID_NOT_FOUND(
      "InvalidPrefixListID.NotFound", "The prefix list ID '%s' does not exist"),
  INVALID_PREFIX_LIST_ID_MALFORMED(
      "InvalidPrefixListId.Malformed", "Invalid id: \"%s\" (expecting \"pl-...\")"),
  PREFIX_LIST_VERSION_MISMATCH(
      "PrefixListVersionMismatch",
      "The prefix list has the incorrect version number: it is at version %s, not %s."),
  PREFIX_LIST_LIMIT_EXCEEDED(
      "PrefixListLimitExceeded", "The maximum number of prefix lists has been reached."),
  PREFIX_LIST_MAX_ENTRIES_EXCEEDED(
      "PrefixListMaxEntriesExceeded",
      "You've reached the maximum number of entries for the prefix list: %s."),
  INVALID_FLOW_LOG_ID_NOT_FOUND("InvalidFlowLogId.NotFound", "The flow log ID '%s' does not exist"),
  INVALID_FLOW_LOG_ID_MALFORMED(
      "InvalidFlowLogId.Malformed", "Invalid id: \"%s\" (expecting \"fl-...\")"),
  FLOW_LOG_ALREADY_EXISTS(
      "FlowLogAlreadyExists",
      "There is an existing Flow Log with the same configuration and log destination."),

  // VPC endpoints and endpoint services
  INVALID_VPC_ENDPOINT_ID_NOT_FOUND(
      "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '%s' does not exist"),
  INVALID_VPC_ENDPOINT_ID_MALFORMED(
      "InvalidVpcEndpointId.Malformed", "Invalid id: \"%s\" (expecting \"vpce-...\")"),
  INVALID_SERVICE_NAME("InvalidServiceName", "The Vpc Endpoint Service '%s' does not exist"),
  INVALID_POLICY_DOCUMENT("InvalidPolicyDocument", "%s"),
  ENDPOINT_ROUTE_ALREADY_EXISTS(
      "RouteAlreadyExists",
      "route table %s already has a route with destination-prefix-list-id %s"),
  DUPLICATE_SUBNETS_IN_SAME_ZONE(
      "DuplicateSubnetsInSameZone",
      "Found another VPC endpoint subnet in the availability zone of %s"),
  VPC_ENDPOINT_LIMIT_EXCEEDED(
      "VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached."),
  INVALID_VPC_ENDPOINT_SERVICE_ID_NOT_FOUND(
      "InvalidVpcEndpointServiceId.NotFound", "The VpcEndpointService Id '%s' does not exist"),
  INVALID_VPC_ENDPOINT_SERVICE_ID_MALFORMED(
      "InvalidVpcEndpointServiceIdId.Malformed", "Invalid id: \"%s\" (expecting \"vpce-svc-...\")"),
  INVALID_CONNECTION_NOTIFICATION_NOT_FOUND(
      "InvalidConnectionNotification", "The connection notification ID '%s' does not exist"),
  INVALID_PRINCIPAL("InvalidPrincipal", "The Principal: '%s' is not valid."),
  EXISTING_VPC_ENDPOINT_CONNECTIONS(
      "ExistingVpcEndpointConnections", "Service has existing active VPC Endpoint connections!"),
  INVALID_NETWORK_LOAD_BALANCER_ARN_NOT_FOUND(
      "InvalidNetworkLoadBalancerArn.NotFound", "The Network Load Balancer '%s' does not exist"),
  INVALID_GATEWAY_LOAD_BALANCER_ARN_NOT_FOUND(
      "InvalidGatewayLoadBalancerArn.NotFound", "The Gateway Load Balancer '%s' does not exist"),
  INVALID_ENDPOINT_STATE("InvalidState", "%s"),

  // Security groups
  INVALID_GROUP_NOT_FOUND("InvalidGroup.NotFound", "The security group '%s' does not exist"),
  INVALID_SECURITY_GROUP_VPC_ASSOCIATION_NOT_FOUND(
      "InvalidGroupVpcAssociation.NotFound", "The security group %s is not associated with %s"),
  INVALID_GROUP_NOT_FOUND_IN_DEFAULT_VPC(
      "InvalidGroup.NotFound", "The security group '%s' does not exist in default VPC '%s'"),
  INVALID_GROUP_ID_MALFORMED(
      "InvalidGroupId.Malformed", "Invalid id: \"%s\" (expecting \"sg-...\")"),
  INVALID_SECURITY_GROUP_RULE_ID_NOT_FOUND(
      "InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '%s' does not exist"),
  INVALID_SECURITY_GROUP_RULE_ID_MALFORMED(
      "InvalidSecurityGroupRuleId.Malformed", "Invalid id: \"%s\" (expecting \"sgr-...\")"),
  INVALID_GROUP_DUPLICATE(
      "InvalidGroup.Duplicate", "The security group '%s' already exists for VPC '%s'"),
  INVALID_GROUP_RESERVED("InvalidGroup.Reserved", "The security group '%s' is reserved"),
  CANNOT_DELETE("CannotDelete", "%s"),
  INVALID_PERMISSION_DUPLICATE(
      "InvalidPermission.Duplicate", "the specified rule \"%s\" already exists"),
  INVALID_PERMISSION_NOT_FOUND(
      "InvalidPermission.NotFound", "The specified rule does not exist in this security group."),
  INVALID_PERMISSION_MALFORMED("InvalidPermission.Malformed", "%s"),
  OTHER_NETWORK(
      "InvalidGroup.NotFound",
      "You have specified two resources that belong to different networks."),
  RULES_PER_SECURITY_GROUP_LIMIT_EXCEEDED(
      "RulesPerSecurityGroupLimitExceeded",
      "The maximum number of rules per security group has been reached."),
  SECURITY_GROUP_LIMIT_EXCEEDED(
      "SecurityGroupLimitExceeded", "The maximum number of security groups has been reached."),

  // Network ACLs
  INVALID_NETWORK_ACL_ID_NOT_FOUND(
      "InvalidNetworkAclID.NotFound", "The networkAcl ID '%s' does not exist"),
  INVALID_NETWORK_ACL_ID_MALFORMED(
      "InvalidNetworkAclId.Malformed", "Invalid id: \"%s\" (expecting \"acl-...\")"),
  NETWORK_ACL_ENTRY_ALREADY_EXISTS(
      "NetworkAclEntryAlreadyExists", "The network acl entry identified by %s already exists."),
  INVALID_NETWORK_ACL_ENTRY_NOT_FOUND(
      "InvalidNetworkAclEntry.NotFound",
      "The network acl entry identified by %s does not exist in %s."),
  NETWORK_ACL_ENTRY_LIMIT_EXCEEDED(
      "NetworkAclEntryLimitExceeded",
      "The maximum number of network acl entries has been reached."),
  NETWORK_ACL_LIMIT_EXCEEDED(
      "NetworkAclLimitExceeded", "The maximum number of network acls has been reached."),

  // Peering
  INVALID_VPC_PEERING_CONNECTION_ID_NOT_FOUND(
      "InvalidVpcPeeringConnectionID.NotFound", "The vpcPeeringConnection ID '%s' does not exist"),
  INVALID_VPC_PEERING_CONNECTION_ID_MALFORMED(
      "InvalidVpcPeeringConnectionId.Malformed", "Invalid id: \"%s\" (expecting \"pcx-...\")"),
  INVALID_STATE_TRANSITION(
      "InvalidStateTransition",
      "Invalid state transition for %s, attempted to transition from %s to %s"),
  VPC_PEERING_CONNECTION_ALREADY_EXISTS(
      "VpcPeeringConnectionAlreadyExists",
      "A VPC peering connection %s between the VPCs already exists."),
  INVALID_VPC_PEERING_CONNECTION_STATE_DNS_HOSTNAMES_DISABLED(
      "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
      "DNS hostnames are disabled for the VPC %s of peering %s"),
  ACTIVE_VPC_PEERING_CONNECTION_PER_VPC_LIMIT_EXCEEDED(
      "ActiveVpcPeeringConnectionPerVpcLimitExceeded",
      "The VPC %s has reached its limit of %s active peering connections."),
  OUTSTANDING_VPC_PEERING_CONNECTION_LIMIT_EXCEEDED(
      "OutstandingVpcPeeringConnectionLimitExceeded",
      "The limit of %s outstanding peering connection requests has been reached."),

  // Transit gateways; no source has the codes of their quotas
  TRANSIT_GATEWAY_NOT_FOUND(
      "InvalidTransitGatewayID.NotFound", "Transit Gateway %s was deleted or does not exist."),
  TRANSIT_GATEWAY_MALFORMED("InvalidTransitGatewayID.Malformed", "Invalid Transit Gateway id %s."),
  TRANSIT_GATEWAY_LIMIT_EXCEEDED(
      "TransitGatewayLimitExceeded", "The maximum number of transit gateways has been reached."),
  TRANSIT_GATEWAY_ATTACHMENT_NOT_FOUND(
      "InvalidTransitGatewayAttachmentID.NotFound",
      "Transit Gateway Attachment %s was deleted or does not exist."),
  TRANSIT_GATEWAY_ATTACHMENT_MALFORMED(
      "InvalidTransitGatewayAttachmentID.Malformed", "Invalid Transit Gateway Attachment id."),
  TRANSIT_GATEWAY_ATTACHMENT_LIMIT_EXCEEDED(
      "TransitGatewayAttachmentLimitExceeded", "The attachment limit of %s has been reached."),
  DUPLICATE_TRANSIT_GATEWAY_ATTACHMENT(
      "DuplicateTransitGatewayAttachment",
      "%s has non-deleted Transit Gateway Attachments with same VPC ID."),
  DUPLICATE_TRANSIT_GATEWAY_PEERING(
      "DuplicateTransitGatewayAttachment",
      "%s has non-deleted Transit Gateway Attachments with same Transit Gateway ID %s."),
  TRANSIT_GATEWAY_SUBNET_NOT_FOUND(
      "InvalidSubnetID.NotFound", "Subnet %s was deleted or does not exist."),
  TRANSIT_GATEWAY_SUBNET_NOT_ATTACHED(
      "InvalidSubnetID.NotFound", "%s is not attached but supplied in RemoveSubnets"),
  TRANSIT_GATEWAY_SUBNETS_IN_SAME_ZONE(
      "DuplicateSubnetsInSameZone", "Duplicate Subnets for same AZ"),
  INSUFFICIENT_SUBNETS("InsufficientSubnetsException", "Insufficient Subnets"),
  TRANSIT_GATEWAY_ROUTE_TABLE_NOT_FOUND(
      "InvalidRouteTableID.NotFound",
      "Transit Gateway Route Table %s was deleted or does not exist."),
  TRANSIT_GATEWAY_ROUTE_TABLE_NOT_FOUND_IN(
      "InvalidRouteTableID.NotFound",
      "Transit Gateway Route Table %s was deleted or does not exist in Transit Gateway %s."),
  TRANSIT_GATEWAY_ROUTE_TABLE_MALFORMED(
      "InvalidRouteTableId.Malformed", "Invalid Transit Gateway Route Table id %s."),
  TRANSIT_GATEWAY_ROUTE_TABLE_LIMIT_EXCEEDED(
      "TransitGatewayRouteTableLimitExceeded", "The route table limit of %s has been reached."),
  TRANSIT_GATEWAY_ROUTE_ALREADY_EXISTS(
      "RouteAlreadyExists", "Route %s already exists in Transit Gateway Route Table %s."),
  TRANSIT_GATEWAY_ROUTE_NOT_FOUND(
      "InvalidRoute.NotFound", "The route %s does not exist in Transit Gateway Route Table %s."),
  TRANSIT_GATEWAY_ROUTE_LIMIT_EXCEEDED(
      "RouteLimitExceeded", "The route limit of %s has been reached."),
  TRANSIT_GATEWAY_PROPAGATION_DUPLICATE(
      "TransitGatewayRouteTablePropagation.Duplicate",
      "Propagation %s already exists in Transit Gateway Route Table %s."),
  TRANSIT_GATEWAY_MULTICAST_DOMAIN_NOT_FOUND(
      "InvalidTransitGatewayMulticastDomainId.NotFound",
      "Transit Gateway Multicast Domain %s was deleted or does not exist."),
  TRANSIT_GATEWAY_MULTICAST_DOMAIN_MALFORMED(
      "InvalidTransitGatewayMulticastDomainId.Malformed",
      "Invalid Transit Gateway Multicast Domain id %s."),
  TRANSIT_GATEWAY_MULTICAST_DOMAIN_LIMIT_EXCEEDED(
      "TransitGatewayMulticastDomainLimitExceeded",
      "The multicast domain limit of %s has been reached."),
  TRANSIT_GATEWAY_MULTICAST_ASSOCIATION_NOT_FOUND(
      "InvalidTransitGatewayMulticastDomainAssociation.NotFound",
      "Subnet %s is not associated with Transit Gateway Multicast Domain %s by that attachment."),
  TRANSIT_GATEWAY_MULTICAST_GROUP_MEMBER_NOT_FOUND(
      "TransitGatewayMulticastGroupMember.NotFound", "%s is no registered member of group %s."),
  TRANSIT_GATEWAY_MULTICAST_GROUP_SOURCE_NOT_FOUND(
      "TransitGatewayMulticastGroupSource.NotFound", "%s is no registered source of group %s."),
  TRANSIT_GATEWAY_MULTICAST_GROUP_LIMIT_EXCEEDED(
      "TransitGatewayMulticastGroupLimitExceeded",
      "The limit of %s registered network interfaces has been reached."),
  TRANSIT_GATEWAY_CONNECT_PEER_NOT_FOUND(
      "InvalidTransitGatewayConnectPeerID.NotFound",
      "Transit Gateway Connect Peer %s was deleted or does not exist."),
  TRANSIT_GATEWAY_CONNECT_PEER_MALFORMED(
      "InvalidTransitGatewayConnectPeerID.Malformed",
      "Invalid Transit Gateway Connect Peer id %s."),
  TRANSIT_GATEWAY_CONNECT_PEER_LIMIT_EXCEEDED(
      "TransitGatewayConnectPeerLimitExceeded", "%s has reached its limit of %s Connect peers."),
  /** The lower-case p is AWS's. */
  NOT_OF_TRANSIT_GATEWAY_ROUTE_TABLE("InvalidparameterValue", "%s"),

  // Site-to-Site VPN
  INVALID_CUSTOMER_GATEWAY_ID_NOT_FOUND(
      "InvalidCustomerGatewayID.NotFound", "The customerGateway ID '%s' does not exist"),
  INVALID_CUSTOMER_GATEWAY_ID_MALFORMED(
      "InvalidCustomerGatewayId.Malformed", "Invalid id: \"%s\" (expecting \"cgw-...\")"),
  INVALID_CUSTOMER_GATEWAY_STATE(
      "InvalidCustomerGatewayState", "The customer gateway %s is in the state %s."),
  CUSTOMER_GATEWAY_LIMIT_EXCEEDED(
      "CustomerGatewayLimitExceeded", "The maximum number of customer gateways has been reached."),
  INVALID_VPN_GATEWAY_ID_NOT_FOUND(
      "InvalidVpnGatewayID.NotFound", "The vpnGateway ID '%s' does not exist"),
  INVALID_VPN_GATEWAY_ID_MALFORMED(
      "InvalidVpnGatewayId.Malformed", "Invalid id: \"%s\" (expecting \"vgw-...\")"),
  INVALID_VPN_GATEWAY_STATE("InvalidVpnGatewayState", "The VPN gateway %s is in the state %s."),
  INVALID_VPN_GATEWAY_ATTACHMENT_NOT_FOUND(
      "InvalidVpnGatewayAttachment.NotFound",
      "The attachment with vpn gateway ID '%s' and vpc ID '%s' does not exist"),
  VPN_GATEWAY_LIMIT_EXCEEDED(
      "VpnGatewayLimitExceeded",
      "The maximum number of virtual private gateways has been reached."),
  VPN_GATEWAY_ATTACHMENT_LIMIT_EXCEEDED(
      "VpnGatewayAttachmentLimitExceeded",
      "The maximum number of attachments of the virtual private gateway %s has been reached."),
  INVALID_VPC_STATE("InvalidVpcState", "%s"),
  INVALID_VPN_CONNECTION_ID_NOT_FOUND(
      "InvalidVpnConnectionID.NotFound", "The vpnConnection ID '%s' does not exist"),
  INVALID_VPN_CONNECTION_ID_MALFORMED(
      "InvalidVpnConnectionID", "Invalid id: \"%s\" (expecting \"vpn-...\")"),
  INVALID_VPN_CONNECTION_STATE(
      "InvalidVpnConnection.InvalidState",
      "The VPN connection %s must be in the available state, not %s."),
  INVALID_VPN_CONNECTION_TYPE("InvalidVpnConnection.InvalidType", "%s"),
  VPN_CONNECTION_LIMIT_EXCEEDED("VpnConnectionLimitExceeded", "%s"),
  VPN_CONNECTION_ROUTE_NOT_FOUND(
      "InvalidRoute.NotFound", "The route %s does not exist in the VPN connection %s."),

  // Network interfaces
  INVALID_NETWORK_INTERFACE_ID_NOT_FOUND(
      "InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '%s' does not exist"),
  INVALID_NETWORK_INTERFACE_ID_MALFORMED(
      "InvalidNetworkInterfaceId.Malformed", "Invalid id: \"%s\" (expecting \"eni-...\")"),
  INVALID_NETWORK_INTERFACE_IN_USE("InvalidNetworkInterface.InUse", "%s"),
  INVALID_ATTACHMENT_ID_NOT_FOUND(
      "InvalidAttachmentID.NotFound", "The attachment ID '%s' does not exist"),
  INVALID_NETWORK_INTERFACE_ATTACHMENT_ID_MALFORMED(
      "InvalidNetworkInterfaceAttachmentId.Malformed",
      "Invalid id: \"%s\" (expecting \"eni-attach-...\")"),
  INVALID_NETWORK_INTERFACE_PERMISSION_ID_NOT_FOUND(
      "InvalidNetworkInterfacePermissionID.NotFound",
      "The network interface permission ID '%s' does not exist"),
  INVALID_NETWORK_INTERFACE_PERMISSION_ID_MALFORMED(
      "InvalidNetworkInterfacePermissionID.Malformed",
      "Invalid id: \"%s\" (expecting \"eni-perm-...\")"),
  NETWORK_INTERFACE_LIMIT_EXCEEDED(
      "NetworkInterfaceLimitExceeded",
      "The maximum number of network interfaces has been reached."),
  SECURITY_GROUPS_PER_INTERFACE_LIMIT_EXCEEDED(
      "SecurityGroupsPerInterfaceLimitExceeded",
      "The maximum number of security groups per interface has been reached."),
  PRIVATE_IP_ADDRESS_LIMIT_EXCEEDED(
      "PrivateIpAddressLimitExceeded", "Number of private addresses will exceed limit of %s."),
  INSUFFICIENT_PREFIXES(
      "InsufficientCidrBlocks",
      "The specified subnet does not have enough free cidr blocks to satisfy the request."),
  INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET(
      "InsufficientFreeAddressesInSubnet",
      "The specified subnet does not have enough free addresses to satisfy the request."),

  // Instances, images and key pairs
  INVALID_INSTANCE_ID_NOT_FOUND(
      "InvalidInstanceID.NotFound", "The instance ID '%s' does not exist"),
  INVALID_INSTANCE_ID_MALFORMED(
      "InvalidInstanceID.Malformed", "Invalid id: \"%s\" (expecting \"i-...\")"),
  INVALID_INSTANCE_ID("InvalidInstanceID", "%s"),
  INCORRECT_INSTANCE_STATE("IncorrectInstanceState", "%s"),
  INVALID_INSTANCE_TYPE(
      "InvalidInstanceType", "The following supplied instance types do not exist: [%s]"),
  INVALID_INSTANCE_ATTRIBUTE_VALUE("InvalidInstanceAttributeValue", "%s"),
  UNSUPPORTED_INSTANCE_ATTRIBUTE("UnsupportedInstanceAttribute", "%s"),
  INSTANCE_CREDIT_SPECIFICATION_NOT_SUPPORTED(
      "InstanceCreditSpecification.NotSupported",
      "The instance type '%s' does not support credit specifications."),
  ATTACHMENT_LIMIT_EXCEEDED(
      "AttachmentLimitExceeded", "Interface count %s exceeds the limit for %s"),
  INVALID_PLACEMENT_GROUP_UNKNOWN(
      "InvalidPlacementGroup.Unknown", "The placement group '%s' is unknown."),
  INVALID_HOST_ID_NOT_FOUND("InvalidHostID.NotFound", "The host ID '%s' does not exist"),
  INVALID_CAPACITY_RESERVATION_ID_NOT_FOUND(
      "InvalidCapacityReservationId.NotFound", "The capacity reservation ID '%s' does not exist"),
  INVALID_AMI_ID_MALFORMED("InvalidAMIID.Malformed", "Invalid id: \"%s\" (expecting \"ami-...\")"),
  INVALID_KEY_PAIR_NOT_FOUND("InvalidKeyPair.NotFound", "The key pair '%s' does not exist"),
  INVALID_KEY_PAIR_ID_MALFORMED(
      "InvalidKeyPairId.Malformed", "Invalid id: \"%s\" (expecting \"key-...\")"),
  INVALID_KEY_PAIR_DUPLICATE("InvalidKeyPair.Duplicate", "The keypair '%s' already exists."),
  INVALID_KEY_FORMAT("InvalidKey.Format", "Key is not in valid OpenSSH public key format"),
  INVALID_ASSOCIATION_ID_MALFORMED(
      "InvalidAssociationID.Malformed", "Invalid id: \"%s\" (expecting \"iip-assoc-...\")"),

  // Volumes
  INVALID_VOLUME_NOT_FOUND("InvalidVolume.NotFound", "The volume '%s' does not exist."),
  INVALID_VOLUME_ID_MALFORMED(
      "InvalidVolumeID.Malformed", "Invalid id: \"%s\" (expecting \"vol-...\")"),
  INVALID_BLOCK_DEVICE_MAPPING("InvalidBlockDeviceMapping", "%s"),
  INVALID_PARAMETER_DEPENDENCY("InvalidParameterDependency", "%s"),
  INVALID_SNAPSHOT_NOT_FOUND("InvalidSnapshot.NotFound", "The snapshot '%s' does not exist."),
  VOLUME_IN_USE("VolumeInUse", "Volume %s is currently attached to %s"),
  ;

  private final String code;
  private final int status;
  private final String text;

  Ec2Error(String code, String text) {
    this(code, 400, text);
  }

  Ec2Error(String code, int status, String text) {
    this.code = code;
    this.status = status;
    this.text = text;
  }

  /** The code as AWS writes it. */
  public String code() {
    return code;
  }

  /** The error with its text's arguments filled in. */
  public WireException with(Object... arguments) {
    return new WireException(code, status, text.formatted(arguments));
  }
}
