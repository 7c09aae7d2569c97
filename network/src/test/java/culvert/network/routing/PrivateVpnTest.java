package culvert.network.routing;

import static culvert.network.routing.Looks.way;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.network.HybridNet;
import org.junit.jupiter.api.Test;

/** A VPN over Direct Connect, which needs routes before it can carry any (A11). */
class PrivateVpnTest {

  private static HybridNet net(String... allowed) {
    return new HybridNet()
        .transitGateway("tgw-1", 64513)
        .with(some ->
            some.vpc("a", "10.0.0.0/16")
                .subnet("subnet-a", "a", "10.0.1.0/24")
                .attach("att-a", "tgw-1", "subnet-a"))
        .site("dc", 65001, "192.168.0.0/16")
        .connection("dxcon-1", "EqDC2")
        .directConnectGateway("dxgw-1", 64600)
        .associate("assoc-1", "dxgw-1", "tgw-1", allowed)
        .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc")
        .privateVpn(
            "vpn-1", "tgw-1", "dc", "att-assoc-1", "192.168.0.1", "10.100.0.5", "10.100.0.6")
        .with(some ->
            some.gatewayTable(
                "tgw-rtb-1", "tgw-1", "assoc att-a att-vpn-1", "prop att-a att-vpn-1"));
  }

  private static Session tunnel(HybridNet net) {
    return net.routing().sessions().get("vpn-1/1");
  }

  @Test
  void a11_the_tunnel_comes_up_over_what_direct_connect_has_brought() {
    HybridNet net = net("10.100.0.0/24");
    assertThat(tunnel(net).up()).isTrue();
    assertThat(way(net.routing().ofSite("site:dc"), "10.0.0.0/16")).isEqualTo("vpn-1/1");
    assertThat(net.routing().ofAttachment("tgw-1", "att-vpn-1"))
        .singleElement()
        .satisfies(route -> assertThat(route.source()).isEqualTo(LearnedRoute.Source.PRIVATE_VPN));
  }

  @Test
  void a11_it_goes_down_with_the_direct_connect() {
    HybridNet net = net("10.100.0.0/24").fail("dxcon-1");
    assertThat(tunnel(net).linked()).isFalse();
    assertThat(tunnel(net).fault())
        .isEqualTo("nothing carries it: each end needs a route to the other over Direct Connect");
    assertThat(way(net.routing().ofSite("site:dc"), "10.0.0.0/16")).isEqualTo("-");
  }

  @Test
  void a11_nothing_passes_it_while_the_session_of_direct_connect_is_only_held() {
    HybridNet net = net("10.100.0.0/24").fail("dxcon-1").hold("dxpeer-1", true);
    assertThat(tunnel(net).linked()).isFalse();
  }

  @Test
  void a11_the_gateways_own_addresses_must_be_among_the_allowed_prefixes() {
    assertThat(tunnel(net("10.0.0.0/16")).linked()).isFalse();
  }

  @Test
  void a11_the_site_must_announce_its_outer_address() {
    HybridNet net = net("10.100.0.0/24").policy("dc", "dxvif-1 announce 172.16.0.0/16");
    assertThat(tunnel(net).linked()).isFalse();
  }

  @Test
  void r4_3_9_connect_over_direct_connect_needs_the_same() {
    HybridNet net =
        net("10.100.0.0/24")
            .connect("att-c", "tgw-1", "att-assoc-1")
            .connectPeer("tgw-connect-peer-1", "att-c", "dc", "10.100.0.9", "192.168.0.2");
    assertThat(net.routing().sessions().get("tgw-connect-peer-1").up()).isTrue();
    net.fail("dxvif-1");
    assertThat(net.routing().sessions().get("tgw-connect-peer-1").up()).isFalse();
  }

  @Test
  void a_tunnel_that_would_lead_into_itself_never_settles_and_is_named() {
    HybridNet net =
        net("10.100.0.0/16")
            .with(some ->
                some.gatewayTable(
                    "tgw-rtb-1",
                    "tgw-1",
                    "assoc att-a att-vpn-1",
                    "prop att-vpn-1",
                    "10.100.0.0/24 -> att-a"));
    assertThatThrownBy(net::routing)
        .isInstanceOf(RoutingOscillation.class)
        .hasMessage(
            "routing does not settle: these sessions go up and down by what they carry themselves:"
                + " vpn-1/1, vpn-1/2");
    net.policy("dc", "vpn-1 accept 10.0.0.0/16");
    assertThat(tunnel(net).up()).as("a filter on the tunnel ends that").isTrue();
  }
}
