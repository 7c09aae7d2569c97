package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPropagationState;

/** Which tables learn the prefixes of an attachment (R4.4.3). */
final class Propagations {

  private Propagations() {}

  /** It is enabled at once (R4.4.17). */
  static TransitGatewayPropagation add(
      Transaction transaction, Scope owner, String table, TransitGatewayAttachment attachment) {
    return transaction.add(
        owner,
        Kinds.TRANSIT_GATEWAY_PROPAGATION,
        id(table, attachment.transitGatewayAttachmentId()),
        TransitGatewayPropagation.builder()
            .transitGatewayRouteTableId(table)
            .transitGatewayAttachmentId(attachment.transitGatewayAttachmentId())
            .resourceId(attachment.resourceId())
            .resourceType(attachment.resourceType())
            .state(TransitGatewayPropagationState.ENABLED)
            .build());
  }

  static String id(String table, String attachment) {
    return table + "/" + attachment;
  }

  static void removeAll(Transaction transaction, Scope owner, String attachment) {
    transaction
        .in(owner)
        .referring(Kinds.TRANSIT_GATEWAY_PROPAGATION, attachment)
        .toList()
        .forEach(each ->
            transaction.remove(
                owner,
                Kinds.TRANSIT_GATEWAY_PROPAGATION,
                id(each.transitGatewayRouteTableId(), attachment)));
  }
}
