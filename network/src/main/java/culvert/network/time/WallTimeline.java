package culvert.network.time;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The system's clock, in whole milliseconds, as AWS's API prints time. */
record WallTimeline() implements Timeline {

  @Override
  public Instant now() {
    return InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
