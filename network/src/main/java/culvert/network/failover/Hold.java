package culvert.network.failover;

import culvert.network.topology.HeldSession;
import java.time.Instant;

/**
 * A session that both ends still take for what it no longer is, and until when.
 *
 * @param session the tunnel, BGP peer or Connect peer
 * @param up what both ends take it for
 * @param timer what will tell them
 * @param since when its link went, or came back
 */
public record Hold(String session, boolean up, Timer timer, Instant since) {

  /** When the timer runs out. */
  public Instant until() {
    return since.plus(timer.lasts());
  }

  /** As the engines see it. */
  public HeldSession asHeld() {
    return new HeldSession(session, up);
  }
}
