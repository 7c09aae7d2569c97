package culvert.network.address;

/**
 * The protocol and ports that a security group or network ACL rule names.
 *
 * @param protocol the IP protocol number, or {@link #ANY} for all
 * @param from the first port; for ICMP the type, {@link #ANY} for all
 * @param to the last port; for ICMP the code, {@link #ANY} for all
 */
public record Traffic(int protocol, int from, int to) {

  public static final int ANY = -1;
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int ICMPV6 = 58;

  public static final Traffic ALL = new Traffic(ANY, ANY, ANY);

  /** Whether the protocol has ports. */
  public static boolean hasPorts(int protocol) {
    return protocol == TCP || protocol == UDP;
  }

  public static boolean isIcmp(int protocol) {
    return protocol == ICMP || protocol == ICMPV6;
  }

  /**
   * Whether a packet of this protocol is meant. Ports count for TCP and UDP only, type and code for
   * ICMP only (R1.7.9).
   *
   * @param first the destination port, or the ICMP type
   * @param second the destination port again, or the ICMP code
   */
  public boolean matches(int packetProtocol, int first, int second) {
    if (protocol == ANY) {
      return true;
    }
    if (protocol != packetProtocol) {
      return false;
    }
    if (hasPorts(protocol)) {
      return from == ANY || from <= first && first <= to;
    }
    if (isIcmp(protocol)) {
      return (from == ANY || from == first) && (to == ANY || to == second);
    }
    return true;
  }

  /** {@code all}, {@code tcp/443}, {@code udp/1024-65535}, {@code icmp/8.0}. */
  @Override
  public String toString() {
    if (protocol == ANY) {
      return "all";
    }
    String name = nameOf(protocol);
    if (isIcmp(protocol)) {
      return from == ANY ? name : name + "/" + from + (to == ANY ? "" : "." + to);
    }
    if (!hasPorts(protocol) || from == ANY || from == 0 && to == 65535) {
      return name;
    }
    return name + "/" + from + (from == to ? "" : "-" + to);
  }

  /** The name of a protocol that has one here, else its number. */
  public static String nameOf(int protocol) {
    return switch (protocol) {
      case ANY -> "all";
      case ICMP -> "icmp";
      case TCP -> "tcp";
      case UDP -> "udp";
      case ICMPV6 -> "icmpv6";
      default -> Integer.toString(protocol);
    };
  }
}
