package culvert.network.expectation;

import culvert.network.address.Traffic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sentence of an expectations file. */
public sealed interface Expectation {

  /** As it was written. */
  String text();

  /** A sentence about pairs of ends. */
  sealed interface OfPairs extends Expectation {

    /** Who asks. */
    Terms from();

    /** Who is asked. */
    Terms to();

    /** Whether they shall reach each other, or shall not. */
    boolean can();

    /** The ways that they shall go, one of these; none where that does not matter. */
    List<String> via();
  }

  /**
   * While nothing fails.
   *
   * @param traffic each of these; {@link Traffic#ALL} where none was said
   */
  record Reach(
      String text, Terms from, Terms to, boolean can, List<Traffic> traffic, List<String> via)
      implements OfPairs {}

  /**
   * When components fail, all at once.
   *
   * @param failing their names
   * @param traffic each of these
   * @param within how long packets may be lost at most, or null where that does not matter
   */
  record Failover(
      String text,
      List<String> failing,
      Terms from,
      Terms to,
      boolean can,
      List<Traffic> traffic,
      @Nullable Duration within,
      List<String> via)
      implements OfPairs {}

  /**
   * What a month may cost.
   *
   * @param traffic the file with the traffic of that month, beside the one that it stands in; null
   *     where there is none
   * @param most US dollars
   */
  record Budget(String text, @Nullable String traffic, BigDecimal most) implements Expectation {}
}
