package culvert.aws.operations.endpoint;

import culvert.aws.operations.Ec2Error;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.PrincipalType;

/** Who may use a service: an account's root, a user, a role, or everybody (R2.3.3). */
final class Principals {

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):(root|user/[\\w+=,.@-]+|role/[\\w+=,.@-]+)");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com");

  private Principals() {}

  static PrincipalType type(String principal) {
    if (principal.equals("*")) {
      return PrincipalType.ALL;
    }
    if (SERVICE.matcher(principal).matches()) {
      return PrincipalType.SERVICE;
    }
    Matcher arn = ARN.matcher(principal);
    if (!arn.matches()) {
      throw Ec2Error.INVALID_PRINCIPAL.with(principal);
    }
    return arn.group(2).equals("root")
        ? PrincipalType.ACCOUNT
        : arn.group(2).startsWith("user/") ? PrincipalType.USER : PrincipalType.ROLE;
  }

  /** Whether anybody of the account is meant: Culvert has no IAM, an account calls as a whole. */
  static boolean includes(String principal, String account) {
    Matcher arn = ARN.matcher(principal);
    return principal.equals("*") || arn.matches() && arn.group(1).equals(account);
  }
}
