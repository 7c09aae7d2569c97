package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What calls of the API end or let begin: who learns of it when, and what carries meanwhile. */
class DeliberateChangesTest {

  private static final String VPC = "10.0.0.0/16";
  private static final String DC = "192.168.0.0/16";
  private static final String BY_INTERFACE = "vgw vif site:dc / site:dc vif vgw";
  private static final String BY_VPN = "vgw vpn/1 site:dc / site:dc vpn/1 vgw";

  private final HybridCloud net = new HybridCloud();

  @AfterEach
  void close() {
    net.close();
  }

  private void oneConnectionAndAVpn() {
    net.vpc("app", VPC)
        .vpnGateway("vgw", "app")
        .site("dc", 65001, DC)
        .connection("con", "EqDC2")
        .virtualInterface("vif", "con", "vgw", "dc")
        .vpn("vpn", "vgw", "dc");
    assertThat(net.events()).isBlank();
  }

  private String events() {
    return net.events().replaceAll("dxpeer-[0-9a-z]+", "dxpeer").replace("2026-01-01T", "");
  }

  @Test
  void b8_a_failover_test_ends_the_session_at_once_and_it_comes_back_after_the_keepalive() {
    oneConnectionAndAVpn();
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_INTERFACE);
    net.startTest("vif");
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_VPN);
    net.pass("PT60S").stopTest("vif").pass("PT29S");
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_VPN);
    net.pass("PT1S");
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_INTERFACE);
    assertThat(events())
        .isEqualTo(
            """
            00:00:00Z session-down dxpeer a BGP failover test keeps it down; 1 prefix withdrawn
            00:01:30Z session-up dxpeer after the keepalive of 30 s; 1 prefix accepted
            """);
  }

  @Test
  void b8_a_failover_test_that_runs_out_ends_as_one_that_is_stopped() {
    oneConnectionAndAVpn();
    net.startTest("vif").pass("PT3H").pass("PT29S");
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_VPN);
    net.pass("PT1S");
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_INTERFACE);
    assertThat(events()).contains("03:00:30Z session-up dxpeer");
  }

  @Test
  void b3_what_is_deleted_ends_its_session_at_once() {
    oneConnectionAndAVpn();
    net.addIpv6Peer("vif", 65001).deleteFirstPeer("vif");
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_VPN);
    net.pass("PT10S").deleteVpn("vpn");
    assertThat(net.matrix()).isEmpty();
    assertThat(events().replaceAll("[0-9]+ prefix", "1 prefix"))
        .isEqualTo(
            """
            00:00:00Z session-down dxpeer it was taken away; 1 prefix withdrawn
            00:00:10Z session-down vpn/1 it was taken away; 1 prefix withdrawn
            00:00:10Z session-down vpn/2 it was taken away; 1 prefix withdrawn
            """);
  }

  @Test
  void b3_a_deleted_virtual_interface_leaves_the_traffic_to_the_vpn_at_once() {
    oneConnectionAndAVpn();
    net.deleteInterface("vif");
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_VPN);
    assertThat(events())
        .isEqualTo("00:00:00Z session-down dxpeer it was taken away; 1 prefix withdrawn\n");
  }

  @Test
  void a7_a_replaced_tunnel_leaves_the_traffic_to_the_other_until_it_is_established_again() {
    net.vpc("app", VPC).vpnGateway("vgw", "app").site("dc", 65001, DC).vpn("vpn", "vgw", "dc");
    net.pass("PT60S").replaceTunnel("vpn", 1);
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_VPN.replace("vpn/1", "vpn/2"));
    assertThat(net.tunnels("vpn"))
        .containsExactly(
            "DOWN IPSEC IS UP since 2026-01-01T00:01:00Z",
            "UP 1 BGP ROUTES since 2026-01-01T00:00:00Z");
    net.pass("PT10S");
    assertThat(net.ways("app", "site:dc")).isEqualTo(BY_VPN);
    assertThat(net.tunnels("vpn").getFirst())
        .isEqualTo("UP 1 BGP ROUTES since 2026-01-01T00:01:10Z");
    assertThat(events())
        .isEqualTo(
            """
            00:01:00Z link-down vpn/1 vpn/1 is being replaced by AWS
            00:01:00Z session-down vpn/1 vpn/1 is being replaced by AWS; 1 prefix withdrawn
            00:01:00Z link-up vpn/1 packets pass; its ends take it for down until the keepalive of 10 s runs out
            00:01:10Z session-up vpn/1 after the keepalive of 10 s; 1 prefix accepted
            """);
  }

  private void privateVpn() {
    net.vpc("app", VPC)
        .transitGateway("hub", "10.100.0.0/24")
        .attach("app", "hub")
        .site("dc", 65001, DC)
        .connection("con", "EqDC2")
        .directConnectGateway("dxgw", 64600)
        .associate("dxgw", "hub", "10.100.0.0/24")
        .virtualInterface("vif", "con", "dxgw", "dc")
        .policy("dc", "vif", "{'announce':['192.168.255.9/32']}")
        .privateVpn("vpn", "hub", "dc", "dxgw", "192.168.255.9");
  }

  @Test
  void a11_a_private_vpn_over_a_transit_virtual_interface_carries_what_direct_connect_does_not() {
    privateVpn();
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc").replaceAll("vpn/[12]", "vpn/n"))
        .isEqualTo("hub-table vpn/n site:dc / site:dc vpn/n hub-table");
    assertThat(net.tunnels("vpn")).allMatch(each -> each.startsWith("UP 1 BGP ROUTES"));
    net.fail("con").pass("PT29S");
    assertThat(net.matrix()).isEmpty();
    assertThat(net.tunnels("vpn")).allMatch(each -> each.startsWith("UP 1 BGP ROUTES"));
    net.pass("PT1S");
    assertThat(net.tunnels("vpn")).containsOnly("DOWN IPSEC IS DOWN since 2026-01-01T00:00:30Z");
  }

  @Test
  void a11_what_a_test_cuts_that_runs_over_it_has_to_find_out_by_its_timers() {
    privateVpn();
    net.startTest("vif");
    assertThat(net.matrix()).isEmpty();
    assertThat(net.tunnels("vpn")).allMatch(each -> each.startsWith("UP 1 BGP ROUTES"));
    net.pass("PT30S");
    assertThat(net.tunnels("vpn")).containsOnly("DOWN IPSEC IS DOWN since 2026-01-01T00:00:30Z");
    net.pass("PT30S").stopTest("vif").pass("PT39S");
    assertThat(net.matrix()).isEmpty();
    net.pass("PT1S");
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.tunnels("vpn")).containsOnly("UP 1 BGP ROUTES since 2026-01-01T00:01:40Z");
  }
}
