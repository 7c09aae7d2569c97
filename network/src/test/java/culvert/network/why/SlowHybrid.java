package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.CustomerGateway;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway;
import culvert.network.topology.Fault;
import culvert.network.topology.HeldSession;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What gateways and sites have learned, for {@link SlowWalker}: asked anew each time, every list
 * scanned. It knows VPNs, private virtual interfaces and Direct Connect gateways.
 */
final class SlowHybrid {

  enum Source {
    DIRECT_CONNECT,
    STATIC,
    VPN
  }

  /** One candidate, or what was chosen of some. */
  record Route(
      IpPrefix prefix,
      Source source,
      List<String> ways,
      List<Long> path,
      int preference,
      Long med,
      Set<String> communities,
      boolean comparesPath) {

    Route by(List<String> others) {
      return new Route(prefix, source, others, path, preference, med, communities, true);
    }

    long medOr(long otherwise) {
      return med == null ? otherwise : med;
    }
  }

  private final Topology net;
  private final SlowTables tables;

  SlowHybrid(Topology net, SlowTables tables) {
    this.net = net;
    this.tables = tables;
  }

  // Links: tunnels and virtual interfaces

  VpnConnection connection(String tunnel) {
    VpnTunnel of = net.find(VpnTunnel.class, tunnel);
    return of == null ? null : net.get(VpnConnection.class, of.connection());
  }

  VirtualInterface virtualInterface(String id) {
    return net.find(VirtualInterface.class, id);
  }

  private List<String> links() {
    List<String> links = new ArrayList<>();
    net.all(VpnTunnel.class).forEach(each -> links.add(each.id()));
    net.all(VirtualInterface.class).forEach(each -> links.add(each.id()));
    links.sort(null);
    return links;
  }

  Site siteAt(String link) {
    VpnConnection vpn = connection(link);
    for (Site site : net.all(Site.class)) {
      if (vpn == null
          ? site.virtualInterfaces().contains(link)
          : site.customerGateways().contains(vpn.customerGateway())) {
        return site;
      }
    }
    return null;
  }

  private boolean isDown(String component) {
    return net.all(Fault.class).stream().anyMatch(fault -> fault.component().equals(component));
  }

  /** Whether packets pass. */
  boolean isLinked(String link) {
    Site site = siteAt(link);
    if (site == null || isDown(site.id()) || isDown(link) || !hasEnd(link)) {
      return false;
    }
    VpnConnection vpn = connection(link);
    if (vpn != null) {
      return !isDown(vpn.id()) && !isDown(net.get(VpnTunnel.class, link).zone());
    }
    String port = virtualInterface(link).parent();
    DirectConnectConnection over = net.get(DirectConnectConnection.class, port);
    return over.available() && !isDown(port) && !isDown(over.location());
  }

  private boolean hasEnd(String link) {
    VpnConnection vpn = connection(link);
    if (vpn == null) {
      return switch (virtualInterface(link).target()) {
        case VirtualInterface.Target.ToVpnGateway(String id) ->
            net.find(VpnGateway.class, id) != null;
        case VirtualInterface.Target.ToDirectConnectGateway(String id) ->
            net.find(DirectConnectGateway.class, id) != null;
      };
    }
    return switch (vpn.target()) {
      case VpnTarget.ToVpnGateway(String id) -> net.find(VpnGateway.class, id) != null;
      case VpnTarget.ToTransitGateway(String id, _) -> net.find(TransitGateway.class, id) != null;
    };
  }

  boolean hasBgp(String link) {
    return connection(link) == null || connection(link).bgp();
  }

  /** Whether both ends take it for established. */
  boolean isUp(String link) {
    Site site = siteAt(link);
    VpnConnection vpn = connection(link);
    if (site == null) {
      return false;
    }
    VirtualInterface at = virtualInterface(link);
    long expected =
        vpn == null
            ? at.peers().getFirst().customerAsn()
            : net.get(CustomerGateway.class, vpn.customerGateway()).asn();
    if (hasBgp(link) && site.asn() != expected) {
      return false;
    }
    String session = vpn == null ? at.peers().getFirst().id() : link;
    for (HeldSession held : net.all(HeldSession.class)) {
      if (held.id().equals(session)) {
        return held.up();
      }
    }
    return isLinked(link);
  }

  private boolean carries(String link, IpPrefix prefix) {
    VpnConnection vpn = connection(link);
    return (vpn != null && vpn.ipv6()) == !prefix.isV4();
  }

  private static List<String> by(String way) {
    return List.of(way);
  }

  private Site.Policy policy(String link) {
    VpnConnection vpn = connection(link);
    Site.Policy found = null;
    for (Site.Policy each : siteAt(link).policies()) {
      if (each.via().equals(link)) {
        return each;
      }
      if (vpn != null && each.via().equals(vpn.id())) {
        found = each;
      }
    }
    return found;
  }

  /** What the site says on a link that is up, as AWS takes it. */
  private List<Route> said(String link) {
    List<Route> said = new ArrayList<>();
    if (!isUp(link) || !hasBgp(link)) {
      return said;
    }
    Site site = siteAt(link);
    Site.Policy policy = policy(link);
    List<Long> path = new ArrayList<>();
    for (int i = policy == null ? 0 : -policy.prepend(); i <= 0; i++) {
      path.add(site.asn());
    }
    boolean direct = connection(link) == null;
    Set<String> communities = policy == null || !direct ? Set.of() : policy.communities();
    int preference = !direct ? 100 : communities.contains("7224:7300") ? 300 : 200;
    for (IpPrefix prefix :
        policy == null || policy.announced() == null ? site.prefixes() : policy.announced()) {
      if (carries(link, prefix)) {
        said.add(
            new Route(
                prefix,
                direct ? Source.DIRECT_CONNECT : Source.VPN,
                by(link),
                path,
                preference,
                policy == null ? null : policy.med(),
                communities,
                true));
      }
    }
    return said;
  }

  // Choices

  private static Map<IpPrefix, Route> choose(
      Collection<Route> heard, Function<List<Route>, Route> best) {
    Map<IpPrefix, List<Route>> byPrefix = new TreeMap<>();
    heard.forEach(each -> byPrefix.computeIfAbsent(each.prefix, _ -> new ArrayList<>()).add(each));
    Map<IpPrefix, Route> chosen = new TreeMap<>();
    byPrefix.forEach((prefix, routes) -> chosen.put(prefix, best.apply(routes)));
    return chosen;
  }

  private static List<Route> least(List<Route> routes, ToLongFunction<Route> of) {
    long least = routes.stream().mapToLong(of).min().orElseThrow();
    return routes.stream().filter(each -> of.applyAsLong(each) == least).toList();
  }

  private static List<Route> shortest(List<Route> routes) {
    Predicate<Route> longer =
        one ->
            one.comparesPath
                && routes.stream()
                    .anyMatch(other -> other.comparesPath && other.path.size() < one.path.size());
    return routes.stream().filter(longer.negate()).toList();
  }

  private static List<Route> lowestMed(List<Route> routes) {
    Predicate<Route> worse =
        one ->
            routes.stream()
                .anyMatch(other ->
                    other.medOr(0) < one.medOr(0) && first(other.path).equals(first(one.path)));
    return routes.stream().filter(worse.negate()).toList();
  }

  private static Long first(List<Long> path) {
    return path.isEmpty() ? 0L : path.getFirst();
  }

  private static Route lowest(List<Route> routes) {
    return routes.stream().min(Comparator.comparing(each -> each.ways.getFirst())).orElseThrow();
  }

  private static Route together(List<Route> routes) {
    Set<String> ways = new TreeSet<>();
    routes.forEach(each -> ways.addAll(each.ways));
    return lowest(routes).by(routes.size() == 1 ? routes.getFirst().ways : List.copyOf(ways));
  }

  private static Route overDirectConnect(List<Route> routes) {
    return together(lowestMed(shortest(least(routes, each -> -each.preference))));
  }

  private static Route atVpnGateway(List<Route> routes) {
    List<Route> left = least(routes, each -> each.source.ordinal());
    return left.getFirst().source == Source.DIRECT_CONNECT
        ? overDirectConnect(left)
        : lowest(lowestMed(shortest(left)));
  }

  private static Route atTransitGateway(List<Route> routes, boolean ecmp) {
    List<Route> left = shortest(least(routes, each -> each.source.ordinal()));
    left = least(left, each -> each.medOr(each.source == Source.DIRECT_CONNECT ? 0 : 100));
    Route first = lowest(left);
    return first.source == Source.DIRECT_CONNECT || ecmp
        ? together(
            left.stream()
                .filter(each ->
                    each.path.equals(first.path) && each.communities.equals(first.communities))
                .toList())
        : first;
  }

  private static Route atSite(List<Route> routes) {
    return lowest(lowestMed(shortest(least(routes, each -> -each.preference))));
  }

  // Gateways

  /** What virtual interfaces say to a gateway, as a Region sees it. */
  private List<Route> overInterfaces(String gateway, String region) {
    List<Route> heard = new ArrayList<>();
    for (String link : links()) {
      if (connection(link) == null && gatewayOf(link).equals(gateway)) {
        VirtualInterface at = virtualInterface(link);
        for (Route each : said(link)) {
          boolean near = at.region().equals(region);
          boolean tagged = each.communities.stream().anyMatch(tag -> tag.startsWith("7224:7"));
          heard.add(
              new Route(
                  each.prefix,
                  each.source,
                  each.ways,
                  each.path,
                  near || tagged ? each.preference : 150,
                  each.med,
                  each.communities,
                  near));
        }
      }
    }
    return heard;
  }

  private String gatewayOf(String link) {
    VpnConnection vpn = connection(link);
    if (vpn == null) {
      return switch (virtualInterface(link).target()) {
        case VirtualInterface.Target.ToVpnGateway(String id) -> id;
        case VirtualInterface.Target.ToDirectConnectGateway(String id) -> id;
      };
    }
    return switch (vpn.target()) {
      case VpnTarget.ToVpnGateway(String id) -> id;
      case VpnTarget.ToTransitGateway(String id, _) -> id;
    };
  }

  Map<IpPrefix, Route> outOfDirectConnectGateway(String gateway, String region) {
    return choose(overInterfaces(gateway, region), SlowHybrid::overDirectConnect);
  }

  /** By prefix the association that a Direct Connect gateway announces. */
  Map<IpPrefix, DirectConnectGatewayAssociation> intoAws(String gateway) {
    Map<IpPrefix, DirectConnectGatewayAssociation> into = new TreeMap<>();
    List<DirectConnectGatewayAssociation> all =
        new ArrayList<>(net.all(DirectConnectGatewayAssociation.class));
    all.sort(Comparator.comparing(DirectConnectGatewayAssociation::id));
    for (DirectConnectGatewayAssociation each : all) {
      if (each.directConnectGateway().equals(gateway)) {
        List<IpPrefix> allowed = each.allowedPrefixes();
        List<IpPrefix> announced =
            each.gateway() instanceof Gateway.OfVpnGateway(String id)
                ? blocks(id).stream()
                    .filter(block ->
                        allowed.isEmpty() || allowed.stream().anyMatch(a -> a.contains(block)))
                    .toList()
                : allowed;
        announced.forEach(prefix -> into.putIfAbsent(prefix, each));
      }
    }
    return into;
  }

  List<IpPrefix> blocks(String vpnGateway) {
    VpnGateway gateway = net.find(VpnGateway.class, vpnGateway);
    return gateway == null || gateway.vpc() == null
        ? List.of()
        : net.get(Vpc.class, gateway.vpc()).cidrs();
  }

  Map<IpPrefix, Route> ofVpnGateway(String id) {
    VpnGateway gateway = net.find(VpnGateway.class, id);
    if (gateway == null) {
      return Map.of();
    }
    List<Route> heard = overInterfaces(id, gateway.region());
    for (String link : links()) {
      VpnConnection vpn = connection(link);
      if (vpn != null && gatewayOf(link).equals(id) && isUp(link)) {
        heard.addAll(said(link));
        if (!vpn.bgp()) {
          vpn.staticRoutes().forEach(prefix -> heard.add(told(prefix, link)));
        }
      }
    }
    for (DirectConnectGatewayAssociation each : net.all(DirectConnectGatewayAssociation.class)) {
      if (each.gateway() instanceof Gateway.OfVpnGateway(String of) && of.equals(id)) {
        heard.addAll(passedOn(each.directConnectGateway(), gateway.region(), gateway.asn()));
      }
    }
    return choose(heard, SlowHybrid::atVpnGateway);
  }

  private static Route told(IpPrefix prefix, String link) {
    return new Route(prefix, Source.STATIC, by(link), List.of(), 100, null, Set.of(), true);
  }

  /** What a Direct Connect gateway says to another gateway. */
  private List<Route> passedOn(String directConnectGateway, String region, long asn) {
    return outOfDirectConnectGateway(directConnectGateway, region).values().stream()
        .filter(each -> !each.path.contains(asn))
        .map(each -> each.by(by(directConnectGateway)))
        .toList();
  }

  /** The VPN or Direct Connect gateway at a transit gateway's attachment: its id, or null. */
  String behind(String transitGateway, String attachment) {
    for (VpnConnection each : net.all(VpnConnection.class)) {
      if (each.target().equals(new VpnTarget.ToTransitGateway(transitGateway, attachment))) {
        return each.id();
      }
    }
    for (DirectConnectGatewayAssociation each : net.all(DirectConnectGatewayAssociation.class)) {
      if (each.gateway().equals(new Gateway.OfTransitGateway(transitGateway, attachment))) {
        return each.directConnectGateway();
      }
    }
    return null;
  }

  Map<IpPrefix, Route> ofAttachment(String transitGateway, String attachment) {
    String behind = behind(transitGateway, attachment);
    TransitGateway gateway = net.get(TransitGateway.class, transitGateway);
    List<Route> heard = new ArrayList<>();
    if (behind != null && net.find(VpnConnection.class, behind) != null) {
      net.get(VpnConnection.class, behind).tunnels().forEach(each -> heard.addAll(said(each)));
    } else if (behind != null) {
      passedOn(behind, gateway.region(), gateway.asn()).stream()
          .filter(each -> !each.prefix.isV4() || each.prefix.length() != 30)
          .forEach(heard::add);
    }
    return choose(heard, routes -> atTransitGateway(routes, gateway.vpnEcmp()));
  }

  /** What the attachments that propagate bring into a table. */
  Map<IpPrefix, Route> learned(TransitGatewayRouteTable table) {
    List<Route> heard = new ArrayList<>();
    for (String attachment : table.propagations()) {
      ofAttachment(table.transitGateway(), attachment)
          .values()
          .forEach(each -> heard.add(each.by(by(attachment))));
    }
    boolean ecmp = net.get(TransitGateway.class, table.transitGateway()).vpnEcmp();
    return choose(heard, routes -> atTransitGateway(routes, ecmp));
  }

  /** Of some tunnels of one site those that AWS sends by (A8). */
  List<String> preferred(List<String> tunnels) {
    List<Route> routes = new ArrayList<>();
    tunnels.forEach(each -> routes.addAll(said(each)));
    if (routes.isEmpty()) {
      return tunnels.stream().limit(1).toList();
    }
    IpPrefix lowest = routes.stream().map(Route::prefix).sorted().findFirst().orElseThrow();
    List<Route> some = routes.stream().filter(each -> each.prefix.equals(lowest)).toList();
    String gateway = gatewayOf(tunnels.getFirst());
    return net.find(TransitGateway.class, gateway) == null
        ? atVpnGateway(some).ways
        : atTransitGateway(some, net.get(TransitGateway.class, gateway).vpnEcmp()).ways;
  }

  List<String> tunnelsUp(String vpn) {
    return net.get(VpnConnection.class, vpn).tunnels().stream().filter(this::isUp).toList();
  }

  // Sites

  /** What AWS says to the site on a link. */
  private List<Route> announced(String link) {
    if (!isUp(link) || !hasBgp(link) || !hasEnd(link)) {
      return List.of();
    }
    Map<IpPrefix, List<Long>> paths = new LinkedHashMap<>();
    String end = gatewayOf(link);
    VpnConnection vpn = connection(link);
    long asn;
    if (net.find(VpnGateway.class, end) != null) {
      asn = net.get(VpnGateway.class, end).asn();
      blocks(end).forEach(block -> paths.put(block, List.of()));
      ofVpnGateway(end)
          .forEach((prefix, route) -> {
            boolean byGateway =
                route.ways.stream()
                    .anyMatch(way -> net.find(DirectConnectGateway.class, way) != null);
            if (route.source != Source.STATIC
                && !byGateway
                && !blocks(end).contains(prefix)
                && !route.ways.equals(by(link))) {
              paths.put(prefix, route.path);
            }
          });
    } else if (vpn != null) {
      asn = net.get(TransitGateway.class, end).asn();
      String attachment = ((VpnTarget.ToTransitGateway) vpn.target()).attachment();
      TransitGatewayRouteTable table = tables.tableOf(end, attachment);
      if (table != null) {
        for (SlowTables.Best best : tables.best(table)) {
          if (!best.to().isEmpty() && !best.to().contains(attachment)) {
            paths.put(best.prefix(), best.learned() == null ? List.of() : best.learned().path);
          }
        }
      }
    } else {
      asn = net.get(DirectConnectGateway.class, end).asn();
      intoAws(end).keySet().forEach(prefix -> paths.put(prefix, List.of()));
    }
    Long med = vpn == null ? null : preferred(tunnelsBeside(link)).contains(link) ? 100L : 200L;
    List<Route> said = new ArrayList<>();
    paths.forEach((prefix, behind) -> {
      List<Long> path = new ArrayList<>(List.of(asn));
      path.addAll(behind);
      if (carries(link, prefix)) {
        said.add(
            new Route(
                prefix,
                vpn == null ? Source.DIRECT_CONNECT : Source.VPN,
                by(link),
                path,
                100,
                med,
                Set.of(),
                true));
      }
    });
    return said;
  }

  /** The tunnels that are up between the site of a tunnel and its gateway. */
  private List<String> tunnelsBeside(String tunnel) {
    return links().stream()
        .filter(each -> connection(each) != null && isUp(each))
        .filter(each -> siteAt(each).equals(siteAt(tunnel)))
        .filter(each -> gatewayOf(each).equals(gatewayOf(tunnel)))
        .toList();
  }

  /** By what the site's router sends; its own prefixes left out. */
  Map<IpPrefix, Route> ofSite(Site site) {
    List<Route> heard = new ArrayList<>();
    List<String> up =
        links().stream().filter(each -> site.equals(siteAt(each)) && isUp(each)).toList();
    for (String link : up) {
      Site.Policy policy = policy(link);
      for (Route each : announced(link)) {
        boolean taken =
            policy == null
                || policy.accepted() == null
                || policy.accepted().stream().anyMatch(wide -> wide.contains(each.prefix));
        if (taken && !each.path.contains(site.asn())) {
          heard.add(
              new Route(
                  each.prefix,
                  each.source,
                  each.ways,
                  each.path,
                  policy == null ? 100 : policy.localPreference(),
                  each.med,
                  each.communities,
                  true));
        }
      }
    }
    Map<IpPrefix, Route> best = choose(heard, SlowHybrid::atSite);
    Set<IpPrefix> told = new TreeSet<>();
    for (Site.StaticRoute route : site.staticRoutes()) {
      for (String link : up) {
        VpnConnection vpn = connection(link);
        boolean via = route.via().equals(link) || vpn != null && route.via().equals(vpn.id());
        if (via && carries(link, route.destination()) && told.add(route.destination())) {
          best.put(route.destination(), told(route.destination(), link));
        }
      }
    }
    site.prefixes().forEach(best::remove);
    return best;
  }

  /** The longest of some prefixes that has the address, or null. */
  static IpPrefix longest(Collection<IpPrefix> prefixes, IpAddress address) {
    return prefixes.stream()
        .filter(each -> each.contains(address))
        .max(Comparator.comparing(IpPrefix::length))
        .orElse(null);
  }

  boolean isDown(Site site) {
    return isDown(site.id());
  }
}
