package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.region.Regions;
import culvert.aws.wire.WireException;
import culvert.network.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Where a subnet may lie: inside one block of its VPC, beside the other subnets (R1.1.1). */
final class SubnetRanges {

  private static final int SHORTEST = 16;
  private static final int LONGEST = 28;
  private static final int IPV6_SHORTEST = 44;
  private static final int IPV6_LONGEST = 64;
  private static final int IPV6_STEP = 4;

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
    if (!isIpv6Length(cidr.length()) || !inside) {
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

  private static boolean isIpv6Length(int length) {
    return length >= IPV6_SHORTEST && length <= IPV6_LONGEST && length % IPV6_STEP == 0;
  }

  /**
   * The zone of that name or id in the caller's Region, Local Zones that it opted in to included;
   * the Region's first where none is named.
   */
  static Regions.Zone zone(CatalogView view, @Nullable String nameOrId) {
    List<Regions.Zone> zones = LocalZones.usable(view);
    if (nameOrId == null) {
      return zones.getFirst();
    }
    return zones.stream()
        .filter(zone -> zone.is(nameOrId))
        .findFirst()
        .orElseThrow(() -> noZone(nameOrId, zones));
  }

  private static WireException noZone(String nameOrId, List<Regions.Zone> zones) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Value ("
            + nameOrId
            + ") for parameter availabilityZone is invalid. Subnets can currently"
            + " only be created in the following availability zones: "
            + String.join(", ", zones.stream().map(Regions.Zone::name).toList())
            + ".");
  }
}
