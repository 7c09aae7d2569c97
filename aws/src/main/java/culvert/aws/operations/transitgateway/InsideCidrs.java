package culvert.aws.operations.transitgateway;

import culvert.aws.operations.CidrRules;
import culvert.aws.operations.Ec2Error;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;

/** The ranges in which the BGP speakers of a Connect peer have their addresses (R4.3.9). */
record InsideCidrs(List<IpPrefix> blocks) {

  private static final IpPrefix V4 = IpPrefix.parse("169.254.0.0/16");
  private static final IpPrefix V6 = IpPrefix.parse("fd00::/8");
  private static final int V4_LENGTH = 29;
  private static final int V6_LENGTH = 125;

  /** AWS's own. */
  private static final List<IpPrefix> RESERVED =
      List.of(
          IpPrefix.parse("169.254.0.0/29"),
          IpPrefix.parse("169.254.1.0/29"),
          IpPrefix.parse("169.254.2.0/29"),
          IpPrefix.parse("169.254.3.0/29"),
          IpPrefix.parse("169.254.4.0/29"),
          IpPrefix.parse("169.254.5.0/29"),
          IpPrefix.parse("169.254.169.248/29"));

  /** One of IPv4, and perhaps one of IPv6. */
  static InsideCidrs of(List<String> texts) {
    if (texts.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("InsideCidrBlocks");
    }
    List<IpPrefix> blocks = new ArrayList<>();
    for (String text : texts) {
      IpPrefix block = CidrRules.any(text, "insideCidrBlocks");
      boolean inRange =
          block.isV4()
              ? block.length() == V4_LENGTH && V4.contains(block)
              : block.length() == V6_LENGTH && V6.contains(block);
      if (!inRange
          || RESERVED.contains(block)
          || blocks.stream().anyMatch(each -> each.family() == block.family())) {
        throw invalid(text);
      }
      blocks.add(block);
    }
    InsideCidrs inside = new InsideCidrs(blocks);
    if (blocks.stream().noneMatch(IpPrefix::isV4)) {
      throw invalid(texts.getFirst());
    }
    return inside;
  }

  private static RuntimeException invalid(String text) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Value ("
            + text
            + ") for parameter insideCidrBlocks is invalid. A Connect peer takes one /29 of"
            + " 169.254.0.0/16 that is not reserved, and at most one /125 of fd00::/8.");
  }

  /** The range of the sessions, which carry the routes of both families. */
  IpPrefix v4() {
    return blocks.stream().filter(IpPrefix::isV4).findFirst().orElseThrow();
  }

  boolean overlap(InsideCidrs other) {
    return blocks.stream().anyMatch(own -> other.blocks.stream().anyMatch(own::overlaps));
  }

  List<String> texts() {
    return blocks.stream().map(IpPrefix::toString).toList();
  }
}
