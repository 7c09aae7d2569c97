package culvert.network.why;

import culvert.network.forwarding.Reason;

/**
 * One thing in the way.
 *
 * @param component the id of what dropped the packet
 * @param explanation a sentence for people
 * @param remedy what would have to change, for people
 */
public record Blocker(Leg leg, Reason code, String component, String explanation, String remedy) {}
