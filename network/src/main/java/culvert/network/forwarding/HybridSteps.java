package culvert.network.forwarding;

import culvert.network.address.IpPrefix;
import culvert.network.routing.LearnedRoute;
import culvert.network.routing.Session;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens between AWS and sites: virtual private gateways, tunnels, virtual interfaces, Direct
 * Connect gateways, Connect peers and the sites' routers. Who has learned what, {@link Learned}
 * says.
 */
final class HybridSteps {

  /** What a transit gateway carries to and from a VPN (A5). */
  private static final int VPN_ATTACHMENT_MTU = 1500;

  private final Topology topology;
  private final Learned learned;
  private final SubnetSteps subnets;

  HybridSteps(Topology topology, Learned learned, SubnetSteps subnets) {
    this.topology = topology;
    this.learned = learned;
    this.subnets = subnets;
  }

  /** From the VPC: to the prefixes that the gateway knows, whatever the VPC's table says (A8). */
  List<Step> vpnGatewayOut(VpnGateway gateway) {
    return List.of(
        new Step.Meet(Kind.VPN_GATEWAY, gateway.id()),
        new Step.LoseOrigin(Reason.SG_REFERENCES_NOT_PRESERVED),
        new Step.Lookup(new PrefixTable<>(toSites(gateway, true)), noRoute(gateway.id())));
  }

  /** To the VPC by the gateway's edge table (R1.4.1), or to another site: CloudHub (A9). */
  List<Step> vpnGatewayIn(VpnGateway gateway, boolean byDirectConnectGateway) {
    Map<IpPrefix, List<Step>> ways =
        byDirectConnectGateway ? new TreeMap<>() : toSites(gateway, false);
    String vpc = gateway.vpc();
    if (vpc != null) {
      List<Step> inside = subnets.edge(gateway.id(), vpc);
      topology.get(Vpc.class, vpc).cidrs().forEach(cidr -> ways.put(cidr, inside));
    }
    return List.of(
        new Step.Meet(Kind.VPN_GATEWAY, gateway.id()),
        new Step.Lookup(new PrefixTable<>(ways), noRoute(gateway.id())));
  }

  /**
   * @param withDirectConnectGateways whether a route over one counts
   */
  private Map<IpPrefix, List<Step>> toSites(VpnGateway gateway, boolean withDirectConnectGateways) {
    Map<IpPrefix, List<Step>> ways = new TreeMap<>();
    learned
        .ofVpnGateway(gateway.id())
        .forEach((prefix, route) -> {
          List<Place> places =
              route.ways().stream()
                  .filter(way -> withDirectConnectGateways || !isDirectConnectGateway(way))
                  .map(way -> outBy(way, gateway.region()))
                  .toList();
          if (!places.isEmpty()) {
            ways.put(
                prefix, List.of(new Step.RoutedByLearning(gateway.id(), route), spread(places)));
          }
        });
    return ways;
  }

  /** By the virtual interfaces that a Direct Connect gateway chose. */
  private static Map<IpPrefix, List<Step>> toSites(
      DirectConnectGateway gateway, Map<IpPrefix, LearnedRoute> routes) {
    Map<IpPrefix, List<Step>> ways = new TreeMap<>();
    routes.forEach((prefix, route) ->
        ways.put(
            prefix,
            List.of(
                new Step.RoutedByLearning(gateway.id(), route),
                spread(
                    route.ways().stream().<Place>map(Place.VirtualInterfaceOut::new).toList()))));
    return ways;
  }

  private boolean isDirectConnectGateway(String id) {
    return topology.find(DirectConnectGateway.class, id) != null;
  }

  /** The AWS end of a way to a site from a gateway of that Region. */
  private Place outBy(String way, String region) {
    if (topology.find(VpnTunnel.class, way) != null) {
      return new Place.TunnelOut(way);
    }
    if (topology.find(VirtualInterface.class, way) != null) {
      return new Place.VirtualInterfaceOut(way);
    }
    return isDirectConnectGateway(way)
        ? new Place.DirectConnectGatewayOut(way, region)
        : new Place.ConnectPeerOut(topology.get(TransitGatewayConnectPeer.class, way).id());
  }

  /** The site's end of a way into AWS. */
  private Place inBy(String way) {
    if (topology.find(VpnTunnel.class, way) != null) {
      return new Place.TunnelIn(way);
    }
    return topology.find(VirtualInterface.class, way) != null
        ? new Place.VirtualInterfaceIn(way)
        : new Place.ConnectPeerIn(topology.get(TransitGatewayConnectPeer.class, way).id());
  }

  List<Step> tunnelOut(VpnTunnel tunnel) {
    List<Step> steps = tunnel(tunnel);
    steps.add(toSite(tunnel.id(), badState(tunnel)));
    return steps;
  }

  List<Step> tunnelIn(VpnTunnel tunnel) {
    List<Step> steps = tunnel(tunnel);
    if (siteOver(tunnel.id()) == null) {
      steps.add(new Step.Drop(tunnel.id(), badState(tunnel)));
      return steps;
    }
    steps.add(
        switch (connection(tunnel).target()) {
          case VpnTarget.ToVpnGateway(String gateway) ->
              new Step.Go(new Place.VpnGatewayIn(gateway, false));
          case VpnTarget.ToTransitGateway(String gateway, String attachment) ->
              new Step.Go(new Place.TransitGatewayIn(gateway, attachment, null));
        });
    return steps;
  }

  private List<Step> tunnel(VpnTunnel tunnel) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.VPN_TUNNEL, tunnel.id()));
    steps.add(new Step.Mtu(tunnel.id(), tunnel.mtu()));
    steps.add(
        new Step.Require(
            tunnel.id(),
            new Condition.DestinationIn(
                AddressSet.of(connection(tunnel).ipv6() ? IpPrefix.ALL_V6 : IpPrefix.ALL_V4)),
            Reason.VPN_FAMILY_RESTRICTION));
    return steps;
  }

  private VpnConnection connection(VpnTunnel tunnel) {
    return topology.get(VpnConnection.class, tunnel.connection());
  }

  private Reason badState(VpnTunnel tunnel) {
    return connection(tunnel).target() instanceof VpnTarget.ToVpnGateway
        ? Reason.BAD_STATE_VPN
        : Reason.TGW_BAD_STATE_VPN;
  }

  List<Step> virtualInterfaceOut(VirtualInterface at) {
    List<Step> steps = virtualInterface(at);
    steps.add(toSite(at.id(), Reason.BAD_STATE_VIRTUAL_INTERFACE));
    return steps;
  }

  List<Step> virtualInterfaceIn(VirtualInterface at) {
    List<Step> steps = virtualInterface(at);
    VirtualInterface.Target target = at.target();
    if (siteOver(at.id()) == null) {
      steps.add(new Step.Drop(at.id(), Reason.BAD_STATE_VIRTUAL_INTERFACE));
    } else if (target == null) {
      steps.add(
          new Step.Require(
              at.id(),
              new Condition.SourceIn(AddressSet.of(at.publicPrefixes())),
              Reason.VIRTUAL_INTERFACE_SOURCE_NOT_ANNOUNCED));
      steps.add(new Step.Go(new Place.Internet()));
    } else {
      steps.add(
          switch (target) {
            case VirtualInterface.Target.ToVpnGateway(String gateway) ->
                new Step.Go(new Place.VpnGatewayIn(gateway, false));
            case VirtualInterface.Target.ToDirectConnectGateway(String gateway) ->
                new Step.Go(new Place.DirectConnectGatewayIn(gateway, at.id()));
          });
    }
    return steps;
  }

  private static List<Step> virtualInterface(VirtualInterface at) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.VIRTUAL_INTERFACE, at.id()));
    steps.add(new Step.Mtu(at.id(), at.mtu()));
    return steps;
  }

  /**
   * To the virtual interfaces that announce the destination. Where one announces more than a VPC's
   * block, traffic to that VPC turns round at its end (B5).
   */
  List<Step> directConnectGatewayOut(DirectConnectGateway gateway, String region) {
    Map<IpPrefix, LearnedRoute> routes = learned.outOfDirectConnectGateway(gateway.id(), region);
    Map<IpPrefix, List<Step>> ways = toSites(gateway, routes);
    routes.forEach((prefix, route) ->
        learned
            .intoAwsFromDirectConnectGateway(gateway.id())
            .keySet()
            .forEach(inside -> {
              if (prefix.contains(inside) && !routes.containsKey(inside)) {
                ways.put(
                    inside,
                    List.of(
                        new Step.RoutedByLearning(gateway.id(), route),
                        new Step.Go(
                            new Place.DirectConnectGatewayIn(
                                gateway.id(), route.ways().getFirst()))));
              }
            }));
    return List.of(
        new Step.Meet(Kind.DIRECT_CONNECT_GATEWAY, gateway.id()),
        new Step.Lookup(new PrefixTable<>(ways), noRoute(gateway.id())));
  }

  /** To the gateway that is announced for the destination; to another site by SiteLink (B6). */
  List<Step> directConnectGatewayIn(DirectConnectGateway gateway, VirtualInterface from) {
    Map<IpPrefix, List<Step>> ways =
        from.siteLink() ? toSites(gateway, learned.bySiteLink(gateway.id())) : new TreeMap<>();
    learned
        .intoAwsFromDirectConnectGateway(gateway.id())
        .forEach((prefix, association) -> ways.put(prefix, List.of(new Step.Go(by(association)))));
    return List.of(
        new Step.Meet(Kind.DIRECT_CONNECT_GATEWAY, gateway.id()),
        new Step.Lookup(new PrefixTable<>(ways), noRoute(gateway.id())));
  }

  private Place by(String association) {
    return switch (topology.get(DirectConnectGatewayAssociation.class, association).gateway()) {
      case Gateway.OfVpnGateway(String gateway) -> new Place.VpnGatewayIn(gateway, true);
      case Gateway.OfTransitGateway(String gateway, String attachment) ->
          new Place.TransitGatewayIn(gateway, attachment, null);
    };
  }

  List<Step> connectPeerOut(TransitGatewayConnectPeer peer) {
    return List.of(
        new Step.Meet(Kind.TRANSIT_GATEWAY_CONNECT_PEER, peer.id()),
        toSite(peer.id(), Reason.BAD_STATE_CONNECT_PEER));
  }

  List<Step> connectPeerIn(TransitGatewayConnectPeer peer) {
    TransitGatewayConnect connect = topology.get(TransitGatewayConnect.class, peer.connect());
    return List.of(
        new Step.Meet(Kind.TRANSIT_GATEWAY_CONNECT_PEER, peer.id()),
        siteOver(peer.id()) == null
            ? new Step.Drop(peer.id(), Reason.BAD_STATE_CONNECT_PEER)
            : new Step.Go(
                new Place.TransitGatewayIn(connect.transitGateway(), connect.id(), null)));
  }

  /** Delivers to the site's own addresses; everything else goes by what the router knows. */
  List<Step> site(Site site) {
    Map<IpPrefix, List<Step>> ways = new TreeMap<>();
    learned
        .ofSite(site.id())
        .forEach((prefix, route) ->
            ways.put(
                prefix,
                List.of(
                    new Step.RoutedByLearning(site.id(), route),
                    spread(route.ways().stream().map(this::inBy).toList()))));
    site.prefixes().forEach(own -> ways.put(own, List.of(new Step.Deliver(site.id()))));
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.SITE, site.id()));
    steps.add(
        topology.isDown(site.id())
            ? new Step.Drop(site.id(), Reason.BAD_STATE_SITE)
            : new Step.Lookup(new PrefixTable<>(ways), noRoute(site.id())));
    return steps;
  }

  /**
   * Out of a transit gateway by an attachment that is no VPC's and no peering's; null where it is
   * neither of these. What the table chose by a static route, and nothing announces there, takes
   * any tunnel that is up.
   */
  @Nullable List<Step> outOfTransitGateway(Place.TransitGatewayOut at) {
    VpnConnection vpn = topology.vpnOf(at.attachment());
    DirectConnectGatewayAssociation association = topology.associationOf(at.attachment());
    String gateway = association == null ? null : association.directConnectGateway();
    boolean connect = topology.find(TransitGatewayConnect.class, at.attachment()) != null;
    if (vpn == null && gateway == null && !connect) {
      return null;
    }
    String region = topology.get(TransitGateway.class, at.transitGateway()).region();
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.TRANSIT_GATEWAY_ATTACHMENT, at.attachment()));
    steps.add(new Step.LoseOrigin(Reason.SG_REFERENCES_NOT_PRESERVED));
    if (gateway != null) {
      steps.add(new Step.Go(new Place.DirectConnectGatewayOut(gateway, region)));
      return steps;
    }
    Map<IpPrefix, List<Step>> ways = new TreeMap<>();
    for (LearnedRoute route : learned.ofAttachment(at.transitGateway(), at.attachment())) {
      ways.put(
          route.destination(),
          List.of(
              new Step.RoutedByLearning(at.attachment(), route),
              spread(route.ways().stream().map(way -> outBy(way, region)).toList())));
    }
    if (vpn != null) {
      steps.add(new Step.Mtu(at.attachment(), VPN_ATTACHMENT_MTU));
    }
    List<Place> any =
        vpn == null
            ? List.of()
            : learned.tunnelsOf(vpn.id()).stream().<Place>map(Place.TunnelOut::new).toList();
    steps.add(
        new Step.Lookup(
            new PrefixTable<>(ways),
            List.of(
                any.isEmpty()
                    ? new Step.Drop(
                        at.attachment(),
                        vpn == null ? Reason.BAD_STATE_CONNECT_PEER : Reason.TGW_BAD_STATE_VPN)
                    : spread(any))));
    return steps;
  }

  /** The public prefixes of sites that AWS learns by public virtual interfaces (B4). */
  Map<IpPrefix, List<Step>> fromInternet() {
    Map<IpPrefix, List<Step>> ways = new HashMap<>();
    for (VirtualInterface each : topology.all(VirtualInterface.class)) {
      if (each.target() == null) {
        for (Session session : learned.sessionsOver(each.id())) {
          learned
              .accepted(session.id())
              .forEach(route ->
                  ways.put(
                      route.destination(),
                      List.of(new Step.Go(new Place.VirtualInterfaceOut(each.id())))));
        }
      }
    }
    return ways;
  }

  /** On to the site at the far end; packets pass only while what carries them is up. */
  private Step toSite(String over, Reason otherwise) {
    String site = siteOver(over);
    return site == null ? new Step.Drop(over, otherwise) : new Step.Go(new Place.SiteRouter(site));
  }

  /** The site that is reached over a component; null while that is down, or leads nowhere. */
  private @Nullable String siteOver(String component) {
    for (Session session : learned.sessionsOver(component)) {
      if (session.linked() && session.site() != null && (session.bgp() || session.up())) {
        return session.site();
      }
    }
    return null;
  }

  private static Step spread(List<Place> places) {
    return places.size() == 1 ? new Step.Go(places.getFirst()) : new Step.Spread(places);
  }

  private static List<Step> noRoute(String router) {
    return List.of(new Step.Drop(router, Reason.NO_ROUTE_TO_DESTINATION));
  }
}
