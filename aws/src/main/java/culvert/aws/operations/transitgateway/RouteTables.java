package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableState;

/** The route tables of transit gateways, and what each holds. */
final class RouteTables {

  /** What a table holds, which goes with it. */
  private static final List<Kind<?>> CONTENTS =
      List.of(
          Kinds.TRANSIT_GATEWAY_ROUTE,
          Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE,
          Kinds.TRANSIT_GATEWAY_PROPAGATION);

  private RouteTables() {}

  static TransitGatewayRouteTable add(Transaction transaction, String gateway, List<Tag> tags) {
    return transaction.add(
        Kinds.TRANSIT_GATEWAY_ROUTE_TABLE,
        TransitGatewayRouteTable.builder()
            .transitGatewayRouteTableId(Ids.next("tgw-rtb"))
            .transitGatewayId(gateway)
            .state(TransitGatewayRouteTableState.PENDING)
            .defaultAssociationRouteTable(false)
            .defaultPropagationRouteTable(false)
            .creationTime(transaction.now())
            .tags(tags)
            .build());
  }

  /** The caller's own; one that is deleted is still described, and nothing else. */
  static TransitGatewayRouteTable own(CatalogView view, @Nullable String id) {
    TransitGatewayRouteTable table =
        Lookup.TRANSIT_GATEWAY_ROUTE_TABLE.get(view, id, "TransitGatewayRouteTableId");
    if (isDeleted(table)) {
      throw Lookup.TRANSIT_GATEWAY_ROUTE_TABLE.notFound(table.transitGatewayRouteTableId());
    }
    return table;
  }

  /** The caller's own, to be changed. */
  static TransitGatewayRouteTable available(CatalogView view, @Nullable String id) {
    TransitGatewayRouteTable table = own(view, id);
    if (table.state() != TransitGatewayRouteTableState.AVAILABLE) {
      throw TransitGateways.invalidState(table.transitGatewayRouteTableId());
    }
    return table;
  }

  /** The one of that id, which must be a table of that gateway. */
  static TransitGatewayRouteTable in(CatalogView view, String id, TransitGateway gateway) {
    Lookup.TRANSIT_GATEWAY_ROUTE_TABLE.check(id);
    TransitGatewayRouteTable table = view.find(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE, id);
    if (table == null
        || isDeleted(table)
        || !table.transitGatewayId().equals(gateway.transitGatewayId())) {
      throw Ec2Error.TRANSIT_GATEWAY_ROUTE_TABLE_NOT_FOUND_IN.with(id, gateway.transitGatewayId());
    }
    return table;
  }

  private static boolean isDeleted(TransitGatewayRouteTable table) {
    return table.state() == TransitGatewayRouteTableState.DELETED;
  }

  /** What refers to a table or an attachment, in the order of creation. */
  static <T> List<T> referring(CatalogView view, Kind<T> kind, String id) {
    return view.snapshot()
        .referring(view.scope(), kind, id)
        .sorted(Comparator.comparingLong(Resource::sequence))
        .map(Resource::shape)
        .toList();
  }

  static TransitGatewayRouteTable startDeleting(
      Transaction transaction, TransitGatewayRouteTable table) {
    return move(transaction, table, TransitGatewayRouteTableState.DELETING);
  }

  /** Deletes it with all that it holds. */
  static void finishDeleting(Transaction transaction, TransitGatewayRouteTable table) {
    for (Kind<?> kind : CONTENTS) {
      transaction
          .snapshot()
          .referring(transaction.scope(), kind, table.transitGatewayRouteTableId())
          .toList()
          .forEach(held -> transaction.remove(kind, held.id()));
    }
    move(transaction, table, TransitGatewayRouteTableState.DELETED);
  }

  static TransitGatewayRouteTable move(
      Transaction transaction,
      TransitGatewayRouteTable table,
      TransitGatewayRouteTableState state) {
    return transaction.replace(
        Kinds.TRANSIT_GATEWAY_ROUTE_TABLE, table.toBuilder().state(state).build());
  }
}
