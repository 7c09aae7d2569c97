package culvert.aws.operations;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * The rules that a described group's permissions stand for: what {@link SecurityGroupView} shows.
 */
public final class DescribedPermissions {

  private DescribedPermissions() {}

  /** One rule for each peer of each permission, without ids. */
  public static List<SecurityGroupRule> rules(SecurityGroup group) {
    List<SecurityGroupRule> rules = new ArrayList<>();
    group.ipPermissions().forEach(each -> add(group, false, each, rules));
    group.ipPermissionsEgress().forEach(each -> add(group, true, each, rules));
    return rules;
  }

  private static void add(
      SecurityGroup group, boolean egress, IpPermission given, List<SecurityGroupRule> rules) {
    SecurityGroupRule traffic = SecurityGroupPermissions.traffic(group, egress, given);
    given.ipRanges().stream()
        .map(r -> traffic.toBuilder().cidrIpv4(r.cidrIp()).description(r.description()).build())
        .forEach(rules::add);
    given.ipv6Ranges().stream()
        .map(r -> traffic.toBuilder().cidrIpv6(r.cidrIpv6()).description(r.description()).build())
        .forEach(rules::add);
    given.prefixListIds().stream()
        .map(r ->
            traffic.toBuilder().prefixListId(r.prefixListId()).description(r.description()).build())
        .forEach(rules::add);
    given.userIdGroupPairs().stream().map(pair -> referring(traffic, pair)).forEach(rules::add);
  }

  private static SecurityGroupRule referring(SecurityGroupRule traffic, UserIdGroupPair pair) {
    return traffic.toBuilder()
        .referencedGroupInfo(r ->
            r.groupId(pair.groupId())
                .userId(pair.userId())
                .vpcId(pair.vpcId())
                .vpcPeeringConnectionId(pair.vpcPeeringConnectionId())
                .peeringStatus(pair.peeringStatus()))
        .description(pair.description())
        .build();
  }
}
