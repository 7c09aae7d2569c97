package culvert.network.topology;

/**
 * A link aggregation group.
 *
 * @param minimumLinks with fewer links up it is down (B2)
 */
public record DirectConnectLag(
    String id, String account, String region, String name, String location, int minimumLinks)
    implements Component {}
