package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/** The /56 blocks that AWS gives VPCs: unique among all accounts and Regions. */
final class Ipv6Blocks {

  private static final long BASE = IpAddress.parse("2600:1f00::").high();
  private static final int FREE_BITS = 24;
  private static final int LENGTH = 56;

  private Ipv6Blocks() {}

  static VpcIpv6CidrBlockAssociation next(Transaction transaction) {
    while (true) {
      long block = ThreadLocalRandom.current().nextLong(1L << FREE_BITS) << (64 - LENGTH);
      String cidr = IpPrefix.of(IpAddress.v6(BASE | block, 0), LENGTH).toString();
      boolean taken =
          transaction
              .snapshot()
              .everywhere(Kinds.VPC)
              .flatMap(vpc -> vpc.shape().ipv6CidrBlockAssociationSet().stream())
              .anyMatch(held -> held.ipv6CidrBlock().equals(cidr));
      if (!taken) {
        return VpcIpv6CidrBlockAssociation.builder()
            .associationId(Ids.next("vpc-cidr-assoc"))
            .ipv6CidrBlock(cidr)
            .ipv6CidrBlockState(s -> s.state("associated"))
            .ipv6Pool("Amazon")
            .networkBorderGroup(transaction.scope().region())
            .build();
      }
    }
  }
}
