package culvert.aws.wire;

import java.util.List;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param body in pieces, which are written one after the other
 */
public record ApiResponse(int status, Map<String, String> headers, List<byte[]> body) {

  /** How many bytes the body has. */
  public long length() {
    long length = 0;
    for (byte[] piece : body) {
      length += piece.length;
    }
    return length;
  }
}
