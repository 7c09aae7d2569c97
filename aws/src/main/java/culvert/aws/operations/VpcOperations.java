package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** CreateVpc, DeleteVpc, DescribeVpcs. */
final class VpcOperations implements OperationFamily {

  private static final Duration PENDING = Duration.ofSeconds(2);

  private final Quotas quotas;

  VpcOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateVpc", CreateVpcRequest::builder, this::create);
    registry.write("DeleteVpc", DeleteVpcRequest::builder, this::delete);
    registry.describe(
        "DescribeVpcs",
        new Describe<>(
                Kinds.VPC,
                DescribeVpcsRequest::builder,
                DescribeVpcsResponse::builder,
                "Vpcs",
                filters())
            .ids("VpcIds", Lookup.VPC));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.VPC, VpcOperations::next);
  }

  private static @Nullable Step<Vpc> next(Vpc vpc) {
    if (vpc.state() == VpcState.PENDING) {
      return Step.work(
          "pending",
          PENDING,
          (transaction, pending) ->
              transaction.replace(
                  Kinds.VPC, pending.toBuilder().state(VpcState.AVAILABLE).build()));
    }
    return VpcBlocks.areSettled(vpc)
        ? null
        : Step.work(
            "blocks",
            VpcBlocks.WORK,
            (transaction, moving) -> transaction.replace(Kinds.VPC, VpcBlocks.settled(moving)));
  }

  private static Filters<Vpc> filters() {
    return new Filters<Vpc>()
        .on("cidr", Vpc::cidrBlock)
        .on("cidrBlock", Vpc::cidrBlock)
        .on("cidr-block", Vpc::cidrBlock)
        .onEach("cidr-block-association.association-id", v4(b -> b.associationId()))
        .onEach("cidr-block-association.cidr-block", v4(b -> b.cidrBlock()))
        .onEach("cidr-block-association.state", v4(b -> b.cidrBlockState().stateAsString()))
        .on("dhcp-options-id", Vpc::dhcpOptionsId)
        .on("dhcpOptionsId", Vpc::dhcpOptionsId)
        .onEach("ipv6-cidr-block-association.association-id", v6(b -> b.associationId()))
        .onEach("ipv6-cidr-block-association.ipv6-cidr-block", v6(b -> b.ipv6CidrBlock()))
        .onEach("ipv6-cidr-block-association.ipv6-pool", v6(b -> b.ipv6Pool()))
        .onEach(
            "ipv6-cidr-block-association.state", v6(b -> b.ipv6CidrBlockState().stateAsString()))
        .on("is-default", Vpc::isDefault)
        .on("isDefault", Vpc::isDefault)
        .on("owner-id", Vpc::ownerId)
        .on("state", Vpc::stateAsString)
        .on("vpc-id", Vpc::vpcId)
        .onTags();
  }

  private static Function<Vpc, Stream<String>> v4(Function<VpcCidrBlockAssociation, String> value) {
    return vpc -> vpc.cidrBlockAssociationSet().stream().map(value).filter(Objects::nonNull);
  }

  private static Function<Vpc, Stream<String>> v6(
      Function<VpcIpv6CidrBlockAssociation, String> value) {
    return vpc -> vpc.ipv6CidrBlockAssociationSet().stream().map(value).filter(Objects::nonNull);
  }

  private CreateVpcResponse create(CreateVpcRequest request, Transaction transaction) {
    if (transaction.snapshot().count(transaction.scope(), Kinds.VPC) >= quotas.vpcsPerRegion()) {
      throw Ec2Error.VPC_LIMIT_EXCEEDED.with();
    }
    return CreateVpcResponse.builder()
        .vpc(
            NewVpc.withCidr(CidrRules.vpc(request.cidrBlock()))
                .ipv6(ipv6(request, transaction))
                .tenancy(Objects.requireNonNullElse(request.instanceTenancyAsString(), "default"))
                .tags(Tags.of(request.tagSpecifications(), "vpc"))
                .create(transaction))
        .build();
  }

  private static @Nullable VpcIpv6CidrBlockAssociation ipv6(
      CreateVpcRequest request, Transaction transaction) {
    VpcBlocks.refusePools(
        request.ipv4IpamPoolId(),
        request.ipv6IpamPoolId(),
        request.ipv6Pool(),
        request.ipv6CidrBlock());
    return Objects.equals(request.amazonProvidedIpv6CidrBlock(), true)
        ? Ipv6Blocks.next(transaction)
        : null;
  }

  private DeleteVpcResponse delete(DeleteVpcRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    VpcDependents.refuseAny(transaction, vpc);
    VpcDependents.removeOwn(transaction, vpc);
    transaction.remove(Kinds.VPC_ATTRIBUTES, vpc.vpcId());
    transaction.remove(Kinds.VPC, vpc.vpcId());
    return DeleteVpcResponse.builder().build();
  }
}
