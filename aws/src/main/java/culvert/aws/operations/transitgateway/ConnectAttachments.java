package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.TransitGatewayTies;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnect;

/** Connect attachments: what they have beside what all attachments have, how they come and go. */
final class ConnectAttachments {

  private static final Duration WORK = Duration.ofSeconds(30);

  private ConnectAttachments() {}

  /** Whether a Connect attachment has the attachment for its transport, so that it must stay. */
  static boolean use(CatalogView view, String transport) {
    return view.referring(Kinds.TRANSIT_GATEWAY_CONNECT, transport)
        .filter(each -> each.transportTransitGatewayAttachmentId().equals(transport))
        .anyMatch(each -> !TransitGatewayTies.isOver(common(each, view)));
  }

  private static TransitGatewayAttachment common(TransitGatewayConnect connect, CatalogView view) {
    return Objects.requireNonNull(
        view.find(Kinds.TRANSIT_GATEWAY_ATTACHMENT, connect.transitGatewayAttachmentId()));
  }

  /** As AWS shows it, with its state and tags. */
  static TransitGatewayConnect shown(TransitGatewayConnect connect, CatalogView view) {
    TransitGatewayAttachment common = common(connect, view);
    return connect.toBuilder().state(common.state()).tags(common.tags()).build();
  }

  /** What the attachment has as a Connect attachment, as AWS shows it. */
  static TransitGatewayConnect shown(TransitGatewayAttachment common, CatalogView view) {
    return shown(
        Objects.requireNonNull(
            view.find(Kinds.TRANSIT_GATEWAY_CONNECT, common.transitGatewayAttachmentId())),
        view);
  }

  static @Nullable Step<TransitGatewayAttachment> next(TransitGatewayAttachment attachment) {
    String state = attachment.stateAsString();
    return switch (attachment.state()) {
      case PENDING -> Step.work(state, WORK, Attachments::arrive);
      case DELETING -> Step.work(state, WORK, Attachments::leave);
      case DELETED ->
          Step.term(state, TransitGatewayOperations.AFTERGLOW, ConnectAttachments::forget);
      default -> null;
    };
  }

  private static void forget(Transaction transaction, TransitGatewayAttachment attachment) {
    String id = attachment.transitGatewayAttachmentId();
    transaction.remove(Kinds.TRANSIT_GATEWAY_CONNECT, id);
    transaction.remove(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id);
  }

  /** The one of that id that the caller has. */
  static TransitGatewayAttachment own(CatalogView view, @Nullable String id) {
    TransitGatewayAttachment common = Attachments.get(view, id);
    if (view.find(Kinds.TRANSIT_GATEWAY_CONNECT, common.transitGatewayAttachmentId()) == null) {
      throw Lookup.TRANSIT_GATEWAY_ATTACHMENT.notFound(common.transitGatewayAttachmentId());
    }
    return common;
  }

  /** The same, on which something can be done. */
  static TransitGatewayAttachment available(CatalogView view, @Nullable String id) {
    TransitGatewayAttachment common = own(view, id);
    Attachments.expect(common, TransitGatewayAttachmentState.AVAILABLE);
    return common;
  }
}
