package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAssociationState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;

/** Which table the packets from an attachment are looked up in (R4.4.1). */
final class Associations {

  private Associations() {}

  static TransitGatewayAssociation add(
      Transaction transaction, Scope owner, String table, TransitGatewayAttachment attachment) {
    return transaction.add(
        owner,
        Kinds.TRANSIT_GATEWAY_ASSOCIATION,
        attachment.transitGatewayAttachmentId(),
        TransitGatewayAssociation.builder()
            .transitGatewayRouteTableId(table)
            .transitGatewayAttachmentId(attachment.transitGatewayAttachmentId())
            .resourceId(attachment.resourceId())
            .resourceType(attachment.resourceType())
            .state(TransitGatewayAssociationState.ASSOCIATING)
            .build());
  }

  static TransitGatewayAssociation move(
      Transaction transaction,
      TransitGatewayAssociation association,
      TransitGatewayAssociationState state) {
    return transaction.replace(
        Kinds.TRANSIT_GATEWAY_ASSOCIATION, association.toBuilder().state(state).build());
  }

  static void remove(Transaction transaction, TransitGatewayAssociation association) {
    transaction.remove(Kinds.TRANSIT_GATEWAY_ASSOCIATION, association.transitGatewayAttachmentId());
  }
}
