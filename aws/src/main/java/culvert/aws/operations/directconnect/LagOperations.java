package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.util.List;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.CreateLagRequest;
import software.amazon.awssdk.services.directconnect.model.CreateLagResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteLagRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteLagResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeLagsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeLagsResponse;
import software.amazon.awssdk.services.directconnect.model.HasLogicalRedundancy;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.LagState;
import software.amazon.awssdk.services.directconnect.model.UpdateLagRequest;
import software.amazon.awssdk.services.directconnect.model.UpdateLagResponse;

/** LAGs: made with new ports or an existing one, changed, deleted (B2). */
final class LagOperations implements OperationFamily {

  private final Quotas.DirectConnect quotas;
  private final PortView ports;

  LagOperations(Quotas.DirectConnect quotas, PortView ports) {
    this.quotas = quotas;
    this.ports = ports;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write("CreateLag", CreateLagRequest::builder, this::create);
    calls.write("UpdateLag", UpdateLagRequest::builder, this::update);
    calls.write("DeleteLag", DeleteLagRequest::builder, this::delete);
    calls.read("DescribeLags", DescribeLagsRequest::builder, this::describe);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.DIRECT_CONNECT_LAG, Lags::next);
  }

  /** The number of connections counts one that exists; a partner's are interconnects. */
  private CreateLagResponse create(CreateLagRequest request, Transaction transaction) {
    String bandwidth = request.connectionsBandwidth();
    Lags.checkCount(request.numberOfConnections(), bandwidth);
    refuseMoreThan(transaction, quotas.lagsPerRegion());
    boolean macSec = Boolean.TRUE.equals(request.requestMACSec());
    boolean partner = HostedConnections.isPartner(transaction);
    Location location =
        Locations.withPorts(request.location(), transaction.scope().region(), bandwidth);
    Lag lag =
        transaction.add(
            Kinds.DIRECT_CONNECT_LAG,
            Lag.builder()
                .lagId(Ids.next("dxlag"))
                .lagName(request.lagName())
                .lagState(LagState.REQUESTED)
                .ownerAccount(transaction.scope().account())
                .region(transaction.scope().region())
                .location(location.code())
                .connectionsBandwidth(bandwidth)
                .minimumLinks(0)
                .awsDevice(location.device())
                .awsDeviceV2(location.device())
                .awsLogicalDeviceId(location.device())
                .allowsHostedConnections(partner)
                .jumboFrameCapable(true)
                .hasLogicalRedundancy(HasLogicalRedundancy.YES)
                .providerName(request.providerName())
                .macSecCapable(macSec)
                .encryptionMode(macSec ? MacSecKeys.DEFAULT_MODE : null)
                .tags(ResourceTags.of(request.tags()))
                .build());
    int ordered = request.numberOfConnections();
    if (request.connectionId() != null) {
      LagLinks.add(transaction, Connections.port(transaction, request.connectionId()), lag);
      ordered--;
    }
    Kind<Connection> kind =
        partner ? Kinds.DIRECT_CONNECT_INTERCONNECT : Kinds.DIRECT_CONNECT_CONNECTION;
    for (int i = 1; i <= ordered; i++) {
      new NewPorts(
              "Requested " + i + " for Lag " + lag.lagId(),
              lag.location(),
              bandwidth,
              lag.lagId(),
              request.providerName(),
              macSec,
              request.childConnectionTags())
          .order(transaction, kind, quotas);
    }
    return Copies.of(ports.of(lag, transaction), CreateLagResponse.builder());
  }

  private static void refuseMoreThan(CatalogView view, int most) {
    long present = view.all(Kinds.DIRECT_CONNECT_LAG).filter(each -> !Lags.isGone(each)).count();
    if (present >= most) {
      throw DirectConnectError.refused(
          "There are " + present + " LAGs in this Region, which is the quota.");
    }
  }

  private UpdateLagResponse update(UpdateLagRequest request, Transaction transaction) {
    Lag before = Lags.own(transaction, request.lagId());
    Integer wanted = request.minimumLinks();
    int links = Connections.links(transaction, before.lagId()).size();
    if (wanted != null && (wanted < 0 || wanted > links)) {
      throw DirectConnectError.refused(
          before.lagId()
              + " has "
              + links
              + " connections: minimumLinks cannot be "
              + wanted
              + ".");
    }
    Lag changed =
        transaction.replace(
            Kinds.DIRECT_CONNECT_LAG,
            before.toBuilder()
                .lagName(request.lagName() == null ? before.lagName() : request.lagName())
                .minimumLinks(wanted == null ? before.minimumLinks() : wanted)
                .encryptionMode(
                    MacSecKeys.mode(
                        request.encryptionMode(),
                        before.encryptionMode(),
                        before.macSecCapable(),
                        before.lagId()))
                .build());
    return Copies.of(ports.of(changed, transaction), UpdateLagResponse.builder());
  }

  /** Its links go on as single connections. */
  private DeleteLagResponse delete(DeleteLagRequest request, Transaction transaction) {
    Lag lag = Lags.own(transaction, request.lagId());
    PortDeletion.refuseUse(transaction, lag.lagId());
    for (Resource<Connection> link : Connections.links(transaction, lag.lagId())) {
      LagLinks.release(transaction, link);
    }
    Lag deleting =
        transaction.replace(
            Kinds.DIRECT_CONNECT_LAG, lag.toBuilder().lagState(LagState.DELETING).build());
    return Copies.of(ports.of(deleting, transaction), DeleteLagResponse.builder());
  }

  private DescribeLagsResponse describe(DescribeLagsRequest request, View view) {
    String id = request.lagId();
    List<Lag> found =
        view.all(Kinds.DIRECT_CONNECT_LAG)
            .filter(each -> id == null || each.lagId().equals(id))
            .map(each -> ports.of(each, view))
            .toList();
    if (id != null && found.isEmpty()) {
      throw Lags.notFound(id);
    }
    Listing<Lag> page = Pages.of(found, request);
    return DescribeLagsResponse.builder().lags(page.elements()).nextToken(page.nextToken()).build();
  }
}
