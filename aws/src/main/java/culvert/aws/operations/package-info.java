/**
 * What each API operation does: one small class for a family of resources, one place for each rule
 * of AWS.
 */
@NullMarked
package culvert.aws.operations;

import org.jspecify.annotations.NullMarked;
