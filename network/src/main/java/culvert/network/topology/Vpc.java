package culvert.network.topology;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.List;

/**
 * A virtual private cloud.
 *
 * @param name the {@code Name} tag, or empty
 * @param cidrs every associated CIDR block of both families, the primary one first
 * @param nameServers what its DHCP options give its hosts to ask for names; empty where that is
 *     AmazonProvidedDNS
 */
public record Vpc(
    String id,
    String account,
    String region,
    String name,
    List<IpPrefix> cidrs,
    boolean dnsSupport,
    boolean dnsHostnames,
    List<IpAddress> nameServers)
    implements Component {

  public boolean contains(IpAddress address) {
    for (IpPrefix cidr : cidrs) {
      if (cidr.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
