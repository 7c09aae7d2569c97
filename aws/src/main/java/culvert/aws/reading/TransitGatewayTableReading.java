package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpPrefix;
import culvert.network.topology.Component;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.TransitGatewayRouteTable.StaticRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableState;

/** Puts transit gateway route tables together from what is stored of each, piece by piece. */
final class TransitGatewayTableReading {

  private final Map<String, Set<String>> associations = new HashMap<>();
  private final Map<String, Set<String>> propagations = new HashMap<>();
  private final Map<String, List<StaticRoute>> routes = new HashMap<>();

  static void all(Snapshot from, Reading reading, List<Component> all) {
    TransitGatewayTableReading tables = new TransitGatewayTableReading();
    from.everywhere(Kinds.TRANSIT_GATEWAY_ASSOCIATION).map(Resource::shape).forEach(tables::add);
    from.everywhere(Kinds.TRANSIT_GATEWAY_PROPAGATION).map(Resource::shape).forEach(tables::add);
    from.everywhere(Kinds.TRANSIT_GATEWAY_ROUTE).map(Resource::shape).forEach(tables::add);
    from.everywhere(Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE)
        .map(Resource::shape)
        .forEach(tables::add);
    from.everywhere(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE)
        .filter(table -> isUp(table.shape()))
        .forEach(table -> all.add(reading.same(table, tables.table(table.shape()))));
  }

  /** One table by itself. */
  static culvert.network.topology.TransitGatewayRouteTable one(
      Snapshot from, Resource<TransitGatewayRouteTable> table) {
    TransitGatewayTableReading tables = new TransitGatewayTableReading();
    of(from, table, Kinds.TRANSIT_GATEWAY_PROPAGATION).forEach(tables::add);
    of(from, table, Kinds.TRANSIT_GATEWAY_ROUTE).forEach(tables::add);
    of(from, table, Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE).forEach(tables::add);
    return tables.table(table.shape());
  }

  private static <T> Stream<T> of(
      Snapshot from, Resource<?> table, culvert.aws.catalog.Kind<T> kind) {
    return from.referring(table.scope(), kind, table.id()).map(Resource::shape);
  }

  private static boolean isUp(TransitGatewayRouteTable table) {
    return table.state() == TransitGatewayRouteTableState.AVAILABLE;
  }

  private void add(TransitGatewayAssociation association) {
    if (association.state() == TransitGatewayAssociationState.ASSOCIATED) {
      associations
          .computeIfAbsent(association.transitGatewayRouteTableId(), _ -> new HashSet<>())
          .add(association.transitGatewayAttachmentId());
    }
  }

  private void add(TransitGatewayPropagation propagation) {
    propagations
        .computeIfAbsent(propagation.transitGatewayRouteTableId(), _ -> new HashSet<>())
        .add(propagation.transitGatewayAttachmentId());
  }

  private void add(CreateTransitGatewayRouteRequest route) {
    routes
        .computeIfAbsent(route.transitGatewayRouteTableId(), _ -> new ArrayList<>())
        .add(
            new StaticRoute(
                new RouteDestination.Cidr(IpPrefix.parse(route.destinationCidrBlock())),
                route.transitGatewayAttachmentId()));
  }

  private void add(TransitGatewayPrefixListReference reference) {
    routes
        .computeIfAbsent(reference.transitGatewayRouteTableId(), _ -> new ArrayList<>())
        .add(
            new StaticRoute(
                new RouteDestination.PrefixListEntries(reference.prefixListId()),
                reference.transitGatewayAttachment() == null
                    ? null
                    : reference.transitGatewayAttachment().transitGatewayAttachmentId()));
  }

  private culvert.network.topology.TransitGatewayRouteTable table(TransitGatewayRouteTable table) {
    String id = table.transitGatewayRouteTableId();
    return new culvert.network.topology.TransitGatewayRouteTable(
        id,
        table.transitGatewayId(),
        VpcReading.name(table.tags()),
        associations.getOrDefault(id, Set.of()),
        propagations.getOrDefault(id, Set.of()),
        routes.getOrDefault(id, List.of()));
  }
}
