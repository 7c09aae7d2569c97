package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Effect;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.wire.WireException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.directconnect.model.Lag;

/**
 * Ports: dedicated connections and interconnects, which differ in what may run on them, and hosted
 * connections. How each comes, goes and is found (B1).
 */
final class Connections {

  /** Until AWS has looked at an order; up to 72 hours. */
  static final Duration REVIEW = Duration.ofHours(24);

  /** Until the cross-connect is in place, which the location's people do with the LOA-CFA. */
  static final Duration CROSS_CONNECT = Duration.ofHours(48);

  /** Until AWS has configured or taken away something. */
  static final Duration WORK = Duration.ofMinutes(2);

  /** How long what is deleted is still described; AWS says so of virtual interfaces (B3). */
  static final Duration AFTERGLOW = Duration.ofMinutes(15);

  private Connections() {}

  static WireException notFound(String id) {
    return DirectConnectError.refused("Could not find Connection with ID " + id);
  }

  /** Whether it is described for a while, and nothing else. */
  static boolean isGone(Connection connection) {
    return switch (connection.connectionState()) {
      case DELETING, DELETED, REJECTED -> true;
      default -> false;
    };
  }

  static boolean isUp(Connection connection) {
    return connection.connectionState() == ConnectionState.AVAILABLE;
  }

  /** Whether it is a partner's, on which the customer has a VLAN. */
  static boolean isHosted(Connection connection) {
    return connection.vlan() != null;
  }

  /** The caller's connection of that id; no interconnect. */
  static Connection own(CatalogView view, String id) {
    Connection found = view.find(Kinds.DIRECT_CONNECT_CONNECTION, id);
    if (found == null || isGone(found)) {
      throw notFound(id);
    }
    return found;
  }

  /** The caller's connection or interconnect of that id. */
  static Resource<Connection> port(CatalogView view, String id) {
    Resource<Connection> found = view.resource(Kinds.DIRECT_CONNECT_CONNECTION, id);
    if (found == null) {
      found = view.resource(Kinds.DIRECT_CONNECT_INTERCONNECT, id);
    }
    if (found == null || isGone(found.shape())) {
      throw notFound(id);
    }
    return found;
  }

  /** A port's resource with another shape. */
  static Connection replace(Transaction transaction, Resource<Connection> port, Connection shape) {
    return transaction.replace(port.scope(), port.kind(), port.id(), shape);
  }

  /** The ports of a LAG that are not gone. */
  static List<Resource<Connection>> links(CatalogView view, String lag) {
    return Stream.of(Kinds.DIRECT_CONNECT_CONNECTION, Kinds.DIRECT_CONNECT_INTERCONNECT)
        .flatMap(kind -> links(view, kind, lag))
        .toList();
  }

  private static Stream<Resource<Connection>> links(
      CatalogView view, Kind<Connection> kind, String lag) {
    return view.snapshot()
        .referring(view.scope(), kind, lag)
        .filter(port -> lag.equals(port.shape().lagId()) && !isGone(port.shape()));
  }

  /** As AWS shows it: a link has its LAG's keys. */
  static Connection shown(Connection connection, CatalogView view) {
    Lag lag =
        connection.lagId() == null ? null : view.find(Kinds.DIRECT_CONNECT_LAG, connection.lagId());
    Connection seen =
        lag == null
            ? connection
            : connection.toBuilder()
                .macSecKeys(lag.macSecKeys())
                .encryptionMode(lag.encryptionMode())
                .build();
    return withEncryption(seen);
  }

  /** With whether its MACsec works, which it does while the port is up. */
  static Connection withEncryption(Connection seen) {
    return Boolean.TRUE.equals(seen.macSecCapable())
        ? seen.toBuilder().portEncryptionStatus(encryption(seen)).build()
        : seen;
  }

  private static String encryption(Connection connection) {
    boolean up = isUp(connection) && MacSecKeys.inUse(connection.macSecKeys());
    return up ? "Encryption Up" : "Encryption Down";
  }

  /** What one does by itself; that of a dedicated one takes its people longer (B1). */
  static @Nullable Step<Connection> next(Kind<Connection> kind, Connection connection) {
    String state = connection.connectionStateAsString();
    return switch (connection.connectionState()) {
      case REQUESTED -> Step.work(state, REVIEW, to(kind, ConnectionState.PENDING));
      case PENDING ->
          Step.work(
              state,
              isHosted(connection) ? WORK : CROSS_CONNECT,
              to(kind, ConnectionState.AVAILABLE));
      case DELETING -> Step.work(state, WORK, to(kind, ConnectionState.DELETED));
      case DELETED, REJECTED -> Step.term(state, AFTERGLOW, forget(kind));
      case AVAILABLE, DOWN ->
          MacSecKeys.next(
              connection.macSecKeys(),
              (transaction, keys) ->
                  transaction.update(
                      kind,
                      connection.connectionId(),
                      now -> now.toBuilder().macSecKeys(keys).build()));
      default -> null;
    };
  }

  private static Effect<Connection> to(Kind<Connection> kind, ConnectionState state) {
    return (transaction, connection) ->
        transaction.replace(kind, connection.toBuilder().connectionState(state).build());
  }

  private static Effect<Connection> forget(Kind<Connection> kind) {
    return (transaction, connection) -> {
      String id = connection.connectionId();
      transaction.remove(kind, id);
      transaction
          .snapshot()
          .byId(Kinds.DIRECT_CONNECT_HOSTING, id)
          .toList()
          .forEach(
              hosting -> transaction.remove(hosting.scope(), Kinds.DIRECT_CONNECT_HOSTING, id));
    };
  }
}
