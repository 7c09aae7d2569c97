package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpPrefix;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Where a subnet may lie: inside one block of its VPC, beside the other subnets (R1.1.1). */
final class SubnetRanges {

  private static final int SHORTEST = 16;
  private static final int LONGEST = 28;
  private static final int IPV6_LENGTH = 64;

  private SubnetRanges() {}

  static IpPrefix ipv4(Transaction transaction, Vpc vpc, @Nullable String text) {
    IpPrefix cidr = CidrRules.ipv4(text, "cidrBlock");
    boolean inside =
        vpc.cidrBlockAssociationSet().stream()
            .anyMatch(block -> IpPrefix.parse(block.cidrBlock()).contains(cidr));
    if (cidr.length() < SHORTEST || cidr.length() > LONGEST || !inside) {
      throw Ec2Error.INVALID_SUBNET_RANGE.with(cidr);
    }
    boolean taken =
        transaction
            .referring(Kinds.SUBNET, vpc.vpcId())
            .anyMatch(subnet ->
                subnet.cidrBlock() != null && IpPrefix.parse(subnet.cidrBlock()).overlaps(cidr));
    if (taken) {
      throw Ec2Error.INVALID_SUBNET_CONFLICT.with(cidr);
    }
    return cidr;
  }

  static IpPrefix ipv6(Transaction transaction, Vpc vpc, String text) {
    IpPrefix cidr = CidrRules.ipv6(text, "ipv6CidrBlock");
    boolean inside =
        vpc.ipv6CidrBlockAssociationSet().stream()
            .anyMatch(block -> IpPrefix.parse(block.ipv6CidrBlock()).contains(cidr));
    if (cidr.length() != IPV6_LENGTH || !inside) {
      throw Ec2Error.INVALID_SUBNET_RANGE.with(cidr);
    }
    boolean taken =
        transaction
            .referring(Kinds.SUBNET, vpc.vpcId())
            .flatMap(subnet -> subnet.ipv6CidrBlockAssociationSet().stream())
            .anyMatch(block -> IpPrefix.parse(block.ipv6CidrBlock()).overlaps(cidr));
    if (taken) {
      throw Ec2Error.INVALID_SUBNET_CONFLICT.with(cidr);
    }
    return cidr;
  }
}
