package culvert.network.topology;

import org.jspecify.annotations.Nullable;

/**
 * A dedicated or hosted connection, or an interconnect: a port at a location.
 *
 * @param region the Region that the location is associated with
 * @param location the location's code
 * @param lag the LAG that it is a link of, or null
 * @param available whether its link is up, faults aside
 * @param macSec whether what it carries is encrypted by MACsec (B1)
 */
public record DirectConnectConnection(
    String id,
    String account,
    String region,
    String name,
    String location,
    @Nullable String lag,
    boolean available,
    boolean macSec)
    implements Component {}
