package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * What AWS adds when a VPC gets its first IPv6 block: every ACL shows the last rule of IPv6, and
 * those that nobody has changed let IPv6 through as they let IPv4 through.
 */
final class FirstIpv6Block {

  private FirstIpv6Block() {}

  static void arrived(Transaction transaction, Vpc vpc) {
    transaction
        .referring(Kinds.NETWORK_ACL, vpc.vpcId())
        .toList()
        .forEach(acl ->
            transaction.replace(
                Kinds.NETWORK_ACL,
                acl.toBuilder().entries(NetworkAclDefaults.withIpv6(acl.entries())).build()));
    transaction
        .referring(Kinds.SECURITY_GROUP, vpc.vpcId())
        .toList()
        .forEach(group -> open(transaction, group));
  }

  private static void open(Transaction transaction, SecurityGroup group) {
    List<SecurityGroupRule> egress =
        SecurityGroupRules.of(transaction, group.groupId())
            .filter(SecurityGroupRule::isEgress)
            .toList();
    boolean unchanged =
        egress.size() == 1
            && egress.getFirst().ipProtocol().equals("-1")
            && "0.0.0.0/0".equals(egress.getFirst().cidrIpv4());
    if (unchanged) {
      SecurityGroupRules.addAllOutboundIpv6(transaction, group);
    }
  }
}
