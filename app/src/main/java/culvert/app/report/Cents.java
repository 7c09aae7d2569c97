package culvert.app.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Money for people: the one place where it is rounded. */
public final class Cents {

  private static final int DIGITS = 2;

  private Cents() {}

  /** {@code 1,234.50}, whatever the machine's locale. */
  public static String of(BigDecimal dollars) {
    return String.format(Locale.ROOT, "%,.2f", dollars.setScale(DIGITS, RoundingMode.HALF_UP));
  }

  /** Of a decimal in a text. */
  static String of(String dollars) {
    return of(new BigDecimal(dollars));
  }
}
