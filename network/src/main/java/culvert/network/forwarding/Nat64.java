package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;

/** The well-known prefix by which IPv6 hosts name IPv4 ones (R1.5.9). */
public final class Nat64 {

  public static final IpPrefix PREFIX = IpPrefix.parse("64:ff9b::/96");

  private Nat64() {}

  /** What DNS64 answers for an IPv4 address. */
  public static IpAddress of(IpAddress v4) {
    return IpAddress.v6(PREFIX.address().high(), v4.low());
  }

  /** The IPv4 address that an address of the prefix stands for. */
  public static IpAddress embedded(IpAddress v6) {
    return IpAddress.v4(v6.low());
  }
}
