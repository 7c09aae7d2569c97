package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Internet gateways: made, attached to one VPC at a time, detached, deleted. */
final class InternetGatewayOperations implements OperationFamily {

  private final Quotas quotas;

  InternetGatewayOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateInternetGateway", CreateInternetGatewayRequest::builder, this::create);
    registry.write(
        "AttachInternetGateway",
        AttachInternetGatewayRequest::builder,
        InternetGatewayOperations::attach);
    registry.write(
        "DetachInternetGateway",
        DetachInternetGatewayRequest::builder,
        InternetGatewayOperations::detach);
    registry.write(
        "DeleteInternetGateway",
        DeleteInternetGatewayRequest::builder,
        InternetGatewayOperations::delete);
    registry.describe(
        "DescribeInternetGateways",
        new Describe<>(
                Kinds.INTERNET_GATEWAY,
                DescribeInternetGatewaysRequest::builder,
                DescribeInternetGatewaysResponse::builder,
                "InternetGateways",
                filters())
            .ids("InternetGatewayIds", Lookup.INTERNET_GATEWAY));
  }

  private static Filters<InternetGateway> filters() {
    return new Filters<InternetGateway>()
        .onEach(
            "attachment.state",
            gateway -> gateway.attachments().stream().map(InternetGatewayAttachment::stateAsString))
        .onEach(
            "attachment.vpc-id",
            gateway -> gateway.attachments().stream().map(InternetGatewayAttachment::vpcId))
        .on("internet-gateway-id", InternetGateway::internetGatewayId)
        .on("owner-id", InternetGateway::ownerId)
        .onTags();
  }

  private CreateInternetGatewayResponse create(
      CreateInternetGatewayRequest request, Transaction transaction) {
    int present = transaction.snapshot().count(transaction.scope(), Kinds.INTERNET_GATEWAY);
    if (present >= quotas.internetGatewaysPerRegion()) {
      throw Ec2Error.INTERNET_GATEWAY_LIMIT_EXCEEDED.with();
    }
    InternetGateway made =
        transaction.add(
            Kinds.INTERNET_GATEWAY,
            InternetGateway.builder()
                .internetGatewayId(Ids.next("igw"))
                .ownerId(transaction.scope().account())
                .attachments(List.of())
                .tags(Tags.of(request.tagSpecifications(), "internet-gateway"))
                .build());
    return CreateInternetGatewayResponse.builder().internetGateway(made).build();
  }

  private static AttachInternetGatewayResponse attach(
      AttachInternetGatewayRequest request, Transaction transaction) {
    InternetGateway gateway =
        Lookup.INTERNET_GATEWAY.get(transaction, request.internetGatewayId(), "InternetGatewayId");
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    if (!gateway.attachments().isEmpty()) {
      throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
          "resource "
              + gateway.internetGatewayId()
              + " is already attached to network "
              + gateway.attachments().getFirst().vpcId());
    }
    if (transaction.referring(Kinds.INTERNET_GATEWAY, vpc.vpcId()).findAny().isPresent()) {
      throw Ec2Error.RESOURCE_ALREADY_ASSOCIATED.with(
          "Network " + vpc.vpcId() + " already has an internet gateway attached");
    }
    transaction.replace(
        Kinds.INTERNET_GATEWAY,
        gateway.toBuilder()
            .attachments(
                InternetGatewayAttachment.builder().vpcId(vpc.vpcId()).state("available").build())
            .build());
    return AttachInternetGatewayResponse.builder().build();
  }

  private static DetachInternetGatewayResponse detach(
      DetachInternetGatewayRequest request, Transaction transaction) {
    InternetGateway gateway =
        Lookup.INTERNET_GATEWAY.get(transaction, request.internetGatewayId(), "InternetGatewayId");
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    if (gateway.attachments().stream().noneMatch(a -> a.vpcId().equals(vpc.vpcId()))) {
      throw Ec2Error.GATEWAY_NOT_ATTACHED.with(gateway.internetGatewayId(), vpc.vpcId());
    }
    boolean mapped =
        transaction
            .referring(Kinds.NETWORK_INTERFACE, vpc.vpcId())
            .flatMap(held -> held.privateIpAddresses().stream())
            .anyMatch(address -> address.association() != null);
    if (mapped) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "Network "
              + vpc.vpcId()
              + " has some mapped public address(es). Please unmap those before detaching the"
              + " gateway.");
    }
    transaction.replace(Kinds.INTERNET_GATEWAY, gateway.toBuilder().attachments(List.of()).build());
    return DetachInternetGatewayResponse.builder().build();
  }

  private static DeleteInternetGatewayResponse delete(
      DeleteInternetGatewayRequest request, Transaction transaction) {
    InternetGateway gateway =
        Lookup.INTERNET_GATEWAY.get(transaction, request.internetGatewayId(), "InternetGatewayId");
    if (!gateway.attachments().isEmpty()) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The internetGateway '"
              + gateway.internetGatewayId()
              + "' has dependencies and cannot be deleted.");
    }
    transaction.remove(Kinds.INTERNET_GATEWAY, gateway.internetGatewayId());
    return DeleteInternetGatewayResponse.builder().build();
  }
}
