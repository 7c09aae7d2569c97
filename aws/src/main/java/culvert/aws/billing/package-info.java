/**
 * What AWS bills by the hour: which meters a resource runs, and the ledger in which they begin and
 * end, kept in the same transaction as the call or the step that begins or ends them.
 */
@NullMarked
package culvert.aws.billing;

import org.jspecify.annotations.NullMarked;
