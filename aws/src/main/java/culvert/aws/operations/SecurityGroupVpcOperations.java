package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AssociateSecurityGroupVpcRequest;
import software.amazon.awssdk.services.ec2.model.AssociateSecurityGroupVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateSecurityGroupVpcRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateSecurityGroupVpcResponse;
import software.amazon.awssdk.services.ec2.model.GetSecurityGroupsForVpcRequest;
import software.amazon.awssdk.services.ec2.model.GetSecurityGroupsForVpcResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupForVpc;
import software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociationState;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Security groups that serve further VPCs of their account and Region. */
final class SecurityGroupVpcOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(3);

  @Override
  public void register(Registry registry) {
    registry.write(
        "AssociateSecurityGroupVpc",
        AssociateSecurityGroupVpcRequest::builder,
        SecurityGroupVpcOperations::associate);
    registry.write(
        "DisassociateSecurityGroupVpc",
        DisassociateSecurityGroupVpcRequest::builder,
        SecurityGroupVpcOperations::disassociate);
    registry.describe(
        "DescribeSecurityGroupVpcAssociations",
        new Describe<>(
            Kinds.SECURITY_GROUP_VPC_ASSOCIATION,
            DescribeSecurityGroupVpcAssociationsRequest::builder,
            DescribeSecurityGroupVpcAssociationsResponse::builder,
            "SecurityGroupVpcAssociations",
            new Filters<SecurityGroupVpcAssociation>()
                .onReference("group-id", SecurityGroupVpcAssociation::groupId)
                .on("group-owner-id", SecurityGroupVpcAssociation::groupOwnerId)
                .on("state", SecurityGroupVpcAssociation::stateAsString)
                .onReference("vpc-id", SecurityGroupVpcAssociation::vpcId)
                .on("vpc-owner-id", SecurityGroupVpcAssociation::vpcOwnerId)));
    registry.read(
        "GetSecurityGroupsForVpc",
        GetSecurityGroupsForVpcRequest::builder,
        SecurityGroupVpcOperations::usable);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.SECURITY_GROUP_VPC_ASSOCIATION,
        association ->
            switch (association.state()) {
              case ASSOCIATING ->
                  Step.work(
                      "associating",
                      WORK,
                      (transaction, each) ->
                          transaction.replace(
                              Kinds.SECURITY_GROUP_VPC_ASSOCIATION,
                              in(each, SecurityGroupVpcAssociationState.ASSOCIATED)));
              case DISASSOCIATING ->
                  Step.work(
                      "disassociating",
                      WORK,
                      (transaction, each) ->
                          transaction.remove(
                              Kinds.SECURITY_GROUP_VPC_ASSOCIATION,
                              key(each.groupId(), each.vpcId())));
              default -> null;
            });
  }

  static String key(String groupId, String vpcId) {
    return groupId + "/" + vpcId;
  }

  private static SecurityGroupVpcAssociation in(
      SecurityGroupVpcAssociation association, SecurityGroupVpcAssociationState state) {
    return association.toBuilder().state(state).build();
  }

  private static AssociateSecurityGroupVpcResponse associate(
      AssociateSecurityGroupVpcRequest request, Transaction transaction) {
    SecurityGroup group = Lookup.SECURITY_GROUP.get(transaction, request.groupId(), "GroupId");
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    if (group.groupName().equals("default")) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "A default security group cannot be associated with another VPC");
    }
    if (SecurityGroups.usable(transaction, group, vpc.vpcId())) {
      throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
          "The security group " + group.groupId() + " is associated with " + vpc.vpcId());
    }
    transaction.add(
        Kinds.SECURITY_GROUP_VPC_ASSOCIATION,
        SecurityGroupVpcAssociation.builder()
            .groupId(group.groupId())
            .groupOwnerId(group.ownerId())
            .vpcId(vpc.vpcId())
            .vpcOwnerId(vpc.ownerId())
            .state(SecurityGroupVpcAssociationState.ASSOCIATING)
            .build());
    return AssociateSecurityGroupVpcResponse.builder()
        .state(SecurityGroupVpcAssociationState.ASSOCIATING)
        .build();
  }

  private static DisassociateSecurityGroupVpcResponse disassociate(
      DisassociateSecurityGroupVpcRequest request, Transaction transaction) {
    SecurityGroup group = Lookup.SECURITY_GROUP.get(transaction, request.groupId(), "GroupId");
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    SecurityGroupVpcAssociation association =
        transaction.find(Kinds.SECURITY_GROUP_VPC_ASSOCIATION, key(group.groupId(), vpc.vpcId()));
    if (association == null) {
      throw Ec2Error.INVALID_SECURITY_GROUP_VPC_ASSOCIATION_NOT_FOUND.with(
          group.groupId(), vpc.vpcId());
    }
    boolean used =
        transaction
            .referring(Kinds.NETWORK_INTERFACE, group.groupId())
            .anyMatch(held -> held.vpcId().equals(vpc.vpcId()));
    if (used) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The security group " + group.groupId() + " is used in " + vpc.vpcId());
    }
    transaction.replace(
        Kinds.SECURITY_GROUP_VPC_ASSOCIATION,
        in(association, SecurityGroupVpcAssociationState.DISASSOCIATING));
    return DisassociateSecurityGroupVpcResponse.builder()
        .state(SecurityGroupVpcAssociationState.DISASSOCIATING)
        .build();
  }

  private static GetSecurityGroupsForVpcResponse usable(
      GetSecurityGroupsForVpcRequest request, View view) {
    Vpc vpc = Lookup.VPC.get(view, request.vpcId(), "VpcId");
    List<SecurityGroupForVpc> all =
        Stream.concat(
                view.referring(Kinds.SECURITY_GROUP, vpc.vpcId()), associated(view, vpc.vpcId()))
            .map(SecurityGroupVpcOperations::forVpc)
            .filter(
                new Filters<SecurityGroupForVpc>()
                    .on("group-id", SecurityGroupForVpc::groupId)
                    .on("description", SecurityGroupForVpc::description)
                    .on("group-name", SecurityGroupForVpc::groupName)
                    .on("owner-id", SecurityGroupForVpc::ownerId)
                    .on("primary-vpc-id", SecurityGroupForVpc::primaryVpcId)
                    .onTags()
                    .matching(request.filters()))
            .toList();
    Listing<SecurityGroupForVpc> page = Listing.page(all, request);
    return GetSecurityGroupsForVpcResponse.builder()
        .securityGroupForVpcs(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static Stream<SecurityGroup> associated(CatalogView view, String vpcId) {
    return view.referring(Kinds.SECURITY_GROUP_VPC_ASSOCIATION, vpcId)
        .map(association -> view.find(Kinds.SECURITY_GROUP, association.groupId()))
        .filter(Objects::nonNull);
  }

  private static SecurityGroupForVpc forVpc(SecurityGroup group) {
    return SecurityGroupForVpc.builder()
        .groupId(group.groupId())
        .groupName(group.groupName())
        .description(group.description())
        .ownerId(group.ownerId())
        .primaryVpcId(group.vpcId())
        .tags(group.tags())
        .build();
  }
}
