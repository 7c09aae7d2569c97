package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Security groups and their rules (R1.6.*). A rule is a resource of its own. */
final class SecurityGroupOperations implements OperationFamily {

  private static final int LONGEST_NAME = 255;

  private final Quotas quotas;

  SecurityGroupOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateSecurityGroup", CreateSecurityGroupRequest::builder, this::create);
    registry.write(
        "DeleteSecurityGroup",
        DeleteSecurityGroupRequest::builder,
        SecurityGroupOperations::delete);
    registry.describe(
        "DescribeSecurityGroups",
        new Describe<>(
                Kinds.SECURITY_GROUP,
                DescribeSecurityGroupsRequest::builder,
                DescribeSecurityGroupsResponse::builder,
                "SecurityGroups",
                SecurityGroupFilters.groups())
            .ids("GroupIds", Lookup.SECURITY_GROUP)
            .named("GroupNames", (name, view) -> SecurityGroups.named(view, name).groupId())
            .view(SecurityGroupView::shown));
    registry.describe(
        "DescribeSecurityGroupRules",
        new Describe<>(
                Kinds.SECURITY_GROUP_RULE,
                DescribeSecurityGroupRulesRequest::builder,
                DescribeSecurityGroupRulesResponse::builder,
                "SecurityGroupRules",
                SecurityGroupFilters.rules())
            .ids("SecurityGroupRuleIds", Lookup.SECURITY_GROUP_RULE)
            .view(SecurityGroupView::shown));
  }

  private CreateSecurityGroupResponse create(
      CreateSecurityGroupRequest request, Transaction transaction) {
    Vpc vpc = vpc(transaction, request.vpcId());
    String name = checkedName(request.groupName());
    if (request.description() == null || request.description().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("GroupDescription");
    }
    if (transaction
        .referring(Kinds.SECURITY_GROUP, vpc.vpcId())
        .anyMatch(group -> group.groupName().equals(name))) {
      throw Ec2Error.INVALID_GROUP_DUPLICATE.with(name, vpc.vpcId());
    }
    if (transaction.snapshot().count(transaction.scope(), Kinds.SECURITY_GROUP)
        >= quotas.securityGroupsPerRegion()) {
      throw Ec2Error.SECURITY_GROUP_LIMIT_EXCEEDED.with();
    }
    String id = Ids.next("sg");
    SecurityGroup made =
        transaction.add(
            Kinds.SECURITY_GROUP,
            SecurityGroup.builder()
                .groupId(id)
                .groupName(name)
                .description(request.description())
                .vpcId(vpc.vpcId())
                .ownerId(transaction.scope().account())
                .securityGroupArn(Arns.of(transaction.scope(), "security-group", id))
                .tags(Tags.of(request.tagSpecifications(), "security-group"))
                .build());
    SecurityGroupRules.addDefaultEgress(transaction, made, vpc);
    return CreateSecurityGroupResponse.builder()
        .groupId(id)
        .securityGroupArn(made.securityGroupArn())
        .tags(made.tags())
        .build();
  }

  private static Vpc vpc(CatalogView view, @Nullable String id) {
    if (id != null) {
      return Lookup.VPC.get(view, id, "VpcId");
    }
    Vpc found = DefaultNetwork.find(view);
    if (found == null) {
      throw Ec2Error.MISSING_PARAMETER.with("VpcId");
    }
    return found;
  }

  /** R1.6.12. */
  private static String checkedName(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("GroupName");
    }
    if (name.equals("default")) {
      throw Ec2Error.INVALID_GROUP_RESERVED.with(name);
    }
    if (name.length() > LONGEST_NAME || name.startsWith("sg-")) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + name
              + ") for parameter GroupName is invalid. Group names may not be in the"
              + " format sg-* and have at most 255 characters.");
    }
    return name;
  }

  private static DeleteSecurityGroupResponse delete(
      DeleteSecurityGroupRequest request, Transaction transaction) {
    SecurityGroup group = SecurityGroups.get(transaction, request.groupId(), request.groupName());
    String id = group.groupId();
    if (group.groupName().equals("default")) {
      throw Ec2Error.CANNOT_DELETE.with(
          "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user");
    }
    if (isUsed(transaction, id)) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with("resource " + id + " has a dependent object");
    }
    SecurityGroupRules.of(transaction, id)
        .toList()
        .forEach(rule -> transaction.remove(Kinds.SECURITY_GROUP_RULE, rule.securityGroupRuleId()));
    transaction.remove(Kinds.SECURITY_GROUP, id);
    return DeleteSecurityGroupResponse.builder().returnValue(true).groupId(id).build();
  }

  /** R1.6.9: by an interface, or by another group's rule, unless that reaches over a peering. */
  private static boolean isUsed(CatalogView view, String id) {
    return view.referring(Kinds.NETWORK_INTERFACE, id).findAny().isPresent()
        || view.referring(Kinds.SECURITY_GROUP_VPC_ASSOCIATION, id).findAny().isPresent()
        || view.referring(Kinds.SECURITY_GROUP_RULE, id)
            .filter(rule -> !rule.groupId().equals(id))
            .anyMatch(rule -> rule.referencedGroupInfo().vpcPeeringConnectionId() == null);
  }
}
