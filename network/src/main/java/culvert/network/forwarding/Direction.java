package culvert.network.forwarding;

import culvert.network.address.IpAddress;

/** Which way packets pass a filter, as its interface or subnet sees it. */
public enum Direction {
  INBOUND,
  OUTBOUND;

  /** The far side's address, which is what a rule names. */
  public IpAddress peerOf(Packet packet) {
    return this == INBOUND ? packet.source() : packet.destination();
  }

  /** {@code inbound}, {@code outbound}. */
  public String label() {
    return this == INBOUND ? "inbound" : "outbound";
  }
}
