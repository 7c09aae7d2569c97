package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import org.junit.jupiter.api.Test;

/** §1.2 and §1.3: which table, which route. */
class RouteChoiceTest {

  private static Net net(String... routes) {
    return new Net()
        .vpc("a", "10.0.0.0/16", "2001:db8:a::/56")
        .internetGateway("igw-a", "a")
        .main("a", routes)
        .subnet("subnet-a", "a", "10.0.0.0/24", "2001:db8:a::/64")
        .subnet("subnet-b", "a", "10.0.1.0/24")
        .host("x", "subnet-a", "10.0.0.10", "2001:db8:a::10")
        .publicly("x", "54.0.0.10")
        .host("y", "subnet-a", "10.0.0.11")
        .host("z", "subnet-b", "10.0.1.10");
  }

  @Test
  void an_ipv4_default_route_says_nothing_about_ipv6_R1_2_7() {
    Claims.of(net("0.0.0.0/0 -> igw-a"))
        .ok("x -> inet")
        .no("x -> internet/2600::1", "forward NO_ROUTE_TO_DESTINATION rtb-a");
  }

  @Test
  void a_subnet_keeps_its_explicit_table_when_main_changes_R1_2_3() {
    Net net =
        net()
            .table("rtb-own", "a", "0.0.0.0/0 -> igw-a")
            .subnetWith("rtb-own", "subnet-a", "a", "10.0.0.0/24");
    assertThat(Claims.of(net).path("x -> inet")).contains("rtb-own").doesNotContain("rtb-a");
  }

  @Test
  void the_longest_prefix_wins_whatever_the_kind_of_route_R1_3_1_R1_3_5() {
    Net net = net("8.0.0.0/8 -> vgw-gone", "pl-dns -> igw-a").prefixList("pl-dns", "8.8.8.0/24");
    Claims.of(net)
        .ok("x -> internet/8.8.8.8")
        .no("x -> internet/8.8.4.4", "forward BAD_STATE_ROUTE rtb-a");
  }

  @Test
  void a_static_route_beats_an_equal_prefix_list_entry_R1_3_9() {
    Net net = net("pl-dns -> vgw-gone", "8.8.8.0/24 -> igw-a").prefixList("pl-dns", "8.8.8.0/24");
    Claims.of(net).ok("x -> internet/8.8.8.8");
  }

  @Test
  void a_prefix_list_entry_beats_an_equal_propagated_route_R1_3_9() {
    Net net =
        net("8.8.8.0/24 -> vgw-gone (dx)", "pl-dns -> igw-a").prefixList("pl-dns", "8.8.8.0/24");
    Claims.of(net).ok("x -> internet/8.8.8.8");
  }

  @Test
  void propagated_routes_rank_direct_connect_then_static_then_bgp_R1_3_1() {
    Net net =
        net("8.8.8.0/24 -> vgw-3 (bgp)", "8.8.8.0/24 -> vgw-1 (dx)", "8.8.8.0/24 -> vgw-2 (vpn)");
    assertThat(chosen(net, "x -> internet/8.8.8.8")).isEqualTo("vgw-1");
    net.main("a", "8.8.8.0/24 -> vgw-3 (bgp)", "8.8.8.0/24 -> vgw-2 (vpn)");
    assertThat(chosen(net, "x -> internet/8.8.8.8")).isEqualTo("vgw-2");
  }

  private static String chosen(Net net, String pair) {
    return Claims.of(net).ask(pair).forward().path().stream()
        .filter(element -> element.component().startsWith("rtb-"))
        .findFirst()
        .orElseThrow()
        .detail()
        .get("target");
  }

  @Test
  void reserved_ranges_are_never_forwarded_R1_3_7() {
    Claims.of(net("169.254.0.0/16 -> igw-a", "fd00::/8 -> igw-a"))
        .no("x -> internet/169.254.169.1", "forward RESERVED_RANGE rtb-a");
  }

  @Test
  void layer_2_cannot_be_diverted_by_a_route_R1_3_11() {
    Net net = net("10.0.0.0/24 -> eni-z", "10.0.0.11/32 -> eni-z", "10.0.0.10/32 -> vgw-gone");
    Claims.of(net).ok("x <-> y");
    assertThat(Claims.of(net).path("x -> y"))
        .containsExactly("eni-x", "sg-open", "eni-y", "sg-open");
  }

  @Test
  void subnets_of_a_vpc_need_nothing_but_local_R1_3_14() {
    Claims.of(net()).ok("x <-> z");
  }

  @Test
  void a_replaced_local_target_leads_through_the_appliance_R1_2_6() {
    Net net =
        net("10.0.0.0/16 -> eni-fw (local)")
            .table("rtb-fw", "a")
            .subnetWith("rtb-fw", "subnet-fw", "a", "10.0.9.0/24")
            .appliance("fw", "subnet-fw", "10.0.9.9");
    Claims.of(net).ok("x <-> z");
    assertThat(Claims.of(net).path("x -> z")).contains("eni-fw", "i-fw");
  }

  @Test
  void an_unused_address_has_no_possible_destination_R1_1_3() {
    Claims.of(net())
        .no("x -> 10.0.0.99@vpc-a", "forward NO_POSSIBLE_DESTINATION subnet-a")
        .no("x -> 10.0.1.1@vpc-a", "forward NO_POSSIBLE_DESTINATION subnet-b")
        .no("x -> 10.0.200.1@vpc-a", "forward NO_POSSIBLE_DESTINATION vpc-a");
  }

  /** Two interfaces could take it, and one does, for every flow. */
  @Test
  void a_destination_has_one_target_whatever_the_flow_R1_3_13() {
    Net net =
        net("pl-one -> eni-fw1", "pl-two -> eni-fw2")
            .prefixList("pl-one", "8.8.8.0/24")
            .prefixList("pl-two", "8.8.8.0/24")
            .subnet("subnet-fw", "a", "10.0.2.0/24")
            .appliance("fw1", "subnet-fw", "10.0.2.1")
            .appliance("fw2", "subnet-fw", "10.0.2.2");
    for (int port = 1; port <= 64; port++) {
      assertThat(Claims.of(net).path("x -> internet/8.8.8.8 " + port))
          .contains("eni-fw1")
          .doesNotContain("eni-fw2");
    }
  }
}
