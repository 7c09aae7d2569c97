package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.ListVirtualInterfaceTestHistoryRequest;
import software.amazon.awssdk.services.directconnect.model.ListVirtualInterfaceTestHistoryResponse;
import software.amazon.awssdk.services.directconnect.model.StartBgpFailoverTestRequest;
import software.amazon.awssdk.services.directconnect.model.StartBgpFailoverTestResponse;
import software.amazon.awssdk.services.directconnect.model.StopBgpFailoverTestRequest;
import software.amazon.awssdk.services.directconnect.model.StopBgpFailoverTestResponse;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceTestHistory;

/**
 * BGP failover tests of one's own virtual interfaces, which take sessions down for a while (B8).
 */
final class FailoverTestOperations implements OperationFamily {

  private static final int DEFAULT_MINUTES = 180;
  private static final int MOST_MINUTES = 4320;

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write(
        "StartBgpFailoverTest",
        StartBgpFailoverTestRequest::builder,
        FailoverTestOperations::start);
    calls.write(
        "StopBgpFailoverTest", StopBgpFailoverTestRequest::builder, FailoverTestOperations::stop);
    calls.read(
        "ListVirtualInterfaceTestHistory",
        ListVirtualInterfaceTestHistoryRequest::builder,
        FailoverTestOperations::history);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.DIRECT_CONNECT_FAILOVER_TEST, FailoverTests::next);
  }

  private static StartBgpFailoverTestResponse start(
      StartBgpFailoverTestRequest request, Transaction transaction) {
    VirtualInterface tested = VirtualInterfaces.own(transaction, request.virtualInterfaceId());
    String id = tested.virtualInterfaceId();
    if (tested.virtualInterfaceState() != VirtualInterfaceState.AVAILABLE) {
      throw DirectConnectError.refused(
          id + " is in state " + tested.virtualInterfaceStateAsString() + ".");
    }
    int minutes =
        request.testDurationInMinutes() == null ? DEFAULT_MINUTES : request.testDurationInMinutes();
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw DirectConnectError.refused(
          "A test lasts 1 to " + MOST_MINUTES + " minutes, not " + minutes + ".");
    }
    List<String> peers = peers(tested, request.bgpPeers());
    transaction.replace(
        Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE,
        tested.toBuilder().virtualInterfaceState(VirtualInterfaceState.TESTING).build());
    VirtualInterfaceTestHistory test =
        transaction.add(
            Kinds.DIRECT_CONNECT_FAILOVER_TEST,
            VirtualInterfaceTestHistory.builder()
                .testId(Gateways.newId())
                .virtualInterfaceId(id)
                .bgpPeers(peers)
                .status(FailoverTests.IN_PROGRESS)
                .ownerAccount(tested.ownerAccount())
                .testDurationInMinutes(minutes)
                .startTime(transaction.now())
                .build());
    return StartBgpFailoverTestResponse.builder().virtualInterfaceTest(test).build();
  }

  /** The peers that are asked for, or all. */
  private static List<String> peers(VirtualInterface tested, List<String> asked) {
    Set<String> present =
        BgpPeers.present(tested).stream().map(BGPPeer::bgpPeerId).collect(Collectors.toSet());
    for (String peer : asked) {
      if (!present.contains(peer)) {
        throw DirectConnectError.refused(
            "The BGP peer " + peer + " does not exist on " + tested.virtualInterfaceId() + ".");
      }
    }
    return asked.isEmpty() ? present.stream().sorted().toList() : List.copyOf(asked);
  }

  private static StopBgpFailoverTestResponse stop(
      StopBgpFailoverTestRequest request, Transaction transaction) {
    VirtualInterface tested = VirtualInterfaces.own(transaction, request.virtualInterfaceId());
    VirtualInterfaceTestHistory test =
        FailoverTests.cancel(transaction, transaction.scope(), tested.virtualInterfaceId());
    if (test == null) {
      throw DirectConnectError.refused(
          "No failover test is in progress on " + tested.virtualInterfaceId() + ".");
    }
    return StopBgpFailoverTestResponse.builder().virtualInterfaceTest(test).build();
  }

  private static ListVirtualInterfaceTestHistoryResponse history(
      ListVirtualInterfaceTestHistoryRequest request, View view) {
    List<VirtualInterfaceTestHistory> found =
        view.all(Kinds.DIRECT_CONNECT_FAILOVER_TEST)
            .filter(each -> isMeant(each, request))
            .toList();
    Listing<VirtualInterfaceTestHistory> page = Pages.of(found, request);
    return ListVirtualInterfaceTestHistoryResponse.builder()
        .virtualInterfaceTestHistory(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static boolean isMeant(
      VirtualInterfaceTestHistory test, ListVirtualInterfaceTestHistoryRequest request) {
    return (request.testId() == null || request.testId().equals(test.testId()))
        && (request.virtualInterfaceId() == null
            || request.virtualInterfaceId().equals(test.virtualInterfaceId()))
        && (request.status() == null || request.status().equalsIgnoreCase(test.status()))
        && test.bgpPeers().containsAll(request.bgpPeers());
  }
}
