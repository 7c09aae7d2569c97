package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
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
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.CreateInterconnectRequest;
import software.amazon.awssdk.services.directconnect.model.CreateInterconnectResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteInterconnectRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteInterconnectResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeInterconnectsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeInterconnectsResponse;
import software.amazon.awssdk.services.directconnect.model.Interconnect;

/** Interconnects: the ports of partners, which host connections (B1). */
final class InterconnectOperations implements OperationFamily {

  private final Quotas.DirectConnect quotas;
  private final PortView ports;

  InterconnectOperations(Quotas.DirectConnect quotas, PortView ports) {
    this.quotas = quotas;
    this.ports = ports;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write("CreateInterconnect", CreateInterconnectRequest::builder, this::create);
    calls.write(
        "DeleteInterconnect", DeleteInterconnectRequest::builder, InterconnectOperations::delete);
    calls.read("DescribeInterconnects", DescribeInterconnectsRequest::builder, this::describe);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.DIRECT_CONNECT_INTERCONNECT,
        each -> Connections.next(Kinds.DIRECT_CONNECT_INTERCONNECT, each));
  }

  private Interconnect shown(Connection stored, CatalogView view) {
    Connection port = ports.of(stored, view);
    return Copies.of(
        port,
        Interconnect.builder()
            .interconnectId(port.connectionId())
            .interconnectName(port.connectionName())
            .interconnectState(port.connectionStateAsString()));
  }

  private CreateInterconnectResponse create(
      CreateInterconnectRequest request, Transaction transaction) {
    Connection made =
        new NewPorts(
                request.interconnectName(),
                request.location(),
                request.bandwidth(),
                request.lagId(),
                request.providerName(),
                Boolean.TRUE.equals(request.requestMACSec()),
                request.tags())
            .order(transaction, Kinds.DIRECT_CONNECT_INTERCONNECT, quotas);
    return Copies.of(shown(made, transaction), CreateInterconnectResponse.builder());
  }

  private static DeleteInterconnectResponse delete(
      DeleteInterconnectRequest request, Transaction transaction) {
    Resource<Connection> port =
        transaction.resource(Kinds.DIRECT_CONNECT_INTERCONNECT, request.interconnectId());
    if (port == null || Connections.isGone(port.shape())) {
      throw notFound(request.interconnectId());
    }
    return DeleteInterconnectResponse.builder()
        .interconnectState(PortDeletion.of(transaction, port).connectionStateAsString())
        .build();
  }

  private static RuntimeException notFound(String id) {
    return DirectConnectError.refused("Could not find Interconnect with ID " + id);
  }

  private DescribeInterconnectsResponse describe(DescribeInterconnectsRequest request, View view) {
    String id = request.interconnectId();
    List<Interconnect> found =
        view.all(Kinds.DIRECT_CONNECT_INTERCONNECT)
            .filter(each -> id == null || each.connectionId().equals(id))
            .map(each -> shown(each, view))
            .toList();
    if (id != null && found.isEmpty()) {
      throw notFound(id);
    }
    Listing<Interconnect> page = Pages.of(found, request);
    return DescribeInterconnectsResponse.builder()
        .interconnects(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
