package culvert.network.topology;

/**
 * An available Connect attachment: GRE to appliances, over another attachment.
 *
 * @param transport the VPC's or Direct Connect gateway's attachment that it runs over
 */
public record TransitGatewayConnect(String id, String transitGateway, String name, String transport)
    implements Component {}
