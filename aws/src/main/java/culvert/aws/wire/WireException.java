package culvert.aws.wire;

/**
 * A request that is refused, in AWS's terms. It is an answer, not a fault: it has no stack trace.
 */
public final class WireException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;
  private final int status;

  /**
   * @param code AWS's error code, {@code InvalidParameterValue}
   * @param status the HTTP status
   * @param message for people
   */
  public WireException(String code, int status, String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public String message() {
    String message = getMessage();
    return message == null ? code : message;
  }

  static WireException invalidValue(String value, String parameter, String why) {
    return new WireException(
        "InvalidParameterValue",
        400,
        "Value (" + value + ") for parameter " + parameter + " is invalid. " + why);
  }
}
