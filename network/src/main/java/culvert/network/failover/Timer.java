package culvert.network.failover;

import culvert.network.routing.Session;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpnTunnel;
import java.time.Duration;

/**
 * What tells both ends of a session that its link has gone, or that it is back.
 *
 * @param name as people call it
 * @param lasts how long after the link it does so
 */
public record Timer(String name, Duration lasts) {

  /** Of Direct Connect; the lower of both sides' counts, and AWS's is this (B4). */
  private static final Timer DIRECT_CONNECT_HOLD =
      new Timer("BGP hold timer", Duration.ofSeconds(90));

  /** 300 ms by 3, which AWS does on Direct Connect once the router does (B4). */
  private static final Timer BFD = new Timer("BFD", Duration.ofMillis(900));

  /** Of tunnels and Connect peers (A8, R4.3.10). */
  private static final Timer HOLD = new Timer("BGP hold timer", Duration.ofSeconds(30));

  /** One round of keepalives of Direct Connect: a third of the hold time. */
  private static final Timer DIRECT_CONNECT_KEEPALIVE =
      new Timer("keepalive", Duration.ofSeconds(30));

  private static final Timer KEEPALIVE = new Timer("keepalive", Duration.ofSeconds(10));

  /** What ends a session whose link has gone. */
  static Timer ofLoss(Session session, Topology topology) {
    if (isOverDirectConnect(session, topology)) {
      return runsBfd(session, topology) ? BFD : DIRECT_CONNECT_HOLD;
    }
    VpnTunnel tunnel = topology.find(VpnTunnel.class, session.over());
    return session.bgp() || tunnel == null ? HOLD : deadPeerDetection(tunnel);
  }

  /**
   * Of a tunnel without BGP (A4). With BGP the hold timer, never the longer, comes first. A tunnel
   * that does nothing about a dead peer ends when its keys do, which nobody is there to renew.
   */
  private static Timer deadPeerDetection(VpnTunnel tunnel) {
    return tunnel.deadPeerDetection() == 0
        ? new Timer("lifetime of its keys", Duration.ofSeconds(tunnel.lifetime()))
        : new Timer("dead peer detection", Duration.ofSeconds(tunnel.deadPeerDetection()));
  }

  /** What establishes a session whose link is back. */
  static Timer ofReturn(Session session, Topology topology) {
    return isOverDirectConnect(session, topology) ? DIRECT_CONNECT_KEEPALIVE : KEEPALIVE;
  }

  private static boolean isOverDirectConnect(Session session, Topology topology) {
    return topology.find(VirtualInterface.class, session.over()) != null;
  }

  private static boolean runsBfd(Session session, Topology topology) {
    String id = session.site();
    Site site = id == null ? null : topology.find(Site.class, id);
    return site != null && site.bfd();
  }

  /** {@code BGP hold timer of 90 s}. */
  @Override
  public String toString() {
    return name + " of " + text(lasts);
  }

  /** {@code 90 s}, {@code 0.9 s}. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0
        ? millis / 1000 + " s"
        : java.math.BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
  }
}
