package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.aws.operations.TransitGatewayRouteCount;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableState;

/** Route tables of transit gateways and their lifecycle (R4.4.17). */
final class TransitGatewayRouteTableOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(20);

  private final Quotas quotas;

  TransitGatewayRouteTableOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateTransitGatewayRouteTable",
        CreateTransitGatewayRouteTableRequest::builder,
        this::create);
    registry.write(
        "DeleteTransitGatewayRouteTable",
        DeleteTransitGatewayRouteTableRequest::builder,
        TransitGatewayRouteTableOperations::delete);
    registry.describe(
        "DescribeTransitGatewayRouteTables",
        new Describe<>(
                Kinds.TRANSIT_GATEWAY_ROUTE_TABLE,
                DescribeTransitGatewayRouteTablesRequest::builder,
                DescribeTransitGatewayRouteTablesResponse::builder,
                "TransitGatewayRouteTables",
                new Filters<TransitGatewayRouteTable>()
                    .on(
                        "default-association-route-table",
                        TransitGatewayRouteTable::defaultAssociationRouteTable)
                    .on(
                        "default-propagation-route-table",
                        TransitGatewayRouteTable::defaultPropagationRouteTable)
                    .on("state", TransitGatewayRouteTable::stateAsString)
                    .onReference("transit-gateway-id", TransitGatewayRouteTable::transitGatewayId)
                    .on(
                        "transit-gateway-route-table-id",
                        TransitGatewayRouteTable::transitGatewayRouteTableId)
                    .onTags())
            .ids("TransitGatewayRouteTableIds", Lookup.TRANSIT_GATEWAY_ROUTE_TABLE));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE, TransitGatewayRouteTableOperations::next);
  }

  private static @Nullable Step<TransitGatewayRouteTable> next(TransitGatewayRouteTable table) {
    String state = table.stateAsString();
    return switch (table.state()) {
      case PENDING ->
          Step.work(
              state,
              WORK,
              (t, made) -> RouteTables.move(t, made, TransitGatewayRouteTableState.AVAILABLE));
      case DELETING -> Step.work(state, WORK, RouteTables::finishDeleting);
      case DELETED ->
          Step.term(
              state,
              TransitGatewayOperations.AFTERGLOW,
              (t, gone) ->
                  t.remove(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE, gone.transitGatewayRouteTableId()));
      case AVAILABLE, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private CreateTransitGatewayRouteTableResponse create(
      CreateTransitGatewayRouteTableRequest request, Transaction transaction) {
    TransitGateway gateway = TransitGateways.own(transaction, request.transitGatewayId());
    TransitGateways.expectAvailable(gateway);
    int present = TransitGatewayRouteCount.tables(transaction, gateway.transitGatewayId()).size();
    if (present >= quotas.tablesPerTransitGateway()) {
      throw Ec2Error.TRANSIT_GATEWAY_ROUTE_TABLE_LIMIT_EXCEEDED.with(
          quotas.tablesPerTransitGateway());
    }
    return CreateTransitGatewayRouteTableResponse.builder()
        .transitGatewayRouteTable(
            RouteTables.add(
                transaction,
                gateway.transitGatewayId(),
                Tags.of(request.tagSpecifications(), "transit-gateway-route-table")))
        .build();
  }

  /** Associations and being a default are in the way; propagations and routes are not. */
  private static DeleteTransitGatewayRouteTableResponse delete(
      DeleteTransitGatewayRouteTableRequest request, Transaction transaction) {
    TransitGatewayRouteTable table =
        RouteTables.available(transaction, request.transitGatewayRouteTableId());
    String id = table.transitGatewayRouteTableId();
    if (Objects.equals(table.defaultAssociationRouteTable(), true)) {
      throw isDefault(table, "association");
    }
    if (Objects.equals(table.defaultPropagationRouteTable(), true)) {
      throw isDefault(table, "propagation");
    }
    if (transaction.referring(Kinds.TRANSIT_GATEWAY_ASSOCIATION, id).findAny().isPresent()) {
      throw Ec2Error.INCORRECT_STATE.with(id + " has associated attachments");
    }
    return DeleteTransitGatewayRouteTableResponse.builder()
        .transitGatewayRouteTable(RouteTables.startDeleting(transaction, table))
        .build();
  }

  private static RuntimeException isDefault(TransitGatewayRouteTable table, String of) {
    return Ec2Error.INCORRECT_STATE.with(
        table.transitGatewayRouteTableId()
            + " is set as default "
            + of
            + " route table for "
            + table.transitGatewayId());
  }
}
