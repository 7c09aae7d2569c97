package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.TransitGatewayTies;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/**
 * The attachments of VPCs: what they have beside what all attachments have, and how they come and
 * go (R4.2.14). AWS works on one where the VPC is; every viewer forgets it by itself.
 */
final class VpcAttachments {

  private static final Duration WORK = Duration.ofSeconds(30);

  private VpcAttachments() {}

  private static TransitGatewayAttachment common(
      CatalogView view, TransitGatewayVpcAttachment vpcs) {
    return Objects.requireNonNull(
        view.find(Kinds.TRANSIT_GATEWAY_ATTACHMENT, vpcs.transitGatewayAttachmentId()));
  }

  /** As AWS shows it to the viewer: with its state and the viewer's tags. */
  static TransitGatewayVpcAttachment shown(TransitGatewayVpcAttachment vpcs, CatalogView view) {
    TransitGatewayAttachment common = common(view, vpcs);
    return vpcs.toBuilder().state(common.state()).tags(common.tags()).build();
  }

  static TransitGatewayVpcAttachment shown(TransitGatewayAttachment common, CatalogView view) {
    return shown(vpcs(common, view), view);
  }

  /** What it has as a VPC's. */
  static TransitGatewayVpcAttachment vpcs(TransitGatewayAttachment common, CatalogView view) {
    return Objects.requireNonNull(
        view.find(Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT, common.transitGatewayAttachmentId()));
  }

  static void add(
      Transaction transaction, TransitGatewayAttachment common, TransitGatewayVpcAttachment vpcs) {
    Attachments.add(transaction, common);
    for (Scope viewer : Attachments.viewers(common, transaction.scope())) {
      transaction.add(
          viewer, Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT, common.transitGatewayAttachmentId(), vpcs);
    }
  }

  /** Changes subnets and options, in every view. */
  static void change(
      Transaction transaction, TransitGatewayAttachment common, TransitGatewayVpcAttachment vpcs) {
    for (Scope viewer : Attachments.viewers(common, transaction.scope())) {
      transaction.replace(
          viewer, Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT, common.transitGatewayAttachmentId(), vpcs);
    }
    Attachments.move(transaction, common, TransitGatewayAttachmentState.MODIFYING);
  }

  static @Nullable Step<TransitGatewayAttachment> next(
      TransitGatewayAttachment attachment, Scope viewer) {
    String state = attachment.stateAsString();
    if (TransitGatewayTies.isOver(attachment)) {
      return Step.term(state, TransitGatewayOperations.AFTERGLOW, VpcAttachments::forget);
    }
    if (!viewer.account().equals(attachment.resourceOwnerId())) {
      return null;
    }
    return switch (attachment.state()) {
      case PENDING -> Step.work(state, WORK, VpcAttachments::arrive);
      case MODIFYING -> to(state, TransitGatewayAttachmentState.AVAILABLE);
      case REJECTING -> to(state, TransitGatewayAttachmentState.REJECTED);
      case FAILING -> to(state, TransitGatewayAttachmentState.FAILED);
      case DELETING -> Step.work(state, WORK, VpcAttachments::leave);
      default -> null;
    };
  }

  private static Step<TransitGatewayAttachment> to(
      String from, TransitGatewayAttachmentState state) {
    return Step.work(from, WORK, (t, attachment) -> Attachments.move(t, attachment, state));
  }

  /** Its interfaces come first; where a subnet is full by then, it fails. */
  private static void arrive(Transaction transaction, TransitGatewayAttachment attachment) {
    String id = attachment.transitGatewayAttachmentId();
    List<String> subnets = vpcs(attachment, transaction).subnetIds();
    if (AttachmentInterfaces.fit(transaction, subnets)) {
      subnets.forEach(subnet -> AttachmentInterfaces.add(transaction, id, subnet));
      Attachments.arrive(transaction, attachment);
    } else {
      Attachments.move(transaction, attachment, TransitGatewayAttachmentState.FAILING);
    }
  }

  private static void leave(Transaction transaction, TransitGatewayAttachment attachment) {
    String id = attachment.transitGatewayAttachmentId();
    for (String subnet : vpcs(attachment, transaction).subnetIds()) {
      AttachmentInterfaces.remove(transaction, id, subnet);
    }
    Attachments.leave(transaction, attachment);
  }

  private static void forget(Transaction transaction, TransitGatewayAttachment attachment) {
    String id = attachment.transitGatewayAttachmentId();
    transaction.remove(Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT, id);
    transaction.remove(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id);
  }
}
