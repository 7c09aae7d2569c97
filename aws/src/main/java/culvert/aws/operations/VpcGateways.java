package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.operations.vpn.VpnGateways;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** The gateways at the edge of a VPC that its tables name: internet and virtual private ones. */
final class VpcGateways {

  private VpcGateways() {}

  /** Refuses a gateway that is not there, or not attached to the VPC of the table. */
  static void check(CatalogView view, RouteTable table, String id) {
    boolean attached;
    if (id.startsWith(VpnGateways.ID_PREFIX)) {
      if (!VpnGateways.exists(view, id)) {
        throw Ec2Error.INVALID_GATEWAY_ID_NOT_FOUND.with(id);
      }
      attached = VpnGateways.isAttached(view, id, table.vpcId());
    } else {
      InternetGateway gateway = view.find(Kinds.INTERNET_GATEWAY, id);
      if (gateway == null) {
        throw Ec2Error.INVALID_GATEWAY_ID_NOT_FOUND.with(id);
      }
      attached = gateway.attachments().stream().anyMatch(a -> a.vpcId().equals(table.vpcId()));
    }
    if (!attached) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "route table "
              + table.routeTableId()
              + " and network gateway "
              + id
              + " belong to different networks");
    }
  }
}
