/**
 * The forwarding graph as data: places, the ordered steps at each, and the one rule that applies a
 * step to a packet. Everything that says where packets go reads this, and nothing else decides it.
 */
@NullMarked
package culvert.network.forwarding;

import org.jspecify.annotations.NullMarked;
