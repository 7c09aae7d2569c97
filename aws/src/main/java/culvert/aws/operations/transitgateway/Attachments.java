package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.TransitGatewayTies;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayOptions;

/**
 * What attachments of every type have in common. The gateway's owner has one view of it and the
 * resource's owner, where that is another account, a second one under the same id, each with its
 * own tags. Their state changes in both together, here and nowhere else.
 */
final class Attachments {

  private Attachments() {}

  /** The one of that id that the caller sees; one that is deleted is described, nothing else. */
  static TransitGatewayAttachment get(CatalogView view, @Nullable String id) {
    TransitGatewayAttachment attachment =
        Lookup.TRANSIT_GATEWAY_ATTACHMENT.get(view, id, "TransitGatewayAttachmentId");
    if (attachment.state() == TransitGatewayAttachmentState.DELETED) {
      throw Lookup.TRANSIT_GATEWAY_ATTACHMENT.notFound(attachment.transitGatewayAttachmentId());
    }
    return attachment;
  }

  /** The one of that id, which must be available and the gateway's, as its owner sees it. */
  static TransitGatewayAttachment available(CatalogView view, @Nullable String id, String gateway) {
    TransitGatewayAttachment attachment = get(view, id);
    if (!attachment.transitGatewayId().equals(gateway)) {
      throw Lookup.TRANSIT_GATEWAY_ATTACHMENT.notFound(attachment.transitGatewayAttachmentId());
    }
    expect(attachment, TransitGatewayAttachmentState.AVAILABLE);
    return attachment;
  }

  static void expect(TransitGatewayAttachment attachment, TransitGatewayAttachmentState state) {
    if (attachment.state() != state) {
      throw TransitGateways.invalidState(attachment.transitGatewayAttachmentId());
    }
  }

  /** Whose gateway it is attached to. */
  static Scope gatewayOwner(TransitGatewayAttachment attachment, Scope here) {
    return new Scope(attachment.transitGatewayOwnerId(), here.region());
  }

  /** Whose resource it attaches; the other end of a peering has an attachment of its own. */
  static Scope resourceOwner(TransitGatewayAttachment attachment, Scope here) {
    return attachment.resourceType() == TransitGatewayAttachmentResourceType.PEERING
        ? gatewayOwner(attachment, here)
        : new Scope(attachment.resourceOwnerId(), here.region());
  }

  /** Everybody who has a view of it. */
  static Set<Scope> viewers(TransitGatewayAttachment attachment, Scope here) {
    Set<Scope> viewers = new LinkedHashSet<>();
    viewers.add(gatewayOwner(attachment, here));
    viewers.add(resourceOwner(attachment, here));
    return viewers;
  }

  /** Adds every view of it; the tags are the caller's. */
  static void add(Transaction transaction, TransitGatewayAttachment attachment) {
    Scope here = transaction.scope();
    for (Scope viewer : viewers(attachment, here)) {
      transaction.add(
          viewer,
          Kinds.TRANSIT_GATEWAY_ATTACHMENT,
          attachment.transitGatewayAttachmentId(),
          viewer.equals(here) ? attachment : attachment.toBuilder().tags(List.of()).build());
    }
  }

  /** Moves every view of it to a state; returns the caller's. */
  static TransitGatewayAttachment move(
      Transaction transaction,
      TransitGatewayAttachment attachment,
      TransitGatewayAttachmentState state) {
    move(transaction, transaction.scope(), attachment, state);
    return Objects.requireNonNull(
        transaction.find(
            Kinds.TRANSIT_GATEWAY_ATTACHMENT, attachment.transitGatewayAttachmentId()));
  }

  /** The same, in whatever Region it is. */
  static void move(
      Transaction transaction,
      Scope here,
      TransitGatewayAttachment attachment,
      TransitGatewayAttachmentState state) {
    String id = attachment.transitGatewayAttachmentId();
    for (Scope viewer : viewers(attachment, here)) {
      TransitGatewayAttachment view =
          transaction.in(viewer).find(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id);
      if (view != null) {
        transaction.replace(
            viewer, Kinds.TRANSIT_GATEWAY_ATTACHMENT, id, view.toBuilder().state(state).build());
      }
    }
  }

  /** It is available now. */
  static void arrive(Transaction transaction, TransitGatewayAttachment attachment) {
    useDefaultTables(transaction, gatewayOwner(attachment, transaction.scope()), attachment);
    move(transaction, attachment, TransitGatewayAttachmentState.AVAILABLE);
  }

  /** Ties it to the gateway's default tables (R4.1.3); a peering propagates nothing (R4.4.4). */
  static void useDefaultTables(
      Transaction transaction, Scope owner, TransitGatewayAttachment attachment) {
    TransitGateway gateway =
        transaction.in(owner).find(Kinds.TRANSIT_GATEWAY, attachment.transitGatewayId());
    TransitGatewayOptions options = Objects.requireNonNull(gateway).options();
    if (options.associationDefaultRouteTableId() != null) {
      Associations.add(transaction, owner, options.associationDefaultRouteTableId(), attachment);
    }
    if (options.propagationDefaultRouteTableId() != null
        && attachment.resourceType() != TransitGatewayAttachmentResourceType.PEERING) {
      Propagations.add(transaction, owner, options.propagationDefaultRouteTableId(), attachment);
    }
  }

  /** It is gone. */
  static void leave(Transaction transaction, TransitGatewayAttachment attachment) {
    untie(
        transaction,
        gatewayOwner(attachment, transaction.scope()),
        attachment.transitGatewayAttachmentId());
    move(transaction, attachment, TransitGatewayAttachmentState.DELETED);
  }

  /** Its association and propagations go, and routes to it lead nowhere (R4.2.15). */
  static void untie(Transaction transaction, Scope owner, String id) {
    transaction.remove(owner, Kinds.TRANSIT_GATEWAY_ASSOCIATION, id);
    Propagations.removeAll(transaction, owner, id);
    StaticRoutes.blackholeAll(transaction, owner, id);
    MulticastAssociations.removeAll(transaction, owner, id);
  }

  /** Refuses one more than the quota; those that are over are counted out only where it matters. */
  static void checkQuota(CatalogView view, TransitGateway gateway, Quotas quotas) {
    String id = gateway.transitGatewayId();
    int most = quotas.attachmentsPerTransitGateway();
    if (view.snapshot().countReferring(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id) < most) {
      return;
    }
    long present =
        view.in(new Scope(gateway.ownerId(), view.scope().region()))
            .referring(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id)
            .filter(each -> each.transitGatewayId().equals(id) && !TransitGatewayTies.isOver(each))
            .count();
    if (present >= most) {
      throw Ec2Error.TRANSIT_GATEWAY_ATTACHMENT_LIMIT_EXCEEDED.with(most);
    }
  }
}
