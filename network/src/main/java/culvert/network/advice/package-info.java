/**
 * What the same traffic would cost by the other ways that a network has or could have, and what
 * bills for nothing that is known of: two bills compared, with the arithmetic.
 */
@NullMarked
package culvert.network.advice;

import org.jspecify.annotations.NullMarked;
