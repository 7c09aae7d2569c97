package culvert.app.server;

import culvert.network.why.BadQuestion;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Bodies of requests, each up to what its resource takes. */
final class Bodies {

  /** What a call of AWS's, a site or a fault may be. */
  static final int MAX_BYTES = 4 << 20;

  /** A body that is larger than its resource takes. */
  static final class TooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    private TooLarge(int most) {
      super("the body is larger than %d bytes".formatted(most));
    }
  }

  private Bodies() {}

  /**
   * Reads it all.
   *
   * @throws TooLarge where it says that it is too large, or turns out to be
   */
  static byte[] read(ServerRequest request, int most) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    if (request.headers().contentLength().orElse(0) > most) {
      throw new TooLarge(most);
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new TooLarge(most);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The JSON that a request brings; an empty body is an empty object.
   *
   * @throws TooLarge as {@link #read} does
   * @throws BadQuestion where it is not JSON
   */
  static JsonNode json(ServerRequest request, int most) {
    String text = new String(read(request, most), StandardCharsets.UTF_8);
    try {
      return Json.tree(text.isBlank() ? "{}" : text);
    } catch (JacksonException e) {
      throw new BadQuestion("the body is not JSON: " + e.getOriginalMessage());
    }
  }
}
