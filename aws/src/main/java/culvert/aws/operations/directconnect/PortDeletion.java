package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;

/** Deletes ports: nothing may run on one, and its LAG must do without it (B1, B2). */
final class PortDeletion {

  private PortDeletion() {}

  static Connection of(Transaction transaction, Resource<Connection> port) {
    Connection connection = port.shape();
    String id = connection.connectionId();
    refuseUse(transaction, id);
    if (connection.lagId() != null) {
      Lags.refuseTooFewLinks(transaction, Lags.own(transaction, connection.lagId()));
    }
    ConnectionState state =
        connection.connectionState() == ConnectionState.ORDERING
            ? ConnectionState.REJECTED
            : ConnectionState.DELETING;
    return Connections.replace(
        transaction, port, connection.toBuilder().connectionState(state).build());
  }

  /** Refuses where virtual interfaces or hosted connections run on a port or LAG. */
  static void refuseUse(CatalogView view, String id) {
    if (VirtualInterfaces.on(view.snapshot(), id).findAny().isPresent()) {
      throw DirectConnectError.refused(id + " has virtual interfaces. Delete them first.");
    }
    if (!HostedConnections.on(view, id).isEmpty()) {
      throw DirectConnectError.refused(id + " has hosted connections. Delete them first.");
    }
  }
}
