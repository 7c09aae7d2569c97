package culvert.aws.operations;

import culvert.network.address.IpPrefix;
import org.jspecify.annotations.Nullable;

/** What AWS takes as a CIDR block where. */
public final class CidrRules {

  private static final int LONGEST = 28;
  private static final int SHORTEST = 16;

  private CidrRules() {}

  /** A VPC's IPv4 block: /16 to /28, host bits cleared (R1.1.1, R1.1.2). */
  static IpPrefix vpc(@Nullable String text) {
    IpPrefix cidr = ipv4(text, "cidrBlock");
    if (cidr.length() < SHORTEST || cidr.length() > LONGEST) {
      throw Ec2Error.INVALID_VPC_RANGE.with(String.valueOf(text));
    }
    return cidr;
  }

  /** Any IPv4 block. */
  static IpPrefix ipv4(@Nullable String text, String parameter) {
    IpPrefix cidr = parse(text, parameter);
    if (!cidr.isV4()) {
      throw notCidr(String.valueOf(text), parameter);
    }
    return cidr;
  }

  /** Any IPv6 block. */
  static IpPrefix ipv6(@Nullable String text, String parameter) {
    IpPrefix cidr = parse(text, parameter);
    if (cidr.isV4()) {
      throw notCidr(String.valueOf(text), parameter);
    }
    return cidr;
  }

  /** A block of either family. */
  public static IpPrefix any(@Nullable String text, String parameter) {
    return parse(text, parameter);
  }

  private static IpPrefix parse(@Nullable String text, String parameter) {
    if (text == null) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter);
    }
    IpPrefix cidr = IpPrefix.tryParse(text);
    if (cidr == null) {
      throw notCidr(text, parameter);
    }
    return cidr;
  }

  private static culvert.aws.wire.WireException notCidr(String text, String parameter) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Value ("
            + text
            + ") for parameter "
            + parameter
            + " is invalid. This is not a valid CIDR block.");
  }
}
