package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.topology.VpcPeering;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Appendix A of the compendium: the peering guide's configurations (R3.5). */
class AppendixPeeringScenariosTest {

  private static Net two() {
    return new Net()
        .vpc("a", "172.16.0.0/16")
        .vpc("b", "10.0.0.0/16")
        .peering("pcx-1", "a", "b")
        .subnet("subnet-a", "a", "172.16.0.0/24")
        .subnet("subnet-b", "b", "10.0.0.0/24")
        .host("a", "subnet-a", "172.16.0.10")
        .host("b", "subnet-b", "10.0.0.10");
  }

  @Test
  @DisplayName("peer-two-full (R3.3.1)")
  void two_vpcs_with_routes_on_both_sides() {
    Claims.of(two().main("a", "10.0.0.0/16 -> pcx-1").main("b", "172.16.0.0/16 -> pcx-1"))
        .ok("a <-> b");
  }

  @Test
  @DisplayName("peer-two-one-side (R3.3.5)")
  void a_route_on_one_side_only_loses_the_reply() {
    Claims.of(two().main("a", "10.0.0.0/16 -> pcx-1"))
        .no("a -> b", "return NO_ROUTE_TO_DESTINATION rtb-b")
        .no("b -> a", "forward NO_ROUTE_TO_DESTINATION rtb-b");
  }

  @Test
  @DisplayName("peer-two-none (R3.5.4)")
  void without_routes_both_sides_are_to_blame() {
    Claims.of(two())
        .no(
            "a -> b",
            "forward NO_ROUTE_TO_DESTINATION rtb-a",
            "return NO_ROUTE_TO_DESTINATION rtb-b")
        .no(
            "b -> a",
            "forward NO_ROUTE_TO_DESTINATION rtb-b",
            "return NO_ROUTE_TO_DESTINATION rtb-a");
  }

  @Test
  @DisplayName("peer-two-pending (R3.3.7)")
  void routes_to_a_pending_peering_are_blackholes() {
    Net net =
        two()
            .pendingPeering("pcx-1", "a", "b")
            .main("a", "10.0.0.0/16 -> pcx-1")
            .main("b", "172.16.0.0/16 -> pcx-1");
    Claims.of(net)
        .no("a -> b", "forward BAD_STATE_ROUTE rtb-a", "return BAD_STATE_ROUTE rtb-b")
        .no("b -> a", "forward BAD_STATE_ROUTE rtb-b", "return BAD_STATE_ROUTE rtb-a");
  }

  @Test
  @DisplayName("peer-two-multicidr (R3.3.6)")
  void only_the_blocks_that_are_routed_are_reachable() {
    Net net =
        new Net()
            .vpc("a", "172.16.0.0/16", "172.17.0.0/16")
            .vpc("b", "10.0.0.0/16", "10.3.0.0/16")
            .peering("pcx-1", "a", "b")
            .main("a", "10.0.0.0/16 -> pcx-1")
            .main("b", "172.16.0.0/16 -> pcx-1", "172.17.0.0/16 -> pcx-1")
            .subnet("subnet-a1", "a", "172.16.0.0/24")
            .subnet("subnet-a2", "a", "172.17.0.0/24")
            .subnet("subnet-b1", "b", "10.0.0.0/24")
            .subnet("subnet-b2", "b", "10.3.0.0/24")
            .host("a1", "subnet-a1", "172.16.0.10")
            .host("a2", "subnet-a2", "172.17.0.10")
            .host("b1", "subnet-b1", "10.0.0.10")
            .host("b2", "subnet-b2", "10.3.0.10");
    Claims.of(net)
        .ok("a1 <-> b1", "a2 <-> b1")
        .no("a1 -> b2", "forward NO_ROUTE_TO_DESTINATION rtb-a")
        .no("b2 -> a1", "return NO_ROUTE_TO_DESTINATION rtb-a");
  }

  private static Net three() {
    return two()
        .vpc("c", "192.168.0.0/16")
        .peering("pcx-ac", "a", "c")
        .subnet("subnet-c", "c", "192.168.0.0/24")
        .host("c", "subnet-c", "192.168.0.10")
        .main("a", "10.0.0.0/16 -> pcx-1", "192.168.0.0/16 -> pcx-ac");
  }

  @Test
  @DisplayName("peer-one-to-two")
  void one_vpc_peers_with_two() {
    Net net = three().main("b", "172.16.0.0/16 -> pcx-1").main("c", "172.16.0.0/16 -> pcx-ac");
    Claims.of(net)
        .ok("a <-> b", "a <-> c")
        .no(
            "b -> c",
            "forward NO_ROUTE_TO_DESTINATION rtb-b",
            "return NO_ROUTE_TO_DESTINATION rtb-c");
  }

  @Test
  @DisplayName("peer-transitive-refused (R3.3.2)")
  void peering_is_not_transitive() {
    Net net =
        three()
            .main("b", "172.16.0.0/16 -> pcx-1", "192.168.0.0/16 -> pcx-1")
            .main("c", "172.16.0.0/16 -> pcx-ac", "10.0.0.0/16 -> pcx-ac");
    Claims.of(net)
        .ok("a <-> b", "a <-> c")
        .no(
            "b -> c",
            "forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-1",
            "return PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-ac");
  }

  @Test
  @DisplayName("peer-three-mesh")
  void a_mesh_of_three() {
    Net net =
        three()
            .peering("pcx-bc", "b", "c")
            .main("b", "172.16.0.0/16 -> pcx-1", "192.168.0.0/16 -> pcx-bc")
            .main("c", "172.16.0.0/16 -> pcx-ac", "10.0.0.0/16 -> pcx-bc");
    Claims.of(net).ok("a <-> b", "a <-> c", "b <-> c");
  }

  @Test
  @DisplayName("peer-three-mesh-v6 (R3.3.11, R1.2.7)")
  void a_mesh_of_three_with_two_in_ipv6() {
    Net net =
        new Net()
            .vpc("a", "172.16.0.0/16", "2001:db8:1234:aa00::/56")
            .vpc("b", "10.0.0.0/16", "2001:db8:5678:bb00::/56")
            .vpc("c", "192.168.0.0/16")
            .peering("pcx-ab", "a", "b")
            .peering("pcx-ac", "a", "c")
            .peering("pcx-bc", "b", "c")
            .main(
                "a",
                "10.0.0.0/16 -> pcx-ab",
                "2001:db8:5678:bb00::/56 -> pcx-ab",
                "192.168.0.0/16 -> pcx-ac")
            .main(
                "b",
                "172.16.0.0/16 -> pcx-ab",
                "2001:db8:1234:aa00::/56 -> pcx-ab",
                "192.168.0.0/16 -> pcx-bc")
            .main("c", "172.16.0.0/16 -> pcx-ac", "10.0.0.0/16 -> pcx-bc")
            .subnet("subnet-a", "a", "172.16.0.0/24", "2001:db8:1234:aa00::/64")
            .subnet("subnet-b", "b", "10.0.0.0/24", "2001:db8:5678:bb00::/64")
            .subnet("subnet-c", "c", "192.168.0.0/24")
            .host("a", "subnet-a", "172.16.0.10", "2001:db8:1234:aa00::10")
            .host("b", "subnet-b", "10.0.0.10", "2001:db8:5678:bb00::10")
            .host("c", "subnet-c", "192.168.0.10");
    Claims.of(net).ok("a <-> b 443 6", "a <-> b icmp 6", "a <-> c", "b <-> c");
  }

  @Test
  @DisplayName("peer-spokes-7 (R3.5.1)")
  void a_hub_gives_its_spokes_nothing() {
    Net net = new Net();
    String[] hubRoutes = new String[6];
    for (int i = 0; i < 7; i++) {
      net.vpc("v" + i, "10." + i + ".0.0/16")
          .subnet("subnet-" + i, "v" + i, "10." + i + ".0.0/24")
          .host("h" + i, "subnet-" + i, "10." + i + ".0.10");
    }
    for (int i = 1; i < 7; i++) {
      net.peering("pcx-" + i, "v0", "v" + i).main("v" + i, "10.0.0.0/16 -> pcx-" + i);
      hubRoutes[i - 1] = "10." + i + ".0.0/16 -> pcx-" + i;
    }
    Claims claims = Claims.of(net.main("v0", hubRoutes));
    for (int i = 1; i < 7; i++) {
      claims.ok("h0 <-> h" + i);
      for (int j = 1; j < 7; j++) {
        if (i != j) {
          claims.no(
              "h" + i + " -> h" + j,
              "forward NO_ROUTE_TO_DESTINATION rtb-v" + i,
              "return NO_ROUTE_TO_DESTINATION rtb-v" + j);
        }
      }
    }
  }

  @Test
  @DisplayName("peer-mesh-7 (R3.5.1)")
  void a_full_mesh_of_seven() {
    Net net = new Net();
    for (int i = 0; i < 7; i++) {
      net.vpc("v" + i, "10." + i + ".0.0/16")
          .subnet("subnet-" + i, "v" + i, "10." + i + ".0.0/24")
          .host("h" + i, "subnet-" + i, "10." + i + ".0.10");
    }
    for (int i = 0; i < 7; i++) {
      String[] routes = new String[6];
      for (int j = 0, n = 0; j < 7; j++) {
        if (i != j) {
          String pcx = "pcx-" + Math.min(i, j) + Math.max(i, j);
          net.peering(pcx, "v" + i, "v" + j);
          routes[n++] = "10." + j + ".0.0/16 -> " + pcx;
        }
      }
      net.main("v" + i, routes);
    }
    Claims claims = Claims.of(net);
    for (int i = 0; i < 7; i++) {
      for (int j = i + 1; j < 7; j++) {
        claims.ok("h" + i + " <-> h" + j);
      }
    }
  }

  /** A, and B and C with the same block, each with two subnets. */
  private static Net twins() {
    return new Net()
        .vpc("a", "172.16.0.0/16")
        .vpc("b", "10.0.0.0/16")
        .vpc("c", "10.0.0.0/16")
        .peering("pcx-ab", "a", "b")
        .peering("pcx-ac", "a", "c");
  }

  @Test
  @DisplayName("peer-two-subnets-one-vpc (R3.2.2)")
  void two_vpcs_with_one_block_use_a_subnet_each() {
    Net net =
        twins()
            .table("rtb-x", "a", "10.0.0.0/16 -> pcx-ab")
            .table("rtb-y", "a", "10.0.0.0/16 -> pcx-ac")
            .main("b", "172.16.0.0/24 -> pcx-ab")
            .main("c", "172.16.1.0/24 -> pcx-ac")
            .subnetWith("rtb-x", "subnet-x", "a", "172.16.0.0/24")
            .subnetWith("rtb-y", "subnet-y", "a", "172.16.1.0/24")
            .subnet("subnet-b", "b", "10.0.0.0/24")
            .subnet("subnet-c", "c", "10.0.0.0/24")
            .host("x", "subnet-x", "172.16.0.10")
            .host("y", "subnet-y", "172.16.1.10")
            .host("b", "subnet-b", "10.0.0.10")
            .host("c", "subnet-c", "10.0.0.11");
    Claims.of(net)
        .ok("x <-> b", "y <-> c")
        .no(
            "x -> c",
            "forward NO_POSSIBLE_DESTINATION subnet-b",
            "return NO_ROUTE_TO_DESTINATION rtb-c")
        .no(
            "y -> b",
            "forward NO_POSSIBLE_DESTINATION subnet-c",
            "return NO_ROUTE_TO_DESTINATION rtb-b");
  }

  @Test
  @DisplayName("peer-two-vpcs-specific-cidr")
  void two_vpcs_use_a_block_each() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16", "10.2.0.0/16")
            .vpc("b", "10.5.0.0/16")
            .vpc("c", "10.6.0.0/16")
            .peering("pcx-ab", "a", "b")
            .peering("pcx-ac", "a", "c")
            .main("a", "10.5.0.0/16 -> pcx-ab", "10.6.0.0/16 -> pcx-ac")
            .main("b", "10.0.0.0/16 -> pcx-ab")
            .main("c", "10.2.0.0/16 -> pcx-ac")
            .subnet("subnet-a1", "a", "10.0.0.0/24")
            .subnet("subnet-a2", "a", "10.2.0.0/24")
            .subnet("subnet-b", "b", "10.5.0.0/24")
            .subnet("subnet-c", "c", "10.6.0.0/24")
            .host("a1", "subnet-a1", "10.0.0.10")
            .host("a2", "subnet-a2", "10.2.0.10")
            .host("b", "subnet-b", "10.5.0.10")
            .host("c", "subnet-c", "10.6.0.10");
    Claims.of(net)
        .ok("a1 <-> b", "a2 <-> c")
        .no("b -> a2", "forward NO_ROUTE_TO_DESTINATION rtb-b")
        .no("c -> a1", "forward NO_ROUTE_TO_DESTINATION rtb-c");
  }

  private static Net specificSubnets(String... routesOfA) {
    return twins()
        .main("a", routesOfA)
        .table("rtb-b2", "b", "172.16.0.0/24 -> pcx-ab")
        .table("rtb-c1", "c")
        .table("rtb-c2", "c", "172.16.0.0/24 -> pcx-ac")
        .subnet("subnet-a", "a", "172.16.0.0/24")
        .host("ad", "subnet-a", "172.16.0.10");
  }

  @Test
  @DisplayName("peer-one-vpc-specific-subnets (R3.3.8)")
  void one_vpc_reaches_one_subnet_of_each_twin() {
    Net net =
        specificSubnets("10.0.0.0/24 -> pcx-ab", "10.0.1.0/24 -> pcx-ac")
            .subnetWith("rtb-b2", "subnet-b1", "b", "10.0.0.0/24")
            .subnet("subnet-b2", "b", "10.0.1.0/24")
            .subnetWith("rtb-c1", "subnet-c1", "c", "10.0.0.0/24")
            .subnetWith("rtb-c2", "subnet-c2", "c", "10.0.1.0/24")
            .host("b1", "subnet-b1", "10.0.0.10")
            .host("b2", "subnet-b2", "10.0.1.10")
            .host("c1", "subnet-c1", "10.0.0.10")
            .host("c2", "subnet-c2", "10.0.1.10");
    Claims.of(net)
        .ok("b1 -> ad", "c2 -> ad")
        .no("b2 -> ad", "forward NO_ROUTE_TO_DESTINATION rtb-b", "return MISDELIVERED eni-c2")
        .no("c1 -> ad", "forward NO_ROUTE_TO_DESTINATION rtb-c1", "return MISDELIVERED eni-b1");
  }

  private static Net misrouting(String... routesOfA) {
    return specificSubnets(routesOfA)
        .subnet("subnet-b1", "b", "10.0.0.0/24")
        .subnetWith("rtb-b2", "subnet-b2", "b", "10.0.1.0/24")
        .subnetWith("rtb-c2", "subnet-c1", "c", "10.0.0.0/24")
        .subnetWith("rtb-c1", "subnet-c2", "c", "10.0.1.0/24")
        .host("b2", "subnet-b2", "10.0.1.10")
        .host("c1", "subnet-c1", "10.0.0.10")
        .host("c2", "subnet-c2", "10.0.1.10");
  }

  @Test
  @DisplayName("peer-response-misrouted (R3.3.9, R3.5.3)")
  void a_reply_goes_to_the_twin_that_the_responders_table_names() {
    Claims claims = Claims.of(misrouting("10.0.0.0/16 -> pcx-ac"));
    claims.no("b2 -> ad", "return MISDELIVERED eni-c2");
    Answer answer = claims.ask("b2 -> ad");
    assertThat(answer.forward().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(answer.back().outcome()).isEqualTo(Outcome.MISDELIVERED);
    assertThat(answer.blockers().getFirst().explanation()).contains("10.0.1.10", "eni-c2 in vpc-c");
  }

  @Test
  @DisplayName("peer-response-misrouted (R3.3.9), the twin being closed")
  void a_reply_to_the_wrong_host_is_misdelivered_whatever_that_host_lets_in() {
    Net net = misrouting("10.0.0.0/16 -> pcx-ac").group("sg-shut", "vpc-c").groups("c2", "sg-shut");
    Claims claims = Claims.of(net).no("b2 -> ad", "return MISDELIVERED eni-c2");
    assertThat(claims.ask("b2 -> ad").back().outcome()).isEqualTo(Outcome.MISDELIVERED);
  }

  @Test
  @DisplayName("peer-response-fix-subnet (R3.5.3)")
  void a_subnet_route_cures_the_reply() {
    Claims.of(misrouting("10.0.0.0/16 -> pcx-ac", "10.0.1.0/24 -> pcx-ab"))
        .ok("b2 -> ad", "c1 -> ad");
  }

  @Test
  @DisplayName("peer-response-fix-host (R3.5.3)")
  void a_host_route_cures_the_reply() {
    Claims.of(misrouting("10.0.0.0/16 -> pcx-ac", "10.0.1.10/32 -> pcx-ab"))
        .ok("b2 -> ad", "c1 -> ad");
  }

  @Test
  @DisplayName("peer-instances")
  void single_instances_reach_each_other_by_host_routes() {
    Net net =
        twins()
            .main("a", "10.0.0.44/32 -> pcx-ab", "10.0.0.55/32 -> pcx-ac")
            .main("b", "172.16.0.88/32 -> pcx-ab")
            .main("c", "172.16.0.99/32 -> pcx-ac")
            .subnet("subnet-a", "a", "172.16.0.0/24")
            .subnet("subnet-b", "b", "10.0.0.0/24")
            .subnet("subnet-c", "c", "10.0.0.0/24")
            .host("i1", "subnet-a", "172.16.0.88")
            .host("i2", "subnet-a", "172.16.0.99")
            .host("i3", "subnet-b", "10.0.0.44")
            .host("i4", "subnet-c", "10.0.0.55");
    Claims.of(net)
        .ok("i1 <-> i3", "i2 <-> i4")
        .no("i3 -> i2", "forward NO_ROUTE_TO_DESTINATION rtb-b")
        .no("i4 -> i1", "forward NO_ROUTE_TO_DESTINATION rtb-c");
  }

  @Test
  @DisplayName("peer-lpm (R3.3.10)")
  void twins_are_told_apart_by_the_longest_prefix() {
    Net net =
        twins()
            .main("a", "10.0.0.77/32 -> pcx-ab", "10.0.0.0/16 -> pcx-ac")
            .main("b", "172.16.0.0/16 -> pcx-ab")
            .main("c", "172.16.0.0/16 -> pcx-ac")
            .subnet("subnet-a", "a", "172.16.0.0/24")
            .subnet("subnet-b", "b", "10.0.0.0/24")
            .subnet("subnet-c", "c", "10.0.0.0/24")
            .host("a", "subnet-a", "172.16.0.10")
            .host("x", "subnet-b", "10.0.0.77")
            .host("bother", "subnet-b", "10.0.0.10")
            .host("c", "subnet-c", "10.0.0.11");
    Claims.of(net)
        .ok("a <-> x", "a <-> c")
        .no("bother -> a", "return NO_POSSIBLE_DESTINATION subnet-c");
  }

  @Test
  @DisplayName("peer-multi-config (R3.5.2)")
  void a_hub_and_a_mesh_that_overlap() {
    Net net = new Net().vpc("a", "172.16.0.0/16").vpc("x", "172.16.0.0/16");
    String[] names = {"b", "c", "d", "e", "f", "g"};
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      String block = "10." + (i + 1) + ".0.0/16";
      net.vpc(name, block).peering("pcx-a" + name, "a", name);
      if (!name.equals("d")) {
        net.main(name, "172.16.0.0/16 -> pcx-a" + name)
            .subnet("subnet-" + name, name, "10." + (i + 1) + ".0.0/24")
            .host(name, "subnet-" + name, "10." + (i + 1) + ".0.10");
      }
    }
    net.vpc("y", "10.9.0.0/16")
        .vpc("z", "10.3.0.0/16")
        .peering("pcx-dx", "d", "x")
        .peering("pcx-xy", "x", "y")
        .peering("pcx-xz", "x", "z")
        .peering("pcx-yz", "y", "z")
        .main(
            "a",
            "10.1.0.0/16 -> pcx-ab",
            "10.2.0.0/16 -> pcx-ac",
            "10.4.0.0/16 -> pcx-ae",
            "10.5.0.0/16 -> pcx-af",
            "10.6.0.0/16 -> pcx-ag",
            "10.3.1.0/24 -> pcx-ad")
        .table("rtb-d1", "d", "172.16.0.0/16 -> pcx-ad")
        .table("rtb-d2", "d", "172.16.0.0/16 -> pcx-dx")
        .main("x", "10.3.2.0/24 -> pcx-dx", "10.9.0.0/16 -> pcx-xy", "10.3.3.0/24 -> pcx-xz")
        .main("y", "172.16.0.0/16 -> pcx-xy", "10.3.0.0/16 -> pcx-yz")
        .main("z", "10.9.0.0/16 -> pcx-yz", "172.16.0.0/16 -> pcx-xz")
        .subnet("subnet-a", "a", "172.16.0.0/24")
        .subnetWith("rtb-d1", "subnet-d1", "d", "10.3.1.0/24")
        .subnetWith("rtb-d2", "subnet-d2", "d", "10.3.2.0/24")
        .subnet("subnet-x", "x", "172.16.1.0/24")
        .subnet("subnet-y", "y", "10.9.0.0/24")
        .subnet("subnet-z1", "z", "10.3.3.0/24")
        .subnet("subnet-z2", "z", "10.3.2.0/24")
        .host("a", "subnet-a", "172.16.0.10")
        .host("d1", "subnet-d1", "10.3.1.10")
        .host("d2", "subnet-d2", "10.3.2.10")
        .host("x", "subnet-x", "172.16.1.10")
        .host("y", "subnet-y", "10.9.0.10")
        .host("z1", "subnet-z1", "10.3.3.10")
        .host("z2", "subnet-z2", "10.3.2.10");
    Claims.of(net)
        .ok("a <-> b", "a <-> c", "a <-> e", "a <-> f", "a <-> g", "a <-> d1")
        .ok("d2 <-> x", "x <-> y", "x <-> z1", "y <-> z1", "y <-> z2")
        .no(
            "a -> d2",
            "forward NO_ROUTE_TO_DESTINATION rtb-a",
            "return NO_POSSIBLE_DESTINATION vpc-x")
        .no(
            "d1 -> x",
            "forward NO_POSSIBLE_DESTINATION vpc-a",
            "return NO_ROUTE_TO_DESTINATION rtb-x")
        .no("x -> z2", "forward MISDELIVERED eni-d2")
        .no(
            "b -> c",
            "forward NO_ROUTE_TO_DESTINATION rtb-b",
            "return NO_ROUTE_TO_DESTINATION rtb-c")
        .no(
            "b -> d1",
            "forward NO_ROUTE_TO_DESTINATION rtb-b",
            "return NO_ROUTE_TO_DESTINATION rtb-d1")
        .no("d2 -> y", "forward NO_ROUTE_TO_DESTINATION rtb-d2", "return MISDELIVERED eni-z2");
  }

  @Test
  void a_peer_that_is_out_of_sight_has_no_possible_destination() {
    Net net = two().main("a", "10.0.0.0/16 -> pcx-1");
    net.add(
        new VpcPeering(
            "pcx-1",
            new VpcPeering.Side("vpc-a", "000000000000", "us-east-1", false),
            new VpcPeering.Side("vpc-elsewhere", "111111111111", "us-east-1", false),
            true));
    Claims.of(net)
        .no(
            "a -> b",
            "forward NO_POSSIBLE_DESTINATION pcx-1",
            "return NO_ROUTE_TO_DESTINATION rtb-b");
  }
}
