package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** A security group as AWS shows it: its rules as permissions, their references as they are now. */
final class SecurityGroupView {

  private SecurityGroupView() {}

  /** The group with its rules as permissions, those of one protocol and port range together. */
  static SecurityGroup shown(SecurityGroup group, CatalogView view) {
    List<SecurityGroupRule> rules =
        SecurityGroupRules.of(view, group.groupId()).map(rule -> shown(rule, view)).toList();
    return group.toBuilder()
        .ipPermissions(grouped(rules, false))
        .ipPermissionsEgress(grouped(rules, true))
        .build();
  }

  /** A rule with the state of the peering that its reference goes over (R1.6.7). */
  static SecurityGroupRule shown(SecurityGroupRule rule, CatalogView view) {
    ReferencedSecurityGroup reference = rule.referencedGroupInfo();
    if (reference == null || reference.vpcPeeringConnectionId() == null || !isStale(rule, view)) {
      return rule;
    }
    return rule.toBuilder()
        .referencedGroupInfo(reference.toBuilder().peeringStatus("deleted").build())
        .build();
  }

  /** Whether a rule names a group of another VPC that it can no longer reach (R1.6.7, R4.6.4). */
  static boolean isStale(SecurityGroupRule rule, CatalogView view) {
    ReferencedSecurityGroup reference = rule.referencedGroupInfo();
    if (reference == null || reference.vpcId() == null) {
      return false;
    }
    SecurityGroup group = view.find(Kinds.SECURITY_GROUP, rule.groupId());
    return group == null
        || view.snapshot().byId(Kinds.SECURITY_GROUP, reference.groupId()).findAny().isEmpty()
        || !isCarried(reference, group.vpcId(), view);
  }

  private static boolean isCarried(
      ReferencedSecurityGroup reference, String vpc, CatalogView view) {
    return reference.vpcPeeringConnectionId() == null
        ? GroupReferences.carrier(view, vpc, reference.vpcId()) != null
        : view.referring(Kinds.VPC_PEERING_CONNECTION, vpc)
            .anyMatch(peering -> SecurityGroupPermissions.carries(peering, vpc, reference.vpcId()));
  }

  private static List<IpPermission> grouped(List<SecurityGroupRule> rules, boolean egress) {
    Map<String, List<SecurityGroupRule>> byTraffic = new LinkedHashMap<>();
    rules.stream()
        .filter(rule -> rule.isEgress() == egress)
        .forEach(rule ->
            byTraffic
                .computeIfAbsent(
                    rule.ipProtocol() + "/" + rule.fromPort() + "/" + rule.toPort(),
                    _ -> new ArrayList<>())
                .add(rule));
    return byTraffic.values().stream().map(SecurityGroupView::permission).toList();
  }

  private static IpPermission permission(List<SecurityGroupRule> rules) {
    SecurityGroupRule first = rules.getFirst();
    boolean all = first.ipProtocol().equals("-1");
    return IpPermission.builder()
        .ipProtocol(first.ipProtocol())
        .fromPort(all ? null : first.fromPort())
        .toPort(all ? null : first.toPort())
        .ipRanges(
            rules.stream()
                .filter(rule -> rule.cidrIpv4() != null)
                .map(r ->
                    IpRange.builder().cidrIp(r.cidrIpv4()).description(r.description()).build())
                .toList())
        .ipv6Ranges(
            rules.stream()
                .filter(rule -> rule.cidrIpv6() != null)
                .map(r ->
                    Ipv6Range.builder().cidrIpv6(r.cidrIpv6()).description(r.description()).build())
                .toList())
        .prefixListIds(
            rules.stream()
                .filter(rule -> rule.prefixListId() != null)
                .map(r ->
                    PrefixListId.builder()
                        .prefixListId(r.prefixListId())
                        .description(r.description())
                        .build())
                .toList())
        .userIdGroupPairs(
            rules.stream()
                .filter(rule -> rule.referencedGroupInfo() != null)
                .map(SecurityGroupView::pair)
                .toList())
        .build();
  }

  static UserIdGroupPair pair(SecurityGroupRule rule) {
    ReferencedSecurityGroup group = rule.referencedGroupInfo();
    return UserIdGroupPair.builder()
        .groupId(group.groupId())
        .userId(group.userId())
        .vpcId(group.vpcId())
        .vpcPeeringConnectionId(group.vpcPeeringConnectionId())
        .peeringStatus(group.peeringStatus())
        .description(rule.description())
        .build();
  }
}
