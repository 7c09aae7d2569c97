package culvert.aws.operations;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page starts: the last place of this one and the call that it is a page of, opaque
 * to clients.
 */
public final class PageToken {

  private static final int SHOWN = 100;

  private PageToken() {}

  /**
   * @param call what is paged; no other call takes the token
   */
  public static String write(String call, long last) {
    byte[] bytes = ByteBuffer.allocate(16).putLong(mark(call)).putLong(last).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The place that a page starts behind; 0 for the first. */
  public static long read(String call, @Nullable String token) {
    if (token == null || token.isEmpty()) {
      return 0;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      if (bytes.remaining() == 16 && bytes.getLong() == mark(call)) {
        long last = bytes.getLong();
        if (last > 0) {
          return last;
        }
      }
    } catch (IllegalArgumentException e) {
      // Not base64: said below, with the token.
    }
    throw Ec2Error.INVALID_NEXT_TOKEN.with(
        token.length() > SHOWN ? token.substring(0, SHOWN) : token);
  }

  private static long mark(String call) {
    return 0x43756c7665727400L ^ call.hashCode();
  }
}
