package culvert.network.topology;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.List;

/**
 * A subnet. Which route table and network ACL it uses, those say.
 *
 * @param zone the Availability Zone's id ({@code use1-az1}), the same for every account
 * @param name the {@code Name} tag, or empty
 */
public record Subnet(String id, String vpc, String zone, String name, List<IpPrefix> cidrs)
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
