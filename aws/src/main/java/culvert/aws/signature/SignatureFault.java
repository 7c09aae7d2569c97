package culvert.aws.signature;

import culvert.aws.wire.Service;
import culvert.aws.wire.WireException;

/** Why a signature does not hold; each service has its own words for it. */
final class SignatureFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The kinds of faults, with the error code of each service and its HTTP status. */
  enum Kind {
    MISSING("MissingAuthenticationToken", 403, "MissingAuthenticationToken"),
    INCOMPLETE("IncompleteSignature", 400, "IncompleteSignature"),
    UNKNOWN_KEY("AuthFailure", 401, "InvalidClientTokenId"),
    MISMATCH("SignatureDoesNotMatch", 403, "SignatureDoesNotMatch"),
    EXPIRED("RequestExpired", 400, "SignatureDoesNotMatch"),
    EXPIRED_TOKEN("RequestExpired", 400, "ExpiredToken");

    private final String ec2;
    private final int ec2Status;
    private final String sts;

    Kind(String ec2, int ec2Status, String sts) {
      this.ec2 = ec2;
      this.ec2Status = ec2Status;
      this.sts = sts;
    }
  }

  private final Kind kind;

  SignatureFault(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** The error as this service writes it. */
  WireException toward(Service service) {
    String message = String.valueOf(getMessage());
    return switch (service) {
      case EC2 -> new WireException(kind.ec2, kind.ec2Status, message);
      case STS, ELASTICLOADBALANCING -> new WireException(kind.sts, 403, message);
      case DIRECTCONNECT, RAM -> new WireException(json(), 400, message);
    };
  }

  private String json() {
    return switch (kind) {
      case MISSING -> "MissingAuthenticationTokenException";
      case INCOMPLETE -> "IncompleteSignatureException";
      case UNKNOWN_KEY -> "UnrecognizedClientException";
      case MISMATCH, EXPIRED -> "InvalidSignatureException";
      case EXPIRED_TOKEN -> "ExpiredTokenException";
    };
  }
}
