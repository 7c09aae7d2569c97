package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.routing.TransitGatewayRouting.AtGateway;
import culvert.network.topology.Topology;
import culvert.network.topology.VpnConnection;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What everybody has learned who talks to sites: virtual private gateways, transit gateways'
 * attachments, Direct Connect gateways and the sites' own routers. BGP as AWS runs it, computed to
 * its fixed point over one topology. Safe for concurrent readers.
 *
 * <p>What a speaker has learned is computed when it is first asked for. Which links are up is known
 * from the start.
 */
public final class HybridRouting {

  /** Far more than links that carry links that carry links ever need. */
  private static final int MOST_ROUNDS = 100;

  private static final int MOST_PROPAGATED = 100;

  private final Topology topology;
  private final Links links;
  private final Speakers speakers;

  /**
   * @throws RoutingOscillation where there is no fixed point
   */
  public HybridRouting(Topology topology) {
    this(topology, null);
  }

  private HybridRouting(Topology topology, @Nullable HybridRouting before) {
    this.topology = topology;
    links = Links.of(topology, before == null ? null : before.links);
    speakers = settled(topology, links, before == null ? null : before.speakers);
  }

  /**
   * Lets the links that run over Direct Connect come up, and goes on until they stay as they are.
   * It always starts from all of them down, so that the end does not depend on what was before.
   */
  private static Speakers settled(Topology topology, Links links, @Nullable Speakers before) {
    Set<String> carried = Set.of();
    Set<Set<String>> seen = new HashSet<>();
    Sessions last = before == null ? null : before.sessions();
    while (true) {
      Sessions sessions = new Sessions(topology, links, carried, last);
      Speakers speakers = new Speakers(topology, sessions, before);
      Set<String> next = Transports.carried(links.all(), speakers);
      if (next.equals(carried)) {
        return speakers;
      }
      last = sessions;
      if (!seen.add(next) || seen.size() > MOST_ROUNDS) {
        throw new RoutingOscillation(difference(carried, next));
      }
      carried = next;
    }
  }

  private static Set<String> difference(Set<String> one, Set<String> other) {
    Set<String> different = new TreeSet<>(one);
    different.addAll(other);
    different.removeIf(each -> one.contains(each) && other.contains(each));
    return different;
  }

  /**
   * The fixed point of a topology that differs little from that of {@code before}: what has not
   * changed is not computed again.
   *
   * @throws RoutingOscillation where there is none
   */
  public static HybridRouting after(@Nullable HybridRouting before, Topology topology) {
    return before != null && before.topology == topology
        ? before
        : new HybridRouting(topology, before);
  }

  /** What it is the fixed point of. */
  public Topology topology() {
    return topology;
  }

  /** What the transit gateways' tables have come to hold. */
  public TransitGatewayRouting transitGateways() {
    return speakers.transitGateways();
  }

  /** Every tunnel and BGP session, by id. */
  public Map<String, Session> sessions() {
    return Collections.unmodifiableMap(speakers.sessions().all());
  }

  /** Why no packet passes a connection, an interconnect or a LAG of Direct Connect, or null. */
  public @Nullable String outageOfPort(String port) {
    return speakers.sessions().outageOfPort(port);
  }

  /** What a virtual private gateway forwards to sites: its best route of every prefix. */
  public Map<IpPrefix, LearnedRoute> ofVpnGateway(String vpnGateway) {
    return speakers.ofVpnGateway(vpnGateway);
  }

  /**
   * What a virtual private gateway propagates into a VPC's table, by destination: a hundred routes
   * and no more (R1.2.8). AWS does not say which; here those of the lowest prefixes.
   */
  public List<LearnedRoute> propagatedBy(String vpnGateway) {
    return speakers.ofVpnGateway(vpnGateway).values().stream()
        .sorted(LearnedRoute.BY_DESTINATION)
        .limit(MOST_PROPAGATED)
        .toList();
  }

  /** What a VPN, Direct Connect or Connect attachment propagates into tables (R4.4.4). */
  public Collection<LearnedRoute> ofAttachment(String transitGateway, String attachment) {
    return speakers.ofAttachment(new AtGateway(transitGateway, attachment)).values();
  }

  /**
   * The tunnels by which AWS sends through a VPN connection what no learned route leads there, as a
   * static route of a transit gateway's table does: the one preferred tunnel of a static
   * connection, those of the best route that is learned there else; empty where none is up.
   */
  public List<String> tunnelsOf(String connection) {
    VpnConnection found = topology.find(VpnConnection.class, connection);
    return speakers.preferred(
        (found == null ? List.<String>of() : found.tunnels())
            .stream()
                .map(links::find)
                .filter(Objects::nonNull)
                .filter(speakers.sessions()::isUp)
                .toList());
  }

  /**
   * A Direct Connect gateway's routes to sites, which are virtual interfaces.
   *
   * @param region of the gateway that sends: near locations go before others (B4)
   */
  public Map<IpPrefix, LearnedRoute> outOfDirectConnectGateway(String gateway, String region) {
    return speakers.ofDirectConnectGateway(gateway, region);
  }

  /** A Direct Connect gateway's routes from one site to the others: those with SiteLink (B6). */
  public Map<IpPrefix, LearnedRoute> bySiteLink(String gateway) {
    return speakers.bySiteLink(gateway);
  }

  /** A Direct Connect gateway's routes into AWS: associations, by what it announces (B5). */
  public Map<IpPrefix, String> intoAwsFromDirectConnectGateway(String gateway) {
    return speakers.intoAws(gateway);
  }

  /** What AWS's public network knows of sites in a Region, by public virtual interfaces (B4). */
  public Map<IpPrefix, LearnedRoute> ofPublicNetwork(String region) {
    return speakers.ofPublicNetwork(region);
  }

  /** The best routes of a site's router, its own prefixes left out: tunnels, interfaces, peers. */
  public Map<IpPrefix, LearnedRoute> ofSite(String site) {
    return speakers.ofSite(site);
  }

  /** What AWS accepts on a session, by destination; nothing while it is down. */
  public List<LearnedRoute> accepted(String session) {
    Link link = links.find(session);
    return link == null ? List.of() : speakers.sessions().accepted(link);
  }

  /** What a session's site takes of that, by destination; nothing that has been there (A9). */
  public List<LearnedRoute> learned(String session) {
    Link link = links.find(session);
    if (link == null || link.site() == null) {
      return List.of();
    }
    return new SiteRouter(link.site()).accepted(link, announced(session));
  }

  /** What AWS announces on a session, by destination; nothing while it is down. */
  public List<LearnedRoute> announced(String session) {
    Link link = links.find(session);
    return link == null
        ? List.of()
        : speakers.announced(link).stream().sorted(LearnedRoute.BY_DESTINATION).toList();
  }
}
