package culvert.aws.operations.vpn;

import culvert.aws.operations.CidrRules;
import culvert.aws.operations.Ec2Error;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The ranges inside a tunnel, in which both ends of it have their addresses (A3). */
final class InsideCidrs {

  /** What no router of a site can have for its outside address. */
  static final List<IpPrefix> NO_OUTSIDE_ADDRESSES =
      List.of(
          IpPrefix.parse("0.0.0.0/8"),
          IpPrefix.parse("127.0.0.0/8"),
          IpPrefix.parse("169.254.0.0/16"),
          IpPrefix.parse("224.0.0.0/3"),
          IpPrefix.parse("::/127"),
          IpPrefix.parse("fe80::/10"),
          IpPrefix.parse("ff00::/8"));

  private static final IpPrefix V4 = IpPrefix.parse("169.254.0.0/16");
  private static final IpPrefix V6 = IpPrefix.parse("fd00::/8");
  private static final int V4_LENGTH = 30;
  private static final int V6_LENGTH = 126;

  /** AWS's own. */
  private static final List<IpPrefix> RESERVED =
      List.of(
          IpPrefix.parse("169.254.0.0/30"),
          IpPrefix.parse("169.254.1.0/30"),
          IpPrefix.parse("169.254.2.0/30"),
          IpPrefix.parse("169.254.3.0/30"),
          IpPrefix.parse("169.254.4.0/30"),
          IpPrefix.parse("169.254.5.0/30"),
          IpPrefix.parse("169.254.169.252/30"));

  private InsideCidrs() {}

  /** The one asked for, or a random one that is not taken. */
  static IpPrefix v4(@Nullable String asked, Set<IpPrefix> taken) {
    if (asked != null) {
      return checked(asked, "tunnelInsideCidr", V4, V4_LENGTH, taken);
    }
    while (true) {
      long offset = 4L * ThreadLocalRandom.current().nextInt(1 << (V4_LENGTH - V4.length()));
      IpPrefix range = IpPrefix.of(V4.first().plus(offset), V4_LENGTH);
      if (!RESERVED.contains(range) && !taken.contains(range)) {
        return range;
      }
    }
  }

  static IpPrefix v6(@Nullable String asked, Set<IpPrefix> taken) {
    if (asked != null) {
      return checked(asked, "tunnelInsideIpv6Cidr", V6, V6_LENGTH, taken);
    }
    while (true) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      long high = 0xfdL << 56 | random.nextLong() >>> 8;
      IpPrefix range = IpPrefix.of(IpAddress.v6(high, random.nextLong() & ~3L), V6_LENGTH);
      if (!taken.contains(range)) {
        return range;
      }
    }
  }

  private static IpPrefix checked(
      String asked, String parameter, IpPrefix within, int length, Set<IpPrefix> taken) {
    IpPrefix range = CidrRules.any(asked, parameter);
    String value = "Value (" + asked + ") for parameter " + parameter + " is invalid. ";
    if (range.length() != length || !within.contains(range)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          value + "The CIDR block must be a /" + length + " in " + within + ".");
    }
    if (RESERVED.contains(range)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(value + "The CIDR block is reserved.");
    }
    if (taken.contains(range)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          value + "The CIDR block is used by another tunnel of the gateway.");
    }
    return range;
  }
}
