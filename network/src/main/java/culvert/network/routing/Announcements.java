package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.routing.LearnedRoute.Source;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.VpnGateway;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What AWS says to a site on one link. */
final class Announcements {

  /** The MED of the tunnel that AWS itself sends through, and of the others (A8). */
  private static final long MED_OF_PREFERRED = 100;

  private static final long MED_OF_OTHERS = 200;

  private final Topology topology;
  private final Speakers speakers;
  private final Link link;
  private final List<Long> own;
  private final List<String> ways;
  private final @Nullable Long med;
  private final List<LearnedRoute> said = new ArrayList<>();

  /**
   * All that what is said depends on.
   *
   * @param known what AWS's end knows
   */
  record Basis(Link link, @Nullable Long med, List<Object> known) {}

  /** The paths as they are passed on: many routes have one. */
  private final Map<List<Long>, List<Long>> paths = new IdentityHashMap<>();

  Announcements(Topology topology, Speakers speakers, Link link) {
    this.topology = topology;
    this.speakers = speakers;
    this.link = link;
    own = link.isInternal() ? List.of() : List.of(link.end().asn());
    ways = List.of(link.over());
    Site site = link.site();
    med =
        link instanceof Link.OverTunnel at && site != null
            ? (Long) (isPreferred(at, site) ? MED_OF_PREFERRED : MED_OF_OTHERS)
            : null;
  }

  /** Whether AWS sends to the site by this tunnel rather than by another of the same gateway. */
  private boolean isPreferred(Link.OverTunnel tunnel, Site site) {
    List<Link.OverTunnel> tunnels = new ArrayList<>();
    for (Link each : speakers.sessions().upOf(site.id())) {
      if (each instanceof Link.OverTunnel at && gateway(at).equals(gateway(tunnel))) {
        tunnels.add(at);
      }
    }
    return speakers.preferred(tunnels).contains(tunnel.over());
  }

  private static String gateway(Link link) {
    return link.end() instanceof AwsEnd.AtTransitGateway at ? at.gateway().id() : link.end().id();
  }

  Basis basis() {
    return new Basis(link, med, known());
  }

  private List<Object> known() {
    return switch (link.end()) {
      case AwsEnd.AtVpnGateway(VpnGateway gateway) ->
          List.of(speakers.blocksBehind(gateway.id()), speakers.ofVpnGateway(gateway.id()));
      case AwsEnd.AtTransitGateway at -> {
        TransitGatewayRouteTable table = topology.tableOf(at.gateway().id(), at.attachment());
        yield table == null ? List.of() : List.of(speakers.transitGateways().best(table));
      }
      case AwsEnd.AtDirectConnectGateway(DirectConnectGateway gateway) ->
          List.of(speakers.intoAws(gateway.id()), speakers.bySiteLink(gateway.id()));
      case AwsEnd.AtPublicNetwork _ -> List.of(topology);
      case AwsEnd.Nowhere _ -> List.of();
    };
  }

  List<LearnedRoute> routes() {
    switch (link.end()) {
      case AwsEnd.AtVpnGateway(VpnGateway gateway) -> ofVpnGateway(gateway.id());
      case AwsEnd.AtTransitGateway at -> ofTable(at);
      case AwsEnd.AtDirectConnectGateway(DirectConnectGateway gateway) ->
          ofDirectConnectGateway(gateway.id());
      case AwsEnd.AtPublicNetwork _ ->
          said.addAll(new PublicNetwork(topology).announced((Link.OverVirtualInterface) link));
      case AwsEnd.Nowhere _ -> {}
    }
    return said;
  }

  /**
   * The VPC's blocks; and CloudHub: what other sites announce straight to the gateway, by VPN or by
   * virtual interface (A9).
   */
  private void ofVpnGateway(String gateway) {
    List<IpPrefix> blocks = speakers.blocksBehind(gateway);
    blocks.forEach(this::originate);
    for (LearnedRoute route : speakers.ofVpnGateway(gateway).values()) {
      if (route.source() != Source.STATIC
          && !blocks.contains(route.destination())
          && route.ways().stream().noneMatch(this::isDirectConnectGateway)) {
        passOn(route);
      }
    }
  }

  private boolean isDirectConnectGateway(String way) {
    return topology.find(DirectConnectGateway.class, way) != null;
  }

  /** What is active in the table that the attachment is associated with (R4.3.3). */
  private void ofTable(AwsEnd.AtTransitGateway at) {
    String gateway = at.gateway().id();
    TransitGatewayRouteTable table = topology.tableOf(gateway, at.attachment());
    if (table == null) {
      return;
    }
    for (TransitGatewayRoute route : speakers.transitGateways().best(table).values()) {
      if (!route.isBlackhole() && !route.attachments().contains(at.attachment())) {
        LearnedRoute learned = route.learned();
        if (learned == null) {
          originate(route.destination());
        } else {
          passOn(learned);
        }
      }
    }
  }

  /** Its gateways' prefixes (B5), and other sites' where both have SiteLink (B6). */
  private void ofDirectConnectGateway(String gateway) {
    Map<IpPrefix, String> into = speakers.intoAws(gateway);
    into.keySet().forEach(this::originate);
    if (((Link.OverVirtualInterface) link).virtualInterface().siteLink()) {
      for (LearnedRoute route : speakers.bySiteLink(gateway).values()) {
        if (!into.containsKey(route.destination())) {
          passOn(route);
        }
      }
    }
  }

  private void originate(IpPrefix prefix) {
    say(prefix, own);
  }

  /** Nothing goes back the way it came, nor from one router of an AS by another to a third. */
  private void passOn(LearnedRoute route) {
    if (!route.ways().equals(ways) && !(route.isInternal() && link.isInternal())) {
      say(
          route.destination(),
          own.isEmpty()
              ? route.asPath()
              : paths.computeIfAbsent(route.asPath(), _ -> route.asPathBehind(own)));
    }
  }

  private void say(IpPrefix prefix, List<Long> asPath) {
    if (link.carries(prefix.family())) {
      said.add(
          new LearnedRoute(
              prefix, link.source(), ways, asPath, LearnedRoute.LOCAL_PREFERENCE, med, Set.of()));
    }
  }
}
