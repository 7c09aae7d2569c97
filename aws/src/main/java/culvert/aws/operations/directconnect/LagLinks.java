package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

/** How ports become links of a LAG and leave it, and what runs on them meanwhile (B2). */
final class LagLinks {

  private LagLinks() {}

  /** Makes a port a link: what runs on it runs on the LAG from now on. */
  static Connection add(Transaction transaction, Resource<Connection> port, Lag lag) {
    Connection connection = port.shape();
    String id = connection.connectionId();
    if (Connections.isHosted(connection)) {
      throw DirectConnectError.refused(id + " is a hosted connection, which joins no LAG.");
    }
    if (lag.lagId().equals(connection.lagId())) {
      throw DirectConnectError.refused(id + " is a connection of " + lag.lagId() + " already.");
    }
    Lags.checkLink(
        transaction,
        lag,
        connection.location(),
        connection.bandwidth(),
        Boolean.TRUE.equals(connection.macSecCapable()),
        port.kind() == Kinds.DIRECT_CONNECT_INTERCONNECT);
    if (connection.lagId() != null) {
      Lags.refuseTooFewLinks(transaction, Lags.own(transaction, connection.lagId()));
    }
    moveInterfaces(transaction, id, lag);
    moveHosted(transaction, id, lag);
    return Connections.replace(
        transaction, port, connection.toBuilder().lagId(lag.lagId()).macSecKeys(List.of()).build());
  }

  private static void moveInterfaces(Transaction transaction, String connection, Lag lag) {
    Set<Integer> taken =
        VirtualInterfaces.on(transaction.snapshot(), lag.lagId())
            .map(each -> each.shape().vlan())
            .collect(Collectors.toSet());
    for (Resource<VirtualInterface> moved :
        VirtualInterfaces.on(transaction.snapshot(), connection).toList()) {
      refuseTaken(taken, moved.shape().vlan(), lag);
      PeerAddresses.refuseTaken(transaction, lag.lagId(), moved.shape());
      VirtualInterfaces.put(
          transaction, moved, moved.shape().toBuilder().connectionId(lag.lagId()).build());
    }
  }

  private static void moveHosted(Transaction transaction, String connection, Lag lag) {
    Set<Integer> taken = hostedVlans(transaction, lag.lagId());
    for (Connection hosted : HostedConnections.described(transaction, connection)) {
      refuseTaken(taken, hosted.vlan(), lag);
      transaction.update(
          Kinds.DIRECT_CONNECT_HOSTING,
          hosted.connectionId(),
          hosting -> hosting.toBuilder().parentConnectionId(lag.lagId()).build());
    }
  }

  private static Set<Integer> hostedVlans(CatalogView view, String lag) {
    return HostedConnections.on(view, lag).stream()
        .map(Connection::vlan)
        .collect(Collectors.toSet());
  }

  private static void refuseTaken(Set<Integer> taken, int vlan, Lag lag) {
    if (taken.contains(vlan)) {
      throw DirectConnectError.refused("VLAN " + vlan + " is in use on " + lag.lagId() + ".");
    }
  }

  /** Makes a link a port by itself. What runs on the LAG stays there. */
  static Connection release(Transaction transaction, Resource<Connection> link) {
    return Connections.replace(transaction, link, link.shape().toBuilder().lagId(null).build());
  }
}
