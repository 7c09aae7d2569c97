package culvert.network.failover;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened to a component.
 *
 * @param component what failed or was repaired; of a session the tunnel, BGP peer or Connect peer
 * @param detail a sentence for people
 */
public record Event(Instant at, String component, What what, String detail) {

  /** What may happen. */
  public enum What {
    /** It was taken down. */
    FAILED,
    /** It was repaired. */
    HEALED,
    /** Packets no longer pass; the routes over it still stand. */
    LINK_DOWN,
    /** Packets pass again; there are no routes over it yet. */
    LINK_UP,
    /** Its ends know that it has gone, and withdraw what they learned over it. */
    SESSION_DOWN,
    /** It is established, and routes are learned over it. */
    SESSION_UP,
    /** Routing has no fixed point, so no timer can run. */
    UNSETTLED;

    /** As answers spell it: {@code session-down}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** {@code 2026-01-01T00:01:30Z dxpeer-1 session-down: …}. */
  @Override
  public String toString() {
    return at + " " + component + " " + what.label() + (detail.isEmpty() ? "" : ": " + detail);
  }
}
