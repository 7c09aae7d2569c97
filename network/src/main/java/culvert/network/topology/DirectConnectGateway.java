package culvert.network.topology;

/**
 * A Direct Connect gateway, which is in no Region.
 *
 * @param asn the AS number of its side of BGP sessions
 */
public record DirectConnectGateway(String id, String account, String name, long asn)
    implements Component {}
