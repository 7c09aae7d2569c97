package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.TransitGatewayTies;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.PeeringAttachmentStatus;
import software.amazon.awssdk.services.ec2.model.PeeringTgwInfo;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;

/**
 * The two ends of a peering of transit gateways, each an attachment of its own gateway: within a
 * Region under two ids, across Regions under one (R4.3.8b). They change together here and nowhere
 * else; every end forgets it by itself. A request waits for an answer as long as it takes.
 */
final class PeeringAttachments {

  private static final Duration WORK = Duration.ofSeconds(30);

  private PeeringAttachments() {}

  /** What is said of a gateway as an end. */
  static PeeringTgwInfo end(String gateway, Scope owner) {
    return PeeringTgwInfo.builder()
        .transitGatewayId(gateway)
        .ownerId(owner.account())
        .region(owner.region())
        .build();
  }

  static Scope scopeOf(PeeringTgwInfo end) {
    return new Scope(end.ownerId(), end.region());
  }

  /** As AWS shows it to the viewer: with its state and the viewer's tags. */
  static TransitGatewayPeeringAttachment shown(
      TransitGatewayPeeringAttachment ends, CatalogView view) {
    TransitGatewayAttachment common = common(view, ends);
    return ends.toBuilder().state(common.state()).tags(common.tags()).build();
  }

  static TransitGatewayPeeringAttachment shown(
      Transaction transaction, TransitGatewayAttachment common) {
    return shown(ends(transaction, common), transaction);
  }

  static TransitGatewayAttachment common(CatalogView view, TransitGatewayPeeringAttachment ends) {
    return Objects.requireNonNull(
        view.find(Kinds.TRANSIT_GATEWAY_ATTACHMENT, ends.transitGatewayAttachmentId()));
  }

  /** What it has as an end of a peering. */
  static TransitGatewayPeeringAttachment ends(CatalogView view, TransitGatewayAttachment common) {
    return Objects.requireNonNull(
        view.find(Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT, common.transitGatewayAttachmentId()));
  }

  /** Whether it is the end that asked. */
  static boolean isRequester(
      TransitGatewayPeeringAttachment ends, TransitGatewayAttachment common) {
    return common.transitGatewayId().equals(ends.requesterTgwInfo().transitGatewayId());
  }

  /** The peerings of a gateway of the viewer's that are not over. */
  static Stream<TransitGatewayAttachment> ofGateway(CatalogView view, String gateway) {
    return view.referring(Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT, gateway)
        .map(ends -> common(view, ends))
        .filter(common -> common.transitGatewayId().equals(gateway))
        .filter(common -> !TransitGatewayTies.isOver(common));
  }

  /** Adds an end that belongs to the call's own scope. */
  static void add(
      Transaction transaction,
      TransitGatewayAttachment common,
      TransitGatewayPeeringAttachment ends) {
    add(transaction, transaction.scope(), common, ends);
  }

  private static void add(
      Transaction transaction,
      Scope owner,
      TransitGatewayAttachment common,
      TransitGatewayPeeringAttachment ends) {
    String id = common.transitGatewayAttachmentId();
    transaction.add(owner, Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT, id, ends);
    transaction.add(owner, Kinds.TRANSIT_GATEWAY_ATTACHMENT, id, common);
  }

  /** An end's attachment, whose resource is the gateway at the other. */
  static TransitGatewayAttachment attachment(String id, PeeringTgwInfo own, PeeringTgwInfo far) {
    return TransitGatewayAttachment.builder()
        .transitGatewayAttachmentId(id)
        .transitGatewayId(own.transitGatewayId())
        .transitGatewayOwnerId(own.ownerId())
        .resourceType(TransitGatewayAttachmentResourceType.PEERING)
        .resourceId(far.transitGatewayId())
        .resourceOwnerId(far.ownerId())
        .build();
  }

  static @Nullable Step<TransitGatewayAttachment> next(TransitGatewayAttachment attachment) {
    String state = attachment.stateAsString();
    return switch (attachment.state()) {
      case INITIATING_REQUEST -> Step.work(state, WORK, PeeringAttachments::initiate);
      case PENDING -> Step.work(state, WORK, PeeringAttachments::arrive);
      case REJECTING ->
          Step.work(state, WORK, (t, a) -> move(t, a, TransitGatewayAttachmentState.REJECTED));
      case DELETING -> Step.work(state, WORK, PeeringAttachments::leave);
      case DELETED, FAILED, REJECTED ->
          Step.term(state, TransitGatewayOperations.AFTERGLOW, PeeringAttachments::forget);
      default -> null;
    };
  }

  /** The request reaches the other gateway, or fails. */
  private static void initiate(Transaction transaction, TransitGatewayAttachment requester) {
    TransitGatewayPeeringAttachment ends = ends(transaction, requester);
    PeeringTgwInfo far = ends.accepterTgwInfo();
    Scope there = scopeOf(far);
    TransitGateway gateway =
        transaction.in(there).find(Kinds.TRANSIT_GATEWAY, far.transitGatewayId());
    if (gateway == null || !TransitGateways.isUp(gateway)) {
      fail(transaction, requester, ends);
      return;
    }
    String id = ends.accepterTransitGatewayAttachmentId();
    add(
        transaction,
        there,
        attachment(id, far, ends.requesterTgwInfo()).toBuilder()
            .state(TransitGatewayAttachmentState.INITIATING_REQUEST)
            .creationTime(requester.creationTime())
            .build(),
        ends.toBuilder().transitGatewayAttachmentId(id).build());
    move(transaction, requester, TransitGatewayAttachmentState.PENDING_ACCEPTANCE);
  }

  private static void fail(
      Transaction transaction,
      TransitGatewayAttachment requester,
      TransitGatewayPeeringAttachment ends) {
    transaction.replace(
        Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT,
        ends.toBuilder()
            .status(
                PeeringAttachmentStatus.builder()
                    .code("failed")
                    .message("Transit Gateway or account of the accepter is invalid")
                    .build())
            .build());
    move(transaction, requester, TransitGatewayAttachmentState.FAILED);
  }

  private static void arrive(Transaction transaction, TransitGatewayAttachment attachment) {
    both(transaction, attachment)
        .forEach(end -> Attachments.useDefaultTables(transaction, end.scope(), end.shape()));
    move(transaction, attachment, TransitGatewayAttachmentState.AVAILABLE);
  }

  private static void leave(Transaction transaction, TransitGatewayAttachment attachment) {
    both(transaction, attachment)
        .forEach(end -> Attachments.untie(transaction, end.scope(), end.id()));
    move(transaction, attachment, TransitGatewayAttachmentState.DELETED);
  }

  private static void forget(Transaction transaction, TransitGatewayAttachment attachment) {
    String id = attachment.transitGatewayAttachmentId();
    transaction.remove(Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT, id);
    transaction.remove(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id);
  }

  /** Moves both ends to a state. */
  static void move(
      Transaction transaction,
      TransitGatewayAttachment attachment,
      TransitGatewayAttachmentState state) {
    both(transaction, attachment)
        .forEach(end ->
            transaction.replace(
                end.scope(),
                Kinds.TRANSIT_GATEWAY_ATTACHMENT,
                end.id(),
                end.shape().toBuilder().state(state).build()));
  }

  /** Both ends, as far as they are there. */
  private static List<Resource<TransitGatewayAttachment>> both(
      Transaction transaction, TransitGatewayAttachment attachment) {
    TransitGatewayPeeringAttachment ends = ends(transaction, attachment);
    Scope requester = scopeOf(ends.requesterTgwInfo());
    String accepters = ends.accepterTransitGatewayAttachmentId();
    return Stream.of(
            end(transaction, requester, requesters(transaction, requester, accepters)),
            end(transaction, scopeOf(ends.accepterTgwInfo()), accepters))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Resource<TransitGatewayAttachment> end(
      CatalogView view, Scope owner, String id) {
    return view.in(owner).resource(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id);
  }

  /** The requester's id, whose end names the accepter's where that is another. */
  private static String requesters(CatalogView view, Scope requester, String accepters) {
    return view.snapshot()
        .referring(requester, Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT, accepters)
        .map(Resource::id)
        .findFirst()
        .orElse(accepters);
  }
}
