package culvert.network.forwarding;

import culvert.network.address.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a filter.
 *
 * @param component the security group or network ACL that it is of
 * @param id the rule's id or number there
 * @param peers the far addresses that it names
 * @param group where the rule names a security group, that group's id
 * @param membersIn the VPC that the named group's members are in: inbound, only packets that come
 *     straight from there are theirs (R1.6.4, R1.6.6)
 */
public record Rule(
    String component,
    String id,
    Traffic traffic,
    AddressSet peers,
    @Nullable String group,
    @Nullable String membersIn,
    boolean allow) {

  boolean matches(Flight flight, Direction direction) {
    return matchesAddresses(flight, direction)
        && (membersIn == null
            || direction == Direction.OUTBOUND
            || membersIn.equals(flight.origin()));
  }

  /** As {@link #matches}, whoever put the packet on its last hop. */
  boolean matchesAddresses(Flight flight, Direction direction) {
    return flight.packet().is(traffic) && peers.contains(direction.peerOf(flight.packet()));
  }
}
