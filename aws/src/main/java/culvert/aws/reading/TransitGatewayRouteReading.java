package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.TransitGatewayRouteTable;
import java.util.Objects;

/** One transit gateway route table, whose routes can be asked for in whatever state it is. */
public final class TransitGatewayRouteReading {

  private TransitGatewayRouteReading() {}

  /** The table of that id, which is there. */
  public static TransitGatewayRouteTable table(Snapshot from, Scope owner, String id) {
    return TransitGatewayTableReading.inAnyState(
        Objects.requireNonNull(from.find(owner, Kinds.TRANSIT_GATEWAY_ROUTE_TABLE, id)), from);
  }
}
