package culvert.aws.operations.transitgateway;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ApplianceModeSupportValue;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayVpcAttachmentRequestOptions;
import software.amazon.awssdk.services.ec2.model.DnsSupportValue;
import software.amazon.awssdk.services.ec2.model.Ipv6SupportValue;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayVpcAttachmentRequestOptions;
import software.amazon.awssdk.services.ec2.model.SecurityGroupReferencingSupportValue;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachmentOptions;

/** The options of a VPC's attachment. */
final class VpcAttachmentOptions {

  /** R4.2.4. */
  private static final TransitGatewayVpcAttachmentOptions DEFAULTS =
      TransitGatewayVpcAttachmentOptions.builder()
          .dnsSupport(DnsSupportValue.ENABLE)
          .securityGroupReferencingSupport(SecurityGroupReferencingSupportValue.ENABLE)
          .ipv6Support(Ipv6SupportValue.DISABLE)
          .applianceModeSupport(ApplianceModeSupportValue.DISABLE)
          .build();

  private VpcAttachmentOptions() {}

  static TransitGatewayVpcAttachmentOptions of(
      @Nullable CreateTransitGatewayVpcAttachmentRequestOptions given) {
    return given == null
        ? DEFAULTS
        : with(
            DEFAULTS,
            given.dnsSupport(),
            given.securityGroupReferencingSupport(),
            given.ipv6Support(),
            given.applianceModeSupport());
  }

  static TransitGatewayVpcAttachmentOptions modified(
      TransitGatewayVpcAttachmentOptions before,
      @Nullable ModifyTransitGatewayVpcAttachmentRequestOptions given) {
    return given == null
        ? before
        : with(
            before,
            given.dnsSupport(),
            given.securityGroupReferencingSupport(),
            given.ipv6Support(),
            given.applianceModeSupport());
  }

  private static TransitGatewayVpcAttachmentOptions with(
      TransitGatewayVpcAttachmentOptions before,
      @Nullable DnsSupportValue dns,
      @Nullable SecurityGroupReferencingSupportValue groups,
      @Nullable Ipv6SupportValue ipv6,
      @Nullable ApplianceModeSupportValue appliance) {
    return TransitGatewayVpcAttachmentOptions.builder()
        .dnsSupport(dns == null ? before.dnsSupport() : dns)
        .securityGroupReferencingSupport(
            groups == null ? before.securityGroupReferencingSupport() : groups)
        .ipv6Support(ipv6 == null ? before.ipv6Support() : ipv6)
        .applianceModeSupport(appliance == null ? before.applianceModeSupport() : appliance)
        .build();
  }
}
