/**
 * What route tables come to hold by themselves, and which route stands for each prefix: the
 * propagation and the order of preference of transit gateway route tables.
 */
@NullMarked
package culvert.network.routing;

import org.jspecify.annotations.NullMarked;
