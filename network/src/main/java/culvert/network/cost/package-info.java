/**
 * What a network costs: meters that run by the hour, charges by the gigabyte along a path, rates
 * with their tiers, and the bill that comes of them. Money and quantities are exact decimals;
 * nothing here rounds.
 */
@NullMarked
package culvert.network.cost;

import org.jspecify.annotations.NullMarked;
