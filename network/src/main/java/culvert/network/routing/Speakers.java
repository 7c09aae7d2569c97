package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.routing.TransitGatewayRouting.AtGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnGateway;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What everybody has learned while certain links are up.
 *
 * <p>No route comes back to where it was learned: sites announce their own prefixes only; virtual
 * private gateways, transit gateways' attachments and Direct Connect gateways pass on what sites
 * announce; and tables, and what sites learn, end there. So each is computed from those before it,
 * once, when it is first asked for. The one loop is that of links that run over Direct Connect,
 * which {@link HybridRouting} closes.
 */
final class Speakers {

  private record InRegion(String gateway, String region) {}

  /**
   * What a virtual private gateway hears.
   *
   * @param byGateway by Direct Connect gateway
   */
  private record Heard(
      long asn, List<Offer> offers, Map<String, Map<IpPrefix, LearnedRoute>> byGateway) {}

  /** What an attachment of a transit gateway hears on its links, or from its gateway. */
  private record Attached(
      TransitGateway to,
      List<List<LearnedRoute>> overLinks,
      Map<String, Map<IpPrefix, LearnedRoute>> byGateway) {}

  /**
   * What a site's router hears.
   *
   * @param said on each of the links that are up
   */
  private record AtSite(Site site, List<Link> up, List<List<LearnedRoute>> said) {}

  private final Topology topology;
  private final Sessions sessions;
  private final TransitGatewayRouting transitGateways;
  private final List<DirectConnectGatewayAssociation> associations;
  private final Map<String, String> directConnectGatewayOfAttachment = new HashMap<>();
  private final Computed<String, Announcements.Basis, List<LearnedRoute>> announced;
  private final Computed<String, AtSite, Map<IpPrefix, LearnedRoute>> ofSites;
  private final Computed<InRegion, List<Offer>, Map<IpPrefix, LearnedRoute>> ofDirectConnect;
  private final Computed<String, List<Offer>, Map<IpPrefix, LearnedRoute>> ofSiteLink;
  private final Computed<String, Heard, Map<IpPrefix, LearnedRoute>> ofVpnGateways;
  private final Computed<String, Attached, Map<IpPrefix, LearnedRoute>> ofAttachments;

  /**
   * @param before whose results are taken over where nothing has changed
   */
  Speakers(Topology topology, Sessions sessions, @Nullable Speakers before) {
    this.topology = topology;
    this.sessions = sessions;
    announced = new Computed<>(before == null ? null : before.announced);
    ofSites = new Computed<>(before == null ? null : before.ofSites);
    ofDirectConnect = new Computed<>(before == null ? null : before.ofDirectConnect);
    ofSiteLink = new Computed<>(before == null ? null : before.ofSiteLink);
    ofVpnGateways = new Computed<>(before == null ? null : before.ofVpnGateways);
    ofAttachments = new Computed<>(before == null ? null : before.ofAttachments);
    transitGateways =
        new TransitGatewayRouting(
            topology, this::ofAttachment, before == null ? null : before.transitGateways);
    associations =
        topology.all(DirectConnectGatewayAssociation.class).stream()
            .sorted(Comparator.comparing(DirectConnectGatewayAssociation::id))
            .toList();
    for (DirectConnectGatewayAssociation each : associations) {
      if (each.gateway() instanceof Gateway.OfTransitGateway(_, String attachment)) {
        directConnectGatewayOfAttachment.put(attachment, each.directConnectGateway());
      }
    }
  }

  Sessions sessions() {
    return sessions;
  }

  TransitGatewayRouting transitGateways() {
    return transitGateways;
  }

  /** A Direct Connect gateway's routes to sites, for what comes from a Region. */
  Map<IpPrefix, LearnedRoute> ofDirectConnectGateway(String gateway, String region) {
    return ofDirectConnect.of(
        new InRegion(gateway, region),
        () -> overInterfaces(gateway, region),
        Offer::atDirectConnectGateway);
  }

  private List<Offer> overInterfaces(String end, String region) {
    List<Offer> offers = new ArrayList<>();
    for (Link link : sessions.upAt(end)) {
      if (link instanceof Link.OverVirtualInterface at) {
        offers.add(Offer.over(at.virtualInterface(), sessions.accepted(link), region));
      }
    }
    return offers;
  }

  /** A Direct Connect gateway's routes from one site to the others (B6). */
  Map<IpPrefix, LearnedRoute> bySiteLink(String gateway) {
    return ofSiteLink.of(gateway, () -> overSiteLinks(gateway), Offer::atDirectConnectGateway);
  }

  private List<Offer> overSiteLinks(String gateway) {
    List<Offer> offers = new ArrayList<>();
    for (Link link : sessions.upAt(gateway)) {
      if (link instanceof Link.OverVirtualInterface at && at.virtualInterface().siteLink()) {
        offers.add(Offer.unconditional(sessions.accepted(link)));
      }
    }
    return offers;
  }

  /**
   * By prefix, the association that a Direct Connect gateway announces it for. What a virtual
   * private gateway's association allows is a filter of its VPC's blocks, and lets all of them pass
   * where it is empty; a transit gateway's is announced as it is (B5).
   */
  Map<IpPrefix, String> intoAws(String gateway) {
    Map<IpPrefix, String> into = new TreeMap<>();
    for (DirectConnectGatewayAssociation each : associations) {
      if (!each.directConnectGateway().equals(gateway)) {
        continue;
      }
      List<IpPrefix> allowed = each.allowedPrefixes();
      switch (each.gateway()) {
        case Gateway.OfTransitGateway _ ->
            allowed.forEach(prefix -> into.putIfAbsent(prefix, each.id()));
        case Gateway.OfVpnGateway(String id) ->
            blocksBehind(id).stream()
                .filter(block ->
                    allowed.isEmpty() || allowed.stream().anyMatch(wide -> wide.contains(block)))
                .forEach(block -> into.putIfAbsent(block, each.id()));
      }
    }
    return into;
  }

  /** The blocks of the VPC that a virtual private gateway is attached to. */
  List<IpPrefix> blocksBehind(String vpnGateway) {
    VpnGateway gateway = topology.find(VpnGateway.class, vpnGateway);
    String vpc = gateway == null ? null : gateway.vpc();
    return vpc == null ? List.of() : topology.get(Vpc.class, vpc).cidrs();
  }

  /** What a virtual private gateway forwards to sites. */
  Map<IpPrefix, LearnedRoute> ofVpnGateway(String id) {
    VpnGateway gateway = topology.find(VpnGateway.class, id);
    return gateway == null
        ? Map.of()
        : ofVpnGateways.of(
            id,
            () -> heardBy(gateway),
            heard -> Offer.atVpnGateway(heard.offers, byGateways(heard.byGateway, heard.asn)));
  }

  private Heard heardBy(VpnGateway gateway) {
    List<Offer> offers = overInterfaces(gateway.id(), gateway.region());
    for (Link link : sessions.upAt(gateway.id())) {
      if (link instanceof Link.OverTunnel at) {
        offers.add(Offer.unconditional(link.bgp() ? sessions.accepted(link) : told(at)));
      }
    }
    Map<String, Map<IpPrefix, LearnedRoute>> byGateway = new TreeMap<>();
    for (DirectConnectGatewayAssociation each : associations) {
      if (each.gateway() instanceof Gateway.OfVpnGateway(String id) && id.equals(gateway.id())) {
        byGateway.put(
            each.directConnectGateway(),
            ofDirectConnectGateway(each.directConnectGateway(), gateway.region()));
      }
    }
    return new Heard(gateway.asn(), offers, byGateway);
  }

  /** The static routes of a connection are in force while a tunnel is up (A8). */
  private static List<LearnedRoute> told(Link.OverTunnel link) {
    return link.connection().staticRoutes().stream()
        .map(prefix -> LearnedRoute.told(prefix, link.over()))
        .toList();
  }

  /** What Direct Connect gateways pass on to a gateway of that AS. */
  private static List<List<LearnedRoute>> byGateways(
      Map<String, Map<IpPrefix, LearnedRoute>> routes, long asn) {
    List<List<LearnedRoute>> heard = new ArrayList<>();
    routes.forEach((gateway, its) -> {
      List<String> ways = List.of(gateway);
      heard.add(
          its.values().stream()
              .filter(route -> !route.asPath().contains(asn))
              .map(route -> route.withWays(ways))
              .toList());
    });
    return heard;
  }

  /** What an attachment of a transit gateway propagates (R4.4.4). */
  Map<IpPrefix, LearnedRoute> ofAttachment(AtGateway at) {
    TransitGateway gateway = topology.find(TransitGateway.class, at.transitGateway());
    return gateway == null
        ? Map.of()
        : ofAttachments.of(
            at.attachment(), () -> attached(gateway, at.attachment()), Speakers::atAttachment);
  }

  private Attached attached(TransitGateway gateway, String attachment) {
    String from = directConnectGatewayOfAttachment.get(attachment);
    return new Attached(
        gateway,
        sessions.upAt(attachment).stream().map(sessions::accepted).toList(),
        from == null ? Map.of() : Map.of(from, ofDirectConnectGateway(from, gateway.region())));
  }

  /** A /30 is taken for the addresses of a cable's ends, which no transit gateway learns (B5). */
  private static Map<IpPrefix, LearnedRoute> atAttachment(Attached from) {
    List<List<LearnedRoute>> heard = new ArrayList<>(from.overLinks);
    for (List<LearnedRoute> routes : byGateways(from.byGateway, from.to.asn())) {
      heard.add(routes.stream().filter(route -> !isPointToPoint(route.destination())).toList());
    }
    return Decision.perPrefix(
        heard, routes -> Decision.atTransitGateway(routes, from.to.vpnEcmp()));
  }

  private static boolean isPointToPoint(IpPrefix prefix) {
    return prefix.isV4() && prefix.length() == 30;
  }

  /**
   * Of some tunnels from one gateway to one site those that AWS sends through, by its lowest
   * prefix; the first where nothing is learned there.
   */
  List<String> preferred(List<? extends Link> tunnels) {
    List<LearnedRoute> routes =
        tunnels.stream().flatMap(link -> sessions.accepted(link).stream()).toList();
    if (routes.isEmpty()) {
      return tunnels.stream().map(Link::over).limit(1).toList();
    }
    IpPrefix lowest = Collections.min(routes, LearnedRoute.BY_DESTINATION).destination();
    List<LearnedRoute> some =
        routes.stream().filter(route -> route.destination().equals(lowest)).toList();
    return tunnels.getFirst().end() instanceof AwsEnd.AtTransitGateway at
        ? Decision.atTransitGateway(some, at.gateway().vpnEcmp()).ways()
        : Decision.atVpnGateway(some, _ -> true).ways();
  }

  /** What AWS's public network has learned, as one of its Regions sees it (B4). */
  Map<IpPrefix, LearnedRoute> ofPublicNetwork(String region) {
    List<List<LearnedRoute>> heard = new ArrayList<>();
    for (Link link : sessions.upAt(new AwsEnd.AtPublicNetwork().id())) {
      if (link instanceof Link.OverVirtualInterface at) {
        String location = at.virtualInterface().region();
        heard.add(
            sessions.accepted(link).stream()
                .filter(route -> PublicNetwork.reaches(route, location, region))
                .toList());
      }
    }
    return Decision.perPrefix(heard, routes -> Decision.overDirectConnect(routes, _ -> true));
  }

  /** What AWS says on a link; nothing while it is down. */
  List<LearnedRoute> announced(Link link) {
    if (!sessions.isUp(link) || !link.bgp()) {
      return List.of();
    }
    Announcements at = new Announcements(topology, this, link);
    return announced.of(link.id(), at::basis, _ -> at.routes());
  }

  /** What a site's router uses. */
  Map<IpPrefix, LearnedRoute> ofSite(String id) {
    Site site = topology.find(Site.class, id);
    return site == null ? Map.of() : ofSites.of(id, () -> heardAt(site), Speakers::atSite);
  }

  private AtSite heardAt(Site site) {
    List<Link> up = sessions.upOf(site.id());
    return new AtSite(site, up, up.stream().map(this::announced).toList());
  }

  private static Map<IpPrefix, LearnedRoute> atSite(AtSite heard) {
    SiteRouter router = new SiteRouter(heard.site);
    List<List<LearnedRoute>> learned = new ArrayList<>();
    for (int i = 0; i < heard.up.size(); i++) {
      learned.add(router.accepted(heard.up.get(i), heard.said.get(i)));
    }
    return router.best(heard.up, learned);
  }
}
