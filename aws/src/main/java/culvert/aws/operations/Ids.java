package culvert.aws.operations;

import java.util.concurrent.ThreadLocalRandom;

/** Makes ids as AWS makes them: a prefix and 17 hexadecimal digits, the first of them zero. */
public final class Ids {

  private static final int DIGITS = 17;
  private static final String HEX = "0123456789abcdef";

  private Ids() {}

  /** {@code vpc-0a1b2c3d4e5f60718} for the prefix {@code vpc}. */
  public static String next(String prefix) {
    char[] digits = new char[DIGITS];
    long random = ThreadLocalRandom.current().nextLong();
    digits[0] = '0';
    for (int i = 1; i < DIGITS; i++) {
      digits[i] = HEX.charAt((int) (random & 15));
      random >>>= 4;
    }
    return prefix + "-" + new String(digits);
  }

  /** Whether the text is the prefix and 8 to 17 hexadecimal digits. */
  public static boolean isId(String prefix, String text) {
    int digits = text.length() - prefix.length() - 1;
    if (digits < 8
        || digits > DIGITS
        || !text.startsWith(prefix)
        || text.charAt(prefix.length()) != '-') {
      return false;
    }
    for (int i = prefix.length() + 1; i < text.length(); i++) {
      if (HEX.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
