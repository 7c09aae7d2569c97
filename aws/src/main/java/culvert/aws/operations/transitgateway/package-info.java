/**
 * Transit gateways: the gateway, what is attached to it, and the route tables that decide what
 * reaches what.
 */
@NullMarked
package culvert.aws.operations.transitgateway;

import org.jspecify.annotations.NullMarked;
