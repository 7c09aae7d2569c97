package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.LagState;

/**
 * What hosted connections run on: an interconnect, or a LAG of them.
 *
 * @param available whether it is up
 */
record HostingParent(
    String id, String location, String bandwidth, String device, boolean available) {

  /** The caller's, who must be a partner. */
  static HostingParent own(CatalogView view, String id) {
    HostedConnections.expectPartner(view);
    if (id.startsWith(Lags.ID_PREFIX)) {
      Lag lag = Lags.own(view, id);
      if (!lag.allowsHostedConnections()) {
        throw DirectConnectError.refused("Lag " + id + " does not allow hosted connections.");
      }
      return new HostingParent(
          id,
          lag.location(),
          lag.connectionsBandwidth(),
          lag.awsDeviceV2(),
          lag.lagState() == LagState.AVAILABLE);
    }
    Connection interconnect = view.find(Kinds.DIRECT_CONNECT_INTERCONNECT, id);
    if (interconnect == null || Connections.isGone(interconnect)) {
      throw Connections.notFound(id);
    }
    if (interconnect.lagId() != null) {
      throw DirectConnectError.refused(
          id + " is a link of " + interconnect.lagId() + ", which hosts connections in its place.");
    }
    return new HostingParent(
        id,
        interconnect.location(),
        interconnect.bandwidth(),
        interconnect.awsDeviceV2(),
        Connections.isUp(interconnect));
  }

  /** Refuses a VLAN that another connection has there. */
  void refuseTaken(CatalogView view, int vlan) {
    if (HostedConnections.on(view, id).stream().anyMatch(each -> each.vlan() == vlan)) {
      throw DirectConnectError.refused("VLAN " + vlan + " is in use on " + id + ".");
    }
  }
}
