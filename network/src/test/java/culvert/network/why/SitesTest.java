package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.network.HybridNet;
import org.junit.jupiter.api.Test;

/** Packets between AWS and sites: the way there and back, what is in it, and what takes over. */
class SitesTest {

  private static final String DC = "site:dc/192.168.0.10";

  /** A VPC with a host {@code a}, its gateway, and a site. */
  private static HybridNet vpc() {
    return new HybridNet()
        .with(net ->
            net.vpc("a", "10.0.0.0/16")
                .subnet("subnet-a", "a", "10.0.0.0/24")
                .host("a", "subnet-a", "10.0.0.10"))
        .vpnGateway("vgw-1", 64512, "a")
        .with(net -> net.propagate("a", "vgw-1"))
        .site("dc", 65001, "192.168.0.0/16");
  }

  private static HybridNet withVpn() {
    return vpc().vpn("vpn-1", "vgw-1", "dc");
  }

  private static HybridNet withBoth() {
    return withVpn()
        .connection("dxcon-1", "EqDC2")
        .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "dc")
        .policy("dc", "dxvif-1 prefer 200");
  }

  private static Claims claims(HybridNet net) {
    return Claims.of(net.net());
  }

  @Test
  void a8_a_vpn_joins_a_vpc_and_a_site_both_ways() {
    HybridNet net = withVpn();
    Claims claims = claims(net).ok("a <-> " + DC);
    assertThat(claims.path("a -> " + DC))
        .containsExactly("eni-a", "sg-open", "rtb-a", "vgw-1", "vpn-1/1", "site:dc");
    assertThat(claims.path(DC + " -> a"))
        .containsExactly("site:dc", "vpn-1/1", "vgw-1", "eni-a", "sg-open");
  }

  @Test
  void a8_without_propagation_or_a_route_the_reply_is_lost() {
    HybridNet net = withVpn().with(more -> more.main("a"));
    claims(net).no(DC + " -> a", "return NO_ROUTE_TO_DESTINATION rtb-a");
  }

  @Test
  void a8_a_static_route_of_the_vpc_may_be_wider_but_the_gateway_knows_its_prefixes_only() {
    HybridNet net = withVpn().with(more -> more.main("a", "192.0.0.0/8 -> vgw-1"));
    claims(net)
        .ok("a <-> " + DC)
        .no("a -> internet/192.0.2.1", "forward NO_ROUTE_TO_DESTINATION vgw-1");
  }

  @Test
  void a8_a_site_is_reached_by_its_own_addresses_alone() {
    claims(withVpn()).no(DC + " -> 10.0.0.99@vpc-a", "forward NO_POSSIBLE_DESTINATION subnet-a");
    assertThatThrownBy(() -> claims(withVpn()).ask("a -> site:dc/10.9.9.9"))
        .isInstanceOf(BadQuestion.class)
        .hasMessage("10.9.9.9 is not an address of site:dc: site:dc/10.9.9.9");
  }

  @Test
  void b7_direct_connect_goes_before_the_vpn_which_takes_over() {
    HybridNet net = withBoth();
    assertThat(claims(net).path("a -> " + DC)).contains("dxvif-1").doesNotContain("vpn-1/1");
    claims(net.fail("dxcon-1")).ok("a <-> " + DC);
    assertThat(claims(net).path("a -> " + DC)).contains("vpn-1/1").doesNotContain("dxvif-1");
    assertThat(claims(net).path(DC + " -> a")).contains("vpn-1/1");
    claims(net.fail("vpn-1"))
        .no(
            "a -> " + DC,
            "forward NO_ROUTE_TO_DESTINATION rtb-a",
            "return NO_ROUTE_TO_DESTINATION site:dc");
  }

  @Test
  void b4_until_the_hold_timer_runs_out_packets_are_lost() {
    HybridNet net = withBoth().fail("dxcon-1").hold("dxpeer-1", true);
    claims(net)
        .no(
            "a -> " + DC,
            "forward BAD_STATE_VIRTUAL_INTERFACE dxvif-1",
            "return BAD_STATE_VIRTUAL_INTERFACE dxvif-1");
    claims(net.release("dxpeer-1")).ok("a <-> " + DC);
  }

  @Test
  void a8_a_site_that_prefers_the_other_way_is_called_asymmetric() {
    HybridNet net = withBoth().policy("dc", "vpn-1 prefer 300");
    Answer answer = claims(net).ask("a -> " + DC);
    assertThat(answer.reachable()).isTrue();
    assertThat(answer.warnings()).extracting(Warning::code).contains(Warning.Code.ASYMMETRIC_PATH);
  }

  @Test
  void a5_a_tunnel_narrows_the_path() {
    assertThat(claims(withVpn()).ask("a -> " + DC).warnings())
        .filteredOn(warning -> warning.code() == Warning.Code.PATH_MTU)
        .extracting(Warning::component)
        .containsExactly("vpn-1/1");
  }

  @Test
  void a9_two_sites_reach_each_other_by_one_gateway_without_a_vpc() {
    HybridNet net =
        new HybridNet()
            .vpnGateway("vgw-1", 64512, null)
            .site("dc", 65001, "192.168.0.0/16")
            .site("shop", 65002, "172.16.0.0/16")
            .vpn("vpn-1", "vgw-1", "dc")
            .vpn("vpn-2", "vgw-1", "shop");
    Claims claims = claims(net).ok(DC + " <-> site:shop/172.16.0.10");
    assertThat(claims.path(DC + " -> site:shop/172.16.0.10"))
        .containsExactly("site:dc", "vpn-1/1", "vgw-1", "vpn-2/1", "site:shop");
  }

  /** Two VPCs behind one Direct Connect gateway. */
  private static HybridNet behindOneGateway() {
    return vpc()
        .with(net ->
            net.vpc("b", "10.1.0.0/16")
                .subnet("subnet-b", "b", "10.1.0.0/24")
                .host("b", "subnet-b", "10.1.0.10"))
        .vpnGateway("vgw-2", 64512, "b")
        .with(net -> net.propagate("b", "vgw-2"))
        .directConnectGateway("dxgw-1", 64600)
        .associate("assoc-1", "dxgw-1", "vgw-1", "10.0.0.0/16")
        .associate("assoc-2", "dxgw-1", "vgw-2", "10.1.0.0/16")
        .connection("dxcon-1", "EqDC2")
        .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc");
  }

  @Test
  void b5_a_direct_connect_gateway_joins_vpcs_to_the_site_and_not_to_each_other() {
    Claims claims = claims(behindOneGateway()).ok("a <-> " + DC, "b <-> " + DC);
    assertThat(claims.path("a -> " + DC))
        .containsExactly("eni-a", "sg-open", "rtb-a", "vgw-1", "dxgw-1", "dxvif-1", "site:dc");
    claims.no(
        "a -> b", "forward NO_ROUTE_TO_DESTINATION rtb-a", "return NO_ROUTE_TO_DESTINATION rtb-b");
  }

  @Test
  void b5_a_summary_of_both_announced_by_the_site_turns_their_traffic_round() {
    HybridNet net = behindOneGateway().policy("dc", "dxvif-1 announce 192.168.0.0/16,10.0.0.0/8");
    Claims claims = claims(net).ok("a <-> b");
    assertThat(claims.path("a -> b")).contains("dxgw-1", "vgw-2");
  }

  private static HybridNet hub() {
    return new HybridNet()
        .transitGateway("tgw-1", 64513)
        .with(net ->
            net.vpc("a", "10.0.0.0/16")
                .subnet("subnet-a", "a", "10.0.0.0/24")
                .host("a", "subnet-a", "10.0.0.10")
                .main("a", "0.0.0.0/0 -> tgw-1")
                .attach("att-a", "tgw-1", "subnet-a"))
        .site("dc", 65001, "192.168.0.0/16")
        .vpn("vpn-1", "tgw-1", "dc");
  }

  @Test
  void r4_4_4_a_vpn_attachment_propagates_into_the_table() {
    HybridNet net =
        hub()
            .with(more ->
                more.gatewayTable(
                    "tgw-rtb-1", "tgw-1", "assoc att-a att-vpn-1", "prop att-a att-vpn-1"));
    Claims claims = claims(net).ok("a <-> " + DC);
    assertThat(claims.path("a -> " + DC))
        .startsWith("eni-a", "sg-open", "rtb-a", "att-a", "tgw-rtb-1", "att-vpn-1")
        .endsWith("site:dc");
    assertThat(claims.path(DC + " -> a")).contains("att-vpn-1", "tgw-rtb-1", "att-a");
  }

  @Test
  void r4_4_4_without_its_propagation_the_site_is_not_found() {
    HybridNet net =
        hub()
            .with(more ->
                more.gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-vpn-1", "prop att-a"));
    claims(net).no(DC + " -> a", "return TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT tgw-rtb-1");
  }

  @Test
  void a8_a_static_route_of_the_table_into_a_dead_vpn_drops() {
    HybridNet net =
        hub()
            .with(more ->
                more.gatewayTable(
                    "tgw-rtb-1",
                    "tgw-1",
                    "assoc att-a att-vpn-1",
                    "prop att-a",
                    "192.168.0.0/16 -> att-vpn-1"))
            .fail("vpn-1");
    claims(net)
        .no(
            "a -> " + DC,
            "forward TGW_BAD_STATE_VPN att-vpn-1",
            "return NO_ROUTE_TO_DESTINATION site:dc");
  }

  @Test
  void b6_sites_with_sitelink_reach_each_other_and_others_do_not() {
    HybridNet net =
        new HybridNet()
            .directConnectGateway("dxgw-1", 64600)
            .site("dc", 65001, "192.168.0.0/16")
            .site("shop", 65002, "172.16.0.0/16")
            .connection("dxcon-1", "EqDC2")
            .connection("dxcon-2", "EqLD5")
            .withSiteLink("dxvif-1", "dxcon-1", "dxgw-1", "dc")
            .withSiteLink("dxvif-2", "dxcon-2", "dxgw-1", "shop");
    Claims claims = claims(net).ok(DC + " <-> site:shop/172.16.0.10");
    assertThat(claims.path(DC + " -> site:shop/172.16.0.10"))
        .containsExactly("site:dc", "dxvif-1", "dxgw-1", "dxvif-2", "site:shop");
    claims(net.virtualInterface("dxvif-2", "dxcon-2", "dxgw-1", "shop"))
        .no(
            DC + " -> site:shop/172.16.0.10",
            "forward NO_ROUTE_TO_DESTINATION site:dc",
            "return NO_ROUTE_TO_DESTINATION site:shop");
  }

  @Test
  void r3_3_3_a_peering_does_not_lead_to_the_peers_site() {
    HybridNet net =
        withVpn()
            .with(more ->
                more.vpc("b", "10.1.0.0/16")
                    .subnet("subnet-b", "b", "10.1.0.0/24")
                    .host("b", "subnet-b", "10.1.0.10")
                    .peering("pcx-ab", "a", "b")
                    .main("b", "10.0.0.0/16 -> pcx-ab", "192.168.0.0/16 -> pcx-ab"));
    assertThat(claims(net).ask("b -> " + DC).blockers())
        .extracting(Claims::line)
        .contains("forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-ab");
  }

  @Test
  void a_zone_that_is_down_takes_its_instances_and_its_tunnel() {
    HybridNet net = withVpn().fail("use1-az1");
    assertThat(claims(net).ask("a -> " + DC).blockers())
        .extracting(Claims::line)
        .contains("forward BAD_STATE i-a");
    HybridNet inTwo = withVpn().with(more -> more.zone("subnet-a", "use1-az2")).fail("use1-az1");
    claims(inTwo).ok("a <-> " + DC);
    assertThat(claims(inTwo).path("a -> " + DC)).contains("vpn-1/2");
  }
}
