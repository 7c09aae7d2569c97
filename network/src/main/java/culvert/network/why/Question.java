package culvert.network.why;

import culvert.network.forwarding.Packet;

/**
 * Does this packet get from one end to the other, and its reply back?
 *
 * @param packet as the asker sends it
 */
public record Question(End from, End to, Packet packet) {

  public Question {
    if (from instanceof End.UnusedAddress
        || from instanceof End.AtHostService
        || from instanceof End.MulticastGroup) {
      throw new BadQuestion("nobody asks from " + from.address() + ": no interface has it");
    }
    if (to instanceof End.MulticastGroup && !(from instanceof End.AtInterface)) {
      throw new BadQuestion("interfaces alone send to the multicast group " + to.address());
    }
  }
}
