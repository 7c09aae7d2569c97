package culvert.network.topology;

/** A thing of the network that has an id of AWS's. */
public sealed interface Component
    permits EgressOnlyInternetGateway,
        Instance,
        InternetGateway,
        NatGateway,
        NetworkAcl,
        NetworkInterface,
        NetworkLoadBalancer,
        PrefixList,
        RouteTable,
        SecurityGroup,
        Subnet,
        TransitGateway,
        TransitGatewayMulticastDomain,
        TransitGatewayPeering,
        TransitGatewayRouteTable,
        TransitGatewayVpcAttachment,
        Vpc,
        VpcEndpoint,
        VpcPeering {

  /** AWS's id: {@code vpc-…}, {@code eni-…}. */
  String id();
}
