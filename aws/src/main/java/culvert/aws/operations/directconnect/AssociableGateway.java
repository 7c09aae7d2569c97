package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.transitgateway.DirectConnectAttachments;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.directconnect.model.AssociatedGateway;
import software.amazon.awssdk.services.directconnect.model.GatewayType;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/**
 * A virtual private gateway with its VPC, or a transit gateway: what a Direct Connect gateway can
 * lead to (B5).
 *
 * @param scope its owner and Region
 */
sealed interface AssociableGateway {

  String id();

  Scope scope();

  GatewayType type();

  default AssociatedGateway shape() {
    return AssociatedGateway.builder()
        .id(id())
        .type(type())
        .ownerAccount(scope().account())
        .region(scope().region())
        .build();
  }

  /**
   * @param cidrs those of its VPC
   */
  record OfVpn(String id, Scope scope, List<IpPrefix> cidrs) implements AssociableGateway {
    @Override
    public GatewayType type() {
      return GatewayType.VIRTUAL_PRIVATE_GATEWAY;
    }
  }

  record OfTransit(String id, Scope scope, TransitGateway gateway) implements AssociableGateway {
    @Override
    public GatewayType type() {
      return GatewayType.TRANSIT_GATEWAY;
    }
  }

  /** The account's gateway of that id, in whatever Region. */
  static AssociableGateway get(CatalogView view, String id, String account) {
    if (id.startsWith("tgw-")) {
      Resource<TransitGateway> found = find(view, Kinds.TRANSIT_GATEWAY, id, account);
      if (!DirectConnectAttachments.isAvailable(found.shape())) {
        throw DirectConnectError.refused("Transit gateway " + id + " is not available.");
      }
      return new OfTransit(id, found.scope(), found.shape());
    }
    Resource<VpnGateway> found = find(view, Kinds.VPN_GATEWAY, id, account);
    VpcAttachment attachment =
        found.shape().vpcAttachments().stream()
            .filter(each -> each.state() == AttachmentStatus.ATTACHED)
            .findFirst()
            .orElseThrow(() ->
                DirectConnectError.refused("Virtual gateway " + id + " is attached to no VPC."));
    Vpc vpc = Objects.requireNonNull(view.in(found.scope()).find(Kinds.VPC, attachment.vpcId()));
    return new OfVpn(
        id,
        found.scope(),
        vpc.cidrBlockAssociationSet().stream()
            .filter(AssociableGateway::isAssociated)
            .map(VpcCidrBlockAssociation::cidrBlock)
            .map(IpPrefix::parse)
            .toList());
  }

  private static boolean isAssociated(VpcCidrBlockAssociation association) {
    return association.cidrBlockState().state() == VpcCidrBlockStateCode.ASSOCIATED;
  }

  private static <T> Resource<T> find(CatalogView view, Kind<T> kind, String id, String account) {
    return view.snapshot()
        .byId(kind, id)
        .filter(each -> each.scope().account().equals(account))
        .findFirst()
        .orElseThrow(() ->
            DirectConnectError.refused(
                "Gateway " + id + " does not exist in account " + account + "."));
  }
}
