package culvert.aws.reading;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import software.amazon.awssdk.services.ec2.model.TunnelOption;

/**
 * The addresses inside a tunnel: AWS has the first usable one of the range, the customer the second
 * (A3).
 */
public record TunnelInside(IpPrefix range) {

  private static final String IPV4_MASK = "255.255.255.252";

  /** Of IPv4, which BGP runs over whatever the tunnel carries. */
  public static TunnelInside of(TunnelOption tunnel) {
    return new TunnelInside(IpPrefix.parse(tunnel.tunnelInsideCidr()));
  }

  public IpAddress aws() {
    return range.first().plus(1);
  }

  public IpAddress customer() {
    return range.first().plus(2);
  }

  /** The mask of a /30. */
  public String mask() {
    return IPV4_MASK;
  }
}
