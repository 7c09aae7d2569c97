package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockState;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The IPv6 block of a subnet that is there already; it has at most one. */
final class SubnetCidrOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "AssociateSubnetCidrBlock",
        AssociateSubnetCidrBlockRequest::builder,
        SubnetCidrOperations::associate);
    registry.write(
        "DisassociateSubnetCidrBlock",
        DisassociateSubnetCidrBlockRequest::builder,
        SubnetCidrOperations::disassociate);
  }

  /** A block of a subnet's that is being associated. */
  static SubnetIpv6CidrBlockAssociation block(IpPrefix cidr) {
    return SubnetIpv6CidrBlockAssociation.builder()
        .associationId(Ids.next("subnet-cidr-assoc"))
        .ipv6CidrBlock(cidr.toString())
        .ipv6CidrBlockState(state(SubnetCidrBlockStateCode.ASSOCIATED))
        .ipv6AddressAttribute("public")
        .ipSource("amazon")
        .build();
  }

  private static SubnetCidrBlockState state(SubnetCidrBlockStateCode code) {
    return SubnetCidrBlockState.builder().state(code).build();
  }

  private static AssociateSubnetCidrBlockResponse associate(
      AssociateSubnetCidrBlockRequest request, Transaction transaction) {
    Subnet subnet = Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
    if (request.ipv6IpamPoolId() != null || request.ipv6NetmaskLength() != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("Culvert has no address pools (IPAM)");
    }
    if (request.ipv6CidrBlock() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("Ipv6CidrBlock");
    }
    if (!subnet.ipv6CidrBlockAssociationSet().isEmpty()) {
      throw Ec2Error.INVALID_SUBNET_CONFLICT.with(request.ipv6CidrBlock());
    }
    Vpc vpc = Lookup.VPC.get(transaction, subnet.vpcId(), "VpcId");
    SubnetIpv6CidrBlockAssociation block =
        block(SubnetRanges.ipv6(transaction, vpc, request.ipv6CidrBlock()));
    transaction.replace(
        Kinds.SUBNET, subnet.toBuilder().ipv6CidrBlockAssociationSet(block).build());
    return AssociateSubnetCidrBlockResponse.builder()
        .subnetId(subnet.subnetId())
        .ipv6CidrBlockAssociation(in(SubnetCidrBlockStateCode.ASSOCIATING, block))
        .build();
  }

  private static DisassociateSubnetCidrBlockResponse disassociate(
      DisassociateSubnetCidrBlockRequest request, Transaction transaction) {
    String id = request.associationId();
    if (id == null) {
      throw Ec2Error.MISSING_PARAMETER.with("AssociationId");
    }
    Subnet subnet =
        transaction
            .referring(Kinds.SUBNET, id)
            .findFirst()
            .orElseThrow(
                () -> Ec2Error.INVALID_SUBNET_CIDR_BLOCK_ASSOCIATION_ID_NOT_FOUND.with(id));
    SubnetIpv6CidrBlockAssociation block = subnet.ipv6CidrBlockAssociationSet().getFirst();
    refuseUsed(transaction, subnet, block);
    transaction.replace(
        Kinds.SUBNET,
        subnet.toBuilder()
            .ipv6CidrBlockAssociationSet(
                Lists.without(subnet.ipv6CidrBlockAssociationSet(), block::equals))
            .assignIpv6AddressOnCreation(false)
            .build());
    return DisassociateSubnetCidrBlockResponse.builder()
        .subnetId(subnet.subnetId())
        .ipv6CidrBlockAssociation(in(SubnetCidrBlockStateCode.DISASSOCIATING, block))
        .build();
  }

  private static SubnetIpv6CidrBlockAssociation in(
      SubnetCidrBlockStateCode code, SubnetIpv6CidrBlockAssociation block) {
    return block.toBuilder().ipv6CidrBlockState(state(code)).build();
  }

  private static void refuseUsed(
      Transaction transaction, Subnet subnet, SubnetIpv6CidrBlockAssociation block) {
    IpPrefix cidr = IpPrefix.parse(block.ipv6CidrBlock());
    boolean used =
        transaction
            .referring(Kinds.NETWORK_INTERFACE, subnet.subnetId())
            .flatMap(held -> held.ipv6Addresses().stream())
            .anyMatch(address -> cidr.contains(IpAddress.parse(address.ipv6Address())));
    if (used || Boolean.TRUE.equals(subnet.ipv6Native())) {
      throw Ec2Error.INVALID_SUBNET_CIDR_IN_USE.with(cidr);
    }
  }
}
