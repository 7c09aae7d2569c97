package culvert.aws.operations.directconnect;

import static culvert.aws.operations.directconnect.Cage.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.reading.TopologyReader;
import culvert.network.topology.VirtualInterface;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.BGPPeer;
import software.amazon.awssdk.services.directconnect.model.VirtualInterfaceTestHistory;

class FailoverTestOperationsTest {

  private final TestCloud cloud = Cage.cloud();
  private final Cage cage = new Cage(cloud, TestCloud.ACCOUNT);
  private final String vif =
      cage.privateInterface(
          cage.connection(), 1, v -> v.directConnectGatewayId(cage.gateway(64512)));

  @AfterEach
  void close() {
    cloud.close();
  }

  private List<VirtualInterfaceTestHistory> history() {
    return cage.dx
        .listVirtualInterfaceTestHistory(r -> r.virtualInterfaceId(vif))
        .virtualInterfaceTestHistory();
  }

  private VirtualInterface read() {
    return new TopologyReader()
        .read(cloud.api().catalog().snapshot())
        .find(VirtualInterface.class, vif);
  }

  @Test
  void b8_a_test_takes_the_sessions_down_until_its_time_is_over() {
    var test = cage.dx.startBgpFailoverTest(r -> r.virtualInterfaceId(vif)).virtualInterfaceTest();
    assertThat(test.testDurationInMinutes()).isEqualTo(180);
    assertThat(test.bgpPeers()).hasSize(1);
    assertThat(cage.describeInterface(vif))
        .satisfies(each -> {
          assertThat(each.virtualInterfaceStateAsString()).isEqualTo("testing");
          assertThat(each.bgpPeers().getFirst().bgpStatusAsString()).isEqualTo("down");
        });
    assertThat(read().peers()).allMatch(VirtualInterface.BgpPeer::testing);
    refuses(() -> cage.dx.startBgpFailoverTest(r -> r.virtualInterfaceId(vif)), "testing");
    cloud.timeline().advance(Duration.ofMinutes(179));
    assertThat(history()).extracting(each -> each.status()).containsExactly("IN_PROGRESS");
    cloud.timeline().advance(Duration.ofMinutes(1));
    assertThat(history())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.status()).isEqualTo("COMPLETED");
          assertThat(Duration.between(each.startTime(), each.endTime())).hasMinutes(180);
        });
    assertThat(cage.describeInterface(vif).virtualInterfaceStateAsString()).isEqualTo("available");
    assertThat(read().peers()).noneMatch(VirtualInterface.BgpPeer::testing);
    cloud.timeline().advance(Duration.ofDays(365));
    assertThat(history()).isEmpty();
  }

  @Test
  void b8_a_test_is_stopped_before_its_time() {
    refuses(() -> cage.dx.stopBgpFailoverTest(r -> r.virtualInterfaceId(vif)), "No failover test");
    cage.dx.startBgpFailoverTest(r -> r.virtualInterfaceId(vif).testDurationInMinutes(4320));
    cloud.timeline().advance(Duration.ofMinutes(5));
    assertThat(
            cage.dx
                .stopBgpFailoverTest(r -> r.virtualInterfaceId(vif))
                .virtualInterfaceTest()
                .status())
        .isEqualTo("CANCELLED");
    assertThat(cage.describeInterface(vif).virtualInterfaceStateAsString()).isEqualTo("available");
    assertThat(
            cage.dx
                .listVirtualInterfaceTestHistory(r -> r.status("cancelled"))
                .virtualInterfaceTestHistory())
        .hasSize(1);
    assertThat(
            cage.dx
                .listVirtualInterfaceTestHistory(r -> r.status("completed"))
                .virtualInterfaceTestHistory())
        .isEmpty();
  }

  @Test
  void b8_a_test_may_be_of_some_peers() {
    cage.dx.createBGPPeer(
        r -> r.virtualInterfaceId(vif).newBGPPeer(p -> p.asn(65010).addressFamily("ipv6")));
    List<BGPPeer> peers = cage.describeInterface(vif).bgpPeers();
    cage.dx.startBgpFailoverTest(
        r -> r.virtualInterfaceId(vif).bgpPeers(peers.getFirst().bgpPeerId()));
    assertThat(cage.describeInterface(vif).bgpPeers())
        .extracting(BGPPeer::bgpStatusAsString)
        .containsExactly("down", "up");
    assertThat(read().peers())
        .filteredOn(VirtualInterface.BgpPeer::testing)
        .extracting(VirtualInterface.BgpPeer::id)
        .containsExactly(peers.getFirst().bgpPeerId());
  }

  @Test
  void b8_only_the_owner_tests_within_72_hours() {
    refuses(
        () ->
            cage.dx.startBgpFailoverTest(
                r -> r.virtualInterfaceId(vif).testDurationInMinutes(4321)),
        "1 to 4320");
    refuses(
        () -> cage.dx.startBgpFailoverTest(r -> r.virtualInterfaceId(vif).bgpPeers("dxpeer-x")),
        "dxpeer-x");
    Cage other = new Cage(cloud, TestCloud.OTHER_ACCOUNT);
    refuses(() -> other.dx.startBgpFailoverTest(r -> r.virtualInterfaceId(vif)), "does not exist");
  }

  @Test
  void b8_a_deleted_virtual_interface_is_tested_no_more() {
    cage.dx.startBgpFailoverTest(r -> r.virtualInterfaceId(vif));
    cage.dx.deleteVirtualInterface(r -> r.virtualInterfaceId(vif));
    assertThat(history()).extracting(each -> each.status()).containsExactly("CANCELLED");
    cloud.timeline().advance(Duration.ofHours(4));
    assertThat(history()).hasSize(1);
  }
}
