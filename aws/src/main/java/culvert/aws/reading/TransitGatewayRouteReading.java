package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.TransitGatewayRoute;
import culvert.network.topology.Component;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPrefixListReference;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;

/**
 * One transit gateway route table and what its routes come from as a small topology, so that the
 * engine says which route of every prefix is the best.
 */
public final class TransitGatewayRouteReading {

  private TransitGatewayRouteReading() {}

  /** The best route of every prefix that the table knows (R4.4.8). */
  public static Collection<TransitGatewayRoute> best(Snapshot from, Scope owner, String id) {
    Resource<TransitGatewayRouteTable> table =
        Objects.requireNonNull(from.find(owner, Kinds.TRANSIT_GATEWAY_ROUTE_TABLE, id));
    culvert.network.topology.TransitGatewayRouteTable read =
        TransitGatewayTableReading.inAnyState(table, from);
    List<Component> sources = new ArrayList<>();
    TransitGatewayReading.ofGateway(from, table.shape().transitGatewayId()).forEach(sources::add);
    TransitGatewayPeeringReading.ofGateway(from, table.shape().transitGatewayId())
        .forEach(sources::add);
    VpnReading.ofGateway(from, table.shape().transitGatewayId()).forEach(sources::add);
    from.referring(owner, Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE, id)
        .map(Resource::shape)
        .map(TransitGatewayPrefixListReference::prefixListId)
        .forEach(list -> PrefixListReading.one(from, owner, list, sources));
    return new HybridRouting(new Topology(sources)).transitGateways().best(read).values();
  }
}
