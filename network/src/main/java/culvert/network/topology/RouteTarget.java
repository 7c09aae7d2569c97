package culvert.network.topology;

/** Where a route of a VPC's table leads. A target that is gone stays named, and is a blackhole. */
public sealed interface RouteTarget {

  record Local() implements RouteTarget {}

  record ToInternetGateway(String gateway) implements RouteTarget {}

  record ToEgressOnlyInternetGateway(String gateway) implements RouteTarget {}

  record ToNatGateway(String natGateway) implements RouteTarget {}

  /** An appliance's network interface. */
  record ToNetworkInterface(String networkInterface) implements RouteTarget {}

  record ToPeering(String peering) implements RouteTarget {}

  /** By the VPC's attachment to it. */
  record ToTransitGateway(String transitGateway) implements RouteTarget {}

  /** A virtual private gateway that is attached to the VPC. */
  record ToVpnGateway(String vpnGateway) implements RouteTarget {}

  /** A gateway endpoint (R2.1.2) or a Gateway Load Balancer endpoint (R2.4.2). */
  record ToEndpoint(String endpoint) implements RouteTarget {}

  /** A target of a kind that the topology does not hold (yet): traffic to it goes nowhere. */
  record ToUnknown(String target) implements RouteTarget {}

  /** The target's id, or {@code local}. */
  default String id() {
    return switch (this) {
      case Local _ -> "local";
      case ToInternetGateway to -> to.gateway;
      case ToEgressOnlyInternetGateway to -> to.gateway;
      case ToNatGateway to -> to.natGateway;
      case ToNetworkInterface to -> to.networkInterface;
      case ToPeering to -> to.peering;
      case ToTransitGateway to -> to.transitGateway;
      case ToVpnGateway to -> to.vpnGateway;
      case ToEndpoint to -> to.endpoint;
      case ToUnknown to -> to.target;
    };
  }
}
