package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Packet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protocol and ports of a question. ICMP means an echo, of either family's kind.
 *
 * @param sourcePort 0 where the protocol has no ports
 * @param destinationPort 0 where the protocol has no ports
 */
public record Spoken(int protocol, int sourcePort, int destinationPort) {

  private static final Map<String, Integer> PROTOCOLS =
      Map.of(
          "tcp", Traffic.TCP,
          "udp", Traffic.UDP,
          "icmp", Traffic.ICMP,
          "icmpv6", Traffic.ICMPV6,
          "gre", 47,
          "esp", 50,
          "ah", 51,
          "ospf", 89,
          "sctp", 132);

  private static final int HTTPS = 443;

  /** The first of the ports that clients take for themselves. */
  private static final int EPHEMERAL = 49152;

  private static final int MAX_PORT = 65535;
  private static final int MAX_PROTOCOL = 255;

  /** TCP to port 443. */
  public static final Spoken DEFAULT = new Spoken(Traffic.TCP, EPHEMERAL, HTTPS);

  /**
   * Reads what a person asked for; null stands for what was not said.
   *
   * @param port {@code 443}, {@code 53/udp}, {@code icmp}
   * @param protocol a name or number
   * @throws BadQuestion naming the text
   */
  public static Spoken parse(
      @Nullable String port, @Nullable String protocol, @Nullable String sourcePort) {
    return parse(port, protocol, sourcePort, Traffic.TCP);
  }

  /**
   * @param unsaid the protocol where none is said
   */
  static Spoken parse(
      @Nullable String port, @Nullable String protocol, @Nullable String sourcePort, int unsaid) {
    String portText = port;
    String protocolText = protocol;
    if (port != null) {
      int slash = port.indexOf('/');
      boolean isName = slash < 0 && PROTOCOLS.containsKey(port.toLowerCase(Locale.ROOT));
      String named = isName ? port : slash < 0 ? null : port.substring(slash + 1);
      portText = isName ? null : slash < 0 ? port : port.substring(0, slash);
      if (named != null && protocol != null && protocolOf(named) != protocolOf(protocol)) {
        throw new BadQuestion("port " + port + " contradicts protocol " + protocol);
      }
      protocolText = named != null ? named : protocol;
    }
    int number = protocolText == null ? unsaid : protocolOf(protocolText);
    if (!Traffic.hasPorts(number)) {
      String given = portText != null ? portText : sourcePort;
      if (given != null) {
        throw new BadQuestion(Traffic.nameOf(number) + " has no ports: " + given);
      }
      return new Spoken(number, 0, 0);
    }
    return new Spoken(
        number,
        sourcePort == null ? EPHEMERAL : numberUpTo(MAX_PORT, "port", sourcePort),
        portText == null ? HTTPS : numberUpTo(MAX_PORT, "port", portText));
  }

  private static int protocolOf(String text) {
    Integer known = PROTOCOLS.get(text.toLowerCase(Locale.ROOT));
    return known != null ? known : numberUpTo(MAX_PROTOCOL, "protocol", text);
  }

  private static int numberUpTo(int max, String what, String text) {
    int value = -1;
    if (!text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      value = Integer.parseInt(text);
    }
    if (value < 0 || value > max) {
      throw new BadQuestion("not a " + what + " (0-" + max + "): " + text);
    }
    return value;
  }

  /** The packet that says this. */
  public Packet between(IpAddress source, IpAddress destination) {
    return Traffic.isIcmp(protocol)
        ? Packet.echo(source, destination)
        : new Packet(source, destination, protocol, sourcePort, destinationPort);
  }
}
