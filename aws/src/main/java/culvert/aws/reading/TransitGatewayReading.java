package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.Component;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ApplianceModeSupportValue;
import software.amazon.awssdk.services.ec2.model.DnsSupportValue;
import software.amazon.awssdk.services.ec2.model.Ipv6SupportValue;
import software.amazon.awssdk.services.ec2.model.SecurityGroupReferencingSupportValue;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayOptions;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachmentOptions;
import software.amazon.awssdk.services.ec2.model.VpnEcmpSupportValue;

/** Reads transit gateways and the attachments of VPCs that forward: those that are up. */
final class TransitGatewayReading {

  private TransitGatewayReading() {}

  private static boolean isUp(TransitGateway gateway) {
    return switch (gateway.state()) {
      case AVAILABLE, MODIFYING -> true;
      default -> false;
    };
  }

  static culvert.network.topology.@Nullable TransitGateway gateway(
      Resource<TransitGateway> resource, Snapshot from) {
    TransitGateway gateway = resource.shape();
    if (!isUp(gateway)) {
      return null;
    }
    TransitGatewayOptions options = gateway.options();
    return new culvert.network.topology.TransitGateway(
        gateway.transitGatewayId(),
        resource.scope().account(),
        resource.scope().region(),
        VpcReading.name(gateway.tags()),
        options.amazonSideAsn(),
        options.vpnEcmpSupport() == VpnEcmpSupportValue.ENABLE,
        options.securityGroupReferencingSupport() == SecurityGroupReferencingSupportValue.ENABLE,
        options.dnsSupport() == DnsSupportValue.ENABLE);
  }

  /** Whether it is a VPC's and forwards, in the view of the gateway's owner. */
  private static boolean isVpcs(Resource<TransitGatewayAttachment> attachment) {
    return attachment.shape().resourceType() == TransitGatewayAttachmentResourceType.VPC
        && isUp(attachment.shape())
        && attachment.scope().account().equals(attachment.shape().transitGatewayOwnerId());
  }

  private static boolean isUp(TransitGatewayAttachment attachment) {
    return switch (attachment.state()) {
      case AVAILABLE, MODIFYING -> true;
      default -> false;
    };
  }

  /** The attachments of one VPC. */
  static Stream<Component> ofVpc(Snapshot from, String vpc) {
    return from.referringAnywhere(Kinds.TRANSIT_GATEWAY_ATTACHMENT, vpc)
        .flatMap(attachment -> Stream.ofNullable(vpcAttachment(attachment, from)));
  }

  /** The attachment, or null where it is not a VPC's, does not forward, or has no subnets. */
  static culvert.network.topology.@Nullable TransitGatewayVpcAttachment vpcAttachment(
      Resource<TransitGatewayAttachment> attachment, Snapshot from) {
    if (!isVpcs(attachment)) {
      return null;
    }
    Resource<TransitGatewayVpcAttachment> part =
        from.find(attachment.scope(), Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT, attachment.id());
    if (part == null) {
      return null;
    }
    TransitGatewayVpcAttachment vpcs = part.shape();
    TransitGatewayVpcAttachmentOptions options = vpcs.options();
    return new culvert.network.topology.TransitGatewayVpcAttachment(
        attachment.id(),
        attachment.sequence(),
        vpcs.transitGatewayId(),
        vpcs.vpcId(),
        VpcReading.name(attachment.shape().tags()),
        List.copyOf(vpcs.subnetIds()),
        options.applianceModeSupport() == ApplianceModeSupportValue.ENABLE,
        options.ipv6Support() == Ipv6SupportValue.ENABLE,
        options.securityGroupReferencingSupport() == SecurityGroupReferencingSupportValue.ENABLE,
        options.dnsSupport() == DnsSupportValue.ENABLE);
  }
}
