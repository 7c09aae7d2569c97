/**
 * The four protocols of the APIs in scope, over one codec that reads the AWS SDK's own description
 * of its shapes.
 */
@NullMarked
package culvert.aws.wire;

import org.jspecify.annotations.NullMarked;
