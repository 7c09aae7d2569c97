package culvert.network.cost;

import java.time.Duration;
import java.time.Instant;

/**
 * How many hours a meter bills. Part hours count whole (C2): hours are counted from the meter's own
 * start, and each belongs to the period in which it begins, so that the hours of months add up to
 * those of the whole. What was there has begun an hour, however soon it was gone.
 */
public final class BilledHours {

  /** In seconds. */
  private static final long HOUR = 3600;

  private BilledHours() {}

  /**
   * The hours of a meter that begin in a period.
   *
   * @param from the period's beginning, which belongs to it
   * @param to its end, which does not; for what has been billed so far, the present moment
   */
  public static long in(Running meter, Instant from, Instant to) {
    return Math.max(0, before(meter, to) - before(meter, from));
  }

  /** The hours of a meter that begin before a moment. */
  private static long before(Running meter, Instant moment) {
    long begun = begun(meter.from(), moment);
    return meter.to() == null
        ? begun
        : Math.min(begun, Math.max(1, begun(meter.from(), meter.to())));
  }

  private static long begun(Instant from, Instant moment) {
    if (!moment.isAfter(from)) {
      return 0;
    }
    Duration between = Duration.between(from, moment);
    boolean whole = between.getNano() == 0 && between.getSeconds() % HOUR == 0;
    return between.getSeconds() / HOUR + (whole ? 0 : 1);
  }
}
