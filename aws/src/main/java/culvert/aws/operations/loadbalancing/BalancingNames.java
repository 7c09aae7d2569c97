package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.Scope;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and ARNs of load balancers and what belongs to them. */
final class BalancingNames {

  private static final Pattern NAME =
      Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?");

  private BalancingNames() {}

  /** A name that may be: 32 letters, digits and inner hyphens at most. */
  static String checked(@Nullable String name, String what) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw BalancingError.VALIDATION_ERROR.with(
          "The "
              + what
              + " name '"
              + name
              + "' can only contain up to 32 characters that are alphanumeric or hyphens, and must"
              + " not begin or end with a hyphen");
    }
    return name;
  }

  /** {@code arn:aws:elasticloadbalancing:REGION:ACCOUNT:RESOURCE}. */
  static String arn(Scope scope, String resource) {
    return "arn:aws:elasticloadbalancing:"
        + scope.region()
        + ":"
        + scope.account()
        + ":"
        + resource;
  }

  /** The 16 digits at the end of a new ARN. */
  static String digits() {
    return "%016x".formatted(ThreadLocalRandom.current().nextLong());
  }
}
