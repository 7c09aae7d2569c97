package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** The targets of a route: exactly one, which exists and belongs to the table's VPC (R5.4.1). */
final class RouteTargets {

  private static final List<String> MEMBERS =
      List.of(
          "GatewayId",
          "NatGatewayId",
          "NetworkInterfaceId",
          "InstanceId",
          "VpcPeeringConnectionId",
          "EgressOnlyInternetGatewayId",
          "TransitGatewayId",
          "VpcEndpointId",
          "CarrierGatewayId",
          "LocalGatewayId",
          "CoreNetworkArn",
          "OdbNetworkArn");

  private RouteTargets() {}

  /** The route with the target that the request names, which is a CreateRoute or ReplaceRoute. */
  static Route of(SdkPojo request, Route.Builder route, Transaction transaction, RouteTable table) {
    List<String> given = MEMBERS.stream().filter(name -> value(request, name) != null).toList();
    Member local = Shape.of(request).member("LocalTarget");
    if (local != null && Objects.equals(local.get(request), true)) {
      return route.gatewayId("local").build();
    }
    if (given.size() != 1) {
      throw given.isEmpty()
          ? Ec2Error.MISSING_PARAMETER.with("GatewayId")
          : Ec2Error.INVALID_PARAMETER_COMBINATION.with(
              "Only one route target may be specified, not " + String.join(" and ", given));
    }
    String id = Objects.requireNonNull(value(request, given.getFirst()));
    return switch (given.getFirst()) {
      case "GatewayId" -> gateway(route, id, transaction, table);
      case "NatGatewayId" -> nat(route, id, transaction);
      case "NetworkInterfaceId" -> networkInterface(route, id, transaction, table);
      case "InstanceId" -> instance(route, id, transaction, table);
      case "VpcPeeringConnectionId" -> peering(route, id, transaction, table);
      case "EgressOnlyInternetGatewayId" -> egressOnly(route, id, transaction, table);
      case "TransitGatewayId" -> transitGateway(route, id, transaction, table);
      case "VpcEndpointId" -> endpoint(route, id, transaction, table);
      default -> throw Ec2Error.INVALID_GATEWAY_ID_NOT_FOUND.with(id);
    };
  }

  private static @org.jspecify.annotations.Nullable String value(SdkPojo request, String name) {
    Member member = Shape.of(request).member(name);
    return member == null ? null : (String) member.get(request);
  }

  private static Route gateway(
      Route.Builder route, String id, Transaction transaction, RouteTable table) {
    VpcGateways.check(transaction, table, id);
    return route.gatewayId(id).build();
  }

  private static RuntimeException otherNetwork(RouteTable table, String other) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "route table " + table.routeTableId() + " and " + other + " belong to different networks");
  }

  private static Route nat(Route.Builder route, String id, Transaction transaction) {
    NatGateway gateway = transaction.find(Kinds.NAT_GATEWAY, id);
    if (gateway == null || gateway.state() != NatGatewayState.AVAILABLE) {
      throw Ec2Error.INVALID_NAT_GATEWAY_ID_NOT_FOUND.with(id);
    }
    return route.natGatewayId(id).build();
  }

  private static Route networkInterface(
      Route.Builder route, String id, Transaction transaction, RouteTable table) {
    NetworkInterface held = Lookup.NETWORK_INTERFACE.get(transaction, id, "NetworkInterfaceId");
    if (!held.vpcId().equals(table.vpcId())) {
      throw otherNetwork(table, "interface " + id);
    }
    if (held.attachment() != null && held.attachment().instanceId() != null) {
      route
          .instanceId(held.attachment().instanceId())
          .instanceOwnerId(held.attachment().instanceOwnerId());
    }
    return route.networkInterfaceId(id).build();
  }

  /** R5.4.7: an instance with several interfaces is named by one of those. */
  private static Route instance(
      Route.Builder route, String id, Transaction transaction, RouteTable table) {
    Lookup.INSTANCE.get(transaction, id, "InstanceId");
    List<NetworkInterface> held = transaction.referring(Kinds.NETWORK_INTERFACE, id).toList();
    if (held.size() != 1) {
      throw Ec2Error.INVALID_INSTANCE_ID.with(
          "There are multiple interfaces attached to instance '"
              + id
              + "'. Please specify an interface ID for the operation instead.");
    }
    return networkInterface(route, held.getFirst().networkInterfaceId(), transaction, table);
  }

  /** R5.4.6: a pending one is fine, the route is a blackhole until it is active. */
  private static Route peering(
      Route.Builder route, String id, Transaction transaction, RouteTable table) {
    VpcPeeringConnection peering = transaction.find(Kinds.VPC_PEERING_CONNECTION, id);
    boolean ofVpc =
        peering != null
            && (table.vpcId().equals(peering.requesterVpcInfo().vpcId())
                || table.vpcId().equals(peering.accepterVpcInfo().vpcId()));
    if (!ofVpc) {
      throw Ec2Error.INVALID_VPC_PEERING_CONNECTION_ID_NOT_FOUND.with(id);
    }
    return route.vpcPeeringConnectionId(id).build();
  }

  private static Route egressOnly(
      Route.Builder route, String id, Transaction transaction, RouteTable table) {
    var gateway = transaction.find(Kinds.EGRESS_ONLY_INTERNET_GATEWAY, id);
    if (gateway == null) {
      throw Ec2Error.INVALID_GATEWAY_ID_NOT_FOUND.with(id);
    }
    if (gateway.attachments().stream().noneMatch(a -> a.vpcId().equals(table.vpcId()))) {
      throw otherNetwork(table, "egress-only internet gateway " + id);
    }
    return route.egressOnlyInternetGatewayId(id).build();
  }

  /** R5.4.5: one that the VPC is not attached to might as well not exist. */
  private static Route transitGateway(
      Route.Builder route, String id, Transaction transaction, RouteTable table) {
    if (!TransitGatewayTies.reach(transaction, table.vpcId(), id)) {
      throw Ec2Error.INVALID_TRANSIT_GATEWAY_ID_NOT_FOUND.with(id);
    }
    return route.transitGatewayId(id).build();
  }

  /** R2.4.2, R5.4.8: a Gateway Load Balancer's only, for destinations that are CIDR blocks. */
  private static Route endpoint(
      Route.Builder route, String id, Transaction transaction, RouteTable table) {
    VpcEndpoint endpoint = Lookup.VPC_ENDPOINT.get(transaction, id, "VpcEndpointId");
    if (endpoint.vpcEndpointType() != VpcEndpointType.GATEWAY_LOAD_BALANCER) {
      throw Ec2Error.ROUTE_NOT_SUPPORTED.with(id);
    }
    if (!endpoint.vpcId().equals(table.vpcId())) {
      throw otherNetwork(table, "VPC endpoint " + id);
    }
    Route made = route.gatewayId(id).build();
    if (made.destinationPrefixListId() != null) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "A prefix list cannot be the destination of a route to the VPC endpoint " + id);
    }
    return made;
  }

  /** Whether a route is a gateway endpoint's, which no route API makes or changes (R2.1.2). */
  static boolean isOfGatewayEndpoint(Route route) {
    return route.destinationPrefixListId() != null && isEndpoint(route);
  }

  /** Whether a route leads to an endpoint. */
  static boolean isEndpoint(Route route) {
    return route.gatewayId() != null && route.gatewayId().startsWith("vpce-");
  }

  /** Whether two routes lead to the same target. */
  static boolean same(Route one, Route other) {
    return bare(one).equals(bare(other));
  }

  private static Route bare(Route route) {
    return route.toBuilder().state((String) null).origin((String) null).build();
  }
}
