package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** The gateways at the edge of a VPC that its tables name: internet and virtual private ones. */
public final class VpcGateways {

  private static final String VPN_PREFIX = "vgw-";

  private VpcGateways() {}

  /** Refuses a gateway that is not there, or not attached to the VPC of the table. */
  static void check(CatalogView view, RouteTable table, String id) {
    if (!exists(view, id)) {
      throw Ec2Error.INVALID_GATEWAY_ID_NOT_FOUND.with(id);
    }
    if (!isAttached(view, id, table.vpcId())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "route table "
              + table.routeTableId()
              + " and network gateway "
              + id
              + " belong to different networks");
    }
  }

  private static boolean exists(CatalogView view, String id) {
    if (id.startsWith(VPN_PREFIX)) {
      VpnGateway gateway = view.find(Kinds.VPN_GATEWAY, id);
      return gateway != null && gateway.state() != VpnState.DELETED;
    }
    return view.find(Kinds.INTERNET_GATEWAY, id) != null;
  }

  /** Whether the gateway of that id is there for tables of the VPC to name. */
  public static boolean isAttached(CatalogView view, String id, String vpc) {
    if (id.startsWith(VPN_PREFIX)) {
      VpnGateway gateway = view.find(Kinds.VPN_GATEWAY, id);
      return gateway != null
          && gateway.vpcAttachments().stream()
              .anyMatch(a -> a.vpcId().equals(vpc) && a.state() == AttachmentStatus.ATTACHED);
    }
    InternetGateway gateway = view.find(Kinds.INTERNET_GATEWAY, id);
    return gateway != null && gateway.attachments().stream().anyMatch(a -> a.vpcId().equals(vpc));
  }
}
