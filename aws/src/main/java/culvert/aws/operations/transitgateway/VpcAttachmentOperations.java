package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.aws.operations.TransitGatewayTies;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AcceptTransitGatewayVpcAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.AcceptTransitGatewayVpcAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.AutoAcceptSharedAttachmentsValue;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayVpcAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayVpcAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayVpcAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayVpcAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayVpcAttachmentsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayVpcAttachmentsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayVpcAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayVpcAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.RejectTransitGatewayVpcAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.RejectTransitGatewayVpcAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Attachments of VPCs to transit gateways (R4.2.*). */
final class VpcAttachmentOperations implements OperationFamily {

  private final Quotas quotas;

  VpcAttachmentOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateTransitGatewayVpcAttachment",
        CreateTransitGatewayVpcAttachmentRequest::builder,
        this::create);
    registry.write(
        "ModifyTransitGatewayVpcAttachment",
        ModifyTransitGatewayVpcAttachmentRequest::builder,
        VpcAttachmentOperations::modify);
    registry.write(
        "DeleteTransitGatewayVpcAttachment",
        DeleteTransitGatewayVpcAttachmentRequest::builder,
        VpcAttachmentOperations::delete);
    registry.write(
        "AcceptTransitGatewayVpcAttachment",
        AcceptTransitGatewayVpcAttachmentRequest::builder,
        VpcAttachmentOperations::accept);
    registry.write(
        "RejectTransitGatewayVpcAttachment",
        RejectTransitGatewayVpcAttachmentRequest::builder,
        VpcAttachmentOperations::reject);
    registry.describe(
        "DescribeTransitGatewayVpcAttachments",
        new Describe<>(
                Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT,
                DescribeTransitGatewayVpcAttachmentsRequest::builder,
                DescribeTransitGatewayVpcAttachmentsResponse::builder,
                "TransitGatewayVpcAttachments",
                new Filters<TransitGatewayVpcAttachment>()
                    .on("state", TransitGatewayVpcAttachment::stateAsString)
                    .on(
                        "transit-gateway-attachment-id",
                        TransitGatewayVpcAttachment::transitGatewayAttachmentId)
                    .onReference(
                        "transit-gateway-id", TransitGatewayVpcAttachment::transitGatewayId)
                    .onReference("vpc-id", TransitGatewayVpcAttachment::vpcId)
                    .onTags())
            .ids("TransitGatewayAttachmentIds", VPC_ATTACHMENT)
            .view(VpcAttachments::shown));
  }

  private static final Lookup<TransitGatewayVpcAttachment> VPC_ATTACHMENT =
      new Lookup<>(
          Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT,
          "tgw-attach",
          Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_NOT_FOUND,
          Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_MALFORMED);

  private CreateTransitGatewayVpcAttachmentResponse create(
      CreateTransitGatewayVpcAttachmentRequest request, Transaction transaction) {
    Scope here = transaction.scope();
    TransitGateway gateway = TransitGatewayAccess.usable(transaction, request.transitGatewayId());
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    List<String> subnets = AttachmentSubnets.of(transaction, vpc.vpcId(), request.subnetIds());
    TransitGateways.expectAvailable(gateway);
    refuseSecond(transaction, gateway, vpc);
    CidrBlocks.refuseOverlap(gateway, vpc);
    AttachmentSubnets.refuseFull(transaction, subnets);
    Attachments.checkQuota(transaction, gateway, quotas);
    String id = Ids.next("tgw-attach");
    boolean accepted =
        gateway.ownerId().equals(here.account())
            || gateway.options().autoAcceptSharedAttachments()
                == AutoAcceptSharedAttachmentsValue.ENABLE;
    TransitGatewayAttachment common =
        TransitGatewayAttachment.builder()
            .transitGatewayAttachmentId(id)
            .transitGatewayId(gateway.transitGatewayId())
            .transitGatewayOwnerId(gateway.ownerId())
            .resourceType(TransitGatewayAttachmentResourceType.VPC)
            .resourceId(vpc.vpcId())
            .resourceOwnerId(here.account())
            .state(
                accepted
                    ? TransitGatewayAttachmentState.PENDING
                    : TransitGatewayAttachmentState.PENDING_ACCEPTANCE)
            .creationTime(transaction.now())
            .tags(Tags.of(request.tagSpecifications(), "transit-gateway-attachment"))
            .build();
    VpcAttachments.add(
        transaction,
        common,
        TransitGatewayVpcAttachment.builder()
            .transitGatewayAttachmentId(id)
            .transitGatewayId(gateway.transitGatewayId())
            .vpcId(vpc.vpcId())
            .vpcOwnerId(here.account())
            .subnetIds(subnets)
            .options(VpcAttachmentOptions.of(request.options()))
            .creationTime(transaction.now())
            .build());
    return CreateTransitGatewayVpcAttachmentResponse.builder()
        .transitGatewayVpcAttachment(VpcAttachments.shown(common, transaction))
        .build();
  }

  /** R4.2.1. */
  private void refuseSecond(Transaction transaction, TransitGateway gateway, Vpc vpc) {
    List<TransitGatewayAttachment> present =
        transaction
            .referring(Kinds.TRANSIT_GATEWAY_ATTACHMENT, vpc.vpcId())
            .filter(each -> !TransitGatewayTies.isOver(each))
            .toList();
    if (present.stream()
        .anyMatch(each -> each.transitGatewayId().equals(gateway.transitGatewayId()))) {
      throw Ec2Error.DUPLICATE_TRANSIT_GATEWAY_ATTACHMENT.with(gateway.transitGatewayId());
    }
    if (present.size() >= quotas.transitGatewaysPerVpc()) {
      throw Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_LIMIT_EXCEEDED.with(quotas.transitGatewaysPerVpc());
    }
  }

  private static ModifyTransitGatewayVpcAttachmentResponse modify(
      ModifyTransitGatewayVpcAttachmentRequest request, Transaction transaction) {
    TransitGatewayAttachment common =
        vpcAttachment(transaction, request.transitGatewayAttachmentId());
    String id = common.transitGatewayAttachmentId();
    if (!common.resourceOwnerId().equals(transaction.scope().account())) {
      throw notPermitted(transaction, "modify", id);
    }
    TransitGatewayVpcAttachment before = VpcAttachments.vpcs(common, transaction);
    List<String> subnets =
        AttachmentSubnets.changed(
            transaction, before, request.removeSubnetIds(), request.addSubnetIds());
    Attachments.expect(common, TransitGatewayAttachmentState.AVAILABLE);
    AttachmentSubnets.refuseFull(transaction, request.addSubnetIds());
    request
        .removeSubnetIds()
        .forEach(subnet -> AttachmentInterfaces.remove(transaction, id, subnet));
    request.addSubnetIds().forEach(subnet -> AttachmentInterfaces.add(transaction, id, subnet));
    VpcAttachments.change(
        transaction,
        common,
        before.toBuilder()
            .subnetIds(subnets)
            .options(VpcAttachmentOptions.modified(before.options(), request.options()))
            .build());
    return ModifyTransitGatewayVpcAttachmentResponse.builder()
        .transitGatewayVpcAttachment(VpcAttachments.shown(common, transaction))
        .build();
  }

  private static TransitGatewayAttachment vpcAttachment(Transaction transaction, String id) {
    TransitGatewayAttachment common = Attachments.get(transaction, id);
    if (common.resourceType() != TransitGatewayAttachmentResourceType.VPC) {
      throw Lookup.TRANSIT_GATEWAY_ATTACHMENT.notFound(id);
    }
    return common;
  }

  private static RuntimeException notPermitted(Transaction transaction, String verb, String id) {
    return Ec2Error.OPERATION_NOT_PERMITTED.with(
        "User (" + transaction.scope().account() + ") cannot " + verb + " " + id);
  }

  /** By the owner of either end. */
  private static DeleteTransitGatewayVpcAttachmentResponse delete(
      DeleteTransitGatewayVpcAttachmentRequest request, Transaction transaction) {
    TransitGatewayAttachment common =
        vpcAttachment(transaction, request.transitGatewayAttachmentId());
    if (common.state() != TransitGatewayAttachmentState.PENDING_ACCEPTANCE) {
      Attachments.expect(common, TransitGatewayAttachmentState.AVAILABLE);
    }
    String id = common.transitGatewayAttachmentId();
    if (ConnectAttachments.use(
        transaction.in(Attachments.gatewayOwner(common, transaction.scope())), id)) {
      throw Ec2Error.INCORRECT_STATE.with(id + " has non-deleted Connect Attachments");
    }
    Attachments.move(transaction, common, TransitGatewayAttachmentState.DELETING);
    return DeleteTransitGatewayVpcAttachmentResponse.builder()
        .transitGatewayVpcAttachment(VpcAttachments.shown(common, transaction))
        .build();
  }

  /** One that waits for the gateway's owner, who calls. */
  private static TransitGatewayAttachment pending(Transaction transaction, String id, String verb) {
    TransitGatewayAttachment common = vpcAttachment(transaction, id);
    if (!common.transitGatewayOwnerId().equals(transaction.scope().account())) {
      throw notPermitted(transaction, verb, id);
    }
    Attachments.expect(common, TransitGatewayAttachmentState.PENDING_ACCEPTANCE);
    return common;
  }

  private static AcceptTransitGatewayVpcAttachmentResponse accept(
      AcceptTransitGatewayVpcAttachmentRequest request, Transaction transaction) {
    TransitGatewayAttachment common =
        pending(transaction, request.transitGatewayAttachmentId(), "accept");
    Attachments.move(transaction, common, TransitGatewayAttachmentState.PENDING);
    return AcceptTransitGatewayVpcAttachmentResponse.builder()
        .transitGatewayVpcAttachment(VpcAttachments.shown(common, transaction))
        .build();
  }

  private static RejectTransitGatewayVpcAttachmentResponse reject(
      RejectTransitGatewayVpcAttachmentRequest request, Transaction transaction) {
    TransitGatewayAttachment common =
        pending(transaction, request.transitGatewayAttachmentId(), "reject");
    Attachments.move(transaction, common, TransitGatewayAttachmentState.REJECTING);
    return RejectTransitGatewayVpcAttachmentResponse.builder()
        .transitGatewayVpcAttachment(VpcAttachments.shown(common, transaction))
        .build();
  }
}
