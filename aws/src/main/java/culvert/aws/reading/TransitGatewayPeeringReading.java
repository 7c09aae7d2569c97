package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayPeering.Side;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.PeeringTgwInfo;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;

/** Reads the available peerings of transit gateways, each from its requester's end. */
final class TransitGatewayPeeringReading {

  private TransitGatewayPeeringReading() {}

  private static boolean isRequesters(
      Snapshot from, Resource<TransitGatewayAttachment> attachment) {
    TransitGatewayAttachment common = attachment.shape();
    return common.resourceType() == TransitGatewayAttachmentResourceType.PEERING
        && common.state() == TransitGatewayAttachmentState.AVAILABLE
        && common
            .transitGatewayId()
            .equals(ends(from, attachment).requesterTgwInfo().transitGatewayId());
  }

  private static TransitGatewayPeeringAttachment ends(
      Snapshot from, Resource<TransitGatewayAttachment> attachment) {
    return Objects.requireNonNull(
            from.find(
                attachment.scope(), Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT, attachment.id()))
        .shape();
  }

  /** The peering, or null where the attachment is not its requester's or is not available. */
  static @Nullable TransitGatewayPeering peering(
      Resource<TransitGatewayAttachment> attachment, Snapshot from) {
    if (!isRequesters(from, attachment)) {
      return null;
    }
    TransitGatewayPeeringAttachment ends = ends(from, attachment);
    return new TransitGatewayPeering(
        attachment.id(),
        side(ends.requesterTgwInfo(), attachment.id()),
        side(ends.accepterTgwInfo(), ends.accepterTransitGatewayAttachmentId()));
  }

  private static Side side(PeeringTgwInfo gateway, String attachment) {
    return new Side(gateway.transitGatewayId(), attachment, gateway.region());
  }
}
