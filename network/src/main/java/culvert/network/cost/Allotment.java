package culvert.network.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides what is counted together among those that used it, each by its share. The parts add up to
 * the whole exactly: each is rounded so that those before it and it together are right to a
 * billionth of a unit.
 */
final class Allotment {

  private static final int DIGITS = 9;

  private Allotment() {}

  /**
   * The parts of a step of what all of them used together.
   *
   * @param quantities what each used
   * @param from where the step begins in the sum of the quantities
   * @param to where it ends, at most the sum
   */
  static List<BigDecimal> of(List<BigDecimal> quantities, BigDecimal from, BigDecimal to) {
    BigDecimal total = quantities.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    List<BigDecimal> parts = new ArrayList<>(quantities.size());
    BigDecimal counted = BigDecimal.ZERO;
    BigDecimal given = BigDecimal.ZERO;
    for (BigDecimal quantity : quantities) {
      counted = counted.add(quantity);
      BigDecimal until = share(counted, total, to).subtract(share(counted, total, from));
      parts.add(until.subtract(given));
      given = until;
    }
    return parts;
  }

  /** The part of {@code of} that is the first users', who used {@code counted} of {@code total}. */
  private static BigDecimal share(BigDecimal counted, BigDecimal total, BigDecimal of) {
    if (counted.compareTo(total) == 0) {
      return of;
    }
    return of.compareTo(total) == 0
        ? counted
        : counted.multiply(of).divide(total, DIGITS, RoundingMode.HALF_EVEN);
  }
}
