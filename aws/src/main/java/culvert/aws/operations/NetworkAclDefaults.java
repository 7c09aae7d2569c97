package culvert.aws.operations;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The entries of network ACLs that nobody wrote (R1.7.2, R1.7.3). */
final class NetworkAclDefaults {

  private static final int OPEN_V4 = 100;
  private static final int OPEN_V6 = 101;
  private static final int LAST_V4 = 32767;
  private static final int LAST_V6 = 32768;

  private NetworkAclDefaults() {}

  /** What a default ACL starts with: everything is allowed, for each family of the VPC. */
  static List<NetworkAclEntry> open(Vpc vpc) {
    List<NetworkAclEntry> entries = new ArrayList<>(last(vpc));
    entries.addAll(openV4());
    if (hasIpv6(vpc)) {
      entries.addAll(openV6());
    }
    return entries;
  }

  /** The implicit rules that deny what no other rule matches, for each family of the VPC. */
  static List<NetworkAclEntry> last(Vpc vpc) {
    List<NetworkAclEntry> entries = new ArrayList<>(bothWays(LAST_V4, RuleAction.DENY, V4));
    if (hasIpv6(vpc)) {
      entries.addAll(bothWays(LAST_V6, RuleAction.DENY, V6));
    }
    return entries;
  }

  /** The entries after the VPC got its first IPv6 block; a default ACL opens if it still is. */
  static List<NetworkAclEntry> withIpv6(List<NetworkAclEntry> entries) {
    List<NetworkAclEntry> all = new ArrayList<>(entries);
    if (entries.size() == 4 && entries.containsAll(openV4())) {
      all.addAll(openV6());
    }
    all.addAll(bothWays(LAST_V6, RuleAction.DENY, V6));
    return all;
  }

  static boolean hasIpv6(Vpc vpc) {
    return !vpc.ipv6CidrBlockAssociationSet().isEmpty();
  }

  private static final NetworkAclEntry V4 =
      NetworkAclEntry.builder().cidrBlock("0.0.0.0/0").protocol("-1").build();

  private static final NetworkAclEntry V6 =
      NetworkAclEntry.builder().ipv6CidrBlock("::/0").protocol("-1").build();

  private static List<NetworkAclEntry> openV4() {
    return bothWays(OPEN_V4, RuleAction.ALLOW, V4);
  }

  private static List<NetworkAclEntry> openV6() {
    return bothWays(OPEN_V6, RuleAction.ALLOW, V6);
  }

  private static List<NetworkAclEntry> bothWays(
      int number, RuleAction action, NetworkAclEntry all) {
    NetworkAclEntry.Builder entry = all.toBuilder().ruleNumber(number).ruleAction(action);
    return List.of(entry.egress(true).build(), entry.egress(false).build());
  }
}
