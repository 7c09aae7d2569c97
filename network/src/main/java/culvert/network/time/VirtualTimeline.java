package culvert.network.time;

import java.time.Duration;
import java.time.Instant;

/** A clock that moves only when it is told to, and never backwards. */
public final class VirtualTimeline implements Timeline {

  private Instant now;

  VirtualTimeline(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  /**
   * Moves on and returns the new time.
   *
   * @throws IllegalArgumentException when the duration is negative
   */
  public synchronized Instant advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + duration);
    }
    now = now.plus(duration);
    return now;
  }
}
