package culvert.network.topology;

import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import java.util.List;

/**
 * A network ACL: stateless, the lowest matching rule decides (R1.7.1, R1.7.2).
 *
 * @param subnets the subnets that use it
 * @param inbound by ascending number; what no entry matches is denied
 */
public record NetworkAcl(
    String id, String vpc, List<String> subnets, List<Entry> inbound, List<Entry> outbound)
    implements Component {

  /** One numbered rule; {@code prefix} is the source inbound, the destination outbound. */
  public record Entry(int number, Traffic traffic, IpPrefix prefix, boolean allow) {}
}
