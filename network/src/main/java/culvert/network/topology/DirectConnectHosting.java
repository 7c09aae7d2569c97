package culvert.network.topology;

/**
 * That a hosted connection runs over a partner's port (B1).
 *
 * @param id of the hosted connection
 * @param parent the partner's interconnect, connection or LAG
 */
public record DirectConnectHosting(String id, String parent) implements Component {}
