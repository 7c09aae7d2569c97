package culvert.network.why;

import culvert.network.forwarding.Packet;
import culvert.network.forwarding.Reason;
import culvert.network.forwarding.Step;
import org.jspecify.annotations.Nullable;

/**
 * One thing in the way.
 *
 * @param component the id of what dropped the packet
 * @param step that dropped it, or null where the topology has nothing to do so
 * @param packet that it dropped
 * @param at where that is on the path: the number of elements before the component's
 * @param explanation a sentence for people
 * @param remedy what would have to change, for people
 */
public record Blocker(
    Leg leg,
    Reason code,
    String component,
    @Nullable Step step,
    Packet packet,
    int at,
    String explanation,
    String remedy) {}
