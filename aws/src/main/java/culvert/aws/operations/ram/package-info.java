/**
 * Resource Access Manager: what accounts share with each other. A share has resources and
 * principals; a principal takes part once it has accepted the invitation.
 */
@NullMarked
package culvert.aws.operations.ram;

import org.jspecify.annotations.NullMarked;
