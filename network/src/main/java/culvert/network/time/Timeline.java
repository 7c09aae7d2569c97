package culvert.network.time;

import java.time.Duration;
import java.time.Instant;

/** Where Culvert reads the time. No other class reads the system clock. */
public sealed interface Timeline permits WallTimeline, VirtualTimeline {

  Instant now();

  /** The system's time. */
  static Timeline wall() {
    return new WallTimeline();
  }

  /** A time that stands still until it is advanced. */
  static VirtualTimeline virtual(Instant start) {
    return new VirtualTimeline(start);
  }

  /** How much time a piece of work takes, for measuring it; says nothing about the date. */
  static Duration since(long startedNanos) {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }
}
