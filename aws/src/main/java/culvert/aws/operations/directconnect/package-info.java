/**
 * Direct Connect: connections, LAGs and interconnects at locations, the virtual interfaces on them,
 * and the gateways through which those reach VPCs and transit gateways. Direct Connect gateways,
 * their associations and proposals are in no Region.
 */
@NullMarked
package culvert.aws.operations.directconnect;

import org.jspecify.annotations.NullMarked;
