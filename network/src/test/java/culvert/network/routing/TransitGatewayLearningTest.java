package culvert.network.routing;

import static culvert.network.routing.Looks.paths;
import static culvert.network.routing.Looks.prefixes;
import static culvert.network.routing.Looks.table;
import static culvert.network.routing.Looks.way;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import org.junit.jupiter.api.Test;

/** What transit gateways learn of sites and tell them. */
class TransitGatewayLearningTest {

  private static final String OFFICE = "192.168.0.0/16";

  private static HybridNet hub() {
    return hub(true);
  }

  /** With the VPC {@code a} by {@code att-a} and the table {@code tgw-rtb-1}. */
  private static HybridNet hub(boolean vpnEcmp) {
    return new HybridNet()
        .transitGateway("tgw-1", 64513, "us-east-1", vpnEcmp)
        .with(net ->
            net.vpc("a", "10.0.0.0/16")
                .subnet("subnet-a", "a", "10.0.1.0/24")
                .attach("att-a", "tgw-1", "subnet-a"))
        .site("dc", 65001, OFFICE);
  }

  private static HybridNet with(HybridNet net, String attachments, String... routes) {
    String[] lines = new String[routes.length + 2];
    lines[0] = "assoc att-a " + attachments;
    lines[1] = "prop att-a " + attachments;
    System.arraycopy(routes, 0, lines, 2, routes.length);
    return net.with(some -> some.gatewayTable("tgw-rtb-1", "tgw-1", lines));
  }

  @Test
  void r4_4_4_a_bgp_vpn_propagates_and_a_static_one_does_not() {
    HybridNet net =
        with(
            hub()
                .vpn("vpn-1", "tgw-1", "dc")
                .site("lab", 65002, "172.16.0.0/16")
                .staticVpn("vpn-2", "tgw-1", "lab"),
            "att-vpn-1 att-vpn-2");
    assertThat(table(net, "tgw-rtb-1"))
        .containsExactly(
            "10.0.0.0/16 -> att-a PROPAGATED_VPC", OFFICE + " -> att-vpn-1 PROPAGATED_VPN");
    assertThat(net.routing().ofAttachment("tgw-1", "att-vpn-2")).isEmpty();
  }

  @Test
  void r4_3_3_a_vpn_is_told_the_table_that_it_is_associated_with() {
    HybridNet net =
        with(
            hub()
                .vpn("vpn-1", "tgw-1", "dc")
                .site("lab", 65002, "172.16.0.0/16")
                .vpn("vpn-2", "tgw-1", "lab"),
            "att-vpn-1 att-vpn-2",
            "10.9.0.0/16 -> att-a",
            "10.10.0.0/16 -> blackhole",
            "192.168.9.0/24 -> att-vpn-1");
    assertThat(paths(net.routing().announced("vpn-1/1")))
        .containsExactly(
            "10.0.0.0/16 by 64513", "10.9.0.0/16 by 64513", "172.16.0.0/16 by 64513 65002");
    assertThat(paths(net.routing().announced("vpn-2/1")))
        .containsExactly(
            "10.0.0.0/16 by 64513",
            "10.9.0.0/16 by 64513",
            OFFICE + " by 64513 65001",
            "192.168.9.0/24 by 64513");
  }

  @Test
  void r4_3_3_without_an_association_nothing_is_told() {
    HybridNet net =
        hub()
            .vpn("vpn-1", "tgw-1", "dc")
            .with(some -> some.gatewayTable("tgw-rtb-1", "tgw-1", "prop att-a att-vpn-1"));
    assertThat(net.routing().announced("vpn-1/1")).isEmpty();
    assertThat(net.routing().ofAttachment("tgw-1", "att-vpn-1")).hasSize(1);
  }

  /** One prefix from every kind of source; each is taken away in turn. */
  @Test
  void r4_4_5_static_then_list_then_vpc_then_direct_connect_then_connect_then_vpns() {
    HybridNet net =
        new HybridNet()
            .transitGateway("tgw-1", 64513)
            .with(some ->
                some.vpc("a", OFFICE)
                    .subnet("subnet-a", "a", "192.168.1.0/24")
                    .attach("att-a", "tgw-1", "subnet-a")
                    .host("gre", "subnet-a", "192.168.1.9")
                    .prefixList("pl-1", OFFICE))
            .site("dc", 65001, OFFICE, "10.200.0.1/32")
            .site("branch", 65002, OFFICE)
            .site("sdwan", 65003, OFFICE)
            .connection("dxcon-1", "EqDC2")
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "tgw-1", "10.100.0.0/24")
            .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc")
            .connect("att-connect", "tgw-1", "att-a")
            .connectPeer("tgw-connect-peer-1", "att-connect", "sdwan", "10.100.0.1", "192.168.1.9")
            .privateVpn(
                "vpn-p", "tgw-1", "dc", "att-assoc-1", "10.200.0.1", "10.100.0.5", "10.100.0.6")
            .vpn("vpn-1", "tgw-1", "branch");
    String all = "att-assoc-1 att-connect att-vpn-p att-vpn-1";
    assertThat(office(with(net, all, OFFICE + " -> att-vpn-1", "pl-1 -> att-vpn-1")))
        .isEqualTo("att-vpn-1 STATIC");
    assertThat(office(with(net, all, "pl-1 -> att-vpn-1"))).isEqualTo("att-vpn-1 PREFIX_LIST");
    assertThat(office(with(net, all))).isEqualTo("att-a PROPAGATED_VPC");
    assertThat(office(propagating(net, all))).isEqualTo("att-assoc-1 PROPAGATED_DIRECT_CONNECT");
    net.policy("dc", "dxvif-1 announce 10.200.0.1/32");
    assertThat(office(net)).isEqualTo("att-connect PROPAGATED_CONNECT");
    net.fail("tgw-connect-peer-1");
    assertThat(office(net)).isEqualTo("att-vpn-p PROPAGATED_PRIVATE_VPN");
    net.fail("vpn-p");
    assertThat(office(net)).isEqualTo("att-vpn-1 PROPAGATED_VPN");
    net.fail("vpn-1");
    assertThat(office(net)).isEqualTo("-");
  }

  private static HybridNet propagating(HybridNet net, String attachments) {
    return net.with(some ->
        some.gatewayTable(
            "tgw-rtb-1", "tgw-1", "assoc att-a " + attachments, "prop " + attachments));
  }

  private static String office(HybridNet net) {
    return table(net, "tgw-rtb-1").stream()
        .filter(line -> line.startsWith(OFFICE + " -> "))
        .map(line -> line.substring((OFFICE + " -> ").length()))
        .findFirst()
        .orElse("-");
  }

  @Test
  void r4_4_15_equal_vpn_routes_share_the_load_over_tunnels_and_connections() {
    HybridNet net = hub().vpn("vpn-1", "tgw-1", "dc").vpn("vpn-2", "tgw-1", "dc");
    with(net, "att-vpn-1 att-vpn-2");
    assertThat(office(net)).isEqualTo("att-vpn-1,att-vpn-2 PROPAGATED_VPN");
    assertThat(tunnels(net, "att-vpn-1")).isEqualTo("vpn-1/1,vpn-1/2");
    assertThat(net.routing().tunnelsOf("vpn-1")).containsExactly("vpn-1/1", "vpn-1/2");
    assertThat(net.routing().announced("vpn-1/1"))
        .allSatisfy(route -> assertThat(route.med()).isEqualTo(100));
    net.policy("dc", "vpn-2 prepend 1");
    assertThat(office(net)).isEqualTo("att-vpn-1 PROPAGATED_VPN");
    assertThat(office(net.fail("vpn-1"))).isEqualTo("att-vpn-2 PROPAGATED_VPN");
  }

  private static String tunnels(HybridNet net, String attachment) {
    return net.routing().ofAttachment("tgw-1", attachment).stream()
        .map(route -> String.join(",", route.ways()))
        .findFirst()
        .orElse("-");
  }

  @Test
  void r4_4_15_without_vpn_ecmp_one_tunnel_is_used() {
    HybridNet net = hub(false).vpn("vpn-1", "tgw-1", "dc").vpn("vpn-2", "tgw-1", "dc");
    with(net, "att-vpn-1 att-vpn-2");
    assertThat(office(net)).isEqualTo("att-vpn-1 PROPAGATED_VPN");
    assertThat(tunnels(net, "att-vpn-1")).isEqualTo("vpn-1/1");
    assertThat(net.routing().announced("vpn-1/2").getFirst().med()).isEqualTo(200);
  }

  @Test
  void r4_4_15_routes_of_two_as_numbers_do_not_share() {
    HybridNet net =
        hub().site("dr", 65002, OFFICE).vpn("vpn-1", "tgw-1", "dc").vpn("vpn-2", "tgw-1", "dr");
    with(net, "att-vpn-1 att-vpn-2");
    assertThat(office(net)).isEqualTo("att-vpn-1 PROPAGATED_VPN");
  }

  @Test
  void r4_4_15_two_direct_connect_gateways_share() {
    HybridNet net =
        hub()
            .connection("dxcon-1", "EqDC2")
            .connection("dxcon-2", "CSVA1")
            .directConnectGateway("dxgw-1", 64600)
            .directConnectGateway("dxgw-2", 64601)
            .associate("assoc-1", "dxgw-1", "tgw-1", "10.0.0.0/8")
            .associate("assoc-2", "dxgw-2", "tgw-1", "10.0.0.0/8")
            .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc")
            .virtualInterface("dxvif-2", "dxcon-2", "dxgw-2", "dc");
    with(net, "att-assoc-1 att-assoc-2");
    assertThat(office(net)).isEqualTo("att-assoc-1,att-assoc-2 PROPAGATED_DIRECT_CONNECT");
    net.policy("dc", "dxvif-1 prepend 1");
    assertThat(office(net)).isEqualTo("att-assoc-2 PROPAGATED_DIRECT_CONNECT");
  }

  @Test
  void r4_4_6_a_missing_med_counts_100_on_a_vpn() {
    HybridNet net =
        hub().vpn("vpn-1", "tgw-1", "dc").vpn("vpn-2", "tgw-1", "dc").policy("dc", "vpn-2 med 99");
    with(net, "att-vpn-1 att-vpn-2");
    assertThat(office(net)).isEqualTo("att-vpn-2 PROPAGATED_VPN");
    net.policy("dc", "vpn-2/1 med 101").policy("dc", "vpn-2/2 med 101");
    assertThat(office(net)).isEqualTo("att-vpn-1 PROPAGATED_VPN");
  }

  @Test
  void r4_4_8_what_a_static_route_hides_comes_back_when_it_goes() {
    HybridNet net = hub().vpn("vpn-1", "tgw-1", "dc");
    assertThat(office(with(net, "att-vpn-1", OFFICE + " -> blackhole")))
        .isEqualTo("blackhole STATIC");
    assertThat(office(with(net, "att-vpn-1"))).isEqualTo("att-vpn-1 PROPAGATED_VPN");
  }

  @Test
  void r4_3_2_a_static_route_to_a_vpn_stands_while_its_tunnels_are_down() {
    HybridNet net =
        with(
            hub().vpn("vpn-1", "tgw-1", "dc").fail("vpn-1"), "att-vpn-1", OFFICE + " -> att-vpn-1");
    assertThat(office(net)).isEqualTo("att-vpn-1 STATIC");
    assertThat(net.routing().tunnelsOf("vpn-1")).isEmpty();
    HybridNet gone = with(hub(), "", OFFICE + " -> att-vpn-9");
    assertThat(office(gone)).as("R4.4.11").isEqualTo("blackhole STATIC");
  }

  @Test
  void b5_point_to_point_addresses_do_not_reach_a_transit_gateway() {
    HybridNet net =
        hub()
            .site("dc", 65001, OFFICE, "192.168.0.0/30")
            .connection("dxcon-1", "EqDC2")
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "tgw-1", "10.0.0.0/8")
            .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc");
    assertThat(
            way(net.routing().outOfDirectConnectGateway("dxgw-1", "us-east-1"), "192.168.0.0/30"))
        .isEqualTo("dxvif-1");
    assertThat(paths(net.routing().ofAttachment("tgw-1", "att-assoc-1")))
        .containsExactly(OFFICE + " by 65001");
  }

  @Test
  void a2_a_transit_gateway_takes_1000_prefixes_of_a_vpn() {
    HybridNet net = hub().vpn("vpn-1", "tgw-1", "dc");
    net.policy("dc", "vpn-1/1 announce " + prefixes(1000))
        .policy("dc", "vpn-1/2 announce " + prefixes(1001));
    assertThat(net.routing().sessions().get("vpn-1/1").accepted()).isEqualTo(1000);
    assertThat(net.routing().sessions().get("vpn-1/2").up()).isFalse();
  }

  @Test
  void a3_a_vpn_carries_one_family() {
    HybridNet net =
        hub()
            .site("dc", 65001, OFFICE, "2001:db8:1::/48")
            .vpn("vpn-4", "tgw-1", "dc")
            .vpn6("vpn-6", "tgw-1", "dc");
    assertThat(paths(net.routing().accepted("vpn-4/1"))).containsExactly(OFFICE + " by 65001");
    assertThat(paths(net.routing().accepted("vpn-6/1")))
        .containsExactly("2001:db8:1::/48 by 65001");
  }

  @Test
  void r4_3_9_a_connect_peer_stands_and_falls_with_its_appliance() {
    HybridNet net =
        hub()
            .with(some -> some.host("gre", "subnet-a", "10.0.1.9"))
            .connect("att-connect", "tgw-1", "att-a")
            .connectPeer("tgw-connect-peer-1", "att-connect", "dc", "192.0.2.1", "10.0.1.9");
    with(net, "att-connect");
    assertThat(office(net)).isEqualTo("att-connect PROPAGATED_CONNECT");
    assertThat(paths(net.routing().announced("tgw-connect-peer-1")))
        .containsExactly("10.0.0.0/16 by 64513");
    assertThat(net.routing().sessions().get("tgw-connect-peer-1").needs())
        .containsExactly("tgw-connect-peer-1", "use1-az1", "i-gre", "site:dc");
    net.with(some -> some.stopped("gre"));
    assertThat(net.routing().sessions().get("tgw-connect-peer-1").fault())
        .isEqualTo("i-gre is not running");
    assertThat(office(net)).isEqualTo("-");
  }

  @Test
  void r4_3_9_two_connect_peers_of_the_gateways_own_as_do_not_hear_of_each_other() {
    HybridNet net =
        hub()
            .site("one", 64513, "172.16.1.0/24")
            .site("two", 64513, "172.16.2.0/24")
            .site("three", 65003, "172.16.3.0/24")
            .with(some ->
                some.host("g1", "subnet-a", "10.0.1.7")
                    .host("g2", "subnet-a", "10.0.1.8")
                    .host("g3", "subnet-a", "10.0.1.9"))
            .connect("att-c1", "tgw-1", "att-a")
            .connect("att-c2", "tgw-1", "att-a")
            .connect("att-c3", "tgw-1", "att-a")
            .connectPeer("tgw-connect-peer-1", "att-c1", "one", "192.0.2.1", "10.0.1.7")
            .connectPeer("tgw-connect-peer-2", "att-c2", "two", "192.0.2.2", "10.0.1.8")
            .connectPeer("tgw-connect-peer-3", "att-c3", "three", "192.0.2.3", "10.0.1.9");
    with(net, "att-c1 att-c2 att-c3");
    assertThat(paths(net.routing().ofSite("site:one").values()))
        .containsExactly("10.0.0.0/16 by ", "172.16.3.0/24 by 65003");
    assertThat(paths(net.routing().ofSite("site:three").values()))
        .containsExactly(
            "10.0.0.0/16 by 64513", "172.16.1.0/24 by 64513", "172.16.2.0/24 by 64513");
  }
}
