package culvert.aws.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, as it came.
 *
 * @param path undecoded, from the first slash
 * @param query undecoded, without the question mark; empty where there is none
 * @param headers by lower-case name; several values of one name are joined with commas
 */
public record ApiRequest(
    String method, String path, String query, Map<String, String> headers, byte[] body) {

  @Nullable String header(String name) {
    return headers.get(name);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Without the body and the headers, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
