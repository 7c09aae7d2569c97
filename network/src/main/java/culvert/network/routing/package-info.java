/**
 * What gateways, sites and route tables come to know by themselves, and which route stands for each
 * prefix: BGP and static VPN between AWS and sites to their fixed point, propagation, and the order
 * of preference of each.
 */
@NullMarked
package culvert.network.routing;

import org.jspecify.annotations.NullMarked;
