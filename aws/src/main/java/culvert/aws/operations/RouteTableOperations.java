package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationState;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Route tables and which subnets use them; the routes themselves are {@link RouteOperations}'. */
final class RouteTableOperations implements OperationFamily {

  private final Quotas quotas;
  private final RouteStates states;

  RouteTableOperations(Quotas quotas, LearnedRoutes learned) {
    this.quotas = quotas;
    this.states = new RouteStates(learned);
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateRouteTable", CreateRouteTableRequest::builder, this::create);
    registry.write(
        "DeleteRouteTable", DeleteRouteTableRequest::builder, RouteTableOperations::delete);
    registry.write(
        "AssociateRouteTable",
        AssociateRouteTableRequest::builder,
        RouteTableOperations::associate);
    registry.write(
        "DisassociateRouteTable",
        DisassociateRouteTableRequest::builder,
        RouteTableOperations::disassociate);
    registry.write(
        "ReplaceRouteTableAssociation",
        ReplaceRouteTableAssociationRequest::builder,
        RouteTableOperations::replaceAssociation);
    registry.describe(
        "DescribeRouteTables",
        new Describe<>(
                Kinds.ROUTE_TABLE,
                DescribeRouteTablesRequest::builder,
                DescribeRouteTablesResponse::builder,
                "RouteTables",
                filters())
            .ids("RouteTableIds", Lookup.ROUTE_TABLE)
            .view(states::shown));
  }

  private static Filters<RouteTable> filters() {
    return new Filters<RouteTable>()
        .onEach("association.gateway-id", each(RouteTableAssociation::gatewayId))
        .onEach(
            "association.route-table-association-id",
            each(RouteTableAssociation::routeTableAssociationId))
        .onEach("association.route-table-id", each(RouteTableAssociation::routeTableId))
        .onEach("association.subnet-id", each(RouteTableAssociation::subnetId))
        .onEach("association.main", each(association -> String.valueOf(association.main())))
        .on("owner-id", RouteTable::ownerId)
        .onEach("propagating-vgw", t -> t.propagatingVgws().stream().map(v -> v.gatewayId()))
        .on("route-table-id", RouteTable::routeTableId)
        .onEach("route.destination-cidr-block", route(Route::destinationCidrBlock))
        .onEach("route.destination-ipv6-cidr-block", route(Route::destinationIpv6CidrBlock))
        .onEach("route.destination-prefix-list-id", route(Route::destinationPrefixListId))
        .onEach("route.egress-only-internet-gateway-id", route(Route::egressOnlyInternetGatewayId))
        .onEach("route.gateway-id", route(Route::gatewayId))
        .onEach("route.instance-id", route(Route::instanceId))
        .onEach("route.nat-gateway-id", route(Route::natGatewayId))
        .onEach("route.transit-gateway-id", route(Route::transitGatewayId))
        .onEach("route.origin", route(Route::originAsString))
        .onEach("route.state", route(Route::stateAsString))
        .onEach("route.vpc-peering-connection-id", route(Route::vpcPeeringConnectionId))
        .onReference("vpc-id", RouteTable::vpcId)
        .onTags();
  }

  private static java.util.function.Function<RouteTable, Stream<String>> each(
      java.util.function.Function<RouteTableAssociation, String> value) {
    return table -> table.associations().stream().map(value).filter(Objects::nonNull);
  }

  private static java.util.function.Function<RouteTable, Stream<String>> route(
      java.util.function.Function<Route, String> value) {
    return table -> table.routes().stream().map(value).filter(Objects::nonNull);
  }

  private CreateRouteTableResponse create(
      CreateRouteTableRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    if (transaction.referring(Kinds.ROUTE_TABLE, vpc.vpcId()).count()
        >= quotas.routeTablesPerVpc()) {
      throw Ec2Error.ROUTE_TABLE_LIMIT_EXCEEDED.with();
    }
    RouteTable made =
        transaction.add(
            Kinds.ROUTE_TABLE,
            RouteTable.builder()
                .routeTableId(Ids.next("rtb"))
                .vpcId(vpc.vpcId())
                .ownerId(transaction.scope().account())
                .routes(LocalRoutes.of(vpc))
                .associations(List.of())
                .propagatingVgws(List.of())
                .tags(Tags.of(request.tagSpecifications(), "route-table"))
                .build());
    return CreateRouteTableResponse.builder().routeTable(made).build();
  }

  private static DeleteRouteTableResponse delete(
      DeleteRouteTableRequest request, Transaction transaction) {
    RouteTable table = Lookup.ROUTE_TABLE.get(transaction, request.routeTableId(), "RouteTableId");
    if (!table.associations().isEmpty()) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The routeTable '" + table.routeTableId() + "' has dependencies and cannot be deleted.");
    }
    transaction.remove(Kinds.ROUTE_TABLE, table.routeTableId());
    return DeleteRouteTableResponse.builder().build();
  }

  private static AssociateRouteTableResponse associate(
      AssociateRouteTableRequest request, Transaction transaction) {
    RouteTable table = Lookup.ROUTE_TABLE.get(transaction, request.routeTableId(), "RouteTableId");
    RouteTableAssociation.Builder association = association(table.routeTableId());
    if (request.gatewayId() != null) {
      EdgeTables.check(transaction, table, request.gatewayId());
      association.gatewayId(request.gatewayId());
    } else {
      Subnet subnet = Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
      sameNetwork(table, subnet);
      refuseSecond(transaction, subnet.subnetId());
      association.subnetId(subnet.subnetId());
    }
    RouteTableAssociation made = association.build();
    add(transaction, table.routeTableId(), made);
    return AssociateRouteTableResponse.builder()
        .associationId(made.routeTableAssociationId())
        .associationState(made.associationState())
        .build();
  }

  private static void sameNetwork(RouteTable table, Subnet subnet) {
    if (!subnet.vpcId().equals(table.vpcId())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "route table "
              + table.routeTableId()
              + " and subnet "
              + subnet.subnetId()
              + " belong to different networks");
    }
  }

  private static void refuseSecond(CatalogView view, String subnetId) {
    view.referring(Kinds.ROUTE_TABLE, subnetId)
        .findFirst()
        .ifPresent(other -> {
          throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
              "the specified association for route table "
                  + other.routeTableId()
                  + " conflicts with an existing association");
        });
  }

  private static RouteTableAssociation.Builder association(String tableId) {
    return RouteTableAssociation.builder()
        .main(false)
        .routeTableId(tableId)
        .routeTableAssociationId(Ids.next("rtbassoc"))
        .associationState(RouteTableAssociationState.builder().state("associated").build());
  }

  private static void add(Transaction transaction, String tableId, RouteTableAssociation made) {
    transaction.update(
        Kinds.ROUTE_TABLE,
        tableId,
        table -> table.toBuilder().associations(Lists.plus(table.associations(), made)).build());
  }

  private static void remove(Transaction transaction, RouteTable table, String associationId) {
    transaction.replace(
        Kinds.ROUTE_TABLE,
        table.toBuilder()
            .associations(
                Lists.without(
                    table.associations(), a -> a.routeTableAssociationId().equals(associationId)))
            .build());
  }

  /** The table that holds an association: an association's id is stored in no other shape. */
  private static RouteTable holding(CatalogView view, String associationId) {
    return view.referring(Kinds.ROUTE_TABLE, associationId)
        .findFirst()
        .orElseThrow(() -> Ec2Error.INVALID_ASSOCIATION_ID_NOT_FOUND.with(associationId));
  }

  private static RouteTableAssociation in(RouteTable table, String associationId) {
    return table.associations().stream()
        .filter(each -> each.routeTableAssociationId().equals(associationId))
        .findFirst()
        .orElseThrow();
  }

  private static DisassociateRouteTableResponse disassociate(
      DisassociateRouteTableRequest request, Transaction transaction) {
    String id = required(request.associationId());
    RouteTable table = holding(transaction, id);
    if (in(table, id).main()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "cannot disassociate the main route table association " + id);
    }
    remove(transaction, table, id);
    return DisassociateRouteTableResponse.builder().build();
  }

  private static String required(@org.jspecify.annotations.Nullable String associationId) {
    if (associationId == null) {
      throw Ec2Error.MISSING_PARAMETER.with("AssociationId");
    }
    return associationId;
  }

  /** Also makes another table the main one (R1.2.2): the association gets a new id. */
  private static ReplaceRouteTableAssociationResponse replaceAssociation(
      ReplaceRouteTableAssociationRequest request, Transaction transaction) {
    String id = required(request.associationId());
    RouteTable before = holding(transaction, id);
    RouteTable after = Lookup.ROUTE_TABLE.get(transaction, request.routeTableId(), "RouteTableId");
    if (!before.vpcId().equals(after.vpcId())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "route table "
              + after.routeTableId()
              + " and association "
              + id
              + " belong to different networks");
    }
    if (in(before, id).main() && EdgeTables.isEdge(after)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The gateway route table " + after.routeTableId() + " cannot be the main route table");
    }
    RouteTableAssociation moved =
        in(before, id).toBuilder()
            .routeTableId(after.routeTableId())
            .routeTableAssociationId(Ids.next("rtbassoc"))
            .build();
    remove(transaction, before, id);
    add(transaction, after.routeTableId(), moved);
    return ReplaceRouteTableAssociationResponse.builder()
        .newAssociationId(moved.routeTableAssociationId())
        .associationState(moved.associationState())
        .build();
  }
}
