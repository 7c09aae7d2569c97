package culvert.aws.operations;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/** The local routes that every table of a VPC has: one for each CIDR block (R1.2.6). */
final class LocalRoutes {

  private LocalRoutes() {}

  static List<Route> of(Vpc vpc) {
    List<Route> routes = new ArrayList<>();
    for (VpcCidrBlockAssociation block : vpc.cidrBlockAssociationSet()) {
      routes.add(route(block.cidrBlock()));
    }
    for (VpcIpv6CidrBlockAssociation block : vpc.ipv6CidrBlockAssociationSet()) {
      routes.add(route(block.ipv6CidrBlock()));
    }
    return routes;
  }

  /** The local route of one CIDR block of either family. */
  static Route route(String cidr) {
    Route.Builder route =
        Route.builder()
            .gatewayId("local")
            .origin(RouteOrigin.CREATE_ROUTE_TABLE)
            .state(RouteState.ACTIVE);
    return (cidr.indexOf(':') < 0
            ? route.destinationCidrBlock(cidr)
            : route.destinationIpv6CidrBlock(cidr))
        .build();
  }
}
