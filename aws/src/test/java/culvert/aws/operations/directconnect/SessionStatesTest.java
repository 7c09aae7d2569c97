package culvert.aws.operations.directconnect;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.View;
import culvert.network.routing.Session;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.BGPStatus;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceState;

/** What routing says of sessions is what a virtual interface shows (B3). */
class SessionStatesTest {

  private static final VirtualInterface STORED =
      VirtualInterface.builder()
          .virtualInterfaceId("dxvif-1")
          .virtualInterfaceState(VirtualInterfaceState.AVAILABLE)
          .virtualInterfaceType("private")
          .vlan(1)
          .asnLong(65010L)
          .authKey("secret")
          .amazonAddress("169.254.0.1/30")
          .customerAddress("169.254.0.2/30")
          .bgpPeers(peer("dxpeer-1"), peer("dxpeer-2"))
          .build();

  private static BGPPeer peer(String id) {
    return BGPPeer.builder().bgpPeerId(id).bgpPeerState("available").build();
  }

  private static Session session(String id, boolean up) {
    return new Session(
        id, "dxvif-1", "site:hq", List.of(), true, up, up, up ? null : "hold timer expired", 0);
  }

  private static VirtualInterface shown(SessionStates states) {
    try (TestCloud cloud = new TestCloud()) {
      View view =
          new View(
              cloud.api().catalog().snapshot(),
              new Scope(TestCloud.ACCOUNT, "us-east-1"),
              Instant.EPOCH);
      return new InterfaceView(states).of(STORED, view);
    }
  }

  @Test
  void b3_one_session_that_is_up_is_enough() {
    VirtualInterface shown = shown((_, peer) -> session(peer, peer.equals("dxpeer-2")));
    assertThat(shown.virtualInterfaceState()).isEqualTo(VirtualInterfaceState.AVAILABLE);
    assertThat(shown.bgpPeers())
        .extracting(BGPPeer::bgpStatus)
        .containsExactly(BGPStatus.DOWN, BGPStatus.UP);
  }

  @Test
  void b3_without_a_session_it_is_down() {
    assertThat(shown((_, peer) -> session(peer, false)).virtualInterfaceState())
        .isEqualTo(VirtualInterfaceState.DOWN);
    assertThat(shown(SessionStates.declared()).virtualInterfaceState())
        .isEqualTo(VirtualInterfaceState.AVAILABLE);
  }
}
