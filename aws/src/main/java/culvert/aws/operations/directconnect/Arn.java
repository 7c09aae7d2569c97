package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Scope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of what can be tagged: {@code
 * arn:aws:directconnect:us-east-1:111111111111:dxcon/dxcon-…}.
 *
 * @param type {@code dxcon}, {@code dxlag}, {@code dxvif} or {@code dx-gateway}
 */
record Arn(Scope owner, String type, String id) {

  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws:directconnect:([a-z0-9-]*):(\\d{12}):(dxcon|dxlag|dxvif|dx-gateway)/(.+)");

  static Arn parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw DirectConnectError.refused("The ARN " + text + " is not valid.");
    }
    String type = form.group(3);
    Scope owner =
        type.equals("dx-gateway")
            ? Gateways.scope(form.group(2))
            : new Scope(form.group(2), form.group(1));
    return new Arn(owner, type, form.group(4));
  }
}
