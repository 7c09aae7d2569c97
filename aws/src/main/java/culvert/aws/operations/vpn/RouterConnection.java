package culvert.aws.operations.vpn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VPN connection as the customer's router has it.
 *
 * @param outside the router's own outside address, or null where a certificate stands for it
 * @param asn the router's AS number
 * @param awsAsn that of AWS's end
 * @param bgp whether routes are exchanged; else {@code destinations} lead into the tunnels
 * @param localNetwork what may talk through the tunnels on the customer's side
 * @param remoteNetwork the same on AWS's side
 */
record RouterConnection(
    String id,
    @Nullable String outside,
    long asn,
    long awsAsn,
    boolean bgp,
    boolean ipv6,
    List<String> destinations,
    String localNetwork,
    String remoteNetwork,
    List<RouterTunnel> tunnels) {

  /** What {@code local_addrs} and router ids say: an IPv4 address in any case. */
  String routerId() {
    return outside == null || outside.contains(":")
        ? tunnels.getFirst().inside().customer().toString()
        : outside;
  }
}
