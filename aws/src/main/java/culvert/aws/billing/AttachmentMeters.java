package culvert.aws.billing;

import culvert.network.cost.Meter;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;

/**
 * Attachments of transit gateways, from available on, which none is before it is accepted (C2). Two
 * accounts may have a view of one: that of who pays runs the meter.
 */
final class AttachmentMeters {

  private AttachmentMeters() {}

  /**
   * The owner of what is attached pays for a VPC (C2) and for a Direct Connect gateway (B10), the
   * transit gateway's owner for VPN and Connect, and each side for its own end of a peering (C2).
   */
  static void attachment(TransitGatewayAttachment attachment, Metered metered) {
    if (isBilled(attachment)) {
      switch (attachment.resourceType()) {
        case VPC -> paidBy(attachment.resourceOwnerId(), "vpc", metered);
        case DIRECT_CONNECT_GATEWAY -> paidBy(attachment.resourceOwnerId(), "dxgw", metered);
        case VPN -> paidBy(attachment.transitGatewayOwnerId(), "vpn", metered);
        case CONNECT -> paidBy(attachment.transitGatewayOwnerId(), "connect", metered);
        case PEERING -> paidBy(attachment.transitGatewayOwnerId(), "peering", metered);
        default -> {
          // Other products.
        }
      }
    }
  }

  private static boolean isBilled(TransitGatewayAttachment attachment) {
    return switch (attachment.state()) {
      case AVAILABLE, MODIFYING, ROLLING_BACK -> true;
      default -> false;
    };
  }

  private static void paidBy(String account, String kind, Metered metered) {
    if (metered.scope().account().equals(account)) {
      metered.runs("", Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, kind);
    }
  }
}
