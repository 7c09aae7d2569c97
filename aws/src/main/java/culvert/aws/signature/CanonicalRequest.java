package culvert.aws.signature;

import culvert.aws.wire.ApiRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** The text that stands for a request in Signature Version 4. */
final class CanonicalRequest {

  private static final String UNRESERVED = "-._~";

  private CanonicalRequest() {}

  /**
   * The text.
   *
   * @param bodyHash SHA-256 of the body, in hexadecimal
   */
  static String of(ApiRequest request, List<String> signedHeaders, String bodyHash) {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(path(request.path())).append('\n');
    text.append(query(request.query())).append('\n');
    for (String name : signedHeaders) {
      String value = request.headers().get(name);
      if (value == null) {
        throw new SignatureFault(
            SignatureFault.Kind.MISMATCH, "The signed header '" + name + "' is missing");
      }
      text.append(name).append(':').append(value.strip().replaceAll(" +", " ")).append('\n');
    }
    return text.append('\n')
        .append(String.join(";", signedHeaders))
        .append('\n')
        .append(bodyHash)
        .toString();
  }

  /** Without dot segments, every segment encoded once more than it was sent. */
  private static String path(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(encode(segment));
      }
    }
    boolean slash = path.endsWith("/") && !segments.isEmpty();
    return "/" + String.join("/", segments) + (slash ? "/" : "");
  }

  /** Sorted by name, then value; without the signature itself. */
  private static String query(String query) {
    List<String> pairs = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty() || pair.startsWith("X-Amz-Signature=")) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      pairs.add(encode(decode(name)) + "=" + encode(decode(value)));
    }
    Collections.sort(pairs);
    return String.join("&", pairs);
  }

  /** A plus is a plus here, not a space. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new SignatureFault(
          SignatureFault.Kind.INCOMPLETE, "The query string has a malformed escape");
    }
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || UNRESERVED.indexOf(c) >= 0;
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return encoded.toString();
  }
}
