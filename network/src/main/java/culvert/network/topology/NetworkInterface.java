package culvert.network.topology;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An elastic network interface.
 *
 * @param addresses its private IPv4 and its IPv6 addresses, the primary IPv4 address first
 * @param prefixes what is delegated to it: every address in them is its own too
 * @param publicAddresses private IPv4 address to the public or Elastic IP address that is its 1:1
 *     translation at the internet gateway (R1.5.2)
 * @param groups ids of its security groups; empty where the kind of interface has none
 * @param sourceDestinationCheck whether it drops what is neither from nor to itself (R1.8.1)
 * @param holder what the interface belongs to
 */
public record NetworkInterface(
    String id,
    String vpc,
    String subnet,
    String name,
    List<IpAddress> addresses,
    List<IpPrefix> prefixes,
    Map<IpAddress, IpAddress> publicAddresses,
    List<String> groups,
    boolean sourceDestinationCheck,
    Holder holder)
    implements Component {

  /** What an interface belongs to. */
  public sealed interface Holder {}

  /** Nothing: such an interface neither sends nor answers. */
  public record Unattached() implements Holder {}

  public record InstanceHolder(String instance) implements Holder {}

  public record NatGatewayHolder(String natGateway) implements Holder {}

  /** A VPC endpoint: it answers and never asks (R2.2.4). */
  public record EndpointHolder(String endpoint) implements Holder {}

  /** Another service of AWS's, which answers for itself. */
  public record ServiceHolder(String description) implements Holder {}

  /** Its first address of that family, or null. */
  public @Nullable IpAddress address(IpFamily family) {
    for (IpAddress address : addresses) {
      if (address.family() == family) {
        return address;
      }
    }
    return null;
  }

  public boolean has(IpAddress address) {
    return addresses.contains(address)
        || prefixes.stream().anyMatch(prefix -> prefix.contains(address));
  }

  /** All that is its own. */
  public List<IpPrefix> own() {
    return Stream.concat(addresses.stream().map(IpPrefix::host), prefixes.stream()).toList();
  }
}
