package culvert.network.routing;

import static culvert.network.routing.Looks.paths;
import static culvert.network.routing.Looks.way;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import org.junit.jupiter.api.Test;

/** How a site's own router chooses. */
class SiteRouterTest {

  private static final String VPC = "10.0.0.0/16";

  private static HybridNet net() {
    return new HybridNet()
        .with(some -> some.vpc("a", VPC))
        .vpnGateway("vgw-1", 64512, "a")
        .site("dc", 65001, "192.168.0.0/16")
        .connection("dxcon-1", "EqDC2")
        .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "dc")
        .vpn("vpn-1", "vgw-1", "dc");
  }

  private static String way2(HybridNet net) {
    return way(net.routing().ofSite("site:dc"), VPC);
  }

  @Test
  void of_equal_routes_the_lowest_way_by_id() {
    assertThat(way2(net())).isEqualTo("dxvif-1");
  }

  @Test
  void local_preference_goes_before_all() {
    HybridNet net = net().policy("dc", "vpn-1 prefer 200");
    assertThat(way2(net)).isEqualTo("vpn-1/1");
    assertThat(way2(net.policy("dc", "vpn-1/2 prefer 300"))).isEqualTo("vpn-1/2");
  }

  @Test
  void a_static_route_goes_before_bgp_while_its_way_is_up() {
    HybridNet net = net().route("dc", VPC + " -> vpn-1/2").policy("dc", "dxvif-1 prefer 500");
    assertThat(way2(net)).isEqualTo("vpn-1/2");
    assertThat(way2(net.fail("vpn-1/2"))).isEqualTo("dxvif-1");
  }

  @Test
  void of_two_static_routes_the_first_whose_way_is_up() {
    HybridNet net = net().route("dc", VPC + " -> vpn-1").route("dc", VPC + " -> dxvif-1");
    assertThat(way2(net)).isEqualTo("vpn-1/1");
    assertThat(way2(net.fail("vpn-1"))).isEqualTo("dxvif-1");
  }

  @Test
  void a_filter_takes_prefixes_inside_its_own_only() {
    assertThat(way2(net().policy("dc", "dxvif-1 accept 172.16.0.0/12"))).isEqualTo("vpn-1/1");
    assertThat(way2(net().policy("dc", "dxvif-1 accept 10.0.0.0/8"))).isEqualTo("dxvif-1");
  }

  @Test
  void the_shorter_as_path_goes_before_the_lower_med() {
    HybridNet net =
        new HybridNet()
            .transitGateway("tgw-1", 64513)
            .site("dc", 65001, "192.168.0.0/16")
            .site("lab", 65002, "172.16.0.0/16")
            .vpn("vpn-1", "tgw-1", "dc")
            .vpn("vpn-2", "tgw-1", "lab")
            .with(some ->
                some.gatewayTable(
                    "tgw-rtb-1", "tgw-1", "assoc att-vpn-1 att-vpn-2", "prop att-vpn-1 att-vpn-2"))
            .vpnGateway("vgw-1", 64512, null)
            .vpn("vpn-3", "vgw-1", "dc");
    assertThat(way(net.routing().ofSite("site:dc"), "172.16.0.0/16")).isEqualTo("vpn-1/1");
    assertThat(paths(net.routing().ofSite("site:dc").values()))
        .containsExactly("172.16.0.0/16 by 64513 65002");
  }

  @Test
  void its_own_prefixes_are_no_routes() {
    HybridNet net =
        net().site("lab", 65002, "192.168.0.0/16", "192.168.9.0/24").vpn("vpn-2", "vgw-1", "lab");
    assertThat(way(net.routing().ofSite("site:dc"), "192.168.0.0/16")).isEqualTo("-");
    assertThat(way(net.routing().ofSite("site:dc"), "192.168.9.0/24")).isEqualTo("dxvif-1");
  }
}
