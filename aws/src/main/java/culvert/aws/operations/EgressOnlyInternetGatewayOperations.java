package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Egress-only internet gateways: IPv6 outbound; attached from birth to death (R1.5.10). */
final class EgressOnlyInternetGatewayOperations implements OperationFamily {

  private final Quotas quotas;

  EgressOnlyInternetGatewayOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateEgressOnlyInternetGateway",
        CreateEgressOnlyInternetGatewayRequest::builder,
        this::create);
    registry.write(
        "DeleteEgressOnlyInternetGateway",
        DeleteEgressOnlyInternetGatewayRequest::builder,
        EgressOnlyInternetGatewayOperations::delete);
    registry.describe(
        "DescribeEgressOnlyInternetGateways",
        new Describe<>(
                Kinds.EGRESS_ONLY_INTERNET_GATEWAY,
                DescribeEgressOnlyInternetGatewaysRequest::builder,
                DescribeEgressOnlyInternetGatewaysResponse::builder,
                "EgressOnlyInternetGateways",
                new Filters<EgressOnlyInternetGateway>().onTags())
            .ids("EgressOnlyInternetGatewayIds", Lookup.EGRESS_ONLY_INTERNET_GATEWAY));
  }

  /** R1.1.13: one a VPC, and some a Region. */
  private CreateEgressOnlyInternetGatewayResponse create(
      CreateEgressOnlyInternetGatewayRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    boolean second =
        transaction
            .referring(Kinds.EGRESS_ONLY_INTERNET_GATEWAY, vpc.vpcId())
            .findAny()
            .isPresent();
    int present =
        transaction.snapshot().count(transaction.scope(), Kinds.EGRESS_ONLY_INTERNET_GATEWAY);
    if (second || present >= quotas.egressOnlyInternetGatewaysPerRegion()) {
      throw Ec2Error.EGRESS_ONLY_INTERNET_GATEWAY_LIMIT_EXCEEDED.with(vpc.vpcId());
    }
    EgressOnlyInternetGateway made =
        transaction.add(
            Kinds.EGRESS_ONLY_INTERNET_GATEWAY,
            EgressOnlyInternetGateway.builder()
                .egressOnlyInternetGatewayId(Ids.next("eigw"))
                .attachments(
                    InternetGatewayAttachment.builder()
                        .vpcId(vpc.vpcId())
                        .state("attached")
                        .build())
                .tags(Tags.of(request.tagSpecifications(), "egress-only-internet-gateway"))
                .build());
    return CreateEgressOnlyInternetGatewayResponse.builder()
        .egressOnlyInternetGateway(made)
        .build();
  }

  /** Routes to it stay, as blackholes (R1.3.12). */
  private static DeleteEgressOnlyInternetGatewayResponse delete(
      DeleteEgressOnlyInternetGatewayRequest request, Transaction transaction) {
    EgressOnlyInternetGateway gateway =
        Lookup.EGRESS_ONLY_INTERNET_GATEWAY.get(
            transaction, request.egressOnlyInternetGatewayId(), "EgressOnlyInternetGatewayId");
    transaction.remove(Kinds.EGRESS_ONLY_INTERNET_GATEWAY, gateway.egressOnlyInternetGatewayId());
    return DeleteEgressOnlyInternetGatewayResponse.builder().returnCode(true).build();
  }
}
