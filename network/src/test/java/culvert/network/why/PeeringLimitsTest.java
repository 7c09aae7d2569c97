package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.topology.NetworkInterface;
import org.junit.jupiter.api.Test;

/** §3.3 and §3.5: what a peering carries, and what it never does. */
class PeeringLimitsTest {

  private static Net two() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .vpc("b", "10.1.0.0/16")
        .peering("pcx-ab", "a", "b")
        .internetGateway("igw-a", "a")
        .internetGateway("igw-b", "b")
        .main("a", "10.1.0.0/16 -> pcx-ab")
        .main("b", "10.0.0.0/16 -> pcx-ab", "0.0.0.0/0 -> igw-b")
        .subnet("subnet-a", "a", "10.0.0.0/24")
        .subnet("subnet-b", "b", "10.1.0.0/24")
        .host("a", "subnet-a", "10.0.0.10")
        .host("b", "subnet-b", "10.1.0.10");
  }

  @Test
  void whatever_has_an_address_of_the_peer_vpc_is_reachable_R3_3_4() {
    Net net =
        two()
            .host("lb", "subnet-b", "10.1.0.20")
            .heldBy("lb", new NetworkInterface.ServiceHolder("a load balancer"))
            .appliance("proxy", "subnet-b", "10.1.0.30");
    Claims.of(net).ok("a -> eni-lb", "a -> proxy 3128");
  }

  @Test
  void a_nat_instance_of_the_peer_is_a_host_and_no_hop_R3_3_4() {
    Net net =
        two()
            .appliance("nat", "subnet-b", "10.1.0.30")
            .publicly("nat", "54.0.0.30")
            .main("a", "10.1.0.0/16 -> pcx-ab", "0.0.0.0/0 -> pcx-ab");
    Claims.of(net)
        .ok("a -> nat")
        .no("a -> inet", "forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-ab");
  }

  @Test
  void multicast_and_broadcast_do_not_cross_R3_3_14() {
    Net net = two().main("a", "10.1.0.0/16 -> pcx-ab", "0.0.0.0/0 -> pcx-ab");
    Claims.of(net)
        .no("a -> internet/224.0.0.5 udp", "forward MULTICAST_NOT_SUPPORTED rtb-a")
        .no("a -> internet/255.255.255.255 udp", "forward MULTICAST_NOT_SUPPORTED rtb-a")
        .no("a -> 10.1.0.255@vpc-b udp", "forward NO_POSSIBLE_DESTINATION subnet-b");
  }

  @Test
  void the_source_address_stays_what_it_was_R3_3_14() {
    Net net =
        two()
            .publicly("a", "54.0.0.10")
            .group("sg-b", "vpc-b", "in all 10.0.0.10/32", "out all 0.0.0.0/0")
            .groups("b", "sg-b");
    Answer answer = Claims.of(net).ok("a -> b").ask("a -> b");
    assertThat(answer.forward().path())
        .isNotEmpty()
        .noneSatisfy(element -> assertThat(element.detail()).containsKey("from"));
  }

  @Test
  void the_invalid_configurations_of_the_guide_carry_nothing_R3_5_6() {
    Net net =
        two()
            .vpc("c", "10.2.0.0/16")
            .peering("pcx-bc", "b", "c")
            .subnet("subnet-c", "c", "10.2.0.0/24")
            .host("c", "subnet-c", "10.2.0.10")
            .main("a", "10.1.0.0/16 -> pcx-ab", "10.2.0.0/16 -> pcx-ab", "0.0.0.0/0 -> pcx-ab")
            .main("b", "10.0.0.0/16 -> pcx-ab", "10.2.0.0/16 -> pcx-bc", "0.0.0.0/0 -> igw-b")
            .main("c", "10.1.0.0/16 -> pcx-bc", "10.0.0.0/16 -> pcx-bc")
            .publicly("a", "54.0.0.10");
    Claims.of(net)
        .ok("a <-> b", "b <-> c")
        .no(
            "a -> c",
            "forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-ab",
            "return PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-bc")
        .no("a -> inet", "forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-ab");
  }
}
