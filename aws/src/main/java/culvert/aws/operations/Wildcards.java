package culvert.aws.operations;

/** The patterns of filter values. */
final class Wildcards {

  private Wildcards() {}

  /**
   * Whether the pattern matches the whole text: {@code *} any run, {@code ?} any one character, a
   * backslash the character behind it. Linear in the product of the lengths, never worse.
   */
  static boolean match(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length()) {
      int next = p < pattern.length() ? step(pattern, p, text.charAt(t)) : -1;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
      } else if (next >= 0) {
        p = next;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** The position behind the pattern's character at {@code p} where that takes {@code c}, or -1. */
  private static int step(String pattern, int p, char c) {
    char wanted = pattern.charAt(p);
    if (wanted == '\\' && p + 1 < pattern.length()) {
      return pattern.charAt(p + 1) == c ? p + 2 : -1;
    }
    return wanted == '?' || wanted == c ? p + 1 : -1;
  }
}
