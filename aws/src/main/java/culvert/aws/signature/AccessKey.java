package culvert.aws.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access key that a signature can be checked against.
 *
 * @param account whose it is
 * @param token the session token that goes with a temporary one, or null
 * @param expiration when a temporary one ends, or null
 */
record AccessKey(
    String id,
    String secret,
    String account,
    @Nullable String token,
    @Nullable Instant expiration) {

  /** A lasting one. */
  static AccessKey lasting(String id, String secret, String account) {
    return new AccessKey(id, secret, account, null, null);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return id + " of " + account;
  }
}
