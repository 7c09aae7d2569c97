package culvert.network.advice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a saving changes its sign as traffic grows. Prices have tiers, so the saving is made of
 * straight pieces: the search draws lines (regula falsi, by the Illinois rule) until it has met the
 * piece that crosses zero.
 */
final class BreakEven {

  private static final MathContext DIGITS = MathContext.DECIMAL64;
  private static final BigDecimal EXACT = new BigDecimal("0.000000001");
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final int DOUBLINGS = 40;
  private static final int STEPS = 100;

  private BreakEven() {}

  /**
   * By how much the traffic has to be multiplied for the saving to be nothing; null where it never
   * is, or is without any traffic.
   *
   * @param saving by what the traffic is multiplied with
   */
  static @Nullable BigDecimal of(UnaryOperator<BigDecimal> saving) {
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal atLow = saving.apply(low);
    if (atLow.signum() == 0) {
      return null;
    }
    BigDecimal high = BigDecimal.ONE;
    BigDecimal atHigh = saving.apply(high);
    for (int i = 0; atHigh.signum() == atLow.signum(); i++) {
      if (i == DOUBLINGS) {
        return null;
      }
      low = high;
      atLow = atHigh;
      high = high.multiply(TWO);
      atHigh = saving.apply(high);
    }
    return between(low, atLow, high, atHigh, saving);
  }

  private static BigDecimal between(
      BigDecimal low,
      BigDecimal atLow,
      BigDecimal high,
      BigDecimal atHigh,
      UnaryOperator<BigDecimal> saving) {
    BigDecimal a = low;
    BigDecimal b = high;
    BigDecimal atA = atLow;
    BigDecimal atB = atHigh;
    for (int i = 0; i < STEPS && atB.abs().compareTo(EXACT) > 0; i++) {
      BigDecimal at =
          b.subtract(atB.multiply(b.subtract(a)).divide(atB.subtract(atA), DIGITS), DIGITS);
      BigDecimal there = saving.apply(at);
      if (there.signum() == -atB.signum()) {
        a = b;
        atA = atB;
      } else {
        atA = atA.divide(TWO, DIGITS);
      }
      b = at;
      atB = there;
    }
    return b;
  }
}
