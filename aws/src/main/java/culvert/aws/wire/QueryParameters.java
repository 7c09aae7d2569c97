package culvert.aws.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a Query request as the tree that their dots make: {@code Filter.1.Value.2=x} is
 * {@code Filter → 1 → Value → 2 → x}.
 */
final class QueryParameters {

  private static final int MAX_PARAMETERS = 10_000;
  private static final int MAX_DEPTH = 16;

  private final Map<String, QueryParameters> children = new LinkedHashMap<>();
  private @Nullable String value;

  /**
   * Reads {@code application/x-www-form-urlencoded} text, which may come in two parts: the query
   * string and the body.
   */
  static QueryParameters parse(String... forms) {
    QueryParameters root = new QueryParameters();
    int count = 0;
    for (String form : forms) {
      int start = 0;
      while (start < form.length()) {
        int end = form.indexOf('&', start);
        if (end < 0) {
          end = form.length();
        }
        if (end > start) {
          if (++count > MAX_PARAMETERS) {
            throw malformed("The request has more than " + MAX_PARAMETERS + " parameters.");
          }
          root.add(form.substring(start, end));
        }
        start = end + 1;
      }
    }
    return root;
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    String text = equals < 0 ? "" : decode(pair.substring(equals + 1));
    QueryParameters node = this;
    int depth = 0;
    int start = 0;
    while (start <= name.length()) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      if (++depth > MAX_DEPTH) {
        throw malformed("The parameter " + clip(name) + " is nested too deeply.");
      }
      node = node.children.computeIfAbsent(name.substring(start, end), _ -> new QueryParameters());
      start = end + 1;
    }
    if (node.value != null) {
      throw malformed("The parameter " + clip(name) + " may only be specified once.");
    }
    node.value = text;
  }

  private static String decode(String text) {
    try {
      return text.indexOf('%') < 0 && text.indexOf('+') < 0
          ? text
          : URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed("The query string has a malformed escape: " + clip(text));
    }
  }

  static String clip(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private static WireException malformed(String message) {
    return new WireException("MalformedQueryString", 400, message);
  }

  @Nullable String value() {
    return value;
  }

  Map<String, QueryParameters> children() {
    return children;
  }

  /** The value of a parameter at the top, or null. */
  @Nullable String value(String name) {
    QueryParameters child = children.get(name);
    return child == null ? null : child.value;
  }
}
