package culvert.aws.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids for what a snapshot says without an id. The same content has the same id whenever it is read,
 * so that what is loaded, dumped and loaded again is the same.
 */
final class DerivedIds {

  private static final int DIGITS = 17;

  private DerivedIds() {}

  /** {@code sgr-} and 17 digits. */
  static String of(String prefix, Object... content) {
    StringBuilder text = new StringBuilder(prefix);
    for (Object each : content) {
      text.append('\0').append(each);
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return prefix + "-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
