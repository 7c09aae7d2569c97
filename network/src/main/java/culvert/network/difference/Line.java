package culvert.network.difference;

import culvert.network.address.IpFamily;
import culvert.network.proof.Grouping;
import culvert.network.why.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups that lost, or gained, the same for the same cause.
 *
 * @param traffic what of it: {@code all}, {@code tcp/443}, {@code tcp/1024-65535}
 * @param from by name, then by id
 * @param pairs how many pairs of addresses
 * @param example one of them
 */
public record Line(
    Cause cause,
    IpFamily family,
    List<String> traffic,
    Shape shape,
    List<Grouping.Key> from,
    List<Grouping.Key> to,
    long pairs,
    Example example) {

  /** Who asks whom. */
  public enum Shape {
    /** Each of {@code from} each of {@code to}. */
    ONE_WAY,
    /** Those, and the other way round. */
    BOTH_WAYS,
    /** Those of {@code from} each other; {@code to} is the same. */
    AMONG
  }

  /**
   * A pair, as it is asked about before and after.
   *
   * @param before null where one of the two had no such address
   * @param after null where one of the two has no such address
   */
  public record Example(
      String from, String to, @Nullable Question before, @Nullable Question after) {}
}
