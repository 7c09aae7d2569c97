package culvert.aws.operations;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** The filters of security groups and of their rules. */
final class SecurityGroupFilters {

  private SecurityGroupFilters() {}

  static Filters<SecurityGroup> groups() {
    Filters<SecurityGroup> filters =
        new Filters<SecurityGroup>()
            .on("description", SecurityGroup::description)
            .on("group-id", SecurityGroup::groupId)
            .on("group-name", SecurityGroup::groupName)
            .on("owner-id", SecurityGroup::ownerId)
            .onReference("vpc-id", SecurityGroup::vpcId)
            .onTags();
    permissions(filters, "ip-permission.", group -> group.ipPermissions().stream());
    permissions(filters, "egress.ip-permission.", group -> group.ipPermissionsEgress().stream());
    return filters;
  }

  private static void permissions(
      Filters<SecurityGroup> filters,
      String prefix,
      Function<SecurityGroup, Stream<IpPermission>> of) {
    add(filters, prefix + "cidr", of, p -> p.ipRanges().stream().map(r -> r.cidrIp()));
    add(filters, prefix + "ipv6-cidr", of, p -> p.ipv6Ranges().stream().map(r -> r.cidrIpv6()));
    add(filters, prefix + "from-port", of, p -> text(p.fromPort()));
    add(filters, prefix + "to-port", of, p -> text(p.toPort()));
    add(filters, prefix + "protocol", of, p -> text(p.ipProtocol()));
    add(filters, prefix + "group-id", of, p -> p.userIdGroupPairs().stream().map(g -> g.groupId()));
    add(
        filters,
        prefix + "group-name",
        of,
        p -> p.userIdGroupPairs().stream().map(g -> g.groupName()));
    add(filters, prefix + "user-id", of, p -> p.userIdGroupPairs().stream().map(g -> g.userId()));
    add(
        filters,
        prefix + "prefix-list-id",
        of,
        p -> p.prefixListIds().stream().map(l -> l.prefixListId()));
  }

  private static Stream<String> text(@Nullable Object value) {
    return value == null ? Stream.empty() : Stream.of(value.toString());
  }

  private static void add(
      Filters<SecurityGroup> filters,
      String name,
      Function<SecurityGroup, Stream<IpPermission>> of,
      Function<IpPermission, Stream<String>> values) {
    filters.onEach(name, group -> of.apply(group).flatMap(values).filter(Objects::nonNull));
  }

  static Filters<SecurityGroupRule> rules() {
    return new Filters<SecurityGroupRule>()
        .onReference("group-id", SecurityGroupRule::groupId)
        .on("security-group-rule-id", SecurityGroupRule::securityGroupRuleId)
        .onTags();
  }
}
