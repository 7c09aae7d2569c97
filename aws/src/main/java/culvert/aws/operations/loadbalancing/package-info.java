/**
 * Elastic Load Balancing, as far as endpoint services need it: network and Gateway Load Balancers,
 * their target groups, listeners and targets.
 */
@NullMarked
package culvert.aws.operations.loadbalancing;

import org.jspecify.annotations.NullMarked;
