package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.View;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupReference;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.StaleIpPermission;
import software.amazon.awssdk.services.ec2.model.StaleSecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Who names whose groups over a peering or a transit gateway, and which of these names have come to
 * nothing (R1.6.7).
 */
final class SecurityGroupReferenceOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.read(
        "DescribeSecurityGroupReferences",
        DescribeSecurityGroupReferencesRequest::builder,
        SecurityGroupReferenceOperations::references);
    registry.read(
        "DescribeStaleSecurityGroups",
        DescribeStaleSecurityGroupsRequest::builder,
        SecurityGroupReferenceOperations::stale);
  }

  private static DescribeSecurityGroupReferencesResponse references(
      DescribeSecurityGroupReferencesRequest request, View view) {
    if (request.groupId().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("GroupId");
    }
    return DescribeSecurityGroupReferencesResponse.builder()
        .securityGroupReferenceSet(
            request.groupId().stream()
                .map(id -> Lookup.SECURITY_GROUP.get(view, id, "GroupId"))
                .flatMap(group -> naming(view, group))
                .distinct()
                .toList())
        .build();
  }

  private static Stream<SecurityGroupReference> naming(CatalogView view, SecurityGroup group) {
    return view.snapshot()
        .referringAnywhere(Kinds.SECURITY_GROUP_RULE, group.groupId())
        .map(Resource::shape)
        .filter(rule ->
            rule.referencedGroupInfo() != null && rule.referencedGroupInfo().vpcId() != null)
        .map(rule -> reference(view, group, rule))
        .filter(Objects::nonNull);
  }

  private static @Nullable SecurityGroupReference reference(
      CatalogView view, SecurityGroup group, SecurityGroupRule rule) {
    return view.snapshot()
        .byId(Kinds.SECURITY_GROUP, rule.groupId())
        .findFirst()
        .map(naming ->
            SecurityGroupReference.builder()
                .groupId(group.groupId())
                .referencingVpcId(naming.shape().vpcId())
                .vpcPeeringConnectionId(rule.referencedGroupInfo().vpcPeeringConnectionId())
                .transitGatewayId(
                    rule.referencedGroupInfo().vpcPeeringConnectionId() == null
                        ? GroupReferences.carrier(view, naming.shape().vpcId(), group.vpcId())
                        : null)
                .build())
        .orElse(null);
  }

  private static DescribeStaleSecurityGroupsResponse stale(
      DescribeStaleSecurityGroupsRequest request, View view) {
    Vpc vpc = Lookup.VPC.get(view, request.vpcId(), "VpcId");
    List<StaleSecurityGroup> all =
        view.referring(Kinds.SECURITY_GROUP, vpc.vpcId())
            .map(group -> staleGroup(view, group))
            .filter(group ->
                !group.staleIpPermissions().isEmpty()
                    || !group.staleIpPermissionsEgress().isEmpty())
            .toList();
    Listing<StaleSecurityGroup> page = Listing.page(all, Paging.of(request, Paging.LEAST, 255));
    return DescribeStaleSecurityGroupsResponse.builder()
        .staleSecurityGroupSet(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static StaleSecurityGroup staleGroup(CatalogView view, SecurityGroup group) {
    return StaleSecurityGroup.builder()
        .groupId(group.groupId())
        .groupName(group.groupName())
        .description(group.description())
        .vpcId(group.vpcId())
        .staleIpPermissions(staleRules(view, group, false))
        .staleIpPermissionsEgress(staleRules(view, group, true))
        .build();
  }

  private static List<StaleIpPermission> staleRules(
      CatalogView view, SecurityGroup group, boolean egress) {
    return SecurityGroupRules.of(view, group.groupId(), egress).stream()
        .filter(rule -> SecurityGroupView.isStale(rule, view))
        .map(rule -> SecurityGroupView.shown(rule, view))
        .map(rule ->
            StaleIpPermission.builder()
                .ipProtocol(rule.ipProtocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort())
                .userIdGroupPairs(SecurityGroupView.pair(rule))
                .build())
        .toList();
  }
}
