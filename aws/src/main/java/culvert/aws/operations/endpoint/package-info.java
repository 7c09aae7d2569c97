/** VPC endpoints, the services that they lead to, and how the two sides of a connection agree. */
@NullMarked
package culvert.aws.operations.endpoint;

import org.jspecify.annotations.NullMarked;
