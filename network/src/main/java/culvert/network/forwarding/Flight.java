package culvert.network.forwarding;

import org.jspecify.annotations.Nullable;

/**
 * A packet under way.
 *
 * @param origin the VPC of the interface that sent it, as long as security groups can tell; null
 *     once a middlebox, a translation or the internet came between (R1.6.6)
 * @param opening whether it is the first packet of its flow
 */
public record Flight(Packet packet, @Nullable String origin, boolean opening) {

  public static Flight request(Packet packet, @Nullable String origin) {
    return new Flight(packet, origin, true);
  }

  public static Flight reply(Packet packet, @Nullable String origin) {
    return new Flight(packet, origin, false);
  }

  Flight with(Packet changed) {
    return new Flight(changed, origin, opening);
  }

  Flight withoutOrigin() {
    return new Flight(packet, null, opening);
  }
}
