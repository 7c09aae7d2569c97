package culvert.aws.operations;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What hinders the deletion of a VPC, and what goes with it (R1.1.12). */
final class VpcDependents {

  private static final List<Kind<?>> HINDERING =
      List.of(
          Kinds.SUBNET,
          Kinds.INTERNET_GATEWAY,
          Kinds.EGRESS_ONLY_INTERNET_GATEWAY,
          Kinds.VPN_GATEWAY,
          Kinds.NETWORK_INTERFACE,
          Kinds.VPC_ENDPOINT);

  private VpcDependents() {}

  static void refuseAny(Transaction transaction, Vpc vpc) {
    String id = vpc.vpcId();
    boolean hindered =
        HINDERING.stream().anyMatch(kind -> transaction.referring(kind, id).findAny().isPresent())
            || transaction.referring(Kinds.ROUTE_TABLE, id).anyMatch(table -> !isMain(table))
            || transaction.referring(Kinds.NETWORK_ACL, id).anyMatch(acl -> !acl.isDefault())
            || transaction.referring(Kinds.SECURITY_GROUP, id).anyMatch(group -> !isDefault(group));
    if (hindered
        || Peerings.awaitsAnswer(transaction, id)
        || TransitGatewayTies.attach(transaction, id)) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The vpc '" + id + "' has dependencies and cannot be deleted.");
    }
  }

  /** The main table, the default group with its rules, the default ACL, and peerings (R3.1.9). */
  static void removeOwn(Transaction transaction, Vpc vpc) {
    String id = vpc.vpcId();
    Peerings.deleteWith(transaction, id);
    for (RouteTable table : transaction.referring(Kinds.ROUTE_TABLE, id).toList()) {
      transaction.remove(Kinds.ROUTE_TABLE, table.routeTableId());
    }
    for (NetworkAcl acl : transaction.referring(Kinds.NETWORK_ACL, id).toList()) {
      transaction.remove(Kinds.NETWORK_ACL, acl.networkAclId());
    }
    for (SecurityGroup group : transaction.referring(Kinds.SECURITY_GROUP, id).toList()) {
      transaction
          .referring(Kinds.SECURITY_GROUP_RULE, group.groupId())
          .filter(rule -> rule.groupId().equals(group.groupId()))
          .toList()
          .forEach(
              rule -> transaction.remove(Kinds.SECURITY_GROUP_RULE, rule.securityGroupRuleId()));
      transaction.remove(Kinds.SECURITY_GROUP, group.groupId());
    }
  }

  static boolean isMain(RouteTable table) {
    return table.associations().stream().anyMatch(RouteTableAssociation::main);
  }

  private static boolean isDefault(SecurityGroup group) {
    return group.groupName().equals("default");
  }
}
