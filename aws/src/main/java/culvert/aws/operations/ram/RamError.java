package culvert.aws.operations.ram;

import culvert.aws.wire.WireException;

/** RAM's error codes. The text has one {@code %s} for each argument. */
enum RamError {
  INVALID_NEXT_TOKEN("InvalidNextTokenException", "The specified value for NextToken isn't valid."),
  INVALID_PARAMETER("InvalidParameterException", "%s"),
  INVALID_RESOURCE_TYPE(
      "InvalidResourceTypeException", "The specified resource type %s is not valid."),
  INVITATION_ALREADY_ACCEPTED(
      "ResourceShareInvitationAlreadyAcceptedException",
      "ResourceShareInvitation %s was already accepted."),
  INVITATION_ALREADY_REJECTED(
      "ResourceShareInvitationAlreadyRejectedException",
      "ResourceShareInvitation %s was already rejected."),
  INVITATION_EXPIRED(
      "ResourceShareInvitationExpiredException", "ResourceShareInvitation %s has expired."),
  INVITATION_NOT_FOUND(
      "ResourceShareInvitationArnNotFoundException",
      "ResourceShareInvitation %s could not be found."),
  MALFORMED_ARN("MalformedArnException", "The specified ARN %s is not valid."),
  OPERATION_NOT_PERMITTED("OperationNotPermittedException", "%s"),
  TAG_LIMIT_EXCEEDED("TagLimitExceededException", "A resource share has at most 50 tags."),
  UNKNOWN_RESOURCE("UnknownResourceException", "%s could not be found.");

  private static final int BAD_REQUEST = 400;

  private final String code;
  private final String text;

  RamError(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The error with its text's arguments filled in. */
  WireException with(Object... arguments) {
    return new WireException(code, BAD_REQUEST, text.formatted(arguments));
  }
}
