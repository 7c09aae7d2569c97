/**
 * Every packet at once: who reaches whom, there and back, for all pairs of many ends. The same
 * steps as {@code why} reads, applied to sets. Sets of pairs of ends ({@link
 * culvert.network.proof.Pairs}) and of kinds of traffic ({@link culvert.network.proof.TrafficSet})
 * move from place to place together, split where steps tell them apart and join where they meet.
 */
@NullMarked
package culvert.network.proof;

import org.jspecify.annotations.NullMarked;
