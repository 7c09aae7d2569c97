package culvert.network.topology;

import culvert.network.address.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A NAT gateway (R1.5.4).
 *
 * @param publicType whether it translates to a public address at the internet gateway
 * @param available whether it is in that state; else routes to it are blackholes
 * @param addresses the primary one first, by which flows leave here; AWS spreads them over all
 */
public record NatGateway(
    String id,
    String vpc,
    String subnet,
    boolean publicType,
    boolean available,
    List<Address> addresses)
    implements Component {

  /** Private address to public address. */
  public Map<IpAddress, IpAddress> publicAddresses() {
    Map<IpAddress, IpAddress> all = new HashMap<>();
    for (Address address : addresses) {
      if (address.publicAddress != null) {
        all.put(address.privateAddress, address.publicAddress);
      }
    }
    return all;
  }

  /** One address of the gateway, with its public counterpart where it has one. */
  public record Address(
      String networkInterface, IpAddress privateAddress, @Nullable IpAddress publicAddress) {}
}
