package culvert.network.topology;

/** A thing of the network that has an id, AWS's where AWS has the thing. */
public sealed interface Component
    permits CustomerGateway,
        DirectConnectConnection,
        DirectConnectGateway,
        DirectConnectGatewayAssociation,
        DirectConnectHosting,
        DirectConnectLag,
        EgressOnlyInternetGateway,
        Fault,
        GatewayLoadBalancer,
        HeldSession,
        Instance,
        InternetGateway,
        NatGateway,
        NetworkAcl,
        NetworkInterface,
        NetworkLoadBalancer,
        PrefixList,
        RouteTable,
        SecurityGroup,
        Site,
        Subnet,
        TransitGateway,
        TransitGatewayConnect,
        TransitGatewayConnectPeer,
        TransitGatewayMulticastDomain,
        TransitGatewayPeering,
        TransitGatewayRouteTable,
        TransitGatewayVpcAttachment,
        VirtualInterface,
        Vpc,
        VpcEndpoint,
        VpcPeering,
        VpnConnection,
        VpnGateway,
        VpnTunnel {

  /** AWS's id: {@code vpc-…}, {@code eni-…}; {@code site:NAME} of a site. */
  String id();
}
