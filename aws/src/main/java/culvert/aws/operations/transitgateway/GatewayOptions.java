package culvert.aws.operations.transitgateway;

import culvert.aws.operations.CidrRules;
import culvert.aws.operations.Ec2Error;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AutoAcceptSharedAttachmentsValue;
import software.amazon.awssdk.services.ec2.model.DefaultRouteTableAssociationValue;
import software.amazon.awssdk.services.ec2.model.DefaultRouteTablePropagationValue;
import software.amazon.awssdk.services.ec2.model.DnsSupportValue;
import software.amazon.awssdk.services.ec2.model.EncryptionStateValue;
import software.amazon.awssdk.services.ec2.model.EncryptionSupport;
import software.amazon.awssdk.services.ec2.model.EncryptionSupportOptionValue;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayOptions;
import software.amazon.awssdk.services.ec2.model.MulticastSupportValue;
import software.amazon.awssdk.services.ec2.model.SecurityGroupReferencingSupportValue;
import software.amazon.awssdk.services.ec2.model.TransitGatewayOptions;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRequestOptions;
import software.amazon.awssdk.services.ec2.model.VpnEcmpSupportValue;

/** The options of a transit gateway: their defaults, and what may become of them (R4.1.*). */
final class GatewayOptions {

  private static final long DEFAULT_ASN = 64512;
  private static final int MOST_BLOCKS = 5;
  private static final int LONGEST_V4 = 24;
  private static final int LONGEST_V6 = 64;
  private static final IpPrefix LINK_LOCAL = IpPrefix.parse("169.254.0.0/16");

  private GatewayOptions() {}

  /** The options of a new gateway, which has no default tables yet (R4.1.1). */
  static TransitGatewayOptions of(@Nullable TransitGatewayRequestOptions asked) {
    TransitGatewayRequestOptions given =
        asked == null ? TransitGatewayRequestOptions.builder().build() : asked;
    return TransitGatewayOptions.builder()
        .amazonSideAsn(asn(Objects.requireNonNullElse(given.amazonSideAsn(), DEFAULT_ASN)))
        .transitGatewayCidrBlocks(plus(List.of(), given.transitGatewayCidrBlocks()))
        .autoAcceptSharedAttachments(
            or(given.autoAcceptSharedAttachments(), AutoAcceptSharedAttachmentsValue.DISABLE))
        .defaultRouteTableAssociation(
            or(given.defaultRouteTableAssociation(), DefaultRouteTableAssociationValue.ENABLE))
        .defaultRouteTablePropagation(
            or(given.defaultRouteTablePropagation(), DefaultRouteTablePropagationValue.ENABLE))
        .vpnEcmpSupport(or(given.vpnEcmpSupport(), VpnEcmpSupportValue.ENABLE))
        .dnsSupport(or(given.dnsSupport(), DnsSupportValue.ENABLE))
        .securityGroupReferencingSupport(
            or(
                given.securityGroupReferencingSupport(),
                SecurityGroupReferencingSupportValue.DISABLE))
        .multicastSupport(or(given.multicastSupport(), MulticastSupportValue.DISABLE))
        .encryptionSupport(encryption(EncryptionStateValue.DISABLED))
        .build();
  }

  /** What a modification makes of them; whether the named tables exist is not looked at yet. */
  static TransitGatewayOptions modified(
      TransitGatewayOptions before, ModifyTransitGatewayOptions given) {
    DefaultRouteTableAssociationValue association =
        or(given.defaultRouteTableAssociation(), before.defaultRouteTableAssociation());
    DefaultRouteTablePropagationValue propagation =
        or(given.defaultRouteTablePropagation(), before.defaultRouteTablePropagation());
    return before.toBuilder()
        .amazonSideAsn(asn(or(given.amazonSideAsn(), before.amazonSideAsn())))
        .transitGatewayCidrBlocks(
            plus(
                minus(before.transitGatewayCidrBlocks(), given.removeTransitGatewayCidrBlocks()),
                given.addTransitGatewayCidrBlocks()))
        .autoAcceptSharedAttachments(
            or(given.autoAcceptSharedAttachments(), before.autoAcceptSharedAttachments()))
        .defaultRouteTableAssociation(association)
        .associationDefaultRouteTableId(
            table(
                association == DefaultRouteTableAssociationValue.ENABLE,
                "DefaultRouteTableAssociation conflicts with AssociationDefaultRouteTableId",
                given.associationDefaultRouteTableId(),
                before.associationDefaultRouteTableId()))
        .defaultRouteTablePropagation(propagation)
        .propagationDefaultRouteTableId(
            table(
                propagation == DefaultRouteTablePropagationValue.ENABLE,
                "DefaultRouteTablePropagation conflicts with PropagationDefaultRouteTableId",
                given.propagationDefaultRouteTableId(),
                before.propagationDefaultRouteTableId()))
        .vpnEcmpSupport(or(given.vpnEcmpSupport(), before.vpnEcmpSupport()))
        .dnsSupport(or(given.dnsSupport(), before.dnsSupport()))
        .securityGroupReferencingSupport(
            or(given.securityGroupReferencingSupport(), before.securityGroupReferencingSupport()))
        .encryptionSupport(
            given.encryptionSupport() == null
                ? before.encryptionSupport()
                : encryption(
                    given.encryptionSupport() == EncryptionSupportOptionValue.ENABLE
                        ? EncryptionStateValue.ENABLING
                        : EncryptionStateValue.DISABLING))
        .build();
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  private static EncryptionSupport encryption(EncryptionStateValue state) {
    return EncryptionSupport.builder().encryptionState(state).build();
  }

  /** With what was under way done. */
  static TransitGatewayOptions settled(TransitGatewayOptions options) {
    return switch (options.encryptionSupport().encryptionState()) {
      case ENABLING ->
          options.toBuilder().encryptionSupport(encryption(EncryptionStateValue.ENABLED)).build();
      case DISABLING ->
          options.toBuilder().encryptionSupport(encryption(EncryptionStateValue.DISABLED)).build();
      case ENABLED, DISABLED, UNKNOWN_TO_SDK_VERSION -> options;
    };
  }

  /** The default table after a modification: one where the option is on, else none (R4.1.4). */
  private static @Nullable String table(
      boolean enabled, String conflict, @Nullable String given, @Nullable String before) {
    if (!enabled && given == null) {
      return null;
    }
    String table = given == null ? before : given;
    if (!enabled || table == null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          (enabled ? "enable " : "disable ") + conflict + " " + table);
    }
    return table;
  }

  /** One of the private AS numbers of 16 or 32 bits. */
  private static long asn(long number) {
    boolean isPrivate =
        number >= DEFAULT_ASN && number <= 65534
            || number >= 4_200_000_000L && number <= 4_294_967_294L;
    if (!isPrivate) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + number + ") for parameter amazonSideAsn is invalid.");
    }
    return number;
  }

  private static List<String> plus(List<String> present, List<String> added) {
    List<String> blocks = new ArrayList<>(present);
    for (String text : added) {
      IpPrefix block = block(text);
      if (blocks.stream().anyMatch(each -> IpPrefix.parse(each).overlaps(block))) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "The CIDR block " + block + " overlaps another CIDR block of the transit gateway");
      }
      blocks.add(block.toString());
    }
    if (blocks.size() > MOST_BLOCKS) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "A transit gateway has at most " + MOST_BLOCKS + " CIDR blocks");
    }
    return blocks;
  }

  private static List<String> minus(List<String> present, List<String> removed) {
    List<String> blocks = new ArrayList<>(present);
    for (String text : removed) {
      if (!blocks.remove(CidrRules.any(text, "removeTransitGatewayCidrBlocks").toString())) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "The CIDR block " + text + " is not one of the transit gateway's");
      }
    }
    return blocks;
  }

  private static IpPrefix block(String text) {
    IpPrefix block = CidrRules.any(text, "transitGatewayCidrBlocks");
    boolean tooSmall = block.length() > (block.isV4() ? LONGEST_V4 : LONGEST_V6);
    if (tooSmall || block.overlaps(LINK_LOCAL)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + text + ") for parameter transitGatewayCidrBlocks is invalid.");
    }
    return block;
  }
}
