/** Culvert over HTTP, called by the clients that people have: Terraform, the AWS CLI, the SDK. */
@NullMarked
package culvert.app.acceptance;

import org.jspecify.annotations.NullMarked;
