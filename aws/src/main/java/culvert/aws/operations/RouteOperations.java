package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpPrefix;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** CreateRoute, ReplaceRoute, DeleteRoute (§5.4 of the rules). */
final class RouteOperations implements OperationFamily {

  private final Quotas quotas;

  RouteOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateRoute", CreateRouteRequest::builder, this::create);
    registry.write("ReplaceRoute", ReplaceRouteRequest::builder, RouteOperations::replace);
    registry.write("DeleteRoute", DeleteRouteRequest::builder, RouteOperations::delete);
  }

  /** A destination in canonical form (R5.4.10): of one of the two families, or a prefix list. */
  private record Destination(
      @Nullable String v4, @Nullable String v6, @Nullable String prefixList) {

    static Destination of(@Nullable String v4, @Nullable String v6, @Nullable String prefixList) {
      long given = Stream.of(v4, v6, prefixList).filter(Objects::nonNull).count();
      if (given == 0) {
        throw Ec2Error.MISSING_PARAMETER.with("DestinationCidrBlock");
      }
      if (given > 1) {
        throw Ec2Error.INVALID_PARAMETER_COMBINATION.with("Only one destination may be specified");
      }
      return new Destination(
          v4 == null ? null : CidrRules.ipv4(v4, "destinationCidrBlock").toString(),
          v6 == null ? null : CidrRules.ipv6(v6, "destinationIpv6CidrBlock").toString(),
          prefixList);
    }

    boolean isOf(Route route) {
      return Objects.equals(v4, route.destinationCidrBlock())
          && Objects.equals(v6, route.destinationIpv6CidrBlock())
          && Objects.equals(prefixList, route.destinationPrefixListId());
    }

    Route.Builder route() {
      return Route.builder()
          .destinationCidrBlock(v4)
          .destinationIpv6CidrBlock(v6)
          .destinationPrefixListId(prefixList)
          .origin(RouteOrigin.CREATE_ROUTE)
          .state("active");
    }

    @Nullable IpPrefix prefix() {
      String text = v4 != null ? v4 : v6;
      return text == null ? null : IpPrefix.parse(text);
    }

    @Override
    public String toString() {
      return String.valueOf(v4 != null ? v4 : v6 != null ? v6 : prefixList);
    }
  }

  private CreateRouteResponse create(CreateRouteRequest request, Transaction transaction) {
    RouteTable table = Lookup.ROUTE_TABLE.get(transaction, request.routeTableId(), "RouteTableId");
    Destination destination =
        Destination.of(
            request.destinationCidrBlock(),
            request.destinationIpv6CidrBlock(),
            request.destinationPrefixListId());
    if (destination.prefixList() != null) {
      Lookup.PREFIX_LIST.get(transaction, destination.prefixList(), "DestinationPrefixListId");
    }
    Route route = RouteTargets.of(request, destination.route(), transaction, table);
    RouteDestinations.check(transaction, table, destination.prefix(), route);
    Route present =
        table.routes().stream()
            .filter(each -> destination.isOf(each) && isStatic(each))
            .findFirst()
            .orElse(null);
    if (present != null) {
      if (RouteTargets.same(present, route)) {
        return CreateRouteResponse.builder().returnValue(true).build();
      }
      throw Ec2Error.ROUTE_ALREADY_EXISTS.with(destination);
    }
    RouteTable changed = table.toBuilder().routes(Lists.plus(table.routes(), route)).build();
    RouteWeights.check(transaction, changed, quotas);
    transaction.replace(Kinds.ROUTE_TABLE, changed);
    return CreateRouteResponse.builder().returnValue(true).build();
  }

  private static boolean isStatic(Route route) {
    return route.origin() != RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION;
  }

  private static ReplaceRouteResponse replace(
      ReplaceRouteRequest request, Transaction transaction) {
    RouteTable table = Lookup.ROUTE_TABLE.get(transaction, request.routeTableId(), "RouteTableId");
    Destination destination =
        Destination.of(
            request.destinationCidrBlock(),
            request.destinationIpv6CidrBlock(),
            request.destinationPrefixListId());
    Route present =
        table.routes().stream()
            .filter(each -> destination.isOf(each) && isStatic(each))
            .findFirst()
            .orElseThrow(() ->
                Ec2Error.INVALID_PARAMETER_VALUE.with(
                    "There is no route defined for '"
                        + destination
                        + "' in the route table. Use CreateRoute instead."));
    refuseOfEndpoint("replace", present, table);
    Route.Builder changed = destination.route().origin(present.origin());
    Route route = RouteTargets.of(request, changed, transaction, table);
    if (present.origin() == RouteOrigin.CREATE_ROUTE) {
      RouteDestinations.check(transaction, table, destination.prefix(), route);
    } else {
      RouteDestinations.checkLocalTarget(route);
    }
    transaction.replace(
        Kinds.ROUTE_TABLE,
        table.toBuilder()
            .routes(Lists.replacing(table.routes(), present::equals, _ -> route))
            .build());
    return ReplaceRouteResponse.builder().build();
  }

  private static DeleteRouteResponse delete(DeleteRouteRequest request, Transaction transaction) {
    RouteTable table = Lookup.ROUTE_TABLE.get(transaction, request.routeTableId(), "RouteTableId");
    Destination destination =
        Destination.of(
            request.destinationCidrBlock(),
            request.destinationIpv6CidrBlock(),
            request.destinationPrefixListId());
    Route present =
        table.routes().stream()
            .filter(each -> destination.isOf(each) && isStatic(each))
            .findFirst()
            .orElseThrow(
                () -> Ec2Error.INVALID_ROUTE_NOT_FOUND.with(destination, table.routeTableId()));
    if (present.origin() == RouteOrigin.CREATE_ROUTE_TABLE) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "cannot remove local route " + destination + " in route table " + table.routeTableId());
    }
    refuseOfEndpoint("remove", present, table);
    transaction.replace(
        Kinds.ROUTE_TABLE,
        table.toBuilder().routes(Lists.without(table.routes(), present::equals)).build());
    return DeleteRouteResponse.builder().build();
  }

  /** R2.1.2: such a route comes and goes with the endpoint. */
  private static void refuseOfEndpoint(String verb, Route present, RouteTable table) {
    if (RouteTargets.isOfGatewayEndpoint(present)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "cannot "
              + verb
              + " VPC endpoint route "
              + present.destinationPrefixListId()
              + " in route table "
              + table.routeTableId());
    }
  }
}
