package culvert.aws.snapshot;

import static culvert.aws.snapshot.Described.as;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.Arns;
import culvert.aws.operations.DescribedPermissions;
import culvert.aws.region.Regions;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecondaryNetwork;
import software.amazon.awssdk.services.ec2.model.SecondarySubnet;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** VPCs and what is in them. */
final class VpcSections {

  private VpcSections() {}

  static List<Section> all() {
    return List.of(
        zones(),
        as("Vpcs", Kinds.VPC, Vpc::builder, VpcSections::withBlocks),
        as("Subnets", Kinds.SUBNET, Subnet::builder, VpcSections::stored),
        as("RouteTables", Kinds.ROUTE_TABLE, RouteTable::builder, VpcSections::withoutLearned),
        securityGroups(),
        as("SecurityGroupRules", Kinds.SECURITY_GROUP_RULE, SecurityGroupRule::builder),
        as(
            "SecurityGroupVpcAssociations",
            Kinds.SECURITY_GROUP_VPC_ASSOCIATION,
            SecurityGroupVpcAssociation::builder),
        as("NetworkAcls", Kinds.NETWORK_ACL, NetworkAcl::builder),
        as("InternetGateways", Kinds.INTERNET_GATEWAY, InternetGateway::builder),
        as(
            "EgressOnlyInternetGateways",
            Kinds.EGRESS_ONLY_INTERNET_GATEWAY,
            EgressOnlyInternetGateway::builder),
        as("DhcpOptions", Kinds.DHCP_OPTIONS, DhcpOptions::builder),
        as("FlowLogs", Kinds.FLOW_LOG, FlowLog::builder),
        as("SecondaryNetworks", Kinds.SECONDARY_NETWORK, SecondaryNetwork::builder),
        as("SecondarySubnets", Kinds.SECONDARY_SUBNET, SecondarySubnet::builder),
        Described.seenByBoth(
            "VpcPeeringConnections",
            Kinds.VPC_PEERING_CONNECTION,
            VpcPeeringConnection::builder,
            VpcSections::withRegions));
  }

  /** Culvert knows the zones; here they only say which Region the files are of. */
  private static Section zones() {
    return new Section(
        "AvailabilityZones",
        Described.reading(AvailabilityZone::builder),
        (_, _, _, _) -> {},
        (_, _) -> Stream.empty());
  }

  /** Old answers have the first block alone. */
  private static Vpc withBlocks(Vpc vpc, Scope scope) {
    return vpc.hasCidrBlockAssociationSet() || vpc.cidrBlock() == null
        ? vpc
        : vpc.toBuilder()
            .cidrBlockAssociationSet(
                VpcCidrBlockAssociation.builder()
                    .associationId(DerivedIds.of("vpc-cidr-assoc", vpc.vpcId(), vpc.cidrBlock()))
                    .cidrBlock(vpc.cidrBlock())
                    .build())
            .build();
  }

  private static Subnet stored(Subnet subnet, Scope scope) {
    Subnet.Builder stored = subnet.toBuilder().availableIpAddressCount(null);
    if (subnet.availabilityZoneId() == null && subnet.availabilityZone() != null) {
      Regions.Zone zone = Regions.zone(scope.region(), subnet.availabilityZone());
      stored.availabilityZoneId(zone == null ? null : zone.id());
    }
    if (subnet.subnetArn() == null && subnet.subnetId() != null) {
      stored.subnetArn(Arns.of(scope, "subnet", subnet.subnetId()));
    }
    return stored.build();
  }

  /** What gateways propagate is learned anew, and so is which target works. */
  private static RouteTable withoutLearned(RouteTable table, Scope scope) {
    return table.toBuilder()
        .routes(
            table.routes().stream()
                .filter(route -> route.origin() != RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION)
                .map(route -> route.toBuilder().state("active").build())
                .toList())
        .build();
  }

  /**
   * R1.6.3: the rules are resources of their own; where they are not listed, the group has them.
   */
  private static Section securityGroups() {
    Section plain =
        as(
            "SecurityGroups",
            Kinds.SECURITY_GROUP,
            SecurityGroup::builder,
            VpcSections::withoutRules);
    return new Section(
        plain.key(),
        plain.read(),
        (element, scope, origin, into) -> {
          plain.put().put(element, scope, origin, into);
          SecurityGroup group = (SecurityGroup) element.content();
          Scope owner = Described.owner(group, scope);
          into.afterwards(
              origin,
              gathered -> {
                if (!gathered.groupsWithRules().contains(group.groupId())) {
                  rules(group, owner)
                      .forEach(rule ->
                          gathered.derive(
                              owner, Kinds.SECURITY_GROUP_RULE, rule.securityGroupRuleId(), rule));
                }
              });
        },
        plain.write());
  }

  private static SecurityGroup withoutRules(SecurityGroup group, Scope scope) {
    SecurityGroup.Builder stored =
        group.toBuilder()
            .ipPermissions((Collection<IpPermission>) null)
            .ipPermissionsEgress((Collection<IpPermission>) null);
    if (group.securityGroupArn() == null && group.groupId() != null) {
      stored.securityGroupArn(Arns.of(scope, "security-group", group.groupId()));
    }
    return stored.build();
  }

  private static List<SecurityGroupRule> rules(SecurityGroup group, Scope owner) {
    return DescribedPermissions.rules(group).stream()
        .map(rule -> {
          String id = DerivedIds.of("sgr", rule);
          return rule.toBuilder()
              .groupOwnerId(owner.account())
              .securityGroupRuleId(id)
              .securityGroupRuleArn(Arns.of(owner, "security-group-rule", id))
              .build();
        })
        .toList();
  }

  /** Old answers do not name Regions: a peering was within one. */
  private static VpcPeeringConnection withRegions(VpcPeeringConnection peering, Scope scope) {
    return peering.toBuilder()
        .requesterVpcInfo(Sides.placed(peering.requesterVpcInfo(), scope))
        .accepterVpcInfo(Sides.placed(peering.accepterVpcInfo(), scope))
        .build();
  }
}
