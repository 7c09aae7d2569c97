package culvert.network.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Route;
import culvert.network.topology.RouteTable;
import culvert.network.topology.Topology;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RouteStateTest {

  @Test
  void a_route_whose_target_is_unusable_is_a_blackhole_R1_3_12() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .vpc("b", "10.1.0.0/16")
            .vpc("c", "10.2.0.0/16")
            .internetGateway("igw-a", "a")
            .internetGateway("igw-b", "b")
            .egressOnly("eigw-a", "a")
            .peering("pcx-ab", "a", "b")
            .peering("pcx-bc", "b", "c")
            .pendingPeering("pcx-ac", "a", "c")
            .subnet("subnet-a", "a", "10.0.0.0/24")
            .nat("nat-a", "subnet-a", "10.0.0.5", "54.0.0.5")
            .deletedNat("nat-gone", "subnet-a", "10.0.0.6")
            .host("up", "subnet-a", "10.0.0.10")
            .host("down", "subnet-a", "10.0.0.11")
            .stopped("down")
            .host("loose", "subnet-a", "10.0.0.12")
            .heldBy("loose", new NetworkInterface.Unattached())
            .main(
                "a",
                "1.0.0.0/8 -> igw-a",
                "2.0.0.0/8 -> igw-b",
                "3.0.0.0/8 -> igw-gone",
                "::/0 -> eigw-a",
                "4.0.0.0/8 -> nat-a",
                "5.0.0.0/8 -> nat-gone",
                "6.0.0.0/8 -> eni-up",
                "7.0.0.0/8 -> eni-down",
                "8.0.0.0/8 -> eni-loose",
                "9.0.0.0/8 -> eni-gone",
                "10.1.0.0/16 -> pcx-ab",
                "10.2.0.0/16 -> pcx-ac",
                "10.3.0.0/16 -> pcx-bc",
                "11.0.0.0/8 -> vgw-1");
    Topology topology = net.topology();
    Map<String, RouteState> states =
        topology.get(RouteTable.class, "rtb-a").routes().stream()
            .collect(
                Collectors.toMap(route -> route.target().id(), route -> state(topology, route)));
    assertThat(states)
        .containsEntry("local", RouteState.ACTIVE)
        .containsEntry("igw-a", RouteState.ACTIVE)
        .containsEntry("igw-b", RouteState.BLACKHOLE)
        .containsEntry("igw-gone", RouteState.BLACKHOLE)
        .containsEntry("eigw-a", RouteState.ACTIVE)
        .containsEntry("nat-a", RouteState.ACTIVE)
        .containsEntry("nat-gone", RouteState.BLACKHOLE)
        .containsEntry("eni-up", RouteState.ACTIVE)
        .containsEntry("eni-down", RouteState.BLACKHOLE)
        .containsEntry("eni-loose", RouteState.BLACKHOLE)
        .containsEntry("eni-gone", RouteState.BLACKHOLE)
        .containsEntry("pcx-ab", RouteState.ACTIVE)
        .containsEntry("pcx-ac", RouteState.BLACKHOLE)
        .containsEntry("pcx-bc", RouteState.BLACKHOLE)
        .containsEntry("vgw-1", RouteState.BLACKHOLE);
  }

  private static RouteState state(Topology topology, Route route) {
    return RouteState.of(topology, route, "vpc-a");
  }
}
