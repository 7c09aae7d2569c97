package culvert.network.topology;

import culvert.network.address.IpAddress;

/**
 * One GRE tunnel of a Connect attachment, with its BGP sessions.
 *
 * @param connect the Connect attachment
 * @param gatewayAddress the transit gateway's outer address
 * @param peerAddress the appliance's outer address
 * @param peerAsn the AS number that the appliance is expected to have
 */
public record TransitGatewayConnectPeer(
    String id, String connect, IpAddress gatewayAddress, IpAddress peerAddress, long peerAsn)
    implements Component {}
