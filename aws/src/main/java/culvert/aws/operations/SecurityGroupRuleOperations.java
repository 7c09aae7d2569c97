package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;

/** Adding, removing and changing the rules of security groups (R1.6.3). */
final class SecurityGroupRuleOperations implements OperationFamily {

  private final Quotas quotas;

  SecurityGroupRuleOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "AuthorizeSecurityGroupIngress",
        AuthorizeSecurityGroupIngressRequest::builder,
        this::authorizeIngress);
    registry.write(
        "AuthorizeSecurityGroupEgress",
        AuthorizeSecurityGroupEgressRequest::builder,
        this::authorizeEgress);
    registry.write(
        "RevokeSecurityGroupIngress",
        RevokeSecurityGroupIngressRequest::builder,
        SecurityGroupRuleOperations::revokeIngress);
    registry.write(
        "RevokeSecurityGroupEgress",
        RevokeSecurityGroupEgressRequest::builder,
        SecurityGroupRuleOperations::revokeEgress);
    registry.write(
        "UpdateSecurityGroupRuleDescriptionsIngress",
        UpdateSecurityGroupRuleDescriptionsIngressRequest::builder,
        SecurityGroupRuleOperations::describeIngress);
    registry.write(
        "UpdateSecurityGroupRuleDescriptionsEgress",
        UpdateSecurityGroupRuleDescriptionsEgressRequest::builder,
        SecurityGroupRuleOperations::describeEgress);
    registry.write(
        "ModifySecurityGroupRules", ModifySecurityGroupRulesRequest::builder, this::modify);
  }

  private AuthorizeSecurityGroupIngressResponse authorizeIngress(
      AuthorizeSecurityGroupIngressRequest request, Transaction transaction) {
    List<IpPermission> permissions =
        SecurityGroupPermissions.given(
            transaction,
            request.ipPermissions(),
            request.ipProtocol(),
            request.fromPort(),
            request.toPort(),
            request.cidrIp(),
            request.sourceSecurityGroupName());
    SecurityGroup group = SecurityGroups.get(transaction, request.groupId(), request.groupName());
    return AuthorizeSecurityGroupIngressResponse.builder()
        .returnValue(true)
        .securityGroupRules(
            add(transaction, group, false, permissions, request.tagSpecifications()))
        .build();
  }

  private AuthorizeSecurityGroupEgressResponse authorizeEgress(
      AuthorizeSecurityGroupEgressRequest request, Transaction transaction) {
    List<IpPermission> permissions =
        SecurityGroupPermissions.given(
            transaction,
            request.ipPermissions(),
            request.ipProtocol(),
            request.fromPort(),
            request.toPort(),
            request.cidrIp(),
            request.sourceSecurityGroupName());
    SecurityGroup group = SecurityGroups.get(transaction, request.groupId(), null);
    return AuthorizeSecurityGroupEgressResponse.builder()
        .returnValue(true)
        .securityGroupRules(add(transaction, group, true, permissions, request.tagSpecifications()))
        .build();
  }

  private List<SecurityGroupRule> add(
      Transaction transaction,
      SecurityGroup group,
      boolean egress,
      List<IpPermission> permissions,
      List<TagSpecification> specifications) {
    List<Tag> tags = Tags.of(specifications, "security-group-rule");
    return SecurityGroupRules.add(
        transaction,
        group,
        egress,
        SecurityGroupPermissions.expand(transaction, group, egress, permissions),
        tags,
        quotas);
  }

  private static RevokeSecurityGroupIngressResponse revokeIngress(
      RevokeSecurityGroupIngressRequest request, Transaction transaction) {
    SecurityGroup group = SecurityGroups.get(transaction, request.groupId(), request.groupName());
    List<String> ids = request.securityGroupRuleIds();
    List<SecurityGroupRule> gone =
        ids.isEmpty()
            ? matching(
                transaction,
                group,
                false,
                SecurityGroupPermissions.given(
                    transaction,
                    request.ipPermissions(),
                    request.ipProtocol(),
                    request.fromPort(),
                    request.toPort(),
                    request.cidrIp(),
                    request.sourceSecurityGroupName()))
            : byId(transaction, group, false, ids);
    return RevokeSecurityGroupIngressResponse.builder()
        .returnValue(true)
        .revokedSecurityGroupRules(remove(transaction, gone))
        .build();
  }

  private static RevokeSecurityGroupEgressResponse revokeEgress(
      RevokeSecurityGroupEgressRequest request, Transaction transaction) {
    SecurityGroup group = SecurityGroups.get(transaction, request.groupId(), null);
    List<String> ids = request.securityGroupRuleIds();
    List<SecurityGroupRule> gone =
        ids.isEmpty()
            ? matching(
                transaction,
                group,
                true,
                SecurityGroupPermissions.given(
                    transaction,
                    request.ipPermissions(),
                    request.ipProtocol(),
                    request.fromPort(),
                    request.toPort(),
                    request.cidrIp(),
                    request.sourceSecurityGroupName()))
            : byId(transaction, group, true, ids);
    return RevokeSecurityGroupEgressResponse.builder()
        .returnValue(true)
        .revokedSecurityGroupRules(remove(transaction, gone))
        .build();
  }

  private static List<SecurityGroupRule> byId(
      Transaction transaction, SecurityGroup group, boolean egress, List<String> ids) {
    List<SecurityGroupRule> present = SecurityGroupRules.of(transaction, group.groupId(), egress);
    return ids.stream().map(id -> SecurityGroupRules.get(present, id)).toList();
  }

  private static List<SecurityGroupRule> matching(
      Transaction transaction,
      SecurityGroup group,
      boolean egress,
      List<IpPermission> permissions) {
    List<SecurityGroupRule> present = SecurityGroupRules.of(transaction, group.groupId(), egress);
    return SecurityGroupPermissions.expand(transaction, group, egress, permissions).stream()
        .map(wanted -> SecurityGroupRules.like(present, wanted))
        .toList();
  }

  private static List<RevokedSecurityGroupRule> remove(
      Transaction transaction, List<SecurityGroupRule> gone) {
    List<RevokedSecurityGroupRule> revoked = new ArrayList<>();
    for (SecurityGroupRule rule : gone) {
      transaction.remove(Kinds.SECURITY_GROUP_RULE, rule.securityGroupRuleId());
      revoked.add(
          RevokedSecurityGroupRule.builder()
              .securityGroupRuleId(rule.securityGroupRuleId())
              .groupId(rule.groupId())
              .isEgress(rule.isEgress())
              .ipProtocol(rule.ipProtocol())
              .fromPort(rule.fromPort())
              .toPort(rule.toPort())
              .cidrIpv4(rule.cidrIpv4())
              .cidrIpv6(rule.cidrIpv6())
              .prefixListId(rule.prefixListId())
              .referencedGroupId(
                  rule.referencedGroupInfo() == null ? null : rule.referencedGroupInfo().groupId())
              .description(rule.description())
              .build());
    }
    return revoked;
  }

  private static UpdateSecurityGroupRuleDescriptionsIngressResponse describeIngress(
      UpdateSecurityGroupRuleDescriptionsIngressRequest request, Transaction transaction) {
    SecurityGroup group = SecurityGroups.get(transaction, request.groupId(), request.groupName());
    describe(
        transaction,
        group,
        false,
        request.ipPermissions(),
        request.securityGroupRuleDescriptions());
    return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder().returnValue(true).build();
  }

  private static UpdateSecurityGroupRuleDescriptionsEgressResponse describeEgress(
      UpdateSecurityGroupRuleDescriptionsEgressRequest request, Transaction transaction) {
    SecurityGroup group = SecurityGroups.get(transaction, request.groupId(), request.groupName());
    describe(
        transaction, group, true, request.ipPermissions(), request.securityGroupRuleDescriptions());
    return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder().returnValue(true).build();
  }

  private static void describe(
      Transaction transaction,
      SecurityGroup group,
      boolean egress,
      List<IpPermission> permissions,
      List<SecurityGroupRuleDescription> descriptions) {
    if (permissions.isEmpty() == descriptions.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with(
          "either IpPermissions or SecurityGroupRuleDescriptions");
    }
    List<SecurityGroupRule> present = SecurityGroupRules.of(transaction, group.groupId(), egress);
    for (SecurityGroupRuleDescription each : descriptions) {
      setDescription(
          transaction,
          SecurityGroupRules.get(present, each.securityGroupRuleId()),
          each.description());
    }
    if (!permissions.isEmpty()) {
      for (SecurityGroupRule wanted :
          SecurityGroupPermissions.expand(transaction, group, egress, permissions)) {
        setDescription(transaction, SecurityGroupRules.like(present, wanted), wanted.description());
      }
    }
  }

  private static void setDescription(
      Transaction transaction, SecurityGroupRule rule, @Nullable String description) {
    transaction.replace(
        Kinds.SECURITY_GROUP_RULE, rule.toBuilder().description(description).build());
  }

  /** Each rule keeps its id and its direction; what it says becomes what the request says. */
  private ModifySecurityGroupRulesResponse modify(
      ModifySecurityGroupRulesRequest request, Transaction transaction) {
    SecurityGroup group = SecurityGroups.get(transaction, request.groupId(), null);
    if (request.securityGroupRules().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("SecurityGroupRule");
    }
    for (SecurityGroupRuleUpdate update : request.securityGroupRules()) {
      change(transaction, group, update);
    }
    return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
  }

  private void change(
      Transaction transaction, SecurityGroup group, SecurityGroupRuleUpdate update) {
    String id = update.securityGroupRuleId();
    if (id == null || update.securityGroupRule() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("SecurityGroupRuleId and SecurityGroupRule");
    }
    SecurityGroupRule before =
        SecurityGroupRules.get(SecurityGroupRules.of(transaction, group.groupId()).toList(), id);
    boolean egress = before.isEgress();
    List<SecurityGroupRule> made =
        SecurityGroupPermissions.expand(
            transaction, group, egress, List.of(permission(update.securityGroupRule())));
    if (made.size() != 1) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with("A rule has exactly one peer");
    }
    SecurityGroupRule after = made.getFirst();
    boolean duplicate =
        SecurityGroupRules.of(transaction, group.groupId(), egress).stream()
            .filter(rule -> !rule.securityGroupRuleId().equals(id))
            .anyMatch(rule -> SecurityGroupPermissions.same(rule, after));
    if (duplicate) {
      throw Ec2Error.INVALID_PERMISSION_DUPLICATE.with(SecurityGroupPermissions.spoken(after));
    }
    transaction.replace(
        Kinds.SECURITY_GROUP_RULE,
        after.toBuilder()
            .securityGroupRuleId(id)
            .securityGroupRuleArn(before.securityGroupRuleArn())
            .tags(before.tags())
            .build());
    SecurityGroupRules.checkQuota(transaction, group.groupId(), egress, quotas);
  }

  private static IpPermission permission(SecurityGroupRuleRequest rule) {
    IpPermission.Builder permission =
        IpPermission.builder()
            .ipProtocol(rule.ipProtocol())
            .fromPort(rule.fromPort())
            .toPort(rule.toPort());
    String description = rule.description();
    if (rule.cidrIpv4() != null) {
      permission.ipRanges(range -> range.cidrIp(rule.cidrIpv4()).description(description));
    }
    if (rule.cidrIpv6() != null) {
      permission.ipv6Ranges(range -> range.cidrIpv6(rule.cidrIpv6()).description(description));
    }
    if (rule.prefixListId() != null) {
      permission.prefixListIds(
          list -> list.prefixListId(rule.prefixListId()).description(description));
    }
    if (rule.referencedGroupId() != null) {
      permission.userIdGroupPairs(
          pair -> pair.groupId(rule.referencedGroupId()).description(description));
    }
    return permission.build();
  }
}
