package culvert.aws.operations;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where the next page starts: the sequence of the last resource of this one, opaque to clients. */
final class PageToken {

  private static final long MARK = 0x43756c7665727431L;

  private PageToken() {}

  static String write(long lastSequence) {
    byte[] bytes = ByteBuffer.allocate(16).putLong(MARK).putLong(lastSequence).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The sequence that a page starts behind; 0 for the first. */
  static long read(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      return 0;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      if (bytes.remaining() == 16 && bytes.getLong() == MARK) {
        return bytes.getLong();
      }
    } catch (IllegalArgumentException e) {
      // Not base64: said below, with the token.
    }
    throw Ec2Error.INVALID_NEXT_TOKEN.with(token.length() > 100 ? token.substring(0, 100) : token);
  }
}
