package culvert.network.routing;

import static culvert.network.routing.Looks.paths;
import static culvert.network.routing.Looks.prefixes;
import static culvert.network.routing.Looks.way;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.address.IpPrefix;
import culvert.network.routing.LearnedRoute.Source;
import org.junit.jupiter.api.Test;

/** What a virtual private gateway learns, prefers and says. */
class VpnGatewayRoutingTest {

  private static final String OFFICE = "192.168.0.0/16";
  private static final String VPC = "10.0.0.0/16";

  private static HybridNet office() {
    return new HybridNet()
        .with(net -> net.vpc("a", VPC))
        .vpnGateway("vgw-1", 64512, "a")
        .site("seoul", 65001, OFFICE);
  }

  private static String out(HybridNet net) {
    return way(net.routing().ofVpnGateway("vgw-1"), OFFICE);
  }

  private static String back(HybridNet net) {
    return way(net.routing().ofSite("site:seoul"), VPC);
  }

  private static Source source(HybridNet net) {
    return net.routing().ofVpnGateway("vgw-1").get(IpPrefix.parse(OFFICE)).source();
  }

  @Test
  void a8_both_ends_of_a_vpn_learn_by_bgp() {
    HybridNet net = office().vpn("vpn-1", "vgw-1", "seoul");
    assertThat(out(net)).isEqualTo("vpn-1/1");
    assertThat(back(net)).isEqualTo("vpn-1/1");
    assertThat(paths(net.routing().accepted("vpn-1/2"))).containsExactly(OFFICE + " by 65001");
    assertThat(paths(net.routing().announced("vpn-1/2")))
        .as("what came by the other tunnel comes back, and the site drops it")
        .containsExactly(VPC + " by 64512", OFFICE + " by 64512 65001");
    assertThat(paths(net.routing().ofSite("site:seoul").values()))
        .containsExactly(VPC + " by 64512");
    assertThat(net.routing().sessions().get("vpn-1/1").accepted()).isEqualTo(1);
  }

  @Test
  void a8_direct_connect_beats_static_vpn_beats_bgp_vpn_whatever_the_path() {
    HybridNet net =
        office()
            .connection("dxcon-1", "EqSe2")
            .vpn("vpn-1", "vgw-1", "seoul")
            .staticVpn("vpn-2", "vgw-1", "seoul", OFFICE)
            .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "seoul")
            .policy("seoul", "dxvif-1 prepend 5");
    assertThat(out(net)).isEqualTo("dxvif-1");
    assertThat(source(net)).isEqualTo(Source.DIRECT_CONNECT);
    assertThat(out(net.fail("dxcon-1"))).isEqualTo("vpn-2/1");
    assertThat(source(net)).isEqualTo(Source.STATIC);
    assertThat(out(net.fail("vpn-2"))).isEqualTo("vpn-1/1");
    assertThat(source(net)).isEqualTo(Source.VPN);
  }

  @Test
  void a8_a_longer_prefix_over_vpn_stands_beside_the_summary_over_direct_connect() {
    HybridNet net =
        office()
            .connection("dxcon-1", "EqSe2")
            .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "seoul")
            .vpn("vpn-1", "vgw-1", "seoul")
            .policy("seoul", "vpn-1 announce 192.168.1.0/24");
    HybridRouting routing = net.routing();
    assertThat(way(routing.ofVpnGateway("vgw-1"), OFFICE)).isEqualTo("dxvif-1");
    assertThat(way(routing.ofVpnGateway("vgw-1"), "192.168.1.0/24")).isEqualTo("vpn-1/1");
  }

  @Test
  void a8_among_vpn_routes_the_shortest_as_path_wins() {
    HybridNet net = office().vpn("vpn-1", "vgw-1", "seoul").policy("seoul", "vpn-1/1 prepend 1");
    assertThat(out(net)).isEqualTo("vpn-1/2");
    assertThat(paths(net.routing().accepted("vpn-1/1")))
        .containsExactly(OFFICE + " by 65001 65001");
  }

  @Test
  void a8_then_the_lowest_med_of_one_neighbour() {
    HybridNet net =
        office()
            .vpn("vpn-1", "vgw-1", "seoul")
            .policy("seoul", "vpn-1/1 med 20")
            .policy("seoul", "vpn-1/2 med 10");
    assertThat(out(net)).isEqualTo("vpn-1/2");
    HybridNet unsaid = office().vpn("vpn-1", "vgw-1", "seoul").policy("seoul", "vpn-1/1 med 20");
    assertThat(out(unsaid)).as("no MED counts as 0").isEqualTo("vpn-1/2");
  }

  @Test
  void a8_the_meds_of_two_neighbours_do_not_compare() {
    HybridNet net =
        office()
            .site("busan", 65002, OFFICE)
            .vpn("vpn-1", "vgw-1", "seoul")
            .vpn("vpn-2", "vgw-1", "busan")
            .policy("seoul", "vpn-1 med 20")
            .policy("busan", "vpn-2 med 10");
    assertThat(out(net)).isEqualTo("vpn-1/1");
  }

  @Test
  void r1_4_6_one_tunnel_over_all_connections_is_used() {
    HybridNet net = office().vpn("vpn-1", "vgw-1", "seoul").vpn("vpn-2", "vgw-1", "seoul");
    assertThat(out(net)).isEqualTo("vpn-1/1");
    assertThat(out(net.fail("vpn-1/1"))).isEqualTo("vpn-1/2");
    assertThat(out(net.fail("vpn-1/2"))).isEqualTo("vpn-2/1");
    assertThat(out(net.heal("vpn-1/1"))).isEqualTo("vpn-1/1");
  }

  @Test
  void a8_the_med_shows_the_site_by_which_tunnel_aws_sends() {
    HybridNet net = office().vpn("vpn-1", "vgw-1", "seoul");
    assertThat(net.routing().announced("vpn-1/1").getFirst().med()).isEqualTo(100);
    assertThat(net.routing().announced("vpn-1/2").getFirst().med()).isEqualTo(200);
    net.policy("seoul", "vpn-1/1 prepend 1");
    assertThat(net.routing().announced("vpn-1/1").getFirst().med()).isEqualTo(200);
    assertThat(net.routing().announced("vpn-1/2").getFirst().med()).isEqualTo(100);
    assertThat(out(net)).isEqualTo(back(net)).isEqualTo("vpn-1/2");
  }

  @Test
  void a8_static_routes_are_in_force_while_a_tunnel_is_up() {
    HybridNet net =
        office().staticVpn("vpn-1", "vgw-1", "seoul", OFFICE).route("seoul", VPC + " -> vpn-1");
    assertThat(out(net)).isEqualTo(back(net)).isEqualTo("vpn-1/1");
    assertThat(net.routing().tunnelsOf("vpn-1")).containsExactly("vpn-1/1");
    net.fail("vpn-1/1");
    assertThat(out(net)).isEqualTo(back(net)).isEqualTo("vpn-1/2");
    assertThat(net.routing().tunnelsOf("vpn-1")).containsExactly("vpn-1/2");
    net.fail("vpn-1/2");
    assertThat(out(net)).isEqualTo(back(net)).isEqualTo("-");
    assertThat(net.routing().tunnelsOf("vpn-1")).isEmpty();
  }

  @Test
  void a8_nothing_is_announced_on_a_static_vpn() {
    HybridNet net = office().staticVpn("vpn-1", "vgw-1", "seoul", OFFICE);
    assertThat(net.routing().announced("vpn-1/1")).isEmpty();
    assertThat(net.routing().accepted("vpn-1/1")).isEmpty();
    assertThat(back(net)).isEqualTo("-");
  }

  @Test
  void a2_more_than_100_prefixes_end_the_session() {
    HybridNet net = office().vpn("vpn-1", "vgw-1", "seoul");
    net.policy("seoul", "vpn-1/1 announce " + prefixes(101));
    Session over = net.routing().sessions().get("vpn-1/1");
    assertThat(over.up()).isFalse();
    assertThat(over.linked()).isTrue();
    assertThat(over.fault()).isEqualTo("the site announces 101 prefixes, and AWS takes 100");
    assertThat(out(net)).isEqualTo("vpn-1/2");
    assertThat(back(net)).isEqualTo("vpn-1/2");
    HybridNet just = office().vpn("vpn-1", "vgw-1", "seoul");
    just.policy("seoul", "vpn-1/1 announce " + prefixes(100));
    assertThat(just.routing().sessions().get("vpn-1/1").accepted()).isEqualTo(100);
  }

  @Test
  void r1_4_6_a_vpn_of_a_virtual_private_gateway_carries_no_ipv6() {
    HybridNet net =
        office().site("seoul", 65001, OFFICE, "2001:db8:1::/48").vpn("vpn-1", "vgw-1", "seoul");
    assertThat(paths(net.routing().accepted("vpn-1/1"))).containsExactly(OFFICE + " by 65001");
  }

  @Test
  void a8_routes_that_have_been_in_the_gateways_as_are_dropped() {
    HybridNet net =
        new HybridNet()
            .with(some -> some.vpc("a", VPC))
            .vpnGateway("vgw-1", 65001, "a")
            .site("seoul", 65001, OFFICE)
            .vpn("vpn-1", "vgw-1", "seoul");
    assertThat(paths(net.routing().accepted("vpn-1/1"))).containsExactly(OFFICE + " by ");
    net.policy("seoul", "vpn-1 prepend 1");
    assertThat(net.routing().accepted("vpn-1/1")).isEmpty();
  }

  @Test
  void a1_a_gateway_without_a_vpc_announces_none() {
    HybridNet net =
        new HybridNet()
            .vpnGateway("vgw-1", 64512, null)
            .site("seoul", 65001, OFFICE)
            .vpn("vpn-1", "vgw-1", "seoul");
    assertThat(net.routing().announced("vpn-1/1")).isEmpty();
    assertThat(out(net)).isEqualTo("vpn-1/1");
  }
}
