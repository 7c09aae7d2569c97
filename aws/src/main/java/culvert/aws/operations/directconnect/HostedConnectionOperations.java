package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.directconnect.model.AllocateHostedConnectionRequest;
import software.amazon.awssdk.services.directconnect.model.AllocateHostedConnectionResponse;
import software.amazon.awssdk.services.directconnect.model.AssociateHostedConnectionRequest;
import software.amazon.awssdk.services.directconnect.model.AssociateHostedConnectionResponse;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.directconnect.model.DescribeHostedConnectionsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeHostedConnectionsResponse;
import software.amazon.awssdk.services.directconnect.model.HasLogicalRedundancy;

/** Hosted connections, as partners give them to customers (B1). */
final class HostedConnectionOperations implements OperationFamily {

  private static final List<String> BANDWIDTHS =
      List.of(
          "50Mbps", "100Mbps", "200Mbps", "300Mbps", "400Mbps", "500Mbps", "1Gbps", "2Gbps",
          "5Gbps", "10Gbps", "25Gbps");

  /** What does not fit on an interconnect of the slower speed. */
  private static final Set<String> ABOVE_1G = Set.of("2Gbps", "5Gbps", "10Gbps", "25Gbps");

  private final PortView ports;

  HostedConnectionOperations(PortView ports) {
    this.ports = ports;
  }

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "AllocateHostedConnection",
        AllocateHostedConnectionRequest::builder,
        HostedConnectionOperations::allocate);
    calls.write(
        "AllocateConnectionOnInterconnect",
        InterconnectRequest::new,
        HostedConnectionOperations::allocateOnInterconnect);
    calls.write(
        "AssociateHostedConnection",
        AssociateHostedConnectionRequest::builder,
        HostedConnectionOperations::associate);
    calls.read(
        "DescribeHostedConnections", DescribeHostedConnectionsRequest::builder, this::describe);
    calls.read(
        "DescribeConnectionsOnInterconnect",
        InterconnectRequest::new,
        this::describeOnInterconnect);
  }

  private static AllocateHostedConnectionResponse allocate(
      AllocateHostedConnectionRequest request, Transaction transaction) {
    return Copies.of(make(request, transaction), AllocateHostedConnectionResponse.builder());
  }

  private static AllocateHostedConnectionResponse allocateOnInterconnect(
      InterconnectRequest request, Transaction transaction) {
    return allocate(
        AllocateHostedConnectionRequest.builder()
            .connectionId(request.interconnect())
            .bandwidth(request.bandwidth())
            .connectionName(request.connectionName())
            .ownerAccount(request.ownerAccount())
            .vlan(request.vlan())
            .build(),
        transaction);
  }

  private static Connection make(AllocateHostedConnectionRequest request, Transaction transaction) {
    HostingParent parent = HostingParent.own(transaction, request.connectionId());
    if (!parent.available()) {
      throw DirectConnectError.refused(parent.id() + " is not available.");
    }
    checkBandwidth(request.bandwidth(), parent);
    PeerNumbers.checkVlan(request.vlan());
    parent.refuseTaken(transaction, request.vlan());
    String id = Ids.next("dxcon");
    String partner = transaction.scope().account();
    transaction.add(
        Kinds.DIRECT_CONNECT_HOSTING,
        AssociateHostedConnectionRequest.builder()
            .connectionId(id)
            .parentConnectionId(parent.id())
            .build());
    return transaction.add(
        new Scope(Accounts.check(request.ownerAccount()), transaction.scope().region()),
        Kinds.DIRECT_CONNECT_CONNECTION,
        id,
        Connection.builder()
            .ownerAccount(request.ownerAccount())
            .connectionId(id)
            .connectionName(request.connectionName())
            .connectionState(ConnectionState.ORDERING)
            .region(transaction.scope().region())
            .location(parent.location())
            .bandwidth(request.bandwidth())
            .vlan(request.vlan())
            .partnerName(partner)
            .awsDevice(parent.device())
            .awsDeviceV2(parent.device())
            .awsLogicalDeviceId(parent.device())
            .jumboFrameCapable(true)
            .hasLogicalRedundancy(HasLogicalRedundancy.NO)
            .macSecCapable(false)
            .tags(ResourceTags.of(request.tags()))
            .build());
  }

  private static void checkBandwidth(String bandwidth, HostingParent parent) {
    if (!BANDWIDTHS.contains(bandwidth)
        || parent.bandwidth().equals("1Gbps") && ABOVE_1G.contains(bandwidth)
        || parent.bandwidth().equals("10Gbps") && bandwidth.equals("25Gbps")) {
      throw DirectConnectError.refused(
          "The bandwidth "
              + bandwidth
              + " is not one of a hosted connection on "
              + parent.bandwidth()
              + ".");
    }
  }

  /** Moves one, with its virtual interface, to another interconnect or LAG of the partner's. */
  private static AssociateHostedConnectionResponse associate(
      AssociateHostedConnectionRequest request, Transaction transaction) {
    HostingParent parent = HostingParent.own(transaction, request.parentConnectionId());
    Resource<Connection> hosted = HostedConnections.get(transaction, request.connectionId());
    parent.refuseTaken(transaction, hosted.shape().vlan());
    transaction.replace(Kinds.DIRECT_CONNECT_HOSTING, request);
    Connection moved =
        Connections.replace(
            transaction,
            hosted,
            hosted.shape().toBuilder()
                .location(parent.location())
                .awsDevice(parent.device())
                .awsDeviceV2(parent.device())
                .awsLogicalDeviceId(parent.device())
                .build());
    VirtualInterfaces.on(transaction.snapshot(), moved.connectionId())
        .toList()
        .forEach(each ->
            VirtualInterfaces.put(
                transaction, each, each.shape().toBuilder().location(parent.location()).build()));
    return Copies.of(moved, AssociateHostedConnectionResponse.builder());
  }

  private DescribeHostedConnectionsResponse describe(
      DescribeHostedConnectionsRequest request, View view) {
    HostingParent parent = HostingParent.own(view, request.connectionId());
    Listing<Connection> page = Pages.of(hosted(view, parent), request);
    return DescribeHostedConnectionsResponse.builder()
        .connections(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private DescribeHostedConnectionsResponse describeOnInterconnect(
      InterconnectRequest request, View view) {
    HostingParent parent = HostingParent.own(view, request.interconnect());
    return DescribeHostedConnectionsResponse.builder().connections(hosted(view, parent)).build();
  }

  private List<Connection> hosted(View view, HostingParent parent) {
    return HostedConnections.described(view, parent.id()).stream()
        .map(each -> ports.of(each, view))
        .toList();
  }
}
