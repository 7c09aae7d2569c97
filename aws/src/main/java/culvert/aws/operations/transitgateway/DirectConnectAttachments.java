package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.TransitGatewayTies;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayState;
import software.amazon.awssdk.services.ec2.model.VpnState;

/**
 * The attachments of Direct Connect gateways, which come and go with the association (B5). They
 * belong to the owner of the Direct Connect gateway, who sees them in the transit gateway's Region.
 */
public final class DirectConnectAttachments {

  /** How long AWS works on one, typically; up to 40 minutes (B5). */
  public static final Duration WORK = Duration.ofMinutes(10);

  private DirectConnectAttachments() {}

  /** Whether the gateway can be attached to. */
  public static boolean isAvailable(TransitGateway gateway) {
    return gateway.state() == TransitGatewayState.AVAILABLE;
  }

  /**
   * Attaches a Direct Connect gateway.
   *
   * @param owner of the transit gateway, in its Region
   */
  public static void attach(
      Transaction transaction,
      Scope owner,
      TransitGateway gateway,
      String directConnectGateway,
      String directConnectGatewayOwner,
      Quotas quotas) {
    Attachments.checkQuota(transaction.in(owner), gateway, quotas);
    TransitGatewayAttachment attachment =
        TransitGatewayAttachment.builder()
            .transitGatewayAttachmentId(Ids.next("tgw-attach"))
            .transitGatewayId(gateway.transitGatewayId())
            .transitGatewayOwnerId(gateway.ownerId())
            .resourceType(TransitGatewayAttachmentResourceType.DIRECT_CONNECT_GATEWAY)
            .resourceId(directConnectGateway)
            .resourceOwnerId(directConnectGatewayOwner)
            .state(TransitGatewayAttachmentState.PENDING)
            .creationTime(transaction.now())
            .tags(List.of())
            .build();
    for (Scope viewer : Attachments.viewers(attachment, owner)) {
      transaction.add(
          viewer,
          Kinds.TRANSIT_GATEWAY_ATTACHMENT,
          attachment.transitGatewayAttachmentId(),
          attachment);
    }
  }

  /** The attachment of a Direct Connect gateway to a transit gateway, or null. */
  public static @Nullable TransitGatewayAttachment find(
      CatalogView owner, String gateway, String directConnectGateway) {
    return owner
        .referring(Kinds.TRANSIT_GATEWAY_ATTACHMENT, directConnectGateway)
        .filter(each -> each.transitGatewayId().equals(gateway) && !TransitGatewayTies.isOver(each))
        .findFirst()
        .orElse(null);
  }

  /** What runs over the attachment, so that it must stay, or null. */
  public static @Nullable String carried(CatalogView owner, TransitGatewayAttachment attachment) {
    String id = attachment.transitGatewayAttachmentId();
    if (ConnectAttachments.use(owner, id)) {
      return "Connect attachments";
    }
    return owner
            .referring(Kinds.VPN_CONNECTION, id)
            .filter(vpn -> id.equals(vpn.options().transportTransitGatewayAttachmentId()))
            .anyMatch(vpn -> vpn.state() != VpnState.DELETED)
        ? "Private IP VPN"
        : null;
  }

  /** Starts to take it off. */
  public static void detach(
      Transaction transaction, Scope owner, TransitGatewayAttachment attachment) {
    Attachments.move(transaction, owner, attachment, TransitGatewayAttachmentState.DELETING);
  }

  /** AWS works on one where the transit gateway is; every viewer forgets it by itself. */
  static @Nullable Step<TransitGatewayAttachment> next(
      TransitGatewayAttachment attachment, Scope viewer) {
    String state = attachment.stateAsString();
    if (attachment.state() == TransitGatewayAttachmentState.DELETED) {
      return Step.term(
          state,
          TransitGatewayOperations.AFTERGLOW,
          (t, gone) ->
              t.remove(Kinds.TRANSIT_GATEWAY_ATTACHMENT, gone.transitGatewayAttachmentId()));
    }
    if (!viewer.account().equals(attachment.transitGatewayOwnerId())) {
      return null;
    }
    return switch (attachment.state()) {
      case PENDING -> Step.work(state, WORK, Attachments::arrive);
      case DELETING -> Step.work(state, WORK, Attachments::leave);
      default -> null;
    };
  }
}
