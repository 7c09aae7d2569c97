package culvert.aws.signature;

import culvert.aws.signature.SignatureFault.Kind;
import culvert.aws.wire.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a request's signature: it is computed again, over the body that really came. */
final class SignatureV4 {

  /** How far the caller's clock may be off. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  private static final HexFormat HEX = HexFormat.of();

  private SignatureV4() {}

  /**
   * Checks it.
   *
   * @throws SignatureFault where it does not hold
   */
  static void verify(ApiRequest request, SignedRequest signed, AccessKey key, Instant now) {
    checkTime(signed, now);
    checkToken(signed, key, now);
    checkHeaders(request, signed);
    String computed = signature(request, signed, key.secret());
    boolean same =
        MessageDigest.isEqual(
            computed.getBytes(StandardCharsets.US_ASCII),
            signed.signature().getBytes(StandardCharsets.UTF_8));
    if (!same) {
      throw new SignatureFault(
          Kind.MISMATCH,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
  }

  private static void checkTime(SignedRequest signed, Instant now) {
    Instant time = signed.time();
    Duration expires = signed.expires();
    Instant end = time.plus(expires == null ? SKEW : expires);
    if (now.isAfter(end)) {
      throw new SignatureFault(
          Kind.EXPIRED, "Request has expired: it was signed at " + time + ", and it is " + now);
    }
    if (time.isAfter(now.plus(SKEW))) {
      throw new SignatureFault(
          Kind.EXPIRED, "Request is not valid yet: signed at " + time + ", and it is " + now);
    }
  }

  private static void checkToken(SignedRequest signed, AccessKey key, Instant now) {
    Instant expiration = key.expiration();
    if (expiration != null && !now.isBefore(expiration)) {
      throw new SignatureFault(
          Kind.EXPIRED_TOKEN, "The security token included in the request is expired");
    }
    String token = key.token();
    if (token == null) {
      return;
    }
    String given = signed.token();
    if (given == null
        || !MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
      throw new SignatureFault(
          Kind.UNKNOWN_KEY, "The security token included in the request is invalid");
    }
  }

  /** Every header of AWS's own must be signed. */
  private static void checkHeaders(ApiRequest request, SignedRequest signed) {
    for (String name : request.headers().keySet()) {
      if (name.startsWith("x-amz-") && !signed.signedHeaders().contains(name)) {
        throw new SignatureFault(
            Kind.MISMATCH, "The header '" + name + "' is not among the signed headers");
      }
    }
  }

  private static String signature(ApiRequest request, SignedRequest signed, String secret) {
    String canonical = CanonicalRequest.of(request, signed.signedHeaders(), sha256(request.body()));
    String toSign =
        SignedRequest.ALGORITHM
            + "\n"
            + signed.timestamp()
            + "\n"
            + signed.scope()
            + "\n"
            + sha256(canonical.getBytes(StandardCharsets.UTF_8));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : signed.scope().split("/", -1)) {
      key = hmac(key, part);
    }
    return HEX.formatHex(hmac(key, toSign));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
