package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpPrefix;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Which table may route what comes in by a gateway (R1.4.1 to R1.4.3). */
public final class EdgeTables {

  private EdgeTables() {}

  /** Whether a table is associated with a gateway (R1.4.1). */
  public static boolean isEdge(RouteTable table) {
    return table.associations().stream().anyMatch(a -> a.gatewayId() != null);
  }

  static void check(Transaction transaction, RouteTable table, String gatewayId) {
    VpcGateways.check(transaction, table, gatewayId);
    if (transaction
        .referring(Kinds.ROUTE_TABLE, gatewayId)
        .anyMatch(other ->
            other.associations().stream().anyMatch(a -> gatewayId.equals(a.gatewayId())))) {
      throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
          "the gateway " + gatewayId + " is already associated with a route table");
    }
    Vpc vpc = Lookup.VPC.get(transaction, table.vpcId(), "VpcId");
    if (!table.propagatingVgws().isEmpty()
        || table.routes().stream().anyMatch(route -> !mayStand(route, vpc))) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "route table "
              + table.routeTableId()
              + " has routes that a gateway route table cannot have");
    }
  }

  /** Local, an interface or a Gateway Load Balancer endpoint, for a destination inside the VPC. */
  private static boolean mayStand(Route route, Vpc vpc) {
    boolean target =
        Objects.equals(route.gatewayId(), "local")
            || route.networkInterfaceId() != null
            || RouteTargets.isEndpoint(route);
    return target && inside(route, vpc);
  }

  private static boolean inside(Route route, Vpc vpc) {
    if (route.destinationCidrBlock() != null) {
      IpPrefix destination = IpPrefix.parse(route.destinationCidrBlock());
      return vpc.cidrBlockAssociationSet().stream()
          .anyMatch(block -> IpPrefix.parse(block.cidrBlock()).contains(destination));
    }
    if (route.destinationIpv6CidrBlock() != null) {
      IpPrefix destination = IpPrefix.parse(route.destinationIpv6CidrBlock());
      return vpc.ipv6CidrBlockAssociationSet().stream()
          .anyMatch(block -> IpPrefix.parse(block.ipv6CidrBlock()).contains(destination));
    }
    return false;
  }
}
