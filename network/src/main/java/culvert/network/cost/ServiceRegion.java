package culvert.network.cost;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Region that the name of a service says. */
final class ServiceRegion {

  private static final Pattern REGION = Pattern.compile("(?:^|\\.)([a-z]{2,4}(?:-[a-z]+)+-\\d)\\.");

  private ServiceRegion() {}

  /**
   * {@code eu-west-1} of {@code com.amazonaws.eu-west-1.s3}; null where it says none, as that of a
   * service which is in no Region does.
   */
  static @Nullable String of(String service) {
    Matcher found = REGION.matcher(service);
    return found.find() ? found.group(1) : null;
  }
}
