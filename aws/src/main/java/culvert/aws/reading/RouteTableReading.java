package culvert.aws.reading;

import culvert.network.address.IpPrefix;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteTarget;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.PropagatingVgw;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** Reads route tables. */
final class RouteTableReading {

  private RouteTableReading() {}

  static culvert.network.topology.RouteTable table(RouteTable table) {
    List<RouteTableAssociation> associations = table.associations();
    return new culvert.network.topology.RouteTable(
        table.routeTableId(),
        table.vpcId(),
        VpcReading.name(table.tags()),
        associations.stream().anyMatch(RouteTableAssociation::main),
        associations.stream()
            .map(RouteTableAssociation::subnetId)
            .filter(Objects::nonNull)
            .toList(),
        associations.stream()
            .map(RouteTableAssociation::gatewayId)
            .filter(Objects::nonNull)
            .toList(),
        table.propagatingVgws().stream().map(PropagatingVgw::gatewayId).toList(),
        table.routes().stream().map(RouteTableReading::route).toList());
  }

  static culvert.network.topology.Route route(Route route) {
    return new culvert.network.topology.Route(destination(route), target(route), origin(route));
  }

  private static RouteDestination destination(Route route) {
    if (route.destinationPrefixListId() != null) {
      return new RouteDestination.PrefixListEntries(route.destinationPrefixListId());
    }
    String cidr =
        route.destinationCidrBlock() != null
            ? route.destinationCidrBlock()
            : route.destinationIpv6CidrBlock();
    return new RouteDestination.Cidr(IpPrefix.parse(cidr));
  }

  private static RouteTarget target(Route route) {
    if (route.natGatewayId() != null) {
      return new RouteTarget.ToNatGateway(route.natGatewayId());
    }
    if (route.networkInterfaceId() != null) {
      return new RouteTarget.ToNetworkInterface(route.networkInterfaceId());
    }
    if (route.vpcPeeringConnectionId() != null) {
      return new RouteTarget.ToPeering(route.vpcPeeringConnectionId());
    }
    if (route.egressOnlyInternetGatewayId() != null) {
      return new RouteTarget.ToEgressOnlyInternetGateway(route.egressOnlyInternetGatewayId());
    }
    if (route.gatewayId() != null) {
      return gateway(route.gatewayId());
    }
    if (route.transitGatewayId() != null) {
      return new RouteTarget.ToTransitGateway(route.transitGatewayId());
    }
    return new RouteTarget.ToUnknown(route.instanceId() == null ? "unknown" : route.instanceId());
  }

  private static RouteTarget gateway(String id) {
    if (id.equals("local")) {
      return new RouteTarget.Local();
    }
    if (id.startsWith("vpce-")) {
      return new RouteTarget.ToEndpoint(id);
    }
    if (id.startsWith("vgw-")) {
      return new RouteTarget.ToVpnGateway(id);
    }
    return id.startsWith("igw-")
        ? new RouteTarget.ToInternetGateway(id)
        : new RouteTarget.ToUnknown(id);
  }

  private static culvert.network.topology.RouteOrigin origin(Route route) {
    if (route.origin() == RouteOrigin.CREATE_ROUTE_TABLE) {
      return culvert.network.topology.RouteOrigin.LOCAL;
    }
    return route.origin() == RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION
        ? culvert.network.topology.RouteOrigin.PROPAGATED_VPN_BGP
        : culvert.network.topology.RouteOrigin.STATIC;
  }
}
