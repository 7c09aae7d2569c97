package culvert.aws.operations.directconnect;

import culvert.aws.wire.WireException;

/** Direct Connect's error codes: nearly everything is one, told apart by its message (B9). */
enum DirectConnectError {
  CLIENT("DirectConnectClientException"),
  DUPLICATE_TAG_KEYS("DuplicateTagKeysException"),
  TOO_MANY_TAGS("TooManyTagsException");

  private static final int BAD_REQUEST = 400;

  private final String code;

  DirectConnectError(String code) {
    this.code = code;
  }

  WireException with(String message) {
    return new WireException(code, BAD_REQUEST, message);
  }

  /** Nearly every refusal. */
  static WireException refused(String message) {
    return CLIENT.with(message);
  }
}
