package culvert.aws.operations.directconnect;

import java.util.regex.Pattern;

/** Account ids in requests. */
final class Accounts {

  private static final Pattern FORM = Pattern.compile("\\d{12}");

  private Accounts() {}

  static String check(String account) {
    if (!FORM.matcher(account).matches()) {
      throw DirectConnectError.refused("The account " + account + " is not valid.");
    }
    return account;
  }
}
