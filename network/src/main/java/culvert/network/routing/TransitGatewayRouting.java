package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.routing.TransitGatewayRoute.Origin;
import culvert.network.topology.PrefixList;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayRouteTable.StaticRoute;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The best routes of the transit gateways' tables of one topology. Safe for concurrent readers. */
public final class TransitGatewayRouting {

  /**
   * Of equal prefixes the better origin; between two prefix lists AWS says nothing, and the lower
   * id wins here as in a VPC's table.
   */
  private static final Comparator<TransitGatewayRoute> PREFERENCE =
      Comparator.comparing(TransitGatewayRoute::origin)
          .thenComparing(route -> route.prefixList() == null ? "" : route.prefixList())
          .thenComparing(route -> route.attachment() == null ? "" : route.attachment());

  private final Topology topology;
  private final Map<String, VpcPropagation> propagations;

  public TransitGatewayRouting(Topology topology) {
    this(topology, new ConcurrentHashMap<>());
  }

  private TransitGatewayRouting(Topology topology, Map<String, VpcPropagation> propagations) {
    this.topology = topology;
    this.propagations = propagations;
  }

  /** The routing of the next topology; what VPCs propagate is kept until one of them changes. */
  public TransitGatewayRouting next(Topology next) {
    boolean kept =
        next.shares(Vpc.class, topology)
            && next.shares(TransitGatewayVpcAttachment.class, topology);
    return kept ? new TransitGatewayRouting(next, propagations) : new TransitGatewayRouting(next);
  }

  /** The best route of every prefix that the table knows (R4.4.5, R4.4.8). */
  public Map<IpPrefix, TransitGatewayRoute> best(TransitGatewayRouteTable table) {
    Map<IpPrefix, TransitGatewayRoute> best = new HashMap<>();
    for (StaticRoute route : table.routes()) {
      String attachment = usable(table.transitGateway(), route.attachment());
      switch (route.destination()) {
        case RouteDestination.Cidr(IpPrefix prefix) ->
            offer(best, new TransitGatewayRoute(prefix, Origin.STATIC, attachment, null));
        case RouteDestination.PrefixListEntries(String id) -> {
          PrefixList list = topology.find(PrefixList.class, id);
          for (IpPrefix prefix : list == null ? List.<IpPrefix>of() : list.entries()) {
            offer(best, new TransitGatewayRoute(prefix, Origin.PREFIX_LIST, attachment, id));
          }
        }
      }
    }
    VpcPropagation propagation = propagation(table.transitGateway());
    for (String attachment : table.propagations()) {
      for (IpPrefix prefix : propagation.of(attachment)) {
        offer(best, new TransitGatewayRoute(prefix, Origin.PROPAGATED_VPC, attachment, null));
      }
    }
    return best;
  }

  private static void offer(Map<IpPrefix, TransitGatewayRoute> best, TransitGatewayRoute route) {
    best.merge(
        route.destination(),
        route,
        (one, other) -> PREFERENCE.compare(one, other) <= 0 ? one : other);
  }

  /** The attachment, or null where it is gone: the route is a blackhole (R4.4.11). */
  private @Nullable String usable(String transitGateway, @Nullable String attachment) {
    if (attachment == null || topology.peeringOf(transitGateway, attachment) != null) {
      return attachment;
    }
    TransitGatewayVpcAttachment ofVpc =
        topology.find(TransitGatewayVpcAttachment.class, attachment);
    return ofVpc == null ? null : attachment;
  }

  private VpcPropagation propagation(String transitGateway) {
    return propagations.computeIfAbsent(
        transitGateway, id -> new VpcPropagation(topology.attachmentsTo(id), topology));
  }
}
