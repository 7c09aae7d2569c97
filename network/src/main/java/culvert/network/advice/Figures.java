package culvert.network.advice;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How figures are written in sentences. */
final class Figures {

  private static final int QUANTITY_DIGITS = 3;
  private static final int MONEY_DIGITS = 2;

  private Figures() {}

  /** {@code 1234.5}, to a thousandth. */
  static String quantity(BigDecimal quantity) {
    return plain(quantity.setScale(QUANTITY_DIGITS, RoundingMode.HALF_UP));
  }

  /** {@code 0.045}, exactly. */
  static String price(BigDecimal price) {
    return plain(price);
  }

  /** {@code 32.85}, to the cent. */
  static String money(BigDecimal dollars) {
    return dollars.setScale(MONEY_DIGITS, RoundingMode.HALF_UP).toPlainString();
  }

  private static String plain(BigDecimal figure) {
    return figure.stripTrailingZeros().toPlainString();
  }
}
