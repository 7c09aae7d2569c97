package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
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
    lifecycles.add(
        Kinds.VPC,
        vpc ->
            vpc.state() == VpcState.PENDING
                ? Step.work(
                    "pending",
                    PENDING,
                    (transaction, pending) ->
                        transaction.replace(
                            Kinds.VPC, pending.toBuilder().state(VpcState.AVAILABLE).build()))
                : null);
  }

  private static Filters<Vpc> filters() {
    return new Filters<Vpc>()
        .on("cidr", Vpc::cidrBlock)
        .onEach(
            "cidr-block-association.association-id",
            vpc -> vpc.cidrBlockAssociationSet().stream().map(block -> block.associationId()))
        .on("vpc-id", Vpc::vpcId)
        .onTags();
  }

  private CreateVpcResponse create(CreateVpcRequest request, Transaction transaction) {
    if (transaction.snapshot().count(transaction.scope(), Kinds.VPC) >= quotas.vpcsPerRegion()) {
      throw Ec2Error.VPC_LIMIT_EXCEEDED.with();
    }
    return CreateVpcResponse.builder()
        .vpc(
            NewVpc.withCidr(CidrRules.vpc(request.cidrBlock()))
                .tags(Tags.of(request.tagSpecifications(), "vpc"))
                .create(transaction))
        .build();
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
