package culvert.network.topology;

import culvert.network.address.IpAddress;
import culvert.network.address.Traffic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Network Load Balancer.
 *
 * @param id its ARN
 * @param service the name of the endpoint service that it stands behind, or null
 * @param nodes ids of its interfaces, one of each of its zones
 * @param filtersPrivateLink whether inbound rules of its security groups see what endpoints bring
 */
public record NetworkLoadBalancer(
    String id,
    String vpc,
    String name,
    @Nullable String service,
    List<String> nodes,
    boolean filtersPrivateLink,
    List<Listener> listeners)
    implements Component {

  /**
   * Sends what it takes to one of its targets.
   *
   * @param traffic the protocols and the port that it listens for
   */
  public record Listener(List<Traffic> traffic, List<Target> targets) {}

  /** Where a listener sends to. */
  public sealed interface Target {

    int port();

    /** Whether nodes of other zones than its own send to it too. */
    boolean crossesZones();
  }

  /** An instance, by its first interface. */
  public record InstanceTarget(String instance, int port, boolean crossesZones) implements Target {}

  /** An address of the VPC or of what the VPC routes to. */
  public record AddressTarget(IpAddress address, int port, boolean crossesZones)
      implements Target {}
}
