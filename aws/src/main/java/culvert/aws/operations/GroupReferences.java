package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.SecurityGroupReferencingSupportValue;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/** Where a VPC's security groups may name another's across a transit gateway (R4.6.1). */
final class GroupReferences {

  private GroupReferences() {}

  /** The gateway that carries references between two VPCs, or null. */
  static @Nullable String carrier(CatalogView view, String one, String other) {
    Set<String> others = gateways(view, other).collect(Collectors.toSet());
    return gateways(view, one).filter(others::contains).sorted().findFirst().orElse(null);
  }

  /** The gateways that carry them for one VPC, whoever owns it. */
  private static Stream<String> gateways(CatalogView view, String vpc) {
    return view.snapshot()
        .referringAnywhere(Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT, vpc)
        .filter(each -> allows(view, each))
        .map(each -> each.shape().transitGatewayId());
  }

  private static boolean allows(
      CatalogView view, Resource<TransitGatewayVpcAttachment> attachment) {
    if (!isOn(attachment.shape().options().securityGroupReferencingSupport())) {
      return false;
    }
    CatalogView here = view.in(attachment.scope());
    TransitGatewayAttachment common =
        Objects.requireNonNull(here.find(Kinds.TRANSIT_GATEWAY_ATTACHMENT, attachment.id()));
    Scope owner = new Scope(common.transitGatewayOwnerId(), attachment.scope().region());
    TransitGateway gateway = view.in(owner).find(Kinds.TRANSIT_GATEWAY, common.transitGatewayId());
    return common.state() == TransitGatewayAttachmentState.AVAILABLE
        && gateway != null
        && isOn(gateway.options().securityGroupReferencingSupport());
  }

  private static boolean isOn(SecurityGroupReferencingSupportValue option) {
    return option == SecurityGroupReferencingSupportValue.ENABLE;
  }
}
