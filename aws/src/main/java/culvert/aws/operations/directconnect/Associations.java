package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Effect;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.transitgateway.DirectConnectAttachments;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.AssociatedGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationState;
import software.amazon.awssdk.services.directconnect.model.GatewayType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;

/**
 * Associations of Direct Connect gateways: whose they are, and how they come and go (B5). That of a
 * transit gateway is an attachment too, which is under way as long.
 */
public final class Associations {

  private Associations() {}

  private static Stream<Resource<DirectConnectGatewayAssociation>> naming(Snapshot at, String id) {
    return at.referringAnywhere(Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION, id);
  }

  /** Those of a Direct Connect gateway. */
  static Stream<Resource<DirectConnectGatewayAssociation>> of(Snapshot at, String gateway) {
    return naming(at, gateway)
        .filter(each -> each.shape().directConnectGatewayId().equals(gateway));
  }

  /** Those of a virtual private gateway or transit gateway. */
  static Stream<Resource<DirectConnectGatewayAssociation>> ofAssociated(Snapshot at, String id) {
    return naming(at, id).filter(each -> each.shape().associatedGateway().id().equals(id));
  }

  /** Whether the caller has one of the two gateways. */
  static boolean isSeen(CatalogView view, DirectConnectGatewayAssociation association) {
    String account = view.scope().account();
    return account.equals(association.directConnectGatewayOwnerAccount())
        || account.equals(association.associatedGateway().ownerAccount());
  }

  /** Where the associated gateway is. */
  static Scope place(AssociatedGateway gateway) {
    return new Scope(gateway.ownerAccount(), gateway.region());
  }

  static DirectConnectGatewayAssociation put(
      Transaction transaction, DirectConnectGatewayAssociation association) {
    return transaction.replace(
        Gateways.scope(association.directConnectGatewayOwnerAccount()),
        Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION,
        association.associationId(),
        association);
  }

  /**
   * Starts to end one.
   *
   * @throws culvert.aws.wire.WireException where something runs over its attachment
   */
  static DirectConnectGatewayAssociation end(
      Transaction transaction, DirectConnectGatewayAssociation association) {
    AssociatedGateway gateway = association.associatedGateway();
    if (gateway.type() == GatewayType.TRANSIT_GATEWAY) {
      Scope place = place(gateway);
      TransitGatewayAttachment attachment =
          DirectConnectAttachments.find(
              transaction.in(place), gateway.id(), association.directConnectGatewayId());
      if (attachment != null) {
        String carried = DirectConnectAttachments.carried(transaction.in(place), attachment);
        if (carried != null) {
          throw DirectConnectError.refused(
              attachment.transitGatewayAttachmentId() + " has non-deleted " + carried);
        }
        DirectConnectAttachments.detach(transaction, place, attachment);
      }
    }
    return put(
        transaction,
        association.toBuilder()
            .associationState(DirectConnectGatewayAssociationState.DISASSOCIATING)
            .build());
  }

  /** A virtual private gateway that loses its VPC leaves its Direct Connect gateway (B5). */
  public static void vpcDetached(Transaction transaction, String vpnGateway) {
    ofAssociated(transaction.snapshot(), vpnGateway)
        .map(Resource::shape)
        .filter(
            each -> each.associationState() != DirectConnectGatewayAssociationState.DISASSOCIATING)
        .toList()
        .forEach(each -> end(transaction, each));
  }

  static @Nullable Step<DirectConnectGatewayAssociation> next(
      DirectConnectGatewayAssociation association) {
    String state = association.associationStateAsString();
    Effect<DirectConnectGatewayAssociation> arrive =
        (t, each) ->
            put(
                t,
                each.toBuilder()
                    .associationState(DirectConnectGatewayAssociationState.ASSOCIATED)
                    .build());
    return switch (association.associationState()) {
      case ASSOCIATING, UPDATING -> Step.work(state, DirectConnectAttachments.WORK, arrive);
      case DISASSOCIATING ->
          Step.work(
              state,
              DirectConnectAttachments.WORK,
              (t, gone) ->
                  t.remove(Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION, gone.associationId()));
      default -> null;
    };
  }
}
