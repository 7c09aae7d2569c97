/** Signature Version 4: who signed a request, and whether the signature holds. */
@NullMarked
package culvert.aws.signature;

import org.jspecify.annotations.NullMarked;
