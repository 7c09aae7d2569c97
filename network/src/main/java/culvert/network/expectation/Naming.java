package culvert.network.expectation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How components are called: by an id, or by a {@code Name} tag with {@code *} and {@code ?} in it;
 * {@code vpn:seoul} where other kinds have the name too.
 *
 * @param kind what ids of the kind that is meant start with, or null for any
 */
record Naming(String text, @Nullable String kind, Glob name) {

  private static final Pattern OF_KIND =
      Pattern.compile(
          "(i|eni|sg|subnet|vpc|vpce|rtb|pcx|igw|eigw|nat|vgw|tgw|tgw-attach|tgw-rtb|tgw-connect-peer|vpn|cgw|dxcon|dxlag|dxvif):(.+)");

  static Naming of(String text) {
    Matcher matcher = OF_KIND.matcher(text);
    return matcher.matches()
        ? new Naming(text, matcher.group(1), new Glob(matcher.group(2)))
        : new Naming(text, null, new Glob(text));
  }

  boolean isOf(String id, Labels labels) {
    return id.equals(text) || (kind == null || isOfKind(id)) && name.matches(labels.name(id));
  }

  /** An id is its kind, a hyphen, and letters and digits without any. */
  private boolean isOfKind(String id) {
    int hyphen = id.lastIndexOf('-');
    return hyphen >= 0 && id.substring(0, hyphen).equals(kind);
  }
}
