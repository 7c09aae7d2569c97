package culvert.network.routing;

import static culvert.network.routing.Looks.paths;
import static culvert.network.routing.Looks.way;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import org.junit.jupiter.api.Test;

/** Sites that reach each other by one virtual private gateway (A9, R1.4.9). */
class CloudHubTest {

  private static HybridNet hub() {
    return new HybridNet()
        .vpnGateway("vgw-1", 64512, null)
        .site("seoul", 65001, "192.168.1.0/24")
        .site("busan", 65002, "192.168.2.0/24")
        .vpn("vpn-1", "vgw-1", "seoul")
        .vpn("vpn-2", "vgw-1", "busan");
  }

  private static String toBusan(HybridNet net) {
    return way(net.routing().ofSite("site:seoul"), "192.168.2.0/24");
  }

  @Test
  void a9_a_gateway_tells_each_site_of_the_others_also_without_a_vpc() {
    HybridNet net = hub();
    assertThat(toBusan(net)).isEqualTo("vpn-1/1");
    assertThat(paths(net.routing().ofSite("site:seoul").values()))
        .containsExactly("192.168.2.0/24 by 64512 65002");
    assertThat(toBusan(net.fail("vpn-2"))).isEqualTo("-");
  }

  @Test
  void a9_two_sites_of_one_as_drop_each_others_routes() {
    HybridNet net =
        new HybridNet()
            .vpnGateway("vgw-1", 64512, null)
            .site("seoul", 65001, "192.168.1.0/24")
            .site("busan", 65001, "192.168.2.0/24")
            .vpn("vpn-1", "vgw-1", "seoul")
            .vpn("vpn-2", "vgw-1", "busan");
    assertThat(paths(net.routing().announced("vpn-1/1"))).contains("192.168.2.0/24 by 64512 65001");
    assertThat(toBusan(net)).isEqualTo("-");
  }

  @Test
  void a9_a_site_on_a_virtual_interface_of_the_gateway_takes_part() {
    HybridNet net =
        hub()
            .connection("dxcon-1", "EqSe2")
            .site("tokyo", 65003, "192.168.3.0/24")
            .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "tokyo");
    assertThat(way(net.routing().ofSite("site:seoul"), "192.168.3.0/24")).isEqualTo("vpn-1/1");
    assertThat(way(net.routing().ofSite("site:tokyo"), "192.168.1.0/24")).isEqualTo("dxvif-1");
  }

  @Test
  void b5_a_site_behind_a_direct_connect_gateway_takes_no_part() {
    HybridNet net =
        hub()
            .with(some -> some.vpc("a", "10.0.0.0/16"))
            .vpnGateway("vgw-1", 64512, "a")
            .connection("dxcon-1", "EqSe2")
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "vgw-1", "10.0.0.0/16")
            .site("tokyo", 65003, "192.168.3.0/24")
            .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "tokyo");
    assertThat(way(net.routing().ofVpnGateway("vgw-1"), "192.168.3.0/24")).isEqualTo("dxgw-1");
    assertThat(way(net.routing().ofSite("site:seoul"), "192.168.3.0/24")).isEqualTo("-");
    assertThat(paths(net.routing().ofSite("site:tokyo").values()))
        .containsExactly("10.0.0.0/16 by 64600");
  }

  @Test
  void a9_static_routes_are_not_told_to_others() {
    HybridNet net =
        hub()
            .site("daegu", 65004, "192.168.4.0/24")
            .staticVpn("vpn-4", "vgw-1", "daegu", "192.168.4.0/24");
    assertThat(way(net.routing().ofSite("site:seoul"), "192.168.4.0/24")).isEqualTo("-");
  }

  @Test
  void a_site_never_passes_on_what_it_has_learned() {
    HybridNet net =
        hub()
            .with(some -> some.vpc("a", "10.0.0.0/16"))
            .vpnGateway("vgw-2", 64513, "a")
            .vpn("vpn-3", "vgw-2", "seoul");
    assertThat(way(net.routing().ofSite("site:seoul"), "10.0.0.0/16")).isEqualTo("vpn-3/1");
    assertThat(paths(net.routing().accepted("vpn-1/1"))).containsExactly("192.168.1.0/24 by 65001");
    assertThat(way(net.routing().ofSite("site:busan"), "10.0.0.0/16")).isEqualTo("-");
  }
}
