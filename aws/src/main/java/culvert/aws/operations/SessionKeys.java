package culvert.aws.operations;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Temporary access keys as STS makes them. */
final class SessionKeys {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_LETTERS = 16;
  private static final int SECRET_BYTES = 30;
  private static final int TOKEN_BYTES = 192;

  private SessionKeys() {}

  static Credentials make(Instant expiration) {
    return Credentials.builder()
        .accessKeyId("ASIA" + letters())
        .secretAccessKey(text(SECRET_BYTES))
        .sessionToken(text(TOKEN_BYTES))
        .expiration(expiration)
        .build();
  }

  /** The unique id of a role, always the same for the same ARN. */
  static String roleId(String arn) {
    long bits =
        UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    StringBuilder id = new StringBuilder("AROA");
    for (int i = 0; i < ID_LETTERS; i++) {
      id.append(BASE32.charAt((int) (bits >>> (i * 3)) & 31));
    }
    return id.toString();
  }

  private static String letters() {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < ID_LETTERS; i++) {
      letters.append(BASE32.charAt(RANDOM.nextInt(BASE32.length())));
    }
    return letters.toString();
  }

  private static String text(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }
}
