package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpPrefix;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/** Further CIDR blocks of a VPC, and the local routes that come and go with them (R1.2.6). */
final class VpcCidrOperations implements OperationFamily {

  private final Quotas quotas;

  VpcCidrOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("AssociateVpcCidrBlock", AssociateVpcCidrBlockRequest::builder, this::associate);
    registry.write(
        "DisassociateVpcCidrBlock",
        DisassociateVpcCidrBlockRequest::builder,
        VpcCidrOperations::disassociate);
  }

  private AssociateVpcCidrBlockResponse associate(
      AssociateVpcCidrBlockRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    VpcBlocks.refusePools(
        request.ipv4IpamPoolId(),
        request.ipv6IpamPoolId(),
        request.ipv6Pool(),
        request.ipv6CidrBlock());
    boolean ipv6 = Objects.equals(request.amazonProvidedIpv6CidrBlock(), true);
    if (ipv6 && request.cidrBlock() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "A call associates an IPv4 block or an IPv6 block, not both");
    }
    return ipv6
        ? addIpv6(transaction, vpc)
        : addIpv4(transaction, vpc, CidrRules.vpc(request.cidrBlock()));
  }

  private AssociateVpcCidrBlockResponse addIpv6(Transaction transaction, Vpc vpc) {
    if (vpc.ipv6CidrBlockAssociationSet().size() >= quotas.ipv6CidrsPerVpc()) {
      throw Ec2Error.CIDR_LIMIT_EXCEEDED.with(vpc.vpcId(), quotas.ipv6CidrsPerVpc());
    }
    VpcIpv6CidrBlockAssociation block = VpcBlocks.associating(Ipv6Blocks.next(transaction));
    transaction.replace(
        Kinds.VPC,
        vpc.toBuilder()
            .ipv6CidrBlockAssociationSet(Lists.plus(vpc.ipv6CidrBlockAssociationSet(), block))
            .build());
    addLocalRoutes(transaction, vpc, block.ipv6CidrBlock());
    if (!NetworkAclDefaults.hasIpv6(vpc)) {
      FirstIpv6Block.arrived(transaction, vpc);
    }
    return AssociateVpcCidrBlockResponse.builder()
        .vpcId(vpc.vpcId())
        .ipv6CidrBlockAssociation(block)
        .build();
  }

  private AssociateVpcCidrBlockResponse addIpv4(Transaction transaction, Vpc vpc, IpPrefix cidr) {
    SecondaryCidrs.check(transaction, vpc, cidr);
    if (vpc.cidrBlockAssociationSet().size() >= quotas.ipv4CidrsPerVpc()) {
      throw Ec2Error.CIDR_LIMIT_EXCEEDED.with(vpc.vpcId(), quotas.ipv4CidrsPerVpc());
    }
    VpcCidrBlockAssociation block = VpcBlocks.associating(cidr);
    transaction.replace(
        Kinds.VPC,
        vpc.toBuilder()
            .cidrBlockAssociationSet(Lists.plus(vpc.cidrBlockAssociationSet(), block))
            .build());
    addLocalRoutes(transaction, vpc, block.cidrBlock());
    return AssociateVpcCidrBlockResponse.builder()
        .vpcId(vpc.vpcId())
        .cidrBlockAssociation(block)
        .build();
  }

  private static void addLocalRoutes(Transaction transaction, Vpc vpc, String cidr) {
    transaction
        .referring(Kinds.ROUTE_TABLE, vpc.vpcId())
        .toList()
        .forEach(table ->
            transaction.replace(
                Kinds.ROUTE_TABLE,
                table.toBuilder()
                    .routes(Lists.plus(table.routes(), LocalRoutes.route(cidr)))
                    .build()));
  }

  private static DisassociateVpcCidrBlockResponse disassociate(
      DisassociateVpcCidrBlockRequest request, Transaction transaction) {
    String id = request.associationId();
    if (id == null) {
      throw Ec2Error.MISSING_PARAMETER.with("AssociationId");
    }
    Vpc vpc =
        transaction
            .referring(Kinds.VPC, id)
            .findFirst()
            .orElseThrow(() -> Ec2Error.INVALID_VPC_CIDR_BLOCK_ASSOCIATION_ID_NOT_FOUND.with(id));
    for (VpcCidrBlockAssociation block : vpc.cidrBlockAssociationSet()) {
      if (block.associationId().equals(id)) {
        return removeIpv4(transaction, vpc, block);
      }
    }
    VpcIpv6CidrBlockAssociation block =
        vpc.ipv6CidrBlockAssociationSet().stream()
            .filter(each -> each.associationId().equals(id))
            .findFirst()
            .orElseThrow();
    return removeIpv6(transaction, vpc, block);
  }

  /** R1.1.9. */
  private static DisassociateVpcCidrBlockResponse removeIpv4(
      Transaction transaction, Vpc vpc, VpcCidrBlockAssociation block) {
    if (block.cidrBlock().equals(vpc.cidrBlock())) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "The vpc CIDR block with association ID "
              + block.associationId()
              + " may not be disassociated. It is the primary IPv4 CIDR block of the VPC");
    }
    refuseUsed(transaction, vpc, block.cidrBlock());
    VpcCidrBlockAssociation leaving = VpcBlocks.disassociating(block);
    transaction.replace(
        Kinds.VPC,
        vpc.toBuilder()
            .cidrBlockAssociationSet(
                Lists.replacing(vpc.cidrBlockAssociationSet(), block::equals, _ -> leaving))
            .build());
    removeLocalRoutes(transaction, vpc, block.cidrBlock());
    return DisassociateVpcCidrBlockResponse.builder()
        .vpcId(vpc.vpcId())
        .cidrBlockAssociation(leaving)
        .build();
  }

  private static DisassociateVpcCidrBlockResponse removeIpv6(
      Transaction transaction, Vpc vpc, VpcIpv6CidrBlockAssociation block) {
    refuseUsed(transaction, vpc, block.ipv6CidrBlock());
    VpcIpv6CidrBlockAssociation leaving = VpcBlocks.disassociating(block);
    transaction.replace(
        Kinds.VPC,
        vpc.toBuilder()
            .ipv6CidrBlockAssociationSet(
                Lists.replacing(vpc.ipv6CidrBlockAssociationSet(), block::equals, _ -> leaving))
            .build());
    removeLocalRoutes(transaction, vpc, block.ipv6CidrBlock());
    return DisassociateVpcCidrBlockResponse.builder()
        .vpcId(vpc.vpcId())
        .ipv6CidrBlockAssociation(leaving)
        .build();
  }

  private static void refuseUsed(Transaction transaction, Vpc vpc, String cidr) {
    IpPrefix block = IpPrefix.parse(cidr);
    boolean used =
        transaction
            .referring(Kinds.SUBNET, vpc.vpcId())
            .anyMatch(subnet ->
                subnet.cidrBlock() != null && block.contains(IpPrefix.parse(subnet.cidrBlock()))
                    || subnet.ipv6CidrBlockAssociationSet().stream()
                        .anyMatch(b -> block.contains(IpPrefix.parse(b.ipv6CidrBlock()))));
    if (used) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The CIDR block " + cidr + " has dependencies and cannot be disassociated");
    }
  }

  private static void removeLocalRoutes(Transaction transaction, Vpc vpc, String cidr) {
    transaction
        .referring(Kinds.ROUTE_TABLE, vpc.vpcId())
        .toList()
        .forEach(table ->
            transaction.replace(
                Kinds.ROUTE_TABLE,
                table.toBuilder()
                    .routes(
                        Lists.without(
                            table.routes(),
                            route ->
                                "CreateRouteTable".equals(route.originAsString())
                                    && (cidr.equals(route.destinationCidrBlock())
                                        || cidr.equals(route.destinationIpv6CidrBlock()))))
                    .build()));
  }
}
