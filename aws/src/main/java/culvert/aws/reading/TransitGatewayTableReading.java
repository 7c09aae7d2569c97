package culvert.aws.reading;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpPrefix;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.TransitGatewayRouteTable.StaticRoute;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRouteRequest;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableState;

/** Puts a transit gateway route table together from what is stored of it, piece by piece. */
final class TransitGatewayTableReading {

  private TransitGatewayTableReading() {}

  /** The table, or null where it is not available. */
  static culvert.network.topology.@Nullable TransitGatewayRouteTable table(
      Resource<TransitGatewayRouteTable> resource, Snapshot from) {
    return resource.shape().state() == TransitGatewayRouteTableState.AVAILABLE
        ? inAnyState(resource, from)
        : null;
  }

  static culvert.network.topology.TransitGatewayRouteTable inAnyState(
      Resource<TransitGatewayRouteTable> resource, Snapshot from) {
    TransitGatewayRouteTable table = resource.shape();
    return new culvert.network.topology.TransitGatewayRouteTable(
        resource.id(),
        table.transitGatewayId(),
        VpcReading.name(table.tags()),
        of(from, resource, Kinds.TRANSIT_GATEWAY_ASSOCIATION)
            .filter(each -> each.state() == TransitGatewayAssociationState.ASSOCIATED)
            .map(TransitGatewayAssociation::transitGatewayAttachmentId)
            .collect(Collectors.toSet()),
        of(from, resource, Kinds.TRANSIT_GATEWAY_PROPAGATION)
            .map(TransitGatewayPropagation::transitGatewayAttachmentId)
            .collect(Collectors.toSet()),
        Stream.concat(
                inOrder(from, resource, Kinds.TRANSIT_GATEWAY_ROUTE)
                    .map(TransitGatewayTableReading::route),
                inOrder(from, resource, Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE)
                    .map(TransitGatewayTableReading::route))
            .toList());
  }

  private static <T> Stream<T> of(Snapshot from, Resource<?> table, Kind<T> kind) {
    return from.referring(table.scope(), kind, table.id()).map(Resource::shape);
  }

  private static <T> Stream<T> inOrder(Snapshot from, Resource<?> table, Kind<T> kind) {
    return from.referring(table.scope(), kind, table.id())
        .sorted(Comparator.comparingLong(Resource::sequence))
        .map(Resource::shape);
  }

  private static StaticRoute route(CreateTransitGatewayRouteRequest route) {
    return new StaticRoute(
        new RouteDestination.Cidr(IpPrefix.parse(route.destinationCidrBlock())),
        route.transitGatewayAttachmentId());
  }

  private static StaticRoute route(TransitGatewayPrefixListReference reference) {
    return new StaticRoute(
        new RouteDestination.PrefixListEntries(reference.prefixListId()),
        reference.transitGatewayAttachment() == null
            ? null
            : reference.transitGatewayAttachment().transitGatewayAttachmentId());
  }
}
