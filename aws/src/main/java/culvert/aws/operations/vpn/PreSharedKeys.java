package culvert.aws.operations.vpn;

import culvert.aws.catalog.Scope;
import culvert.aws.operations.Ec2Error;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;

/** Pre-shared keys of tunnels: made, and shown unless Secrets Manager has them (A4). */
final class PreSharedKeys {

  private static final String STANDARD = "Standard";
  private static final String SECRETS_MANAGER = "SecretsManager";
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz123456789._0";
  private static final int LENGTH = 32;
  private static final int SUFFIX_LENGTH = 6;
  private static final int FIRSTS = LETTERS.length() - 1;
  private static final int ALPHANUMERIC = FIRSTS - 2;
  private static final SecureRandom RANDOM = new SecureRandom();

  private PreSharedKeys() {}

  /** A new one, which does not start with zero. */
  static String next() {
    StringBuilder key = new StringBuilder(LENGTH);
    key.append(letter(FIRSTS));
    while (key.length() < LENGTH) {
      key.append(letter(LETTERS.length()));
    }
    return key.toString();
  }

  private static char letter(int among) {
    return LETTERS.charAt(RANDOM.nextInt(among));
  }

  /** The secret that holds the keys of a connection, or null where the connection itself does. */
  static @Nullable String secret(@Nullable String storage, Scope owner, String connection) {
    if (storage == null || storage.equals(STANDARD)) {
      return null;
    }
    if (!storage.equals(SECRETS_MANAGER)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + storage + ") for parameter preSharedKeyStorage is invalid.");
    }
    StringBuilder suffix = new StringBuilder();
    while (suffix.length() < SUFFIX_LENGTH) {
      suffix.append(letter(ALPHANUMERIC));
    }
    return "arn:aws:secretsmanager:"
        + owner.region()
        + ":"
        + owner.account()
        + ":secret:s2svpn!"
        + connection
        + "-"
        + suffix;
  }

  /** Without the keys, where Secrets Manager has them. */
  static VpnConnection shown(VpnConnection connection) {
    if (connection.preSharedKeyArn() == null) {
      return connection;
    }
    return connection.toBuilder()
        .options(
            connection.options().toBuilder()
                .tunnelOptions(
                    connection.options().tunnelOptions().stream()
                        .map(PreSharedKeys::withoutKey)
                        .toList())
                .build())
        .build();
  }

  private static TunnelOption withoutKey(TunnelOption tunnel) {
    return tunnel.toBuilder().preSharedKey(null).build();
  }
}
