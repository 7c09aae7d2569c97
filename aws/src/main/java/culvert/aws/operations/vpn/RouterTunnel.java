package culvert.aws.operations.vpn;

import culvert.aws.reading.TunnelInside;
import culvert.aws.reading.TunnelProposal;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TunnelOption;

/**
 * One tunnel as the customer's router has it.
 *
 * @param number 1 or 2
 * @param insideV6 the range of IPv6 inside, or null
 * @param accelerated whether ESP is always in UDP (A10)
 */
record RouterTunnel(
    int number,
    TunnelOption options,
    TunnelInside inside,
    @Nullable TunnelInside insideV6,
    TunnelProposal proposal,
    boolean accelerated) {

  static RouterTunnel of(
      int number, TunnelOption options, TunnelProposal proposal, boolean accelerated) {
    return new RouterTunnel(
        number,
        options,
        TunnelInside.of(options),
        options.tunnelInsideIpv6Cidr() == null
            ? null
            : new TunnelInside(IpPrefix.parse(options.tunnelInsideIpv6Cidr())),
        proposal,
        accelerated);
  }

  /** The name of its network interface. */
  String device() {
    return "aws" + number;
  }

  int mtu() {
    return proposal.mtu(accelerated);
  }

  IpAddress neighbor() {
    return inside.aws();
  }
}
