package culvert.network.expectation;

import java.util.regex.Pattern;

/** A name in which {@code *} stands for any characters and {@code ?} for one. */
final class Glob {

  private final Pattern pattern;

  Glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (char each : text.toCharArray()) {
      switch (each) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(each)));
      }
    }
    pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** What has no name is matched by nothing. */
  boolean matches(String name) {
    return !name.isEmpty() && pattern.matcher(name).matches();
  }
}
