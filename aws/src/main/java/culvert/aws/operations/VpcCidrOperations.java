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
    return Objects.equals(request.amazonProvidedIpv6CidrBlock(), true)
        ? addIpv6(transaction, vpc)
        : addIpv4(transaction, vpc, request);
  }

  private AssociateVpcCidrBlockResponse addIpv6(Transaction transaction, Vpc vpc) {
    if (vpc.ipv6CidrBlockAssociationSet().size() >= quotas.ipv6CidrsPerVpc()) {
      throw Ec2Error.CIDR_LIMIT_EXCEEDED.with(vpc.vpcId(), quotas.ipv6CidrsPerVpc());
    }
    VpcIpv6CidrBlockAssociation block = Ipv6Blocks.next(transaction);
    transaction.replace(
        Kinds.VPC,
        vpc.toBuilder()
            .ipv6CidrBlockAssociationSet(Lists.plus(vpc.ipv6CidrBlockAssociationSet(), block))
            .build());
    addLocalRoutes(transaction, vpc, block.ipv6CidrBlock());
    return AssociateVpcCidrBlockResponse.builder()
        .vpcId(vpc.vpcId())
        .ipv6CidrBlockAssociation(
            block.toBuilder().ipv6CidrBlockState(s -> s.state("associating")).build())
        .build();
  }

  private AssociateVpcCidrBlockResponse addIpv4(
      Transaction transaction, Vpc vpc, AssociateVpcCidrBlockRequest request) {
    IpPrefix cidr = CidrRules.vpc(request.cidrBlock());
    SecondaryCidrs.check(transaction, vpc, cidr);
    if (vpc.cidrBlockAssociationSet().size() >= quotas.ipv4CidrsPerVpc()) {
      throw Ec2Error.CIDR_LIMIT_EXCEEDED.with(vpc.vpcId(), quotas.ipv4CidrsPerVpc());
    }
    VpcCidrBlockAssociation block =
        VpcCidrBlockAssociation.builder()
            .associationId(Ids.next("vpc-cidr-assoc"))
            .cidrBlock(cidr.toString())
            .cidrBlockState(s -> s.state("associated"))
            .build();
    transaction.replace(
        Kinds.VPC,
        vpc.toBuilder()
            .cidrBlockAssociationSet(Lists.plus(vpc.cidrBlockAssociationSet(), block))
            .build());
    addLocalRoutes(transaction, vpc, block.cidrBlock());
    return AssociateVpcCidrBlockResponse.builder()
        .vpcId(vpc.vpcId())
        .cidrBlockAssociation(block.toBuilder().cidrBlockState(s -> s.state("associating")).build())
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
    transaction.replace(
        Kinds.VPC,
        vpc.toBuilder()
            .cidrBlockAssociationSet(Lists.without(vpc.cidrBlockAssociationSet(), block::equals))
            .build());
    removeLocalRoutes(transaction, vpc, block.cidrBlock());
    return DisassociateVpcCidrBlockResponse.builder()
        .vpcId(vpc.vpcId())
        .cidrBlockAssociation(
            block.toBuilder().cidrBlockState(s -> s.state("disassociating")).build())
        .build();
  }

  private static DisassociateVpcCidrBlockResponse removeIpv6(
      Transaction transaction, Vpc vpc, VpcIpv6CidrBlockAssociation block) {
    refuseUsed(transaction, vpc, block.ipv6CidrBlock());
    transaction.replace(
        Kinds.VPC,
        vpc.toBuilder()
            .ipv6CidrBlockAssociationSet(
                Lists.without(vpc.ipv6CidrBlockAssociationSet(), block::equals))
            .build());
    removeLocalRoutes(transaction, vpc, block.ipv6CidrBlock());
    return DisassociateVpcCidrBlockResponse.builder()
        .vpcId(vpc.vpcId())
        .ipv6CidrBlockAssociation(
            block.toBuilder().ipv6CidrBlockState(s -> s.state("disassociating")).build())
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
