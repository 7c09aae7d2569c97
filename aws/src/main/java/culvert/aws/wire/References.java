package culvert.aws.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** Finds the resource ids that a shape names, whatever the shape. */
public final class References {

  private static final int NEW_DIGITS = 17;
  private static final int OLD_DIGITS = 8;
  private static final int UUID_LENGTH = 36;

  private References() {}

  /** Every id in the shape but its own. */
  public static Set<String> in(SdkPojo shape, String own) {
    Set<String> found = new HashSet<>(4);
    collect(shape, own, found);
    return found.isEmpty() ? Set.of() : found;
  }

  private static void collect(Object value, String own, Set<String> found) {
    switch (value) {
      case String text -> {
        if (isId(text) && !text.equals(own)) {
          found.add(text);
        }
      }
      case SdkPojo structure -> {
        for (Member member : Shape.of(structure).naming()) {
          Object held = member.get(structure);
          if (held != null) {
            collect(held, own, found);
          }
        }
      }
      case List<?> list -> list.forEach(element -> collect(element, own, found));
      default -> {}
    }
  }

  /**
   * Whether the text has the form of an id: words, then 17 or 8 hexadecimal digits; or that of a
   * UUID, which is what Direct Connect gateways have.
   */
  static boolean isId(String text) {
    int length = text.length();
    return digitsAfterDash(text, length - NEW_DIGITS)
        || digitsAfterDash(text, length - OLD_DIGITS)
        || isUuid(text);
  }

  private static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !isHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }

  private static boolean digitsAfterDash(String text, int start) {
    if (start < 2 || text.charAt(start - 1) != '-') {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      if (!isHex(text.charAt(i))) {
        return false;
      }
    }
    char first = text.charAt(0);
    return first >= 'a' && first <= 'z';
  }
}
