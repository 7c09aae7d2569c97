package culvert.aws.operations.directconnect;

import java.util.List;
import java.util.Locale;

/**
 * A place where AWS has routers to connect to.
 *
 * @param regions those that it belongs to
 * @param portSpeeds {@code 1G}
 * @param macSecPortSpeeds those of them that can encrypt
 */
record Location(
    String code,
    String name,
    List<String> regions,
    List<String> portSpeeds,
    List<String> macSecPortSpeeds) {

  /** Whether it has ports of that bandwidth, {@code 10Gbps}. */
  boolean hasPorts(String bandwidth) {
    return portSpeeds.contains(speed(bandwidth));
  }

  boolean encrypts(String bandwidth) {
    return macSecPortSpeeds.contains(speed(bandwidth));
  }

  private static String speed(String bandwidth) {
    return bandwidth.endsWith("Gbps")
        ? bandwidth.substring(0, bandwidth.length() - "bps".length())
        : bandwidth;
  }

  /** The router there that all ports end at. */
  String device() {
    return code + "-" + String.format(Locale.ROOT, "%08x", code.hashCode());
  }
}
