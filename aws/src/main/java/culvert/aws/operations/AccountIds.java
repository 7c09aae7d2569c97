package culvert.aws.operations;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Account ids in requests: twelve digits. */
public final class AccountIds {

  private static final Pattern FORM = Pattern.compile("\\d{12}");

  private AccountIds() {}

  public static String check(@Nullable String account, String parameter) {
    if (account == null || account.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter);
    }
    if (!FORM.matcher(account).matches()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + account + ") for parameter " + parameter + " is invalid.");
    }
    return account;
  }
}
