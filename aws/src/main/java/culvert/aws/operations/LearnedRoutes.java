package culvert.aws.operations;

import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpPrefix;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.LearnedRoute;
import culvert.network.routing.Session;
import culvert.network.routing.TransitGatewayRoute;
import culvert.network.topology.TransitGatewayRouteTable;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What routing makes of a state of everything, as far as operations show it. */
public interface LearnedRoutes {

  /** The session of a tunnel, {@code vpn-…/1}, or of a BGP peer; null where there is none. */
  @Nullable Session session(Snapshot at, String id);

  /** Whether no packet passes a connection, an interconnect or a LAG of Direct Connect. */
  boolean isDown(Snapshot at, String port);

  /** The prefixes that a virtual private gateway propagates into a table, in order (R1.2.8). */
  Collection<IpPrefix> ofVpnGateway(Snapshot at, String vpnGateway);

  /** The best routes of a transit gateway's table (R4.4.8). */
  Collection<TransitGatewayRoute> ofTable(Snapshot at, TransitGatewayRouteTable table);

  /** As the engine computes it, which may be asked for one state many times. */
  static LearnedRoutes of(Function<Snapshot, HybridRouting> routing) {
    return new LearnedRoutes() {
      @Override
      public @Nullable Session session(Snapshot at, String id) {
        return routing.apply(at).sessions().get(id);
      }

      @Override
      public boolean isDown(Snapshot at, String port) {
        return routing.apply(at).outageOfPort(port) != null;
      }

      @Override
      public Collection<IpPrefix> ofVpnGateway(Snapshot at, String vpnGateway) {
        return routing.apply(at).propagatedBy(vpnGateway).stream()
            .map(LearnedRoute::destination)
            .toList();
      }

      @Override
      public Collection<TransitGatewayRoute> ofTable(Snapshot at, TransitGatewayRouteTable table) {
        return routing.apply(at).transitGateways().best(table).values();
      }
    };
  }
}
