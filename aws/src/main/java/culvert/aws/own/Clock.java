package culvert.aws.own;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.ClockTime;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.network.time.Timeline;
import culvert.network.time.VirtualTimeline;
import culvert.network.why.BadQuestion;
import java.time.Duration;
import java.time.Instant;

/** The timeline's clock. A virtual one is where it was when the catalog is opened again. */
public final class Clock {

  /** Everything that is due on the way is done, so there must be an end. */
  private static final Duration FARTHEST = Duration.ofDays(3660);

  private final Catalog catalog;
  private final Timeline timeline;

  public Clock(Catalog catalog, Timeline timeline) {
    this.catalog = catalog;
    this.timeline = timeline;
    if (timeline instanceof VirtualTimeline clock) {
      Resource<ClockTime> kept = catalog.snapshot().find(Scope.OWN, Kinds.CLOCK, ClockTime.ID);
      if (kept != null && kept.shape().now().isAfter(clock.now())) {
        clock.advance(Duration.between(clock.now(), kept.shape().now()));
      }
    }
  }

  public boolean isVirtual() {
    return timeline instanceof VirtualTimeline;
  }

  public Instant now() {
    return timeline.now();
  }

  /**
   * Moves a virtual clock on; everything that is due by then happens in its order.
   *
   * @return the new time
   * @throws BadQuestion where the clock is the wall's, or the way backwards or too far
   */
  public synchronized Instant advance(Duration by) {
    if (!(timeline instanceof VirtualTimeline clock)) {
      throw new BadQuestion("the clock is the wall's: only with --clock virtual can it be moved");
    }
    if (by.isNegative() || by.compareTo(FARTHEST) > 0) {
      throw new BadQuestion(
          "the clock moves on, by at most %s at a time, not by %s".formatted(FARTHEST, by));
    }
    ClockTime then = new ClockTime(clock.now().plus(by));
    catalog.write(
        Scope.OWN,
        transaction ->
            transaction.find(Kinds.CLOCK, ClockTime.ID) == null
                ? transaction.add(Kinds.CLOCK, then)
                : transaction.replace(Kinds.CLOCK, then));
    clock.advance(by);
    catalog.snapshot();
    return then.now();
  }
}
