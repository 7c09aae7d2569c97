package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayPeering.Side;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.PeeringTgwInfo;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;

/** Reads the available peerings of transit gateways, each from its requester's end. */
final class TransitGatewayPeeringReading {

  private TransitGatewayPeeringReading() {}

  /** The peering, or null where the attachment is not its requester's or is not available. */
  static @Nullable TransitGatewayPeering peering(
      Resource<TransitGatewayAttachment> attachment, Snapshot from) {
    TransitGatewayAttachment common = attachment.shape();
    Resource<TransitGatewayPeeringAttachment> part =
        from.find(attachment.scope(), Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT, attachment.id());
    if (part == null
        || common.resourceType() != TransitGatewayAttachmentResourceType.PEERING
        || common.state() != TransitGatewayAttachmentState.AVAILABLE) {
      return null;
    }
    TransitGatewayPeeringAttachment ends = part.shape();
    return common.transitGatewayId().equals(ends.requesterTgwInfo().transitGatewayId())
        ? new TransitGatewayPeering(
            attachment.id(),
            side(ends.requesterTgwInfo(), attachment.id()),
            side(ends.accepterTgwInfo(), ends.accepterTransitGatewayAttachmentId()))
        : null;
  }

  private static Side side(PeeringTgwInfo gateway, String attachment) {
    return new Side(gateway.transitGatewayId(), attachment, gateway.region());
  }
}
