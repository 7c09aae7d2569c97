package culvert.aws.operations.vpn;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lookup;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** Virtual private gateways by their ids, and what they are attached to. */
final class VpnGateways {

  private VpnGateways() {}

  /** The one of that id; one that is deleted is described, and nothing else. */
  static VpnGateway get(CatalogView view, @Nullable String id) {
    VpnGateway gateway = Lookup.VPN_GATEWAY.get(view, id, "VpnGatewayId");
    if (gateway.state() == VpnState.DELETED) {
      throw Lookup.VPN_GATEWAY.notFound(gateway.vpnGatewayId());
    }
    return gateway;
  }

  /** The same, on which something can be done. */
  static VpnGateway available(CatalogView view, @Nullable String id) {
    VpnGateway gateway = get(view, id);
    if (gateway.state() != VpnState.AVAILABLE) {
      throw Ec2Error.INVALID_VPN_GATEWAY_STATE.with(
          gateway.vpnGatewayId(), gateway.stateAsString());
    }
    return gateway;
  }

  /** Its attachment, which may be coming or going, or null: there is one at a time (A1). */
  static @Nullable VpcAttachment attachment(VpnGateway gateway) {
    return gateway.vpcAttachments().isEmpty() ? null : gateway.vpcAttachments().getFirst();
  }

  /** Its connections that are not deleted. */
  static Stream<VpnConnection> connections(CatalogView view, String id) {
    return view.referring(Kinds.VPN_CONNECTION, id)
        .filter(each -> id.equals(each.vpnGatewayId()) && !VpnConnections.isGone(each));
  }
}
