package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import software.amazon.awssdk.services.directconnect.model.AssociateConnectionWithLagRequest;
import software.amazon.awssdk.services.directconnect.model.AssociateConnectionWithLagResponse;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.DisassociateConnectionFromLagRequest;
import software.amazon.awssdk.services.directconnect.model.DisassociateConnectionFromLagResponse;
import software.amazon.awssdk.services.directconnect.model.Lag;

/** Ports that join a LAG and leave it (B2). */
final class LagMembershipOperations implements OperationFamily {

  private final PortView ports;

  LagMembershipOperations(PortView ports) {
    this.ports = ports;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "AssociateConnectionWithLag", AssociateConnectionWithLagRequest::builder, this::associate);
    calls.write(
        "DisassociateConnectionFromLag",
        DisassociateConnectionFromLagRequest::builder,
        LagMembershipOperations::disassociate);
  }

  private AssociateConnectionWithLagResponse associate(
      AssociateConnectionWithLagRequest request, Transaction transaction) {
    Lag lag = Lags.own(transaction, request.lagId());
    Resource<Connection> port = Connections.port(transaction, request.connectionId());
    Connection link = LagLinks.add(transaction, port, lag);
    return Copies.of(ports.of(link, transaction), AssociateConnectionWithLagResponse.builder());
  }

  private static DisassociateConnectionFromLagResponse disassociate(
      DisassociateConnectionFromLagRequest request, Transaction transaction) {
    Lag lag = Lags.own(transaction, request.lagId());
    Resource<Connection> port = Connections.port(transaction, request.connectionId());
    if (!lag.lagId().equals(port.shape().lagId())) {
      throw DirectConnectError.refused(port.id() + " is no connection of " + lag.lagId() + ".");
    }
    Lags.refuseTooFewLinks(transaction, lag);
    return Copies.of(
        LagLinks.release(transaction, port), DisassociateConnectionFromLagResponse.builder());
  }
}
