package culvert.aws.operations.vpn;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.EdgeTables;
import culvert.aws.operations.Lists;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.operations.VpcGateways;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DisableVgwRoutePropagationRequest;
import software.amazon.awssdk.services.ec2.model.DisableVgwRoutePropagationResponse;
import software.amazon.awssdk.services.ec2.model.EnableVgwRoutePropagationRequest;
import software.amazon.awssdk.services.ec2.model.EnableVgwRoutePropagationResponse;
import software.amazon.awssdk.services.ec2.model.PropagatingVgw;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/** Which tables of a VPC learn what its virtual private gateway knows (R1.4.8). */
final class RoutePropagationOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "EnableVgwRoutePropagation",
        EnableVgwRoutePropagationRequest::builder,
        RoutePropagationOperations::enable);
    registry.write(
        "DisableVgwRoutePropagation",
        DisableVgwRoutePropagationRequest::builder,
        RoutePropagationOperations::disable);
  }

  /** Again is no change. */
  private static EnableVgwRoutePropagationResponse enable(
      EnableVgwRoutePropagationRequest request, Transaction transaction) {
    RouteTable table = Lookup.ROUTE_TABLE.get(transaction, request.routeTableId(), "RouteTableId");
    VpnGateway gateway = VpnGateways.get(transaction, request.gatewayId());
    String id = gateway.vpnGatewayId();
    if (!VpcGateways.isAttached(transaction, id, table.vpcId())) {
      throw Ec2Error.GATEWAY_NOT_ATTACHED.with(id, table.vpcId());
    }
    if (EdgeTables.isEdge(table)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The gateway route table " + table.routeTableId() + " cannot have route propagation");
    }
    if (!propagates(table, id)) {
      PropagatingVgw added = PropagatingVgw.builder().gatewayId(id).build();
      put(transaction, table, Lists.plus(table.propagatingVgws(), added));
    }
    return EnableVgwRoutePropagationResponse.builder().build();
  }

  private static boolean propagates(RouteTable table, String gateway) {
    return table.propagatingVgws().stream().anyMatch(each -> each.gatewayId().equals(gateway));
  }

  private static void put(Transaction transaction, RouteTable table, List<PropagatingVgw> all) {
    transaction.replace(Kinds.ROUTE_TABLE, table.toBuilder().propagatingVgws(all).build());
  }

  /** What was not enabled is no change. */
  private static DisableVgwRoutePropagationResponse disable(
      DisableVgwRoutePropagationRequest request, Transaction transaction) {
    RouteTable table = Lookup.ROUTE_TABLE.get(transaction, request.routeTableId(), "RouteTableId");
    VpnGateway gateway = VpnGateways.get(transaction, request.gatewayId());
    end(transaction, table, gateway.vpnGatewayId());
    return DisableVgwRoutePropagationResponse.builder().build();
  }

  private static void end(Transaction transaction, RouteTable table, String gateway) {
    if (propagates(table, gateway)) {
      put(
          transaction,
          table,
          Lists.without(table.propagatingVgws(), each -> each.gatewayId().equals(gateway)));
    }
  }

  /** No table learns from the gateway any longer. */
  static void endAll(Transaction transaction, String gateway) {
    transaction
        .referring(Kinds.ROUTE_TABLE, gateway)
        .toList()
        .forEach(table -> end(transaction, table, gateway));
  }
}
