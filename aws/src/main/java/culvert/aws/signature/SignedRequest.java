package culvert.aws.signature;

import culvert.aws.wire.ApiRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a signed request says of its signature, in its headers or, presigned, in its query.
 *
 * @param scope {@code 20261124/us-east-1/ec2/aws4_request}
 * @param timestamp {@code 20261124T101530Z}, as it was signed
 * @param signature in hexadecimal
 * @param expires how long a presigned request holds, or null for one signed in its headers
 * @param token the session token of a temporary key, or null
 */
record SignedRequest(
    String accessKey,
    String scope,
    String timestamp,
    List<String> signedHeaders,
    String signature,
    @Nullable Duration expires,
    @Nullable String token) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final int LONGEST_SECONDS = 604_800;

  /**
   * Reads it.
   *
   * @throws SignatureFault where there is no signature, or only part of one
   */
  static SignedRequest of(ApiRequest request) {
    String authorization = request.headers().get("authorization");
    if (authorization != null) {
      return ofHeader(request, authorization);
    }
    if (request.query().contains("X-Amz-Signature=")) {
      return ofQuery(request);
    }
    throw new SignatureFault(
        SignatureFault.Kind.MISSING, "Request is missing Authentication Token");
  }

  private static SignedRequest ofHeader(ApiRequest request, String authorization) {
    if (!authorization.startsWith(ALGORITHM + " ")) {
      throw incomplete("Unsupported algorithm in the Authorization header; use " + ALGORITHM);
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    String timestamp = request.headers().get("x-amz-date");
    if (timestamp == null) {
      throw incomplete("Authorization header requires existence of a 'X-Amz-Date' header");
    }
    return read(
        required(parts, "Credential"),
        timestamp,
        required(parts, "SignedHeaders"),
        required(parts, "Signature"),
        null,
        request.headers().get("x-amz-security-token"));
  }

  private static SignedRequest ofQuery(ApiRequest request) {
    Map<String, String> parts = new HashMap<>();
    for (String pair : request.query().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.startsWith("X-Amz-")) {
        parts.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
      }
    }
    if (!ALGORITHM.equals(parts.get("X-Amz-Algorithm"))) {
      throw incomplete("The parameter X-Amz-Algorithm must be " + ALGORITHM);
    }
    return read(
        required(parts, "X-Amz-Credential"),
        required(parts, "X-Amz-Date"),
        required(parts, "X-Amz-SignedHeaders"),
        required(parts, "X-Amz-Signature"),
        seconds(required(parts, "X-Amz-Expires")),
        parts.get("X-Amz-Security-Token"));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw incomplete("The query string has a malformed escape");
    }
  }

  private static Duration seconds(String text) {
    if (text.matches("\\d{1,6}") && Integer.parseInt(text) <= LONGEST_SECONDS) {
      return Duration.ofSeconds(Integer.parseInt(text));
    }
    throw incomplete("The parameter X-Amz-Expires takes 0 to " + LONGEST_SECONDS + " seconds");
  }

  private static SignedRequest read(
      String credential,
      String timestamp,
      String headers,
      String signature,
      @Nullable Duration expires,
      @Nullable String token) {
    String[] parts = credential.split("/", -1);
    if (parts.length != 5 || !parts[4].equals("aws4_request") || parts[0].isEmpty()) {
      throw incomplete(
          "The credential must have the form ACCESS_KEY/YYYYMMDD/REGION/SERVICE/aws4_request");
    }
    if (!timestamp.startsWith(parts[1] + "T")) {
      throw incomplete("The date of the credential scope is not that of X-Amz-Date");
    }
    List<String> signedHeaders = Arrays.asList(headers.split(";", -1));
    if (!signedHeaders.contains("host")) {
      throw incomplete("'Host' must be a signed header");
    }
    return new SignedRequest(
        parts[0],
        credential.substring(parts[0].length() + 1),
        timestamp,
        signedHeaders,
        signature,
        expires,
        token);
  }

  private static String required(Map<String, String> parts, String name) {
    String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw incomplete("The signature requires the parameter '" + name + "'");
    }
    return value;
  }

  private static SignatureFault incomplete(String message) {
    return new SignatureFault(SignatureFault.Kind.INCOMPLETE, message);
  }

  /** When it was signed. */
  Instant time() {
    try {
      return TIMESTAMP.parse(timestamp, Instant::from);
    } catch (DateTimeException e) {
      throw incomplete("The date of the signature must have the form YYYYMMDDTHHMMSSZ");
    }
  }

  /** Without the signature and the token. */
  @Override
  public String toString() {
    return accessKey + "/" + scope;
  }
}
