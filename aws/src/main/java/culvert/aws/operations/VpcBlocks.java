package culvert.aws.operations;

import culvert.network.address.IpPrefix;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockState;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/** The states that a CIDR block's association with a VPC goes through (R1.1.9). */
public final class VpcBlocks {

  /** How long a block takes to come or to go. */
  static final Duration WORK = Duration.ofSeconds(5);

  private VpcBlocks() {}

  static VpcCidrBlockAssociation associating(IpPrefix cidr) {
    return VpcCidrBlockAssociation.builder()
        .associationId(Ids.next("vpc-cidr-assoc"))
        .cidrBlock(cidr.toString())
        .cidrBlockState(in(VpcCidrBlockStateCode.ASSOCIATING))
        .build();
  }

  static VpcIpv6CidrBlockAssociation associating(VpcIpv6CidrBlockAssociation block) {
    return with(block, VpcCidrBlockStateCode.ASSOCIATING);
  }

  static VpcCidrBlockAssociation disassociating(VpcCidrBlockAssociation block) {
    return with(block, VpcCidrBlockStateCode.DISASSOCIATING);
  }

  static VpcIpv6CidrBlockAssociation disassociating(VpcIpv6CidrBlockAssociation block) {
    return with(block, VpcCidrBlockStateCode.DISASSOCIATING);
  }

  /** The blocks of both families, those on their way included. */
  public static Stream<IpPrefix> all(Vpc vpc) {
    return Stream.concat(
            vpc.cidrBlockAssociationSet().stream().map(block -> block.cidrBlock()),
            vpc.ipv6CidrBlockAssociationSet().stream().map(block -> block.ipv6CidrBlock()))
        .map(IpPrefix::parse);
  }

  /** Whether none of a VPC's blocks is on its way. */
  static boolean areSettled(Vpc vpc) {
    return Stream.concat(
            vpc.cidrBlockAssociationSet().stream().map(b -> b.cidrBlockState().state()),
            vpc.ipv6CidrBlockAssociationSet().stream().map(b -> b.ipv6CidrBlockState().state()))
        .allMatch(VpcCidrBlockStateCode.ASSOCIATED::equals);
  }

  /** The VPC with its blocks where they were going. */
  static Vpc settled(Vpc vpc) {
    List<VpcCidrBlockAssociation> v4 =
        vpc.cidrBlockAssociationSet().stream()
            .filter(b -> stays(b.cidrBlockState()))
            .map(b -> with(b, VpcCidrBlockStateCode.ASSOCIATED))
            .toList();
    List<VpcIpv6CidrBlockAssociation> v6 =
        vpc.ipv6CidrBlockAssociationSet().stream()
            .filter(b -> stays(b.ipv6CidrBlockState()))
            .map(b -> with(b, VpcCidrBlockStateCode.ASSOCIATED))
            .toList();
    return vpc.toBuilder().cidrBlockAssociationSet(v4).ipv6CidrBlockAssociationSet(v6).build();
  }

  private static boolean stays(VpcCidrBlockState state) {
    return state.state() != VpcCidrBlockStateCode.DISASSOCIATING;
  }

  private static VpcCidrBlockState in(VpcCidrBlockStateCode code) {
    return VpcCidrBlockState.builder().state(code).build();
  }

  private static VpcCidrBlockAssociation with(
      VpcCidrBlockAssociation block, VpcCidrBlockStateCode code) {
    return block.toBuilder().cidrBlockState(in(code)).build();
  }

  private static VpcIpv6CidrBlockAssociation with(
      VpcIpv6CidrBlockAssociation block, VpcCidrBlockStateCode code) {
    return block.toBuilder().ipv6CidrBlockState(in(code)).build();
  }

  /** Culvert has no address pools of one's own: neither IPAM's nor brought addresses. */
  static void refusePools(@Nullable String... given) {
    if (Stream.of(given).anyMatch(Objects::nonNull)) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "Culvert has no IPAM pools and no address pools of one's own");
    }
  }
}
