package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Snapshot;
import culvert.aws.operations.LearnedRoutes;
import culvert.network.routing.Session;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.BGPPeerState;
import software.amazon.awssdk.services.directconnect.model.BGPStatus;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;

/** Virtual interfaces as AWS shows them: with how their sessions are, and down without one. */
final class InterfaceView {

  private final LearnedRoutes learned;

  InterfaceView(LearnedRoutes learned) {
    this.learned = learned;
  }

  VirtualInterface of(VirtualInterface stored, CatalogView view) {
    Set<String> tested = tested(stored, view.snapshot());
    List<BGPPeer> peers =
        stored.bgpPeers().stream()
            .map(peer ->
                peer.toBuilder().bgpStatus(status(stored, peer, tested, view.snapshot())).build())
            .toList();
    boolean down =
        stored.virtualInterfaceState() == VirtualInterfaceState.AVAILABLE
            && peers.stream().noneMatch(peer -> peer.bgpStatus() == BGPStatus.UP);
    return stored.toBuilder()
        .bgpPeers(peers)
        .virtualInterfaceState(down ? VirtualInterfaceState.DOWN : stored.virtualInterfaceState())
        .customerRouterConfig(RouterConfiguration.xml(stored))
        .build();
  }

  private BGPStatus status(VirtualInterface of, BGPPeer peer, Set<String> tested, Snapshot at) {
    boolean forwards =
        switch (of.virtualInterfaceState()) {
          case AVAILABLE, TESTING -> true;
          default -> false;
        };
    if (!forwards
        || peer.bgpPeerState() != BGPPeerState.AVAILABLE
        || tested.contains(peer.bgpPeerId())) {
      return BGPStatus.DOWN;
    }
    Session session = learned.session(at, peer.bgpPeerId());
    return session == null || session.up() ? BGPStatus.UP : BGPStatus.DOWN;
  }

  private static Set<String> tested(VirtualInterface of, Snapshot at) {
    return at.referringAnywhere(Kinds.DIRECT_CONNECT_FAILOVER_TEST, of.virtualInterfaceId())
        .filter(test -> FailoverTests.isRunning(test.shape()))
        .flatMap(test -> test.shape().bgpPeers().stream())
        .collect(Collectors.toSet());
  }
}
