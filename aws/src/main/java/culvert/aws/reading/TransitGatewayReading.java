package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.Component;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

  static void all(Snapshot from, Reading reading, List<Component> all) {
    from.everywhere(Kinds.TRANSIT_GATEWAY)
        .filter(gateway -> isUp(gateway.shape()))
        .forEach(gateway -> all.add(reading.of(gateway, shape -> gateway(shape, gateway.scope()))));
    from.everywhere(Kinds.TRANSIT_GATEWAY_ATTACHMENT)
        .filter(TransitGatewayReading::isVpcs)
        .forEach(
            attachment -> all.add(reading.of(attachment, _ -> vpcAttachment(from, attachment))));
    TransitGatewayPeeringReading.all(from, reading, all);
    TransitGatewayTableReading.all(from, reading, all);
    MulticastReading.all(from, reading, all);
  }

  private static boolean isUp(TransitGateway gateway) {
    return switch (gateway.state()) {
      case AVAILABLE, MODIFYING -> true;
      default -> false;
    };
  }

  private static culvert.network.topology.TransitGateway gateway(
      TransitGateway gateway, Scope owner) {
    TransitGatewayOptions options = gateway.options();
    return new culvert.network.topology.TransitGateway(
        gateway.transitGatewayId(),
        owner.account(),
        owner.region(),
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
    return vpcAttachments(from, vpc).map(attachment -> vpcAttachment(from, attachment));
  }

  /** The attachments of VPCs to one gateway, and those VPCs. */
  static Stream<Component> ofGateway(Snapshot from, String gateway) {
    return vpcAttachments(from, gateway)
        .flatMap(attachment ->
            Stream.concat(
                Stream.of(vpcAttachment(from, attachment)), vpc(from, attachment).stream()));
  }

  private static Stream<Resource<TransitGatewayAttachment>> vpcAttachments(
      Snapshot from, String named) {
    return from.referringAnywhere(Kinds.TRANSIT_GATEWAY_ATTACHMENT, named)
        .filter(TransitGatewayReading::isVpcs);
  }

  private static Optional<Component> vpc(
      Snapshot from, Resource<TransitGatewayAttachment> attachment) {
    Scope owner = new Scope(attachment.shape().resourceOwnerId(), attachment.scope().region());
    return Optional.ofNullable(from.find(owner, Kinds.VPC, attachment.shape().resourceId()))
        .map(vpc -> VpcReading.vpc(vpc, from));
  }

  /** Subnets and options do not change but by way of another state. */
  private static culvert.network.topology.TransitGatewayVpcAttachment vpcAttachment(
      Snapshot from, Resource<TransitGatewayAttachment> attachment) {
    TransitGatewayVpcAttachment vpcs =
        Objects.requireNonNull(
                from.find(
                    attachment.scope(), Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT, attachment.id()))
            .shape();
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
