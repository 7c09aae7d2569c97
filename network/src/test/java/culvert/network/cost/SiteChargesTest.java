package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import org.junit.jupiter.api.Test;

/**
 * Between AWS and sites (A16, B10). VPCs belong to account 111, what joins them to sites to
 * 000000000000.
 */
class SiteChargesTest {

  private static final String DC = "site:dc/192.168.0.10";

  private static HybridNet vpc() {
    return new HybridNet()
        .with(net ->
            net.vpc("a", "10.0.0.0/16")
                .subnet("subnet-a", "a", "10.0.0.0/24")
                .host("a", "subnet-a", "10.0.0.10"))
        .vpnGateway("vgw-1", 64512, "a")
        .with(net -> net.propagate("a", "vgw-1").ownedBy("111", "a"))
        .site("dc", 65001, "192.168.0.0/16");
  }

  /** Behind a transit gateway of us-east-1. */
  private static HybridNet hub() {
    return new HybridNet()
        .transitGateway("tgw-1", 64513)
        .with(net ->
            net.vpc("a", "10.0.0.0/16")
                .main("a", "192.168.0.0/16 -> tgw-1")
                .subnet("subnet-a", "a", "10.0.0.0/24")
                .host("a", "subnet-a", "10.0.0.10")
                .attach("att-a", "tgw-1", "subnet-a")
                .ownedBy("111", "a"))
        .site("dc", 65001, "192.168.0.0/16");
  }

  private static HybridNet table(HybridNet net, String attachment) {
    return net.with(some ->
        some.gatewayTable(
            "tgw-rtb-1", "tgw-1", "assoc att-a " + attachment, "prop att-a " + attachment));
  }

  private static Costs costs(HybridNet net) {
    return Costs.of(net.net());
  }

  @Test
  void a16_a_vpn_is_internet_out_to_its_owner_and_free_in() {
    Costs costs = costs(vpc().vpn("vpn-1", "vgw-1", "dc"));
    assertThat(costs.there("a -> " + DC))
        .containsExactly("vpn-1 INTERNET_OUT_GB 000000000000 us-east-1");
    assertThat(costs.back("a -> " + DC))
        .containsExactly("vpn-1 INTERNET_IN_GB 000000000000 us-east-1");
    assertThat(costs.there(DC + " -> a"))
        .containsExactly("vpn-1 INTERNET_IN_GB 000000000000 us-east-1");
  }

  @Test
  void a16_at_a_transit_gateway_what_the_vpn_sends_into_it_comes_on_top() {
    Costs costs = costs(table(hub().vpn("vpn-1", "tgw-1", "dc"), "att-vpn-1"));
    assertThat(costs.there("a -> " + DC))
        .containsExactly(
            "att-a TRANSIT_GATEWAY_GB 111 us-east-1 vpc",
            "vpn-1 INTERNET_OUT_GB 000000000000 us-east-1");
    assertThat(costs.back("a -> " + DC))
        .containsExactly(
            "vpn-1 INTERNET_IN_GB 000000000000 us-east-1",
            "att-vpn-1 TRANSIT_GATEWAY_GB 000000000000 us-east-1 vpn");
  }

  @Test
  void a10_what_an_accelerated_vpn_carries_has_a_premium_both_ways() {
    Costs costs = costs(table(hub().vpn("vpn-1", "tgw-1", "dc"), "att-vpn-1").accelerated("vpn-1"));
    assertThat(costs.there("a -> " + DC))
        .contains("vpn-1 VPN_ACCELERATOR_PREMIUM_GB 000000000000 us-east-1");
    assertThat(costs.back("a -> " + DC))
        .contains("vpn-1 VPN_ACCELERATOR_PREMIUM_GB 000000000000 us-east-1");
  }

  @Test
  void a16_between_sites_by_a_gateway_the_second_vpn_is_out() {
    HybridNet net =
        vpc()
            .site("shop", 65002, "172.16.0.0/16")
            .vpn("vpn-1", "vgw-1", "dc")
            .vpn("vpn-2", "vgw-1", "shop");
    assertThat(costs(net).there(DC + " -> site:shop/172.16.0.10"))
        .containsExactly(
            "vpn-1 INTERNET_IN_GB 000000000000 us-east-1",
            "vpn-2 INTERNET_OUT_GB 000000000000 us-east-1");
  }

  @Test
  void b10_a_private_interface_is_paid_by_the_owner_of_what_sends_and_free_in() {
    Costs costs =
        costs(
            vpc()
                .connection("dxcon-1", "EqDC2")
                .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "dc"));
    assertThat(costs.there("a -> " + DC))
        .containsExactly("dxvif-1 DIRECT_CONNECT_OUT_GB 111 us-east-1 EqDC2");
    assertThat(costs.back("a -> " + DC))
        .containsExactly("dxvif-1 DIRECT_CONNECT_IN_GB 000000000000 us-east-1");
  }

  @Test
  void b10_on_a_lag_the_lags_location_counts() {
    Costs costs =
        costs(
            vpc()
                .lag("dxlag-1", "EqLD5", 0, "dxcon-1", "dxcon-2")
                .virtualInterface("dxvif-1", "dxlag-1", "vgw-1", "dc"));
    assertThat(costs.there("a -> " + DC))
        .containsExactly("dxvif-1 DIRECT_CONNECT_OUT_GB 111 us-east-1 EqLD5");
  }

  @Test
  void b10_a_remote_region_sends_at_its_own_rate() {
    HybridNet net =
        new HybridNet()
            .with(some ->
                some.vpcIn("eu-west-1", "e", "10.0.0.0/16")
                    .subnet("subnet-e", "e", "10.0.0.0/24")
                    .host("e", "subnet-e", "10.0.0.10"))
            .vpnGatewayIn("eu-west-1", "vgw-e", 64512, "e")
            .with(some -> some.propagate("e", "vgw-e").ownedBy("111", "e"))
            .site("dc", 65001, "192.168.0.0/16")
            .connection("dxcon-1", "EqDC2")
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "vgw-e")
            .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc");
    assertThat(costs(net).there("e -> " + DC))
        .containsExactly("dxvif-1 DIRECT_CONNECT_OUT_GB 111 eu-west-1 EqDC2");
  }

  @Test
  void b10_a_transit_interface_is_paid_by_the_attached_vpcs_owner_beside_the_gateways_charge() {
    Costs costs =
        costs(
            table(
                hub()
                    .connection("dxcon-1", "EqDC2")
                    .directConnectGateway("dxgw-1", 64600)
                    .associate("assoc-1", "dxgw-1", "tgw-1", "10.0.0.0/16")
                    .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc"),
                "att-assoc-1"));
    assertThat(costs.there("a -> " + DC))
        .containsExactly(
            "att-a TRANSIT_GATEWAY_GB 111 us-east-1 vpc",
            "dxvif-1 DIRECT_CONNECT_OUT_GB 111 us-east-1 EqDC2");
    assertThat(costs.back("a -> " + DC))
        .containsExactly(
            "dxvif-1 DIRECT_CONNECT_IN_GB 000000000000 us-east-1",
            "att-assoc-1 TRANSIT_GATEWAY_GB 000000000000 us-east-1 dxgw");
  }

  private static HybridNet overDirectConnect() {
    return hub()
        .connection("dxcon-1", "EqDC2")
        .directConnectGateway("dxgw-1", 64600)
        .associate("assoc-1", "dxgw-1", "tgw-1", "10.100.0.0/24")
        .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc");
  }

  @Test
  void a11_a_private_vpn_leaves_by_direct_connect_instead_of_the_internet() {
    HybridNet net =
        overDirectConnect()
            .privateVpn(
                "vpn-1", "tgw-1", "dc", "att-assoc-1", "192.168.0.1", "10.100.0.5", "10.100.0.6");
    Costs costs = costs(table(net, "att-vpn-1"));
    assertThat(costs.there("a -> " + DC))
        .containsExactly(
            "att-a TRANSIT_GATEWAY_GB 111 us-east-1 vpc",
            "vpn-1 DIRECT_CONNECT_OUT_GB 000000000000 us-east-1 EqDC2");
    assertThat(costs.back("a -> " + DC))
        .containsExactly(
            "vpn-1 DIRECT_CONNECT_IN_GB 000000000000 us-east-1",
            "att-vpn-1 TRANSIT_GATEWAY_GB 000000000000 us-east-1 vpn");
  }

  @Test
  void c2_what_connect_sends_into_a_transit_gateway_its_owner_pays() {
    HybridNet net =
        overDirectConnect()
            .connect("att-c", "tgw-1", "att-assoc-1")
            .connectPeer("tgw-connect-peer-1", "att-c", "dc", "10.100.0.9", "192.168.0.2");
    Costs costs = costs(table(net, "att-c"));
    assertThat(costs.there("a -> " + DC))
        .containsExactly(
            "att-a TRANSIT_GATEWAY_GB 111 us-east-1 vpc",
            "att-c DIRECT_CONNECT_OUT_GB 000000000000 us-east-1 EqDC2");
    assertThat(costs.back("a -> " + DC))
        .containsExactly(
            "att-c DIRECT_CONNECT_IN_GB 000000000000 us-east-1",
            "att-c TRANSIT_GATEWAY_GB 000000000000 us-east-1 connect");
  }

  @Test
  void b6_sitelink_is_charged_by_its_two_locations_and_no_region() {
    HybridNet net =
        new HybridNet()
            .directConnectGateway("dxgw-1", 64600)
            .site("dc", 65001, "192.168.0.0/16")
            .site("shop", 65002, "172.16.0.0/16")
            .connection("dxcon-1", "EqDC2")
            .connection("dxcon-2", "EqLD5")
            .withSiteLink("dxvif-1", "dxcon-1", "dxgw-1", "dc")
            .withSiteLink("dxvif-2", "dxcon-2", "dxgw-1", "shop");
    assertThat(costs(net).there(DC + " -> site:shop/172.16.0.10"))
        .containsExactly("dxvif-2 SITE_LINK_GB 000000000000 global EqDC2-EqLD5");
    assertThat(costs(net).back(DC + " -> site:shop/172.16.0.10"))
        .containsExactly("dxvif-1 SITE_LINK_GB 000000000000 global EqLD5-EqDC2");
  }

  @Test
  void b5_what_turns_round_at_direct_connect_has_been_out_there() {
    HybridNet net =
        vpc()
            .with(some ->
                some.vpc("b", "10.1.0.0/16")
                    .subnet("subnet-b", "b", "10.1.0.0/24")
                    .host("b", "subnet-b", "10.1.0.10"))
            .vpnGateway("vgw-2", 64512, "b")
            .with(some -> some.propagate("b", "vgw-2").ownedBy("222", "b"))
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "vgw-1", "10.0.0.0/16")
            .associate("assoc-2", "dxgw-1", "vgw-2", "10.1.0.0/16")
            .connection("dxcon-1", "EqDC2")
            .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc")
            .policy("dc", "dxvif-1 announce 192.168.0.0/16,10.0.0.0/8");
    assertThat(costs(net).there("a -> b"))
        .containsExactly(
            "dxvif-1 DIRECT_CONNECT_OUT_GB 111 us-east-1 EqDC2",
            "dxvif-1 DIRECT_CONNECT_IN_GB 000000000000 us-east-1");
    assertThat(costs(net).back("a -> b"))
        .containsExactly(
            "dxvif-1 DIRECT_CONNECT_OUT_GB 222 us-east-1 EqDC2",
            "dxvif-1 DIRECT_CONNECT_IN_GB 000000000000 us-east-1");
  }
}
