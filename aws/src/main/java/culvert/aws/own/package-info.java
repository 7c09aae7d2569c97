/**
 * What people declare besides AWS's resources: sites, what is down, and how far the clock has gone.
 * Kept in the same catalog, in the same transactions.
 */
@NullMarked
package culvert.aws.own;

import org.jspecify.annotations.NullMarked;
