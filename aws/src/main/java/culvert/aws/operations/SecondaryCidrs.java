package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** Which further IPv4 block a VPC may have (R1.1.5, R1.1.6, R1.1.7). */
final class SecondaryCidrs {

  private static final IpPrefix TEN = IpPrefix.parse("10.0.0.0/8");
  private static final IpPrefix TEN_FIRST = IpPrefix.parse("10.0.0.0/15");
  private static final IpPrefix TEN_ZERO = IpPrefix.parse("10.0.0.0/16");
  private static final IpPrefix SEVENTEEN = IpPrefix.parse("172.16.0.0/12");
  private static final IpPrefix DEFAULT = IpPrefix.parse("172.31.0.0/16");
  private static final IpPrefix NINETEEN = IpPrefix.parse("192.168.0.0/16");
  private static final IpPrefix BENCHMARK = IpPrefix.parse("198.19.0.0/16");
  private static final IpPrefix LINK_LOCAL = IpPrefix.parse("169.254.0.0/16");

  private SecondaryCidrs() {}

  static void check(Transaction transaction, Vpc vpc, IpPrefix cidr) {
    List<IpPrefix> present =
        vpc.cidrBlockAssociationSet().stream().map(b -> IpPrefix.parse(b.cidrBlock())).toList();
    if (present.stream().anyMatch(cidr::overlaps)) {
      throw Ec2Error.INVALID_VPC_RANGE.with(cidr);
    }
    if (present.stream().flatMap(block -> restricted(block).stream()).anyMatch(cidr::overlaps)) {
      throw Ec2Error.RESTRICTED_VPC_RANGE.with(cidr);
    }
    boolean routed =
        transaction
            .referring(Kinds.ROUTE_TABLE, vpc.vpcId())
            .flatMap(table -> table.routes().stream())
            .filter(route -> route.origin() != RouteOrigin.CREATE_ROUTE_TABLE)
            .map(Route::destinationCidrBlock)
            .filter(Objects::nonNull)
            .anyMatch(destination -> cidr.contains(IpPrefix.parse(destination)));
    if (routed) {
      throw Ec2Error.INVALID_VPC_RANGE.with(cidr);
    }
    transaction
        .referring(Kinds.VPC_PEERING_CONNECTION, vpc.vpcId())
        .forEach(peering -> check(transaction, peering, vpc, cidr));
  }

  /** What a VPC with this block may not have besides (R1.1.6). */
  private static List<IpPrefix> restricted(IpPrefix block) {
    List<IpPrefix> ranges = new ArrayList<>(List.of(LINK_LOCAL));
    if (TEN.contains(block)) {
      ranges.addAll(List.of(SEVENTEEN, NINETEEN, BENCHMARK));
      if (TEN_FIRST.contains(block)) {
        ranges.add(TEN_ZERO);
      }
    } else if (SEVENTEEN.contains(block)) {
      ranges.addAll(List.of(TEN, DEFAULT, NINETEEN, BENCHMARK));
    } else if (NINETEEN.contains(block)) {
      ranges.addAll(List.of(TEN, SEVENTEEN, BENCHMARK));
    } else if (BENCHMARK.contains(block)) {
      ranges.addAll(List.of(TEN, SEVENTEEN, NINETEEN));
    } else {
      ranges.addAll(List.of(TEN, SEVENTEEN, NINETEEN, BENCHMARK));
    }
    return ranges;
  }

  /** R1.1.7. */
  private static void check(
      CatalogView view, VpcPeeringConnection peering, Vpc vpc, IpPrefix cidr) {
    boolean requester = peering.requesterVpcInfo().vpcId().equals(vpc.vpcId());
    VpcPeeringConnectionStateReasonCode state = peering.status().code();
    boolean waits = state == VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE && requester;
    Vpc peer =
        Peerings.vpc(view, requester ? peering.accepterVpcInfo() : peering.requesterVpcInfo());
    boolean overlaps =
        state == VpcPeeringConnectionStateReasonCode.ACTIVE
            && peer != null
            && VpcBlocks.all(peer).anyMatch(cidr::overlaps);
    if (waits || overlaps) {
      throw Ec2Error.INVALID_VPC_RANGE.with(cidr);
    }
  }
}
