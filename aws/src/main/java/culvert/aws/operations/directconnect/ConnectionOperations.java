package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.util.List;
import software.amazon.awssdk.services.directconnect.model.ConfirmConnectionRequest;
import software.amazon.awssdk.services.directconnect.model.ConfirmConnectionResponse;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.directconnect.model.CreateConnectionRequest;
import software.amazon.awssdk.services.directconnect.model.CreateConnectionResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeConnectionsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeConnectionsResponse;
import software.amazon.awssdk.services.directconnect.model.UpdateConnectionRequest;
import software.amazon.awssdk.services.directconnect.model.UpdateConnectionResponse;

/** Dedicated connections, and hosted ones as their customer has them (B1). */
final class ConnectionOperations implements OperationFamily {

  private final Quotas.DirectConnect quotas;
  private final PortView ports;

  ConnectionOperations(Quotas.DirectConnect quotas, PortView ports) {
    this.quotas = quotas;
    this.ports = ports;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write("CreateConnection", CreateConnectionRequest::builder, this::create);
    calls.write(
        "ConfirmConnection", ConfirmConnectionRequest::builder, ConnectionOperations::confirm);
    calls.write("UpdateConnection", UpdateConnectionRequest::builder, this::update);
    calls.write("DeleteConnection", DeleteConnectionRequest::builder, ConnectionOperations::delete);
    calls.read("DescribeConnections", DescribeConnectionsRequest::builder, this::describe);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.DIRECT_CONNECT_CONNECTION,
        each -> Connections.next(Kinds.DIRECT_CONNECT_CONNECTION, each));
  }

  private CreateConnectionResponse create(
      CreateConnectionRequest request, Transaction transaction) {
    Connection made =
        new NewPorts(
                request.connectionName(),
                request.location(),
                request.bandwidth(),
                request.lagId(),
                request.providerName(),
                Boolean.TRUE.equals(request.requestMACSec()),
                request.tags())
            .order(transaction, Kinds.DIRECT_CONNECT_CONNECTION, quotas);
    return Copies.of(ports.of(made, transaction), CreateConnectionResponse.builder());
  }

  /** The customer's word on a hosted connection. */
  private static ConfirmConnectionResponse confirm(
      ConfirmConnectionRequest request, Transaction transaction) {
    Connection connection = Connections.own(transaction, request.connectionId());
    if (connection.connectionState() != ConnectionState.ORDERING) {
      throw inState(connection);
    }
    Connection confirmed =
        transaction.replace(
            Kinds.DIRECT_CONNECT_CONNECTION,
            connection.toBuilder().connectionState(ConnectionState.PENDING).build());
    return ConfirmConnectionResponse.builder().connectionState(confirmed.connectionState()).build();
  }

  static RuntimeException inState(Connection connection) {
    return DirectConnectError.refused(
        "Connection "
            + connection.connectionId()
            + " is in state "
            + connection.connectionStateAsString()
            + ".");
  }

  private UpdateConnectionResponse update(
      UpdateConnectionRequest request, Transaction transaction) {
    Resource<Connection> port = Connections.port(transaction, request.connectionId());
    Connection before = port.shape();
    if (request.encryptionMode() != null && before.lagId() != null) {
      throw DirectConnectError.refused(
          before.connectionId() + " has the encryption mode of its LAG, " + before.lagId() + ".");
    }
    Connection changed =
        before.toBuilder()
            .connectionName(
                request.connectionName() == null
                    ? before.connectionName()
                    : request.connectionName())
            .encryptionMode(
                MacSecKeys.mode(
                    request.encryptionMode(),
                    before.encryptionMode(),
                    before.macSecCapable(),
                    before.connectionId()))
            .build();
    Connections.replace(transaction, port, changed);
    return Copies.of(ports.of(changed, transaction), UpdateConnectionResponse.builder());
  }

  /** By its owner, or by the partner who hosts it. */
  private static DeleteConnectionResponse delete(
      DeleteConnectionRequest request, Transaction transaction) {
    Resource<Connection> port =
        HostedConnections.hosts(transaction, request.connectionId())
            ? HostedConnections.get(transaction, request.connectionId())
            : Connections.port(transaction, request.connectionId());
    return Copies.of(PortDeletion.of(transaction, port), DeleteConnectionResponse.builder());
  }

  private DescribeConnectionsResponse describe(DescribeConnectionsRequest request, View view) {
    String id = request.connectionId();
    List<Connection> found =
        view.all(Kinds.DIRECT_CONNECT_CONNECTION)
            .filter(each -> id == null || each.connectionId().equals(id))
            .map(each -> ports.of(each, view))
            .toList();
    if (id != null && found.isEmpty()) {
      throw Connections.notFound(id);
    }
    Listing<Connection> page = Pages.of(found, request);
    return DescribeConnectionsResponse.builder()
        .connections(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
