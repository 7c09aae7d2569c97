package culvert.aws.operations.insights;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ports as packet header statements write them: {@code 443}, {@code 1024-65535}. */
record PortSpan(int from, int to) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final int MAX_PORT = 65535;

  /** Null where the text is neither a port nor a range. */
  static @Nullable PortSpan tryParse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int from = Integer.parseInt(matcher.group(1));
    int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
    return from <= to && to <= MAX_PORT ? new PortSpan(from, to) : null;
  }

  static PortSpan parse(String text) {
    PortSpan span = tryParse(text);
    if (span == null) {
      throw new IllegalArgumentException(text);
    }
    return span;
  }

  boolean has(int port) {
    return from <= port && port <= to;
  }
}
