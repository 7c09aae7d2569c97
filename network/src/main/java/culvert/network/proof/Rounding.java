package culvert.network.proof;

import java.util.HashMap;
import java.util.Map;

/**
 * Makes one object of large sets that differ by little: a set that has them all. Who has passed
 * places is much alike for many, and is kept for each of them.
 */
final class Rounding {

  /** Words that are small enough to be kept for each. */
  private static final int SMALL = 8;

  /** What may be added is one in so many. */
  private static final int PRECISION = 16;

  private final Map<Long, Bits> large = new HashMap<>();

  /** The set, or one that has a few more. */
  Bits round(Bits set) {
    if (set.words() <= SMALL) {
      return set;
    }
    long mark = set.mark();
    Bits alike = large.get(mark);
    if (alike == null) {
      large.put(mark, set);
      return set;
    }
    Bits both = alike.plus(set);
    if (both.size() - set.size() > set.size() / PRECISION) {
      large.put(mark, set);
      return set;
    }
    if (both != alike) {
      large.put(mark, both);
    }
    return both;
  }
}
