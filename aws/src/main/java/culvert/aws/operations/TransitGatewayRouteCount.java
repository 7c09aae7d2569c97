package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.network.address.IpFamily;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableState;

/** How many routes the tables of one transit gateway hold, which has a quota (R4.9.1). */
public final class TransitGatewayRouteCount {

  private TransitGatewayRouteCount() {}

  /** The tables of a gateway that are not deleted. */
  public static List<TransitGatewayRouteTable> tables(CatalogView view, String gateway) {
    return view.referring(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE, gateway)
        .filter(table -> table.state() != TransitGatewayRouteTableState.DELETED)
        .toList();
  }

  /**
   * Refuses what would be more routes of the table's gateway than the quota. They are counted table
   * by table only where those of all the owner's gateways together are more.
   */
  public static void check(
      CatalogView view, TransitGatewayRouteTable table, int added, Quotas quotas) {
    int most = quotas.routesPerTransitGateway() - added;
    if (ofAll(view) > most && of(view, table.transitGatewayId()) > most) {
      throw Ec2Error.TRANSIT_GATEWAY_ROUTE_LIMIT_EXCEEDED.with(quotas.routesPerTransitGateway());
    }
  }

  private static int ofAll(CatalogView view) {
    return view.snapshot().count(view.scope(), Kinds.TRANSIT_GATEWAY_ROUTE)
        + weight(view, view.all(Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE));
  }

  private static int of(CatalogView view, String gateway) {
    int routes = 0;
    for (TransitGatewayRouteTable table : tables(view, gateway)) {
      String id = table.transitGatewayRouteTableId();
      routes += view.snapshot().countReferring(Kinds.TRANSIT_GATEWAY_ROUTE, id);
      routes += weight(view, view.referring(Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, id));
    }
    return routes;
  }

  private static int weight(
      CatalogView view, Stream<TransitGatewayPrefixListReference> references) {
    return references.mapToInt(each -> weight(view, each.prefixListId())).sum();
  }

  /** What a reference to the list counts for: its most entries (R4.4.14). */
  public static int weight(CatalogView view, String prefixList) {
    return PrefixLists.weight(view, prefixList, IpFamily.V4)
        + PrefixLists.weight(view, prefixList, IpFamily.V6);
  }

  /** Whether a table has room for a list that it refers to to grow by so many (R1.3.10). */
  static boolean hasRoom(
      CatalogView view, TransitGatewayPrefixListReference reference, int growth, Quotas quotas) {
    String gateway = gatewayOf(view, reference);
    long times =
        view.referring(Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, reference.prefixListId())
            .filter(each -> gatewayOf(view, each).equals(gateway))
            .count();
    return of(view, gateway) + growth * times <= quotas.routesPerTransitGateway();
  }

  private static String gatewayOf(CatalogView view, TransitGatewayPrefixListReference reference) {
    return Objects.requireNonNull(
            view.find(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE, reference.transitGatewayRouteTableId()))
        .transitGatewayId();
  }
}
