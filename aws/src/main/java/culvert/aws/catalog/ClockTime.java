package culvert.aws.catalog;

import java.time.Instant;

/** What a virtual clock was moved to. There is one. */
public record ClockTime(Instant now) {

  public static final String ID = "clock";
}
