package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DefaultRouteTableAssociationValue;
import software.amazon.awssdk.services.ec2.model.DefaultRouteTablePropagationValue;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayOptions;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;

/**
 * The tables that new attachments are associated with and propagate to: the gateway's options name
 * them, and they know it (R4.1.1, R4.1.4).
 */
final class DefaultTables {

  private DefaultTables() {}

  /** Makes one table for both, where either is wanted (R4.1.2). */
  static TransitGatewayOptions make(
      Transaction transaction, String gateway, TransitGatewayOptions options) {
    boolean association =
        options.defaultRouteTableAssociation() == DefaultRouteTableAssociationValue.ENABLE;
    boolean propagation =
        options.defaultRouteTablePropagation() == DefaultRouteTablePropagationValue.ENABLE;
    if (!association && !propagation) {
      return options;
    }
    TransitGatewayRouteTable table = RouteTables.add(transaction, gateway, List.of());
    String id = table.transitGatewayRouteTableId();
    TransitGatewayOptions made =
        options.toBuilder()
            .associationDefaultRouteTableId(association ? id : null)
            .propagationDefaultRouteTableId(propagation ? id : null)
            .build();
    mark(transaction, options, made);
    return made;
  }

  /** Refuses a default table that is not one of the gateway's. */
  static void refuseUnknown(
      CatalogView view, TransitGateway gateway, TransitGatewayOptions options) {
    for (String id :
        new String[] {
          options.associationDefaultRouteTableId(), options.propagationDefaultRouteTableId()
        }) {
      if (id != null) {
        RouteTables.in(view, id, gateway);
      }
    }
  }

  /** Tells the tables what they are after a change of the options, and what they are no more. */
  static void mark(
      Transaction transaction, TransitGatewayOptions before, TransitGatewayOptions after) {
    mark(
        transaction,
        before.associationDefaultRouteTableId(),
        after.associationDefaultRouteTableId(),
        TransitGatewayRouteTable.Builder::defaultAssociationRouteTable);
    mark(
        transaction,
        before.propagationDefaultRouteTableId(),
        after.propagationDefaultRouteTableId(),
        TransitGatewayRouteTable.Builder::defaultPropagationRouteTable);
  }

  private static void mark(
      Transaction transaction,
      @Nullable String before,
      @Nullable String after,
      BiConsumer<TransitGatewayRouteTable.Builder, Boolean> marker) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before != null) {
      mark(transaction, before, marker, false);
    }
    if (after != null) {
      mark(transaction, after, marker, true);
    }
  }

  private static void mark(
      Transaction transaction,
      String table,
      BiConsumer<TransitGatewayRouteTable.Builder, Boolean> marker,
      boolean isDefault) {
    transaction.update(
        Kinds.TRANSIT_GATEWAY_ROUTE_TABLE,
        table,
        shape -> {
          TransitGatewayRouteTable.Builder changed = shape.toBuilder();
          marker.accept(changed, isDefault);
          return changed.build();
        });
  }
}
