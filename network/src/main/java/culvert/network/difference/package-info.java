/**
 * What two states of a network differ in: who no longer reaches whom, and who does now, each with
 * the changes that did it. Causes are found by experiment: changes are made or taken back, one by
 * one and together, and proved again.
 */
@NullMarked
package culvert.network.difference;

import org.jspecify.annotations.NullMarked;
