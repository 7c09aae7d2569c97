package culvert.network.topology;

import culvert.network.address.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An available multicast domain of a transit gateway (R4.8.1).
 *
 * @param name the {@code Name} tag, or empty
 * @param staticSources whether registered sources alone may send (R4.8.2, R4.8.4)
 * @param subnets those associated with it; a subnet is of one domain at most
 * @param members the registered interfaces of each group
 * @param joined the interfaces of each group that join it by IGMP (R4.8.3)
 * @param sources the registered sources of each group
 */
public record TransitGatewayMulticastDomain(
    String id,
    String transitGateway,
    String name,
    boolean staticSources,
    List<String> subnets,
    Map<IpAddress, Set<String>> members,
    Map<IpAddress, Set<String>> joined,
    Map<IpAddress, Set<String>> sources)
    implements Component {}
