package culvert.network.routing;

import culvert.network.address.IpPrefix;
import culvert.network.topology.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What everybody has learned who talks to sites: virtual private gateways, transit gateways'
 * attachments, Direct Connect gateways and the sites' own routers. BGP as AWS runs it, computed to
 * its fixed point over one topology. Safe for concurrent readers.
 */
public final class HybridRouting {

  public HybridRouting(Topology topology) {
    throw new UnsupportedOperationException();
  }

  /**
   * The fixed point of a topology that differs little from that of {@code before}: what has not
   * changed is not computed again.
   */
  public static HybridRouting after(@Nullable HybridRouting before, Topology topology) {
    throw new UnsupportedOperationException();
  }

  /** Every tunnel and BGP session, by id. */
  public Map<String, Session> sessions() {
    throw new UnsupportedOperationException();
  }

  /** What a virtual private gateway forwards to sites: its best route of every prefix. */
  public Map<IpPrefix, LearnedRoute> ofVpnGateway(String vpnGateway) {
    throw new UnsupportedOperationException();
  }

  /** What a VPN, Direct Connect or Connect attachment propagates into tables (R4.4.4). */
  public Collection<LearnedRoute> ofAttachment(String transitGateway, String attachment) {
    throw new UnsupportedOperationException();
  }

  /**
   * The tunnels by which AWS sends through a VPN connection that a static route of a transit
   * gateway's table names: the one preferred tunnel of a static connection, those of the best BGP
   * route to the prefix, or of any, else; empty where none is up.
   */
  public List<String> tunnelsOf(String connection) {
    throw new UnsupportedOperationException();
  }

  /** A Direct Connect gateway's routes to sites: virtual interfaces. */
  public Map<IpPrefix, LearnedRoute> outOfDirectConnectGateway(String gateway) {
    throw new UnsupportedOperationException();
  }

  /** A Direct Connect gateway's routes into AWS: associations, by what it announces (B5). */
  public Map<IpPrefix, String> intoAwsFromDirectConnectGateway(String gateway) {
    throw new UnsupportedOperationException();
  }

  /** The best routes of a site's router, its own prefixes left out: tunnels, interfaces, peers. */
  public Map<IpPrefix, LearnedRoute> ofSite(String site) {
    throw new UnsupportedOperationException();
  }

  /** What AWS accepted on a session, or announces there, for its ends to look at. */
  public List<LearnedRoute> accepted(String session) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #accepted}, in the other direction. */
  public List<LearnedRoute> announced(String session) {
    throw new UnsupportedOperationException();
  }
}
