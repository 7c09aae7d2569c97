package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.AccountIds;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.aws.region.Regions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AcceptTransitGatewayPeeringAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.AcceptTransitGatewayPeeringAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayPeeringAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayPeeringAttachmentRequestOptions;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayPeeringAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayPeeringAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayPeeringAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayPeeringAttachmentsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayPeeringAttachmentsResponse;
import software.amazon.awssdk.services.ec2.model.DynamicRoutingValue;
import software.amazon.awssdk.services.ec2.model.PeeringTgwInfo;
import software.amazon.awssdk.services.ec2.model.RejectTransitGatewayPeeringAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.RejectTransitGatewayPeeringAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachmentOptions;

/** Peerings of transit gateways, within and across Regions and accounts (R4.3.6, R4.3.7). */
final class PeeringAttachmentOperations implements OperationFamily {

  private static final Lookup<TransitGatewayPeeringAttachment> PEERING_ATTACHMENT =
      new Lookup<>(
          Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT,
          "tgw-attach",
          Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_NOT_FOUND,
          Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_MALFORMED);

  private final Quotas quotas;

  PeeringAttachmentOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateTransitGatewayPeeringAttachment",
        CreateTransitGatewayPeeringAttachmentRequest::builder,
        this::create);
    registry.write(
        "AcceptTransitGatewayPeeringAttachment",
        AcceptTransitGatewayPeeringAttachmentRequest::builder,
        PeeringAttachmentOperations::accept);
    registry.write(
        "RejectTransitGatewayPeeringAttachment",
        RejectTransitGatewayPeeringAttachmentRequest::builder,
        PeeringAttachmentOperations::reject);
    registry.write(
        "DeleteTransitGatewayPeeringAttachment",
        DeleteTransitGatewayPeeringAttachmentRequest::builder,
        PeeringAttachmentOperations::delete);
    registry.describe(
        "DescribeTransitGatewayPeeringAttachments",
        new Describe<>(
                Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT,
                DescribeTransitGatewayPeeringAttachmentsRequest::builder,
                DescribeTransitGatewayPeeringAttachmentsResponse::builder,
                "TransitGatewayPeeringAttachments",
                filters())
            .ids("TransitGatewayAttachmentIds", PEERING_ATTACHMENT)
            .view(PeeringAttachments::shown));
  }

  private static Filters<TransitGatewayPeeringAttachment> filters() {
    return new Filters<TransitGatewayPeeringAttachment>()
        .onEach("local-owner-id", p -> own(p).map(PeeringTgwInfo::ownerId))
        .onEach("remote-owner-id", p -> far(p).map(PeeringTgwInfo::ownerId))
        .on("state", TransitGatewayPeeringAttachment::stateAsString)
        .on(
            "transit-gateway-attachment-id",
            TransitGatewayPeeringAttachment::transitGatewayAttachmentId)
        .onEach("transit-gateway-id", p -> own(p).map(PeeringTgwInfo::transitGatewayId))
        .onTags();
  }

  /** The end that an attachment is; one id across Regions is either. */
  private static Stream<PeeringTgwInfo> own(TransitGatewayPeeringAttachment ends) {
    return Stream.of(ends.requesterTgwInfo(), ends.accepterTgwInfo())
        .filter(end -> crossesRegions(ends) || isAccepters(ends) == isAccepter(ends, end));
  }

  private static Stream<PeeringTgwInfo> far(TransitGatewayPeeringAttachment ends) {
    return Stream.of(ends.requesterTgwInfo(), ends.accepterTgwInfo())
        .filter(end -> crossesRegions(ends) || isAccepters(ends) != isAccepter(ends, end));
  }

  private static boolean crossesRegions(TransitGatewayPeeringAttachment ends) {
    return !ends.requesterTgwInfo().region().equals(ends.accepterTgwInfo().region());
  }

  private static boolean isAccepters(TransitGatewayPeeringAttachment ends) {
    return ends.transitGatewayAttachmentId().equals(ends.accepterTransitGatewayAttachmentId());
  }

  private static boolean isAccepter(TransitGatewayPeeringAttachment ends, PeeringTgwInfo end) {
    return end.equals(ends.accepterTgwInfo());
  }

  private CreateTransitGatewayPeeringAttachmentResponse create(
      CreateTransitGatewayPeeringAttachmentRequest request, Transaction transaction) {
    Scope here = transaction.scope();
    TransitGateway gateway = TransitGateways.own(transaction, request.transitGatewayId());
    PeeringTgwInfo own = PeeringAttachments.end(gateway.transitGatewayId(), here);
    PeeringTgwInfo far = peer(request);
    refuseDynamicRouting(request.options());
    TransitGateways.expectAvailable(gateway);
    refuseSecond(transaction, gateway, far);
    checkQuotas(transaction, gateway);
    String id = Ids.next("tgw-attach");
    TransitGatewayAttachment common =
        PeeringAttachments.attachment(id, own, far).toBuilder()
            .state(TransitGatewayAttachmentState.INITIATING_REQUEST)
            .creationTime(transaction.now())
            .tags(Tags.of(request.tagSpecifications(), "transit-gateway-attachment"))
            .build();
    PeeringAttachments.add(
        transaction,
        common,
        TransitGatewayPeeringAttachment.builder()
            .transitGatewayAttachmentId(id)
            .accepterTransitGatewayAttachmentId(
                own.region().equals(far.region()) ? Ids.next("tgw-attach") : id)
            .requesterTgwInfo(own)
            .accepterTgwInfo(far)
            // Said back only to who asked, as AWS does; Terraform replaces a peering that says
            // more.
            .options(asked(request.options()))
            .creationTime(transaction.now())
            .build());
    return CreateTransitGatewayPeeringAttachmentResponse.builder()
        .transitGatewayPeeringAttachment(PeeringAttachments.shown(transaction, common))
        .build();
  }

  private static PeeringTgwInfo peer(CreateTransitGatewayPeeringAttachmentRequest request) {
    String account = AccountIds.check(request.peerAccountId(), "PeerAccountId");
    Lookup.TRANSIT_GATEWAY.check(request.peerTransitGatewayId());
    if (!Regions.exists(request.peerRegion())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + request.peerRegion() + ") for parameter peerRegion is invalid.");
    }
    if (request.peerTransitGatewayId().equals(request.transitGatewayId())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Transit Gateway " + request.transitGatewayId() + " cannot be peered with itself.");
    }
    return PeeringAttachments.end(
        request.peerTransitGatewayId(), new Scope(account, request.peerRegion()));
  }

  private static @Nullable TransitGatewayPeeringAttachmentOptions asked(
      @Nullable CreateTransitGatewayPeeringAttachmentRequestOptions options) {
    return options == null
        ? null
        : TransitGatewayPeeringAttachmentOptions.builder()
            .dynamicRouting(options.dynamicRouting())
            .build();
  }

  /** It is a core network's (R4.4.19). */
  private static void refuseDynamicRouting(
      @Nullable CreateTransitGatewayPeeringAttachmentRequestOptions options) {
    if (options != null && options.dynamicRouting() == DynamicRoutingValue.ENABLE) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "Dynamic routing is not supported between transit gateways");
    }
  }

  private static void refuseSecond(
      Transaction transaction, TransitGateway gateway, PeeringTgwInfo far) {
    String id = gateway.transitGatewayId();
    if (PeeringAttachments.ofGateway(transaction, id)
        .anyMatch(each -> each.resourceId().equals(far.transitGatewayId()))) {
      throw Ec2Error.DUPLICATE_TRANSIT_GATEWAY_PEERING.with(id, far.transitGatewayId());
    }
  }

  private void checkQuotas(Transaction transaction, TransitGateway gateway) {
    Attachments.checkQuota(transaction, gateway, quotas);
    List<TransitGatewayAttachment> peerings =
        PeeringAttachments.ofGateway(transaction, gateway.transitGatewayId()).toList();
    long pending = peerings.stream().filter(PeeringAttachmentOperations::isPending).count();
    if (peerings.size() >= quotas.peeringsPerTransitGateway()) {
      throw Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_LIMIT_EXCEEDED.with(
          quotas.peeringsPerTransitGateway());
    }
    if (pending >= quotas.pendingPeeringsPerTransitGateway()) {
      throw Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_LIMIT_EXCEEDED.with(
          quotas.pendingPeeringsPerTransitGateway());
    }
  }

  private static boolean isPending(TransitGatewayAttachment attachment) {
    return switch (attachment.state()) {
      case INITIATING_REQUEST, PENDING_ACCEPTANCE -> true;
      default -> false;
    };
  }

  private static TransitGatewayAttachment peering(Transaction transaction, String id) {
    TransitGatewayAttachment common = Attachments.get(transaction, id);
    if (common.resourceType() != TransitGatewayAttachmentResourceType.PEERING) {
      throw Lookup.TRANSIT_GATEWAY_ATTACHMENT.notFound(id);
    }
    return common;
  }

  /** The end of the accepter, who calls; across Regions only it is asked in its own. */
  private static TransitGatewayAttachment pending(Transaction transaction, String id, String verb) {
    TransitGatewayAttachment common = peering(transaction, id);
    if (PeeringAttachments.isRequester(PeeringAttachments.ends(transaction, common), common)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Cannot " + verb + " " + id + " as the source of the peering request.");
    }
    Attachments.expect(common, TransitGatewayAttachmentState.PENDING_ACCEPTANCE);
    return common;
  }

  private static TransitGatewayPeeringAttachment moved(
      Transaction transaction,
      TransitGatewayAttachment attachment,
      TransitGatewayAttachmentState state) {
    PeeringAttachments.move(transaction, attachment, state);
    return PeeringAttachments.shown(transaction, attachment);
  }

  private static AcceptTransitGatewayPeeringAttachmentResponse accept(
      AcceptTransitGatewayPeeringAttachmentRequest request, Transaction transaction) {
    TransitGatewayAttachment pending =
        pending(transaction, request.transitGatewayAttachmentId(), "accept");
    return AcceptTransitGatewayPeeringAttachmentResponse.builder()
        .transitGatewayPeeringAttachment(
            moved(transaction, pending, TransitGatewayAttachmentState.PENDING))
        .build();
  }

  private static RejectTransitGatewayPeeringAttachmentResponse reject(
      RejectTransitGatewayPeeringAttachmentRequest request, Transaction transaction) {
    TransitGatewayAttachment pending =
        pending(transaction, request.transitGatewayAttachmentId(), "reject");
    return RejectTransitGatewayPeeringAttachmentResponse.builder()
        .transitGatewayPeeringAttachment(
            moved(transaction, pending, TransitGatewayAttachmentState.REJECTING))
        .build();
  }

  /** By the owner of either end. */
  private static DeleteTransitGatewayPeeringAttachmentResponse delete(
      DeleteTransitGatewayPeeringAttachmentRequest request, Transaction transaction) {
    TransitGatewayAttachment common = peering(transaction, request.transitGatewayAttachmentId());
    if (common.state() != TransitGatewayAttachmentState.PENDING_ACCEPTANCE) {
      Attachments.expect(common, TransitGatewayAttachmentState.AVAILABLE);
    }
    return DeleteTransitGatewayPeeringAttachmentResponse.builder()
        .transitGatewayPeeringAttachment(
            moved(transaction, common, TransitGatewayAttachmentState.DELETING))
        .build();
  }
}
