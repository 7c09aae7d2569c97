package culvert.app.server;

import culvert.aws.wire.ApiRequest;
import culvert.aws.wire.ApiResponse;
import culvert.aws.wire.ApiService;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Carries requests of AWS's APIs from HTTP to the service, and the answers back. */
record AwsHandler(ApiService service) implements Handler {

  /** Bodies up to this size are sent in one piece. */
  private static final int ONE_PIECE = 64 << 10;

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ApiRequest read;
    try {
      read = read(request);
    } catch (Bodies.TooLarge e) {
      response.header(HeaderValues.CONNECTION_CLOSE);
      send(
          ApiService.refusal("RequestEntityTooLarge", 413, String.valueOf(e.getMessage())),
          response);
      return;
    }
    send(service.handle(read), response);
  }

  private static ApiRequest read(ServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : request.headers()) {
      headers.put(
          header.headerName().lowerCase().toLowerCase(Locale.ROOT),
          header.valueCount() == 1 ? header.get() : String.join(",", header.allValues()));
    }
    byte[] body = Bodies.read(request, Bodies.MAX_BYTES);
    return new ApiRequest(
        request.prologue().method().text(),
        request.prologue().uriPath().rawPath(),
        request.prologue().query().rawValue(),
        headers,
        body);
  }

  static void send(ApiResponse answer, ServerResponse response) {
    response.status(answer.status());
    answer.headers().forEach(response::header);
    long length = answer.length();
    if (length <= ONE_PIECE) {
      byte[] whole = new byte[(int) length];
      int position = 0;
      for (byte[] piece : answer.body()) {
        System.arraycopy(piece, 0, whole, position, piece.length);
        position += piece.length;
      }
      response.send(whole);
      return;
    }
    response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length));
    try (OutputStream out = response.outputStream()) {
      write(answer, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Small pieces are gathered, so that the socket sees few large writes. */
  private static void write(ApiResponse answer, OutputStream out) throws IOException {
    byte[] gathered = new byte[ONE_PIECE];
    int held = 0;
    for (byte[] piece : answer.body()) {
      if (held + piece.length > gathered.length) {
        out.write(gathered, 0, held);
        held = 0;
      }
      if (piece.length > gathered.length) {
        out.write(piece);
      } else {
        System.arraycopy(piece, 0, gathered, held, piece.length);
        held += piece.length;
      }
    }
    out.write(gathered, 0, held);
  }
}
