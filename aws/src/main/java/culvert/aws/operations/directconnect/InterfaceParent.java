package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import java.util.stream.Stream;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.HasLogicalRedundancy;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.LagState;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

/**
 * What a virtual interface is a VLAN of: a connection or a LAG.
 *
 * @param hostedVlan the VLAN of a hosted connection, which has no other; 0 of anything else
 * @param redundant whether a virtual interface may have two peers of one family
 */
record InterfaceParent(
    String id, String location, String device, String state, int hostedVlan, boolean redundant) {

  private static final int MOST = 50;
  private static final int MOST_TRANSIT = 4;

  /** The caller's of that id. */
  static InterfaceParent own(CatalogView view, String id) {
    if (id.startsWith(Lags.ID_PREFIX)) {
      Lag lag = Lags.own(view, id);
      if (lag.allowsHostedConnections()) {
        throw DirectConnectError.refused(
            "Lag " + id + " hosts connections: it has no virtual interfaces of its own.");
      }
      return new InterfaceParent(
          id,
          lag.location(),
          lag.awsDeviceV2(),
          Lags.shown(lag, view).lagStateAsString(),
          0,
          lag.hasLogicalRedundancy() == HasLogicalRedundancy.YES);
    }
    Connection connection = Connections.own(view, id);
    if (connection.lagId() != null) {
      throw DirectConnectError.refused(
          "Connection " + id + " is part of " + connection.lagId() + ". Specify that.");
    }
    return new InterfaceParent(
        id,
        connection.location(),
        connection.awsDeviceV2(),
        connection.connectionStateAsString(),
        Connections.isHosted(connection) ? connection.vlan() : 0,
        connection.hasLogicalRedundancy() == HasLogicalRedundancy.YES);
  }

  /** That of a virtual interface, whosever it is. */
  static InterfaceParent of(CatalogView view, VirtualInterface virtualInterface) {
    String id = virtualInterface.connectionId();
    return Stream.concat(
            view.snapshot().byId(Kinds.DIRECT_CONNECT_CONNECTION, id).map(Resource::scope),
            view.snapshot().byId(Kinds.DIRECT_CONNECT_LAG, id).map(Resource::scope))
        .findFirst()
        .map(owner -> own(view.in(owner), id))
        .orElseThrow(() -> Connections.notFound(id));
  }

  /** A virtual interface can be made once the link is up. */
  void expectUp() {
    if (!state.equals(LagState.AVAILABLE.toString()) && !state.equals(LagState.DOWN.toString())) {
      throw DirectConnectError.refused(id + " is not available: it is in state " + state + ".");
    }
  }

  /** Refuses one that there is no room for (B3). */
  void refuseFull(CatalogView view, String type) {
    boolean transit = type.equals(VirtualInterfaces.TRANSIT);
    long present =
        VirtualInterfaces.on(view.snapshot(), id)
            .map(each -> each.shape().virtualInterfaceType())
            .filter(each -> hostedVlan > 0 || transit == each.equals(VirtualInterfaces.TRANSIT))
            .count();
    int most = hostedVlan > 0 ? 1 : transit ? MOST_TRANSIT : MOST;
    if (present >= most) {
      throw DirectConnectError.refused(
          id
              + " has "
              + present
              + (hostedVlan > 0 ? "" : transit ? " transit" : " private and public")
              + " virtual interfaces, which is the limit.");
    }
  }

  /** Refuses a VLAN that is not to be had (B3). */
  void refuseTaken(CatalogView view, int vlan) {
    PeerNumbers.checkVlan(vlan);
    if (hostedVlan > 0 && vlan != hostedVlan) {
      throw DirectConnectError.refused(
          "The VLAN of hosted connection " + id + " is " + hostedVlan + ".");
    }
    if (VirtualInterfaces.on(view.snapshot(), id).anyMatch(each -> each.shape().vlan() == vlan)) {
      throw DirectConnectError.refused("VLAN " + vlan + " is in use on " + id + ".");
    }
  }
}
