package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
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
        .entries(NetworkAclDefaults.open(vpc))
        .tags(List.of())
        .build();
  }

  /** R1.6.2: inbound from itself, all outbound. */
  private static void addSecurityGroup(Transaction transaction, Vpc vpc) {
    String id = Ids.next("sg");
    SecurityGroup group =
        transaction.add(
            Kinds.SECURITY_GROUP,
            SecurityGroup.builder()
                .groupId(id)
                .groupName("default")
                .description("default VPC security group")
                .vpcId(vpc.vpcId())
                .ownerId(transaction.scope().account())
                .securityGroupArn(Arns.of(transaction.scope(), "security-group", id))
                .build());
    SecurityGroupRules.addIngressFromItself(transaction, group);
    SecurityGroupRules.addDefaultEgress(transaction, group, vpc);
  }
}
