package culvert.network.routing;

import static culvert.network.routing.Looks.way;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import org.junit.jupiter.api.Test;

/** The designs that AWS recommends, and some that it warns of: which way, and what takes over. */
class ResilienceDesignsTest {

  private static final String DC = "192.168.0.0/16";
  private static final String VPC = "10.0.0.0/16";

  private static HybridNet vpc() {
    return new HybridNet()
        .with(net -> net.vpc("a", VPC))
        .vpnGateway("vgw-1", 64512, "a")
        .site("dc", 65001, DC);
  }

  /** The way of AWS and the way of the site: {@code "dxvif-1 / vpn-1/1"}. */
  private static String ways(HybridNet net) {
    HybridRouting routing = net.routing();
    return way(routing.ofVpnGateway("vgw-1"), DC) + " / " + way(routing.ofSite("site:dc"), VPC);
  }

  @Test
  void b7_direct_connect_with_vpn_backup_on_a_virtual_private_gateway() {
    HybridNet net =
        vpc()
            .connection("dxcon-1", "EqDC2")
            .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "dc")
            .vpn("vpn-1", "vgw-1", "dc")
            .policy("dc", "dxvif-1 prefer 200");
    assertThat(ways(net)).isEqualTo("dxvif-1 / dxvif-1");
    for (String each : new String[] {"EqDC2", "dxcon-1", "dxvif-1"}) {
      assertThat(ways(net.fail(each))).as(each).isEqualTo("vpn-1/1 / vpn-1/1");
      assertThat(ways(net.heal(each))).as(each).isEqualTo("dxvif-1 / dxvif-1");
    }
    assertThat(ways(net.fail("dxcon-1").fail("use1-az1"))).isEqualTo("vpn-1/2 / vpn-1/2");
    assertThat(ways(net.fail("vpn-1"))).isEqualTo("- / -");
  }

  @Test
  void b7_direct_connect_with_vpn_backup_on_a_transit_gateway() {
    HybridNet net = hubWithBoth().policy("dc", "dxvif-1 prefer 200");
    assertThat(hubWays(net)).isEqualTo("att-assoc-1 / dxvif-1");
    assertThat(hubWays(net.fail("EqDC2"))).isEqualTo("att-vpn-1 / vpn-1/1");
    assertThat(hubWays(net.heal("EqDC2"))).isEqualTo("att-assoc-1 / dxvif-1");
  }

  private static HybridNet hubWithBoth() {
    return new HybridNet()
        .transitGateway("tgw-1", 64513)
        .with(some ->
            some.vpc("a", VPC)
                .subnet("subnet-a", "a", "10.0.1.0/24")
                .attach("att-a", "tgw-1", "subnet-a"))
        .site("dc", 65001, DC)
        .connection("dxcon-1", "EqDC2")
        .directConnectGateway("dxgw-1", 64600)
        .associate("assoc-1", "dxgw-1", "tgw-1", VPC)
        .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc")
        .vpn("vpn-1", "tgw-1", "dc")
        .with(some ->
            some.gatewayTable(
                "tgw-rtb-1",
                "tgw-1",
                "assoc att-a att-vpn-1 att-assoc-1",
                "prop att-a att-vpn-1 att-assoc-1"));
  }

  private static String hubWays(HybridNet net) {
    String out =
        Looks.table(net, "tgw-rtb-1").stream()
            .filter(line -> line.startsWith(DC))
            .map(line -> line.split(" ")[2])
            .findFirst()
            .orElse("-");
    return out + " / " + way(net.routing().ofSite("site:dc"), VPC);
  }

  @Test
  void b7_a_static_route_of_the_table_to_the_vpn_beats_direct_connect() {
    HybridNet net =
        hubWithBoth()
            .policy("dc", "dxvif-1 prefer 200")
            .with(some ->
                some.gatewayTable(
                    "tgw-rtb-1",
                    "tgw-1",
                    "assoc att-a att-vpn-1 att-assoc-1",
                    "prop att-a att-vpn-1 att-assoc-1",
                    DC + " -> att-vpn-1"));
    assertThat(hubWays(net)).isEqualTo("att-vpn-1 / dxvif-1");
  }

  private static HybridNet twoLocations() {
    return vpc()
        .connection("dxcon-1", "EqDC2")
        .connection("dxcon-2", "CSVA1")
        .directConnectGateway("dxgw-1", 64600)
        .associate("assoc-1", "dxgw-1", "vgw-1", VPC)
        .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc")
        .virtualInterface("dxvif-2", "dxcon-2", "dxgw-1", "dc");
  }

  private static String interfaces(HybridNet net, String prefix) {
    return way(net.routing().outOfDirectConnectGateway("dxgw-1", "us-east-1"), prefix)
        + " / "
        + way(net.routing().ofSite("site:dc"), VPC);
  }

  @Test
  void b8_two_locations_active_active() {
    HybridNet net = twoLocations();
    assertThat(interfaces(net, DC)).isEqualTo("dxvif-1,dxvif-2 / dxvif-1");
    assertThat(interfaces(net.fail("EqDC2"), DC)).isEqualTo("dxvif-2 / dxvif-2");
    assertThat(interfaces(net.heal("EqDC2").fail("CSVA1"), DC)).isEqualTo("dxvif-1 / dxvif-1");
  }

  @Test
  void b8_two_locations_active_passive_by_as_path() {
    HybridNet net = twoLocations().policy("dc", "dxvif-1 prepend 3 prefer 50");
    assertThat(interfaces(net, DC)).isEqualTo("dxvif-2 / dxvif-2");
    assertThat(interfaces(net.fail("CSVA1"), DC)).isEqualTo("dxvif-1 / dxvif-1");
  }

  @Test
  void b8_two_locations_active_passive_by_community() {
    HybridNet net =
        twoLocations()
            .policy("dc", "dxvif-1 tag 7224:7100 prefer 50")
            .policy("dc", "dxvif-2 tag 7224:7300 prepend 5");
    assertThat(interfaces(net, DC)).isEqualTo("dxvif-2 / dxvif-2");
    assertThat(interfaces(net.fail("dxcon-2"), DC)).isEqualTo("dxvif-1 / dxvif-1");
  }

  @Test
  void b8_two_locations_active_passive_by_longer_prefixes() {
    HybridNet net =
        twoLocations().policy("dc", "dxvif-2 announce 192.168.0.0/17,192.168.128.0/17 prefer 200");
    assertThat(interfaces(net, "192.168.0.0/17")).isEqualTo("dxvif-2 / dxvif-2");
    assertThat(interfaces(net, DC)).isEqualTo("dxvif-1 / dxvif-2");
    net.fail("dxvif-2");
    assertThat(interfaces(net, "192.168.0.0/17")).isEqualTo("- / dxvif-1");
    assertThat(interfaces(net, DC)).isEqualTo("dxvif-1 / dxvif-1");
  }

  @Test
  void b5_three_vpcs_in_three_regions_behind_one_direct_connect_gateway() {
    HybridNet net =
        twoLocations()
            .with(some ->
                some.vpcIn("eu-west-1", "b", "10.1.0.0/16")
                    .vpcIn("ap-northeast-2", "c", "10.2.0.0/16"))
            .vpnGatewayIn("eu-west-1", "vgw-2", 64513, "b")
            .vpnGatewayIn("ap-northeast-2", "vgw-3", 64514, "c")
            .associate("assoc-2", "dxgw-1", "vgw-2", "10.1.0.0/16")
            .associate("assoc-3", "dxgw-1", "vgw-3", "10.2.0.0/16");
    HybridRouting routing = net.routing();
    for (String vpc : new String[] {VPC, "10.1.0.0/16", "10.2.0.0/16"}) {
      assertThat(way(routing.ofSite("site:dc"), vpc)).isEqualTo("dxvif-1");
    }
    for (String gateway : new String[] {"vgw-1", "vgw-2", "vgw-3"}) {
      assertThat(routing.ofVpnGateway(gateway).keySet())
          .as("nothing of another VPC")
          .hasToString("[" + DC + "]");
    }
  }

  @Test
  void b7_a_static_vpn_route_that_is_more_specific_always_takes_the_traffic() {
    HybridNet net =
        vpc()
            .connection("dxcon-1", "EqDC2")
            .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "dc")
            .staticVpn("vpn-1", "vgw-1", "dc", "192.168.1.0/24")
            .route("dc", VPC + " -> vpn-1");
    HybridRouting routing = net.routing();
    assertThat(way(routing.ofVpnGateway("vgw-1"), "192.168.1.0/24")).isEqualTo("vpn-1/1");
    assertThat(way(routing.ofVpnGateway("vgw-1"), DC)).isEqualTo("dxvif-1");
    assertThat(way(routing.ofSite("site:dc"), VPC)).isEqualTo("vpn-1/1");
  }

  @Test
  void b7_a_static_vpn_of_another_prefix_never_takes_over() {
    HybridNet net =
        vpc()
            .connection("dxcon-1", "EqDC2")
            .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "dc")
            .staticVpn("vpn-1", "vgw-1", "dc", "172.16.0.0/12");
    assertThat(ways(net)).isEqualTo("dxvif-1 / dxvif-1");
    assertThat(ways(net.fail("dxvif-1"))).isEqualTo("- / -");
  }

  @Test
  void b7_a_summary_on_direct_connect_and_specifics_on_the_vpn_return_the_wrong_way() {
    HybridNet net =
        vpc()
            .connection("dxcon-1", "EqDC2")
            .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "dc")
            .vpn("vpn-1", "vgw-1", "dc")
            .policy("dc", "dxvif-1 prefer 200")
            .policy("dc", "vpn-1 announce 192.168.1.0/24,192.168.2.0/24");
    HybridRouting routing = net.routing();
    assertThat(way(routing.ofSite("site:dc"), VPC)).isEqualTo("dxvif-1");
    assertThat(way(routing.ofVpnGateway("vgw-1"), "192.168.1.0/24")).isEqualTo("vpn-1/1");
  }
}
