package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.operations.Quotas;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.GatewayType;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** Where virtual interfaces end on AWS's side, and the AS number that they have there (B3, B5). */
final class InterfaceTarget {

  /** Of public virtual interfaces. */
  private static final long AMAZON_ASN = 7224;

  private InterfaceTarget() {}

  /** The virtual interface with what it ends at, which must be the caller's. */
  static VirtualInterface join(
      CatalogView view,
      VirtualInterface of,
      @Nullable String vpnGateway,
      @Nullable String directConnectGateway,
      Quotas.DirectConnect quotas) {
    VirtualInterface.Builder joined =
        of.toBuilder().virtualGatewayId(vpnGateway).directConnectGatewayId(directConnectGateway);
    String type = of.virtualInterfaceType();
    if (type.equals(VirtualInterfaces.PUBLIC)) {
      return joined.amazonSideAsn(AMAZON_ASN).build();
    }
    if (vpnGateway == null == (directConnectGateway == null)) {
      throw DirectConnectError.refused(
          type.equals(VirtualInterfaces.TRANSIT)
              ? "The parameter directConnectGatewayId is required."
              : "Specify either virtualGatewayId or directConnectGatewayId.");
    }
    if (directConnectGateway == null) {
      refuseSiteLink(of);
      return joined.amazonSideAsn(vpnGatewayAsn(view, vpnGateway)).build();
    }
    DirectConnectGateway gateway = Gateways.own(view, directConnectGateway);
    refuseOtherKind(view, gateway, type);
    long present = VirtualInterfaces.ofGateway(view.snapshot(), directConnectGateway).count();
    if (present >= quotas.virtualInterfacesPerGateway()) {
      throw DirectConnectError.refused(
          "Direct Connect gateway "
              + directConnectGateway
              + " has "
              + present
              + " virtual interfaces, which is the quota.");
    }
    return joined.amazonSideAsn(gateway.amazonSideAsn()).build();
  }

  /** SiteLink is a Direct Connect gateway's (B6). */
  static void refuseSiteLink(VirtualInterface of) {
    if (Boolean.TRUE.equals(of.siteLinkEnabled())) {
      throw DirectConnectError.refused(
          "SiteLink needs a virtual interface that ends at a Direct Connect gateway.");
    }
  }

  private static long vpnGatewayAsn(CatalogView view, @Nullable String id) {
    VpnGateway gateway = id == null ? null : view.find(Kinds.VPN_GATEWAY, id);
    if (gateway == null || gateway.state() != VpnState.AVAILABLE) {
      throw DirectConnectError.refused("Virtual gateway " + id + " does not exist.");
    }
    return gateway.amazonSideAsn();
  }

  /** Virtual private gateways go with private ones, transit gateways with transit ones (B5). */
  private static void refuseOtherKind(CatalogView view, DirectConnectGateway gateway, String type) {
    String id = gateway.directConnectGatewayId();
    boolean mixed =
        VirtualInterfaces.ofGateway(view.snapshot(), id)
            .anyMatch(each -> !each.shape().virtualInterfaceType().equals(type));
    GatewayType other =
        type.equals(VirtualInterfaces.TRANSIT)
            ? GatewayType.VIRTUAL_PRIVATE_GATEWAY
            : GatewayType.TRANSIT_GATEWAY;
    if (mixed
        || Associations.of(view.snapshot(), id)
            .anyMatch(each -> each.shape().associatedGateway().type() == other)) {
      throw DirectConnectError.refused(
          "Direct Connect gateway "
              + id
              + " has virtual interfaces or gateways of another kind than "
              + type
              + ".");
    }
  }
}
