package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.TransitGatewayTies;
import culvert.aws.operations.VpcBlocks;
import culvert.network.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** A transit gateway's own CIDR blocks overlap no network that is attached to it (R4.1.8). */
final class CidrBlocks {

  private CidrBlocks() {}

  /** Refuses to attach a VPC that overlaps a block of the gateway. */
  static void refuseOverlap(TransitGateway gateway, Vpc vpc) {
    IpPrefix block = overlapping(gateway.options().transitGatewayCidrBlocks(), vpc);
    if (block != null) {
      throw overlap(block, vpc.vpcId());
    }
  }

  /** Refuses new blocks of the gateway that overlap an attached VPC. */
  static void refuseAttached(CatalogView view, TransitGateway gateway, List<String> added) {
    List<TransitGatewayAttachment> attachments =
        view.referring(Kinds.TRANSIT_GATEWAY_ATTACHMENT, gateway.transitGatewayId())
            .filter(each -> each.resourceType() == TransitGatewayAttachmentResourceType.VPC)
            .filter(each -> !TransitGatewayTies.isOver(each))
            .toList();
    for (TransitGatewayAttachment each : attachments) {
      Scope owner = Attachments.resourceOwner(each, view.scope());
      Vpc vpc = view.in(owner).find(Kinds.VPC, each.resourceId());
      IpPrefix block = vpc == null ? null : overlapping(added, vpc);
      if (block != null) {
        throw overlap(block, each.transitGatewayAttachmentId());
      }
    }
  }

  private static @Nullable IpPrefix overlapping(List<String> blocks, Vpc vpc) {
    return blocks.stream()
        .map(IpPrefix::parse)
        .filter(block -> VpcBlocks.all(vpc).anyMatch(block::overlaps))
        .findFirst()
        .orElse(null);
  }

  private static RuntimeException overlap(IpPrefix block, String with) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Transit Gateway CIDR block " + block + " overlaps with the CIDR blocks of " + with + ".");
  }
}
