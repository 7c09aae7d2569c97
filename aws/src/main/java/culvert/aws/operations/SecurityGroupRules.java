package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The rules of a group: one resource a peer, shown together as permissions. */
final class SecurityGroupRules {

  private SecurityGroupRules() {}

  /** Those of one group, in the order in which they came. */
  static Stream<SecurityGroupRule> of(CatalogView view, String groupId) {
    return view.snapshot()
        .referring(view.scope(), Kinds.SECURITY_GROUP_RULE, groupId)
        .sorted(Comparator.comparingLong(Resource::sequence))
        .map(Resource::shape)
        .filter(rule -> rule.groupId().equals(groupId));
  }

  /** R1.6.2: all outbound, for each family that the VPC has. */
  static void addDefaultEgress(Transaction transaction, SecurityGroup group, Vpc vpc) {
    transaction.add(
        Kinds.SECURITY_GROUP_RULE, everything(group, true).cidrIpv4("0.0.0.0/0").build());
    if (NetworkAclDefaults.hasIpv6(vpc)) {
      addAllOutboundIpv6(transaction, group);
    }
  }

  static void addAllOutboundIpv6(Transaction transaction, SecurityGroup group) {
    transaction.add(Kinds.SECURITY_GROUP_RULE, everything(group, true).cidrIpv6("::/0").build());
  }

  /** R1.6.2: a default group lets its own members in. */
  static void addIngressFromItself(Transaction transaction, SecurityGroup group) {
    transaction.add(
        Kinds.SECURITY_GROUP_RULE,
        everything(group, false)
            .referencedGroupInfo(r -> r.groupId(group.groupId()).userId(group.ownerId()))
            .build());
  }

  private static SecurityGroupRule.Builder everything(SecurityGroup group, boolean egress) {
    return rule(group, egress)
        .securityGroupRuleId(Ids.next("sgr"))
        .ipProtocol("-1")
        .fromPort(-1)
        .toPort(-1);
  }

  /** A rule of a group, without traffic and peer yet. */
  static SecurityGroupRule.Builder rule(SecurityGroup group, boolean egress) {
    return SecurityGroupRule.builder()
        .groupId(group.groupId())
        .groupOwnerId(group.ownerId())
        .isEgress(egress)
        .tags(List.of());
  }

  /** Adds rules; a duplicate or an error takes all of it back (R1.6.3). */
  static List<SecurityGroupRule> add(
      Transaction transaction,
      SecurityGroup group,
      boolean egress,
      List<SecurityGroupRule> wanted,
      List<Tag> tags,
      Quotas quotas) {
    List<SecurityGroupRule> present = new ArrayList<>(of(transaction, group.groupId(), egress));
    List<SecurityGroupRule> made = new ArrayList<>();
    for (SecurityGroupRule each : wanted) {
      if (present.stream().anyMatch(rule -> SecurityGroupPermissions.same(rule, each))) {
        throw Ec2Error.INVALID_PERMISSION_DUPLICATE.with(SecurityGroupPermissions.spoken(each));
      }
      String id = Ids.next("sgr");
      SecurityGroupRule rule =
          transaction.add(
              Kinds.SECURITY_GROUP_RULE,
              each.toBuilder()
                  .securityGroupRuleId(id)
                  .securityGroupRuleArn(Arns.of(transaction.scope(), "security-group-rule", id))
                  .tags(tags)
                  .build());
      present.add(rule);
      made.add(rule);
    }
    checkQuota(transaction, group.groupId(), egress, quotas);
    return made;
  }

  /** R1.6.11. */
  static void checkQuota(Transaction transaction, String groupId, boolean egress, Quotas quotas) {
    for (IpFamily family : IpFamily.values()) {
      if (weight(transaction, groupId, egress, family) > quotas.rulesPerSecurityGroup()) {
        throw Ec2Error.RULES_PER_SECURITY_GROUP_LIMIT_EXCEEDED.with();
      }
    }
  }

  /** Those of one direction. */
  static List<SecurityGroupRule> of(CatalogView view, String groupId, boolean egress) {
    return of(view, groupId).filter(rule -> rule.isEgress() == egress).toList();
  }

  /** The rule of that id among those of a direction. */
  static SecurityGroupRule get(List<SecurityGroupRule> rules, String id) {
    Lookup.SECURITY_GROUP_RULE.check(id);
    return rules.stream()
        .filter(rule -> rule.securityGroupRuleId().equals(id))
        .findFirst()
        .orElseThrow(() -> Lookup.SECURITY_GROUP_RULE.notFound(id));
  }

  /** The rule that is like this one, but for its id and description. */
  static SecurityGroupRule like(List<SecurityGroupRule> rules, SecurityGroupRule wanted) {
    return rules.stream()
        .filter(rule -> SecurityGroupPermissions.same(rule, wanted))
        .findFirst()
        .orElseThrow(Ec2Error.INVALID_PERMISSION_NOT_FOUND::with);
  }

  /** What a direction's rules count for in a family (R1.6.11, R1.3.9). */
  static int weight(CatalogView view, String groupId, boolean egress, IpFamily family) {
    return of(view, groupId, egress).stream().mapToInt(rule -> weight(view, rule, family)).sum();
  }

  /** A reference to a group counts in both families. */
  private static int weight(CatalogView view, SecurityGroupRule rule, IpFamily family) {
    if (rule.prefixListId() != null) {
      return PrefixLists.weight(view, rule.prefixListId(), family);
    }
    String other = family == IpFamily.V4 ? rule.cidrIpv6() : rule.cidrIpv4();
    return other == null ? 1 : 0;
  }
}
