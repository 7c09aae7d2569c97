package culvert.aws.operations.endpoint;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.EdgeTables;
import culvert.aws.operations.Lists;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.RouteWeights;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * The routes of gateway endpoints. A table is an endpoint's where it holds its route: that is kept
 * nowhere else (R2.1.2).
 */
final class GatewayEndpoints {

  private GatewayEndpoints() {}

  /** The tables that lead to an endpoint. */
  static List<String> tables(CatalogView view, String endpoint) {
    return view.referring(Kinds.ROUTE_TABLE, endpoint)
        .map(RouteTable::routeTableId)
        .sorted()
        .toList();
  }

  /**
   * Adds the endpoint's route to tables of its VPC.
   *
   * @param second what is said where a table has a route to the service (R2.1.3)
   */
  static void addRoutes(
      Transaction transaction,
      VpcEndpoint endpoint,
      List<String> tables,
      Ec2Error second,
      Quotas quotas) {
    String list = prefixList(transaction, endpoint.serviceName());
    for (String id : tables.stream().distinct().toList()) {
      RouteTable table = Lookup.ROUTE_TABLE.get(transaction, id, "RouteTableId");
      if (!table.vpcId().equals(endpoint.vpcId())) {
        throw Ec2Error.INVALID_PARAMETER.with(
            "Route table " + id + " does not belong to the VPC " + endpoint.vpcId());
      }
      if (EdgeTables.isEdge(table)) {
        throw Ec2Error.INVALID_PARAMETER.with(
            "Route table " + id + " is a gateway route table and cannot lead to a VPC endpoint");
      }
      if (table.routes().stream().anyMatch(r -> list.equals(r.destinationPrefixListId()))) {
        throw second == Ec2Error.ENDPOINT_ROUTE_ALREADY_EXISTS
            ? second.with(id, list)
            : second.with(
                "route table "
                    + id
                    + " already has a route with destination-prefix-list-id "
                    + list);
      }
      RouteTable changed =
          table.toBuilder()
              .routes(Lists.plus(table.routes(), route(list, endpoint.vpcEndpointId())))
              .build();
      RouteWeights.check(transaction, changed, quotas);
      transaction.replace(Kinds.ROUTE_TABLE, changed);
    }
  }

  private static Route route(String list, String endpoint) {
    return Route.builder()
        .destinationPrefixListId(list)
        .gatewayId(endpoint)
        .origin(RouteOrigin.CREATE_ROUTE)
        .state("active")
        .build();
  }

  /** Takes the endpoint's route out of tables. */
  static void removeRoutes(Transaction transaction, String endpoint, List<String> tables) {
    for (String id : tables) {
      RouteTable table = Lookup.ROUTE_TABLE.get(transaction, id, "RouteTableId");
      transaction.replace(
          Kinds.ROUTE_TABLE,
          table.toBuilder()
              .routes(Lists.without(table.routes(), r -> endpoint.equals(r.gatewayId())))
              .build());
    }
  }

  /** AWS's list of a service's addresses, which has the service's name. */
  private static String prefixList(CatalogView view, String service) {
    return view.all(Kinds.PREFIX_LIST)
        .filter(list -> "AWS".equals(list.ownerId()) && service.equals(list.prefixListName()))
        .map(ManagedPrefixList::prefixListId)
        .findFirst()
        .orElseThrow(() -> Ec2Error.INVALID_SERVICE_NAME.with(service));
  }
}
