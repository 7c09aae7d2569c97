package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.routing.LearnedRoute.Source;
import culvert.network.routing.TransitGatewayRoute.Origin;
import culvert.network.topology.Component;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway;
import culvert.network.topology.PrefixList;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayRouteTable.StaticRoute;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the transit gateways of one topology know: the best route of every prefix of every table.
 * What VPCs propagate is kept until one of them changes. Safe for concurrent readers.
 */
public final class TransitGatewayRouting {

  /**
   * Of equal prefixes the better origin; between two prefix lists AWS says nothing, and the lower
   * id wins here as in a VPC's table.
   */
  private static final Comparator<TransitGatewayRoute> PREFERENCE =
      Comparator.comparing(TransitGatewayRoute::origin)
          .thenComparing(route -> route.prefixList() == null ? "" : route.prefixList())
          .thenComparing(route -> route.isBlackhole() ? "" : route.attachments().getFirst());

  /** What VPCs' propagation is read from. */
  private static final List<Class<? extends Component>> PROPAGATED =
      List.of(TransitGatewayVpcAttachment.class, Vpc.class);

  /** What a table holds that is not learned by BGP is read from, besides itself. */
  private static final List<Class<? extends Component>> TOLD =
      List.of(
          DirectConnectGatewayAssociation.class,
          PrefixList.class,
          TransitGatewayConnect.class,
          TransitGatewayPeering.class,
          TransitGatewayVpcAttachment.class,
          Vpc.class,
          VpnConnection.class);

  /** An attachment, as one gateway knows it. */
  record AtGateway(String transitGateway, String attachment) {}

  /** What BGP has brought to an attachment. */
  interface Learned {
    Map<IpPrefix, LearnedRoute> by(AtGateway attachment);
  }

  /**
   * All that a table is made of.
   *
   * @param told what is not learned by BGP, the best of a prefix not yet chosen
   * @param learned what each attachment that propagates has learned, with itself as the way
   */
  record Sources(
      List<TransitGatewayRoute> told, Map<String, List<LearnedRoute>> learned, boolean vpnEcmp) {}

  private final Topology topology;
  private final Learned learned;
  private final Computed<String, Sources, Map<IpPrefix, TransitGatewayRoute>> tables;
  private final Computed<AtGateway, Map<IpPrefix, LearnedRoute>, List<LearnedRoute>> offers;
  private final Set<AtGateway> toSites;
  private final Map<String, List<TransitGatewayRoute>> told;
  private final Map<String, VpcPropagation> propagations;

  TransitGatewayRouting(
      Topology topology, Learned learned, @Nullable TransitGatewayRouting before) {
    this.topology = topology;
    this.learned = learned;
    tables = new Computed<>(before == null ? null : before.tables);
    offers = new Computed<>(before == null ? null : before.offers);
    propagations =
        before != null && topology.shares(PROPAGATED, before.topology)
            ? before.propagations
            : new ConcurrentHashMap<>();
    told = new ConcurrentHashMap<>();
    if (before != null && topology.shares(TOLD, before.topology)) {
      toSites = before.toSites;
      before.told.forEach((id, routes) -> {
        if (Objects.equals(before.table(id), table(id))) {
          told.put(id, routes);
        }
      });
    } else {
      toSites = toSites(topology);
    }
  }

  private @Nullable TransitGatewayRouteTable table(String id) {
    return topology.find(TransitGatewayRouteTable.class, id);
  }

  private static Set<AtGateway> toSites(Topology topology) {
    Set<AtGateway> toSites = new HashSet<>();
    for (VpnConnection each : topology.all(VpnConnection.class)) {
      if (each.target() instanceof VpnTarget.ToTransitGateway(String id, String attachment)) {
        toSites.add(new AtGateway(id, attachment));
      }
    }
    for (DirectConnectGatewayAssociation each :
        topology.all(DirectConnectGatewayAssociation.class)) {
      if (each.gateway() instanceof Gateway.OfTransitGateway(String id, String attachment)) {
        toSites.add(new AtGateway(id, attachment));
      }
    }
    for (TransitGatewayConnect each : topology.all(TransitGatewayConnect.class)) {
      toSites.add(new AtGateway(each.transitGateway(), each.id()));
    }
    return toSites;
  }

  /** The best route of every prefix that the table knows (R4.4.5, R4.4.8). */
  public Map<IpPrefix, TransitGatewayRoute> best(TransitGatewayRouteTable table) {
    return tables.of(table.id(), () -> sources(table), TransitGatewayRouting::best);
  }

  private Sources sources(TransitGatewayRouteTable table) {
    Map<String, List<LearnedRoute>> byBgp = new HashMap<>();
    for (String attachment : table.propagations()) {
      AtGateway at = new AtGateway(table.transitGateway(), attachment);
      if (toSites.contains(at)) {
        byBgp.put(attachment, offered(at));
      }
    }
    return new Sources(
        told.computeIfAbsent(table.id(), _ -> toldIn(table)),
        byBgp,
        vpnEcmp(table.transitGateway()));
  }

  /** Static routes, and what VPCs propagate. */
  private List<TransitGatewayRoute> toldIn(TransitGatewayRouteTable table) {
    List<TransitGatewayRoute> told = new ArrayList<>();
    for (StaticRoute route : table.routes()) {
      List<String> attachment = usable(table.transitGateway(), route.attachment());
      switch (route.destination()) {
        case RouteDestination.Cidr(IpPrefix prefix) ->
            told.add(new TransitGatewayRoute(prefix, Origin.STATIC, attachment, null, null));
        case RouteDestination.PrefixListEntries(String id) -> {
          PrefixList list = topology.find(PrefixList.class, id);
          for (IpPrefix prefix : list == null ? List.<IpPrefix>of() : list.entries()) {
            told.add(new TransitGatewayRoute(prefix, Origin.PREFIX_LIST, attachment, id, null));
          }
        }
      }
    }
    VpcPropagation propagation = propagation(table.transitGateway());
    for (String attachment : table.propagations()) {
      for (IpPrefix prefix : propagation.of(attachment)) {
        told.add(
            new TransitGatewayRoute(
                prefix, Origin.PROPAGATED_VPC, List.of(attachment), null, null));
      }
    }
    return told;
  }

  private List<LearnedRoute> offered(AtGateway at) {
    List<String> way = List.of(at.attachment);
    return offers.of(
        at,
        () -> learned.by(at),
        routes -> routes.values().stream().map(route -> route.withWays(way)).toList());
  }

  private boolean vpnEcmp(String transitGateway) {
    TransitGateway gateway = topology.find(TransitGateway.class, transitGateway);
    return gateway != null && gateway.vpnEcmp();
  }

  private static Map<IpPrefix, TransitGatewayRoute> best(Sources from) {
    Map<IpPrefix, TransitGatewayRoute> best = new HashMap<>();
    Decision.perPrefix(
            from.learned.values(), routes -> Decision.atTransitGateway(routes, from.vpnEcmp))
        .forEach((prefix, route) ->
            best.put(
                prefix,
                new TransitGatewayRoute(
                    prefix, origin(route.source()), route.ways(), null, route)));
    for (TransitGatewayRoute route : from.told) {
      best.merge(
          route.destination(),
          route,
          (one, other) -> PREFERENCE.compare(one, other) <= 0 ? one : other);
    }
    return Collections.unmodifiableMap(best);
  }

  private static Origin origin(Source source) {
    return switch (source) {
      case DIRECT_CONNECT -> Origin.PROPAGATED_DIRECT_CONNECT;
      case CONNECT -> Origin.PROPAGATED_CONNECT;
      case PRIVATE_VPN -> Origin.PROPAGATED_PRIVATE_VPN;
      case VPN -> Origin.PROPAGATED_VPN;
      case STATIC -> throw new IllegalArgumentException("a static VPN propagates nothing (R4.4.4)");
    };
  }

  /** The attachment, or none where it is gone: the route is a blackhole (R4.4.11). */
  private List<String> usable(String transitGateway, @Nullable String attachment) {
    if (attachment == null) {
      return List.of();
    }
    AtGateway at = new AtGateway(transitGateway, attachment);
    return topology.peeringOf(transitGateway, attachment) != null
            || toSites.contains(at)
            || topology.find(TransitGatewayVpcAttachment.class, attachment) != null
        ? List.of(attachment)
        : List.of();
  }

  private VpcPropagation propagation(String transitGateway) {
    return propagations.computeIfAbsent(
        transitGateway, id -> new VpcPropagation(topology.attachmentsTo(id), topology));
  }
}
