package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.Traffic;

/**
 * The headers that forwarding looks at.
 *
 * @param sourcePort for ICMP the type; 0 where the protocol has neither
 * @param destinationPort for ICMP the code; 0 where the protocol has neither
 */
public record Packet(
    IpAddress source, IpAddress destination, int protocol, int sourcePort, int destinationPort) {

  /** A NAT gateway speaks from the ports from there on (R1.7.8). */
  public static final int FIRST_NAT_PORT = 1024;

  private static final int ECHO_REPLY = 0;
  private static final int ECHO_REQUEST = 8;
  private static final int ECHO_REQUEST_V6 = 128;
  private static final int ECHO_REPLY_V6 = 129;

  public Packet {
    if (source.family() != destination.family()) {
      throw new IllegalArgumentException(source + " cannot speak to " + destination);
    }
  }

  /** An echo request, of the family's own ICMP. */
  public static Packet echo(IpAddress source, IpAddress destination) {
    return source.isV4()
        ? new Packet(source, destination, Traffic.ICMP, ECHO_REQUEST, 0)
        : new Packet(source, destination, Traffic.ICMPV6, ECHO_REQUEST_V6, 0);
  }

  /** What the destination answers. */
  public Packet reverse() {
    return Traffic.isIcmp(protocol)
        ? new Packet(destination, source, protocol, answerTo(sourcePort), destinationPort)
        : new Packet(destination, source, protocol, destinationPort, sourcePort);
  }

  private static int answerTo(int type) {
    return switch (type) {
      case ECHO_REQUEST -> ECHO_REPLY;
      case ECHO_REPLY -> ECHO_REQUEST;
      case ECHO_REQUEST_V6 -> ECHO_REPLY_V6;
      case ECHO_REPLY_V6 -> ECHO_REQUEST_V6;
      default -> type;
    };
  }

  public Packet withSource(IpAddress address) {
    return readdressed(address, destination);
  }

  public Packet withDestination(IpAddress address) {
    return readdressed(source, address);
  }

  public Packet readdressed(IpAddress newSource, IpAddress newDestination) {
    return new Packet(newSource, newDestination, protocol, sourcePort, destinationPort);
  }

  /** The same packet to another port, where its protocol has ports. */
  public Packet toPort(int port) {
    return Traffic.hasPorts(protocol)
        ? new Packet(source, destination, protocol, sourcePort, port)
        : this;
  }

  /** The same packet from the port that a NAT gateway takes for it, where it has ports. */
  public Packet fromNatPort() {
    return Traffic.hasPorts(protocol) && sourcePort < FIRST_NAT_PORT
        ? new Packet(source, destination, protocol, sourcePort + FIRST_NAT_PORT, destinationPort)
        : this;
  }

  /** The same packet in IPv4, as NAT64 makes it (R1.5.9). */
  public Packet toV4(IpAddress newSource, IpAddress newDestination) {
    return protocol == Traffic.ICMPV6
        ? new Packet(
            newSource,
            newDestination,
            Traffic.ICMP,
            sourcePort == ECHO_REQUEST_V6 ? ECHO_REQUEST : ECHO_REPLY,
            destinationPort)
        : readdressed(newSource, newDestination);
  }

  /** The same number for both directions of a flow. */
  public int flowHash() {
    return flowHash(source, destination, 0);
  }

  /** Another number for each stage, were the packet between these addresses. */
  int flowHash(IpAddress oneEnd, IpAddress otherEnd, int stage) {
    int ports = Traffic.isIcmp(protocol) ? 0 : sourcePort + destinationPort;
    int factor = 0x9e3779b9 + 0x7f4a7c14 * stage;
    return (hash(oneEnd) + hash(otherEnd) + ports + protocol) * factor >>> 16;
  }

  private static int hash(IpAddress address) {
    return Long.hashCode(address.high() * 31 + address.low());
  }

  public boolean is(Traffic traffic) {
    return Traffic.isIcmp(protocol)
        ? traffic.matches(protocol, sourcePort, destinationPort)
        : traffic.matches(protocol, destinationPort, destinationPort);
  }

  /** {@code 10.0.0.4 -> 10.1.0.4 tcp/443}. */
  @Override
  public String toString() {
    Traffic traffic =
        Traffic.isIcmp(protocol)
            ? new Traffic(protocol, sourcePort, destinationPort)
            : new Traffic(protocol, destinationPort, destinationPort);
    return source + " -> " + destination + " " + traffic;
  }
}
