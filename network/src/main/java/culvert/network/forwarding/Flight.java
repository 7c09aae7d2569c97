package culvert.network.forwarding;

import org.jspecify.annotations.Nullable;

/**
 * A packet under way.
 *
 * @param origin the VPC of the interface that sent it, as long as security groups can tell; null
 *     once a middlebox, a translation or the internet came between (R1.6.6)
 * @param originLost why security groups cannot tell, or null where they can
 * @param opening whether it is the first packet of its flow
 * @param asked what the sender asked the interface of an endpoint for, once its provider has taken
 *     that over; null before
 */
public record Flight(
    Packet packet,
    @Nullable String origin,
    @Nullable Reason originLost,
    boolean opening,
    @Nullable Asked asked) {

  /** A packet as it reached an interface of an endpoint. */
  public record Asked(String endpointInterface, Packet packet) {}

  public static Flight request(Packet packet, @Nullable String origin) {
    return new Flight(packet, origin, unknown(origin), true, null);
  }

  public static Flight reply(Packet packet, @Nullable String origin) {
    return new Flight(packet, origin, unknown(origin), false, null);
  }

  /** What does not come from an interface of a VPC is nobody's whom a group could name. */
  private static @Nullable Reason unknown(@Nullable String origin) {
    return origin == null ? Reason.SG_REFERENCES_NOT_PRESERVED : null;
  }

  Flight with(Packet changed) {
    return new Flight(changed, origin, originLost, opening, asked);
  }

  Flight withoutOrigin(Reason reason) {
    return new Flight(packet, null, originLost == null ? reason : originLost, opening, asked);
  }

  /** A provider asks anew, from an interface of that VPC; the first endpoint is who was asked. */
  Flight onBehalfOf(String endpointInterface, Packet anew, String vpc) {
    return new Flight(
        anew, vpc, null, opening, asked == null ? new Asked(endpointInterface, packet) : asked);
  }
}
