/**
 * What AWS charges, as far as is known: tables of rates by meter, Region and qualifier, each figure
 * with where it was read, and the names that bills have for them. What no table has is unpriced.
 */
@NullMarked
package culvert.aws.price;

import org.jspecify.annotations.NullMarked;
