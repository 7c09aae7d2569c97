/**
 * Why a packet is or is not delivered: one question, both directions, every blocker with its
 * reason, its component and a sentence for people.
 */
@NullMarked
package culvert.network.why;

import org.jspecify.annotations.NullMarked;
