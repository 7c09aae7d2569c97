/**
 * Site-to-Site VPN: customer gateways, virtual private gateways, VPN connections and their tunnels,
 * and the configurations of the routers at their far ends.
 */
@NullMarked
package culvert.aws.operations.vpn;

import org.jspecify.annotations.NullMarked;
