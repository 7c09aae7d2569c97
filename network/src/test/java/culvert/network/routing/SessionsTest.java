package culvert.network.routing;

import static culvert.network.routing.Looks.way;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import org.junit.jupiter.api.Test;

/** What a session needs, and why it is down. */
class SessionsTest {

  private static HybridNet net() {
    return new HybridNet()
        .with(some -> some.vpc("a", "10.0.0.0/16"))
        .vpnGateway("vgw-1", 64512, "a")
        .site("dc", 65001, "192.168.0.0/16")
        .connection("dxcon-1", "EqDC2")
        .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "dc")
        .vpn("vpn-1", "vgw-1", "dc");
  }

  private static Session session(HybridNet net, String id) {
    return net.routing().sessions().get(id);
  }

  @Test
  void each_component_that_a_session_needs_takes_it_down() {
    for (String id : new String[] {"vpn-1/1", "dxpeer-1"}) {
      for (String each : session(net(), id).needs()) {
        HybridNet net = net().fail(each);
        assertThat(session(net, id).linked()).as(each).isFalse();
        assertThat(session(net, id).up()).as(each).isFalse();
        assertThat(session(net, id).fault()).isEqualTo(each + " is down");
        assertThat(session(net.heal(each), id).up()).as(each).isTrue();
      }
    }
    assertThat(session(net(), "vpn-1/1").needs())
        .containsExactly("vpn-1/1", "vpn-1", "use1-az1", "site:dc");
    assertThat(session(net(), "dxpeer-1").needs())
        .containsExactly("dxvif-1", "dxcon-1", "EqDC2", "site:dc");
  }

  @Test
  void a_zone_takes_one_tunnel_of_two() {
    HybridNet net = net().fail("use1-az1");
    assertThat(session(net, "vpn-1/1").up()).isFalse();
    assertThat(session(net, "vpn-1/2").up()).isTrue();
  }

  @Test
  void a_held_session_stays_up_and_keeps_its_routes_while_nothing_passes() {
    HybridNet net = net().fail("dxcon-1").hold("dxpeer-1", true);
    assertThat(session(net, "dxpeer-1").linked()).isFalse();
    assertThat(session(net, "dxpeer-1").up()).isTrue();
    assertThat(session(net, "dxpeer-1").fault()).isNull();
    assertThat(way(net.routing().ofVpnGateway("vgw-1"), "192.168.0.0/16")).isEqualTo("dxvif-1");
    net.release("dxpeer-1");
    assertThat(way(net.routing().ofVpnGateway("vgw-1"), "192.168.0.0/16")).isEqualTo("vpn-1/1");
  }

  @Test
  void a_session_that_is_held_down_is_not_established_yet() {
    HybridNet net = net().hold("dxpeer-1", false);
    assertThat(session(net, "dxpeer-1").linked()).isTrue();
    assertThat(session(net, "dxpeer-1").up()).isFalse();
    assertThat(session(net, "dxpeer-1").fault()).isEqualTo("it is not established yet");
    assertThat(way(net.routing().ofVpnGateway("vgw-1"), "192.168.0.0/16")).isEqualTo("vpn-1/1");
  }

  @Test
  void a1_both_ends_must_agree_on_the_as_number_for_bgp() {
    HybridNet net = net().staticVpn("vpn-2", "vgw-1", "dc").renumber("dc", 65009);
    assertThat(session(net, "vpn-1/1").fault())
        .isEqualTo("the site's AS number is 65009, and AWS expects 65001");
    assertThat(session(net, "vpn-1/1").linked()).isTrue();
    assertThat(session(net, "dxpeer-1").up()).isFalse();
    assertThat(session(net, "vpn-2/1").up()).as("static").isTrue();
  }

  @Test
  void without_a_site_nothing_is_linked() {
    HybridNet net = net().site("dc", 65001, "192.168.0.0/16");
    assertThat(session(net, "vpn-1/1").site()).isNull();
    assertThat(session(net, "vpn-1/1").linked()).isFalse();
    assertThat(session(net, "vpn-1/1").fault()).isEqualTo("no site's router is at its far end");
  }

  @Test
  void a_gateway_that_is_gone_answers_nothing() {
    HybridNet net = new HybridNet().site("dc", 65001, "192.168.0.0/16").vpn("vpn-1", "vgw-9", "dc");
    assertThat(session(net, "vpn-1/1").fault()).isEqualTo("vgw-9 is gone");
  }
}
