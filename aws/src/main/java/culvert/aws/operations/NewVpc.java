package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockState;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcState;

/**
 * A VPC that is about to be made, with what every VPC comes with: a main route table, a default
 * network ACL, a default security group, the account's default DHCP options; no internet gateway
 * (R1.1.10).
 */
final class NewVpc {

  /** AWS's implicit last rule of a network ACL, by family (R1.7.2). */
  static final int LAST_RULE_V4 = 32767;

  static final int LAST_RULE_V6 = 32768;

  private final IpPrefix cidr;
  private @Nullable VpcIpv6CidrBlockAssociation ipv6;
  private boolean isDefault;
  private String tenancy = "default";
  private List<Tag> tags = List.of();

  private NewVpc(IpPrefix cidr) {
    this.cidr = cidr;
  }

  static NewVpc withCidr(IpPrefix cidr) {
    return new NewVpc(cidr);
  }

  NewVpc asDefault() {
    isDefault = true;
    return this;
  }

  NewVpc tenancy(String given) {
    tenancy = given;
    return this;
  }

  NewVpc tags(List<Tag> given) {
    tags = given;
    return this;
  }

  NewVpc ipv6(@Nullable VpcIpv6CidrBlockAssociation block) {
    ipv6 = block;
    return this;
  }

  Vpc create(Transaction transaction) {
    String id = Ids.next("vpc");
    Vpc.Builder vpc =
        Vpc.builder()
            .vpcId(id)
            .ownerId(transaction.scope().account())
            .cidrBlock(cidr.toString())
            .cidrBlockAssociationSet(
                VpcCidrBlockAssociation.builder()
                    .associationId(Ids.next("vpc-cidr-assoc"))
                    .cidrBlock(cidr.toString())
                    .cidrBlockState(VpcCidrBlockState.builder().state("associated").build())
                    .build())
            .dhcpOptionsId(DefaultNetwork.dhcpOptionsId(transaction))
            .instanceTenancy(tenancy)
            .isDefault(isDefault)
            .state(VpcState.PENDING)
            .tags(tags);
    if (ipv6 != null) {
      vpc.ipv6CidrBlockAssociationSet(ipv6);
    }
    Vpc made = transaction.add(Kinds.VPC, vpc.build());
    transaction.add(Kinds.VPC_ATTRIBUTES, attributes(id));
    transaction.add(Kinds.ROUTE_TABLE, mainTable(transaction, made));
    transaction.add(Kinds.NETWORK_ACL, networkAcl(transaction, made));
    addSecurityGroup(transaction, made);
    return made;
  }

  /** R1.1.11: DNS support is on; DNS hostnames are off, except in a default VPC. */
  private DescribeVpcAttributeResponse attributes(String id) {
    return DescribeVpcAttributeResponse.builder()
        .vpcId(id)
        .enableDnsSupport(AttributeBooleanValue.builder().value(true).build())
        .enableDnsHostnames(AttributeBooleanValue.builder().value(isDefault).build())
        .enableNetworkAddressUsageMetrics(AttributeBooleanValue.builder().value(false).build())
        .build();
  }

  private static RouteTable mainTable(Transaction transaction, Vpc vpc) {
    String id = Ids.next("rtb");
    return RouteTable.builder()
        .routeTableId(id)
        .vpcId(vpc.vpcId())
        .ownerId(transaction.scope().account())
        .routes(LocalRoutes.of(vpc))
        .associations(
            RouteTableAssociation.builder()
                .main(true)
                .routeTableAssociationId(Ids.next("rtbassoc"))
                .routeTableId(id)
                .associationState(
                    RouteTableAssociationState.builder()
                        .state(RouteTableAssociationStateCode.ASSOCIATED)
                        .build())
                .build())
        .propagatingVgws(List.of())
        .tags(List.of())
        .build();
  }

  private static NetworkAcl networkAcl(Transaction transaction, Vpc vpc) {
    return NetworkAcl.builder()
        .networkAclId(Ids.next("acl"))
        .vpcId(vpc.vpcId())
        .ownerId(transaction.scope().account())
        .isDefault(true)
        .associations(List.of())
        .entries(
            entry(true, 100, RuleAction.ALLOW),
            entry(true, LAST_RULE_V4, RuleAction.DENY),
            entry(false, 100, RuleAction.ALLOW),
            entry(false, LAST_RULE_V4, RuleAction.DENY))
        .tags(List.of())
        .build();
  }

  private static NetworkAclEntry entry(boolean egress, int number, RuleAction action) {
    return NetworkAclEntry.builder()
        .cidrBlock("0.0.0.0/0")
        .egress(egress)
        .protocol("-1")
        .ruleAction(action)
        .ruleNumber(number)
        .build();
  }

  /** The implicit rules that deny what no other rule matches, for each family of the VPC. */
  static List<NetworkAclEntry> lastRules(Vpc vpc) {
    List<NetworkAclEntry> rules = new ArrayList<>();
    for (boolean egress : new boolean[] {false, true}) {
      rules.add(entry(egress, LAST_RULE_V4, RuleAction.DENY));
      if (!vpc.ipv6CidrBlockAssociationSet().isEmpty()) {
        rules.add(
            entry(egress, LAST_RULE_V6, RuleAction.DENY).toBuilder()
                .cidrBlock(null)
                .ipv6CidrBlock("::/0")
                .build());
      }
    }
    return rules;
  }

  /** R1.6.2: inbound from itself, all outbound. */
  private static void addSecurityGroup(Transaction transaction, Vpc vpc) {
    String id = Ids.next("sg");
    String account = transaction.scope().account();
    transaction.add(
        Kinds.SECURITY_GROUP,
        SecurityGroup.builder()
            .groupId(id)
            .groupName("default")
            .description("default VPC security group")
            .vpcId(vpc.vpcId())
            .ownerId(account)
            .securityGroupArn(Arns.of(transaction.scope(), "security-group", id))
            .build());
    SecurityGroupRule.Builder rule =
        SecurityGroupRule.builder()
            .groupId(id)
            .groupOwnerId(account)
            .ipProtocol("-1")
            .fromPort(-1)
            .toPort(-1)
            .tags(List.of());
    transaction.add(
        Kinds.SECURITY_GROUP_RULE,
        rule.securityGroupRuleId(Ids.next("sgr"))
            .isEgress(false)
            .referencedGroupInfo(
                ReferencedSecurityGroup.builder().groupId(id).userId(account).build())
            .build());
    transaction.add(
        Kinds.SECURITY_GROUP_RULE,
        rule.securityGroupRuleId(Ids.next("sgr"))
            .isEgress(true)
            .referencedGroupInfo((ReferencedSecurityGroup) null)
            .cidrIpv4("0.0.0.0/0")
            .build());
  }
}
