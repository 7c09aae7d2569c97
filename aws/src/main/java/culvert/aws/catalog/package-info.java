/**
 * What was declared, in AWS's shapes: one transaction a call, one snapshot a reader, durable before
 * the answer.
 */
@NullMarked
package culvert.aws.catalog;

import org.jspecify.annotations.NullMarked;
