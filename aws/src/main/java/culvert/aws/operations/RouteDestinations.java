package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What a route's destination may be, given its target (R1.3.6, R1.3.7, R1.4.2). */
final class RouteDestinations {

  private static final List<IpPrefix> RESERVED =
      List.of(IpPrefix.parse("169.254.168.0/22"), IpPrefix.parse("fd00:ec2::/32"));

  private RouteDestinations() {}

  static void check(
      Transaction transaction, RouteTable table, @Nullable IpPrefix destination, Route route) {
    boolean edge = EdgeTables.isEdge(table);
    if (edge && route.networkInterfaceId() == null && !RouteTargets.isEndpoint(route)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "A gateway route table takes a network interface, a Gateway Load Balancer endpoint or local"
              + " as the target of a route.");
    }
    if (destination == null) {
      if (edge) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with("A gateway route table takes no prefix lists.");
      }
      return;
    }
    if (RESERVED.stream().anyMatch(reserved -> reserved.contains(destination))) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The destination CIDR block " + destination + " is reserved.");
    }
    if (route.egressOnlyInternetGatewayId() != null && destination.isV4()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "An egress-only internet gateway takes IPv6 destinations only, not " + destination);
    }
    Vpc vpc = Lookup.VPC.get(transaction, table.vpcId(), "VpcId");
    boolean inside = VpcBlocks.all(vpc).anyMatch(block -> block.contains(destination));
    if (inside && (!isMiddlebox(route) || !isSubnet(transaction, vpc, destination))) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The destination CIDR block "
              + destination
              + " is equal to or more specific than one of this VPC's CIDR blocks. This route can"
              + " target only an interface or an instance.");
    }
    if (edge && !inside) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "A gateway route table takes destinations inside the VPC only, not " + destination);
    }
  }

  /** The target of a local route may become a middlebox, and local again (R1.2.6). */
  static void checkLocalTarget(Route route) {
    if (!isMiddlebox(route) && !Objects.equals(route.gatewayId(), "local")) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The target of a local route can only be a NAT gateway, a network interface, a Gateway Load"
              + " Balancer endpoint or local.");
    }
  }

  private static boolean isMiddlebox(Route route) {
    return route.natGatewayId() != null
        || route.networkInterfaceId() != null
        || RouteTargets.isEndpoint(route);
  }

  private static boolean isSubnet(Transaction transaction, Vpc vpc, IpPrefix destination) {
    return transaction
        .referring(Kinds.SUBNET, vpc.vpcId())
        .flatMap(subnet ->
            Stream.concat(
                Stream.ofNullable(subnet.cidrBlock()),
                subnet.ipv6CidrBlockAssociationSet().stream().map(b -> b.ipv6CidrBlock())))
        .anyMatch(cidr -> IpPrefix.parse(cidr).equals(destination));
  }
}
