package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The designs that AWS recommends between its network and others, and some that it warns of: who
 * reaches whom, by which way there and back, and what each failure does.
 */
class ResilienceDesignsTest {

  private static final String VPC = "10.0.0.0/16";
  private static final String DC = "192.168.0.0/16";
  private static final int HOSTS = 40;

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
  }

  @Test
  void b7_direct_connect_with_vpn_backup_on_a_virtual_private_gateway() {
    oneConnectionAndAVpn();
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vif site:dc / site:dc vif vgw");
    assertThat(net.rehearsal("app", "site:dc"))
        .isEqualTo(
            """
            app → site:dc
            REACHABLE by vif
             fails lost takes over after the repair
             EqDC2 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             con 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             vif 0 s to 90 s vpn/1 after 90 s comes back after 30 s
            everything has a second way but the ends: app, site:dc, use1-az1
            """);
  }

  @Test
  void b8_a_connection_that_is_cut_is_missed_for_as_long_as_bgp_holds_it() {
    oneConnectionAndAVpn();
    net.fail("con").pass("PT89S");
    assertThat(net.matrix()).isEmpty();
    net.pass("PT0.999S");
    assertThat(net.matrix()).isEmpty();
    net.pass("PT0.001S");
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vpn/1 site:dc / site:dc vpn/1 vgw");
    net.heal("con").pass("PT30S");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vif site:dc / site:dc vif vgw");
    assertThat(net.events().replaceAll("dxpeer-[0-9a-z]+", "dxpeer"))
        .isEqualTo(
            """
            2026-01-01T00:00:00Z failed con
            2026-01-01T00:00:00Z link-down dxpeer con is down; its ends take it for up until the BGP hold timer of 90 s runs out
            2026-01-01T00:01:30Z session-down dxpeer after the BGP hold timer of 90 s; con is down; 1 prefix withdrawn
            2026-01-01T00:01:30Z healed con
            2026-01-01T00:01:30Z link-up dxpeer packets pass; its ends take it for down until the keepalive of 30 s runs out
            2026-01-01T00:02:00Z session-up dxpeer after the keepalive of 30 s; 1 prefix accepted
            """);
  }

  @Test
  void b4_bfd_at_both_ends_finds_a_cut_in_nine_tenths_of_a_second() {
    oneConnectionAndAVpn();
    net.bfd("dc");
    assertThat(net.rehearsal("app", "site:dc"))
        .isEqualTo(
            """
            app → site:dc
            REACHABLE by vif
             fails lost takes over after the repair
             EqDC2 0 s to 0.9 s vpn/1 after 0.9 s comes back after 30 s
             con 0 s to 0.9 s vpn/1 after 0.9 s comes back after 30 s
             vif 0 s to 0.9 s vpn/1 after 0.9 s comes back after 30 s
            everything has a second way but the ends: app, site:dc, use1-az1
            """);
    net.fail("con").pass("PT0.899S");
    assertThat(net.matrix()).isEmpty();
    net.pass("PT0.001S");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vpn/1 site:dc / site:dc vpn/1 vgw");
    net.heal("con").pass("PT29.999S");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vpn/1 site:dc / site:dc vpn/1 vgw");
    net.pass("PT0.001S");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vif site:dc / site:dc vif vgw");
    assertThat(net.events().replaceAll("dxpeer-[0-9a-z]+", "dxpeer"))
        .isEqualTo(
            """
            2026-01-01T00:00:00Z failed con
            2026-01-01T00:00:00Z link-down dxpeer con is down; its ends take it for up until the BFD of 0.9 s runs out
            2026-01-01T00:00:00.900Z session-down dxpeer after the BFD of 0.9 s; con is down; 1 prefix withdrawn
            2026-01-01T00:00:00.900Z healed con
            2026-01-01T00:00:00.900Z link-up dxpeer packets pass; its ends take it for down until the keepalive of 30 s runs out
            2026-01-01T00:00:30.900Z session-up dxpeer after the keepalive of 30 s; 1 prefix accepted
            """);
  }

  @Test
  void b7_direct_connect_with_vpn_backup_on_a_transit_gateway() {
    hubWithBoth();
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc"))
        .isEqualTo("hub-table dxgw vif site:dc / site:dc vif dxgw hub-table");
    assertThat(net.rehearsal("app", "site:dc"))
        .isEqualTo(
            """
            app → site:dc
            REACHABLE by vif
             fails lost takes over after the repair
             EqDC2 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             con 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             vif 0 s to 90 s vpn/1 after 90 s comes back after 30 s
            everything has a second way but the ends: app, site:dc, use1-az1
            """);
  }

  private void hubWithBoth() {
    net.vpc("app", VPC)
        .transitGateway("hub")
        .attach("app", "hub")
        .site("dc", 65001, DC)
        .connection("con", "EqDC2")
        .directConnectGateway("dxgw", 64600)
        .associate("dxgw", "hub", VPC)
        .virtualInterface("vif", "con", "dxgw", "dc")
        .vpn("vpn", "hub", "dc");
  }

  @Test
  void r4_4_5_a_static_route_to_the_vpn_takes_the_traffic_from_direct_connect_for_good() {
    hubWithBoth();
    net.route("hub", DC, "vpn");
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc"))
        .isEqualTo("hub-table vpn/1 site:dc / site:dc vif dxgw hub-table");
    assertThat(net.warnings("app", "site:dc")).contains("ASYMMETRIC_PATH");
    assertThat(net.rehearsal("app", "site:dc"))
        .isEqualTo(
            """
            app → site:dc
            REACHABLE by vpn/1, back by vif
             fails lost takes over after the repair
             EqDC2 back 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             con back 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             vif back 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             vpn there from 0 s on NO SECOND WAY comes back after 10 s, lost until then: there 0 s to 10 s
             vpn/1 there 0 s to 30 s vpn/2, back by vif after 30 s comes back after 10 s
            no second way: vpn
            """);
  }

  private void twoLocations() {
    net.vpc("app", VPC)
        .vpnGateway("vgw", "app")
        .site("dc", 65001, DC)
        .connection("con-1", "EqDC2")
        .connection("con-2", "CSVA1")
        .directConnectGateway("dxgw", 64600)
        .associate("dxgw", "vgw", VPC)
        .virtualInterface("vif-1", "con-1", "dxgw", "dc")
        .virtualInterface("vif-2", "con-2", "dxgw", "dc");
  }

  /** The ways of flows to many hosts of the site, there and back. */
  private Set<String> waysToHosts() {
    Set<String> ways = new TreeSet<>();
    for (int host = 1; host <= HOSTS; host++) {
      ways.add(net.ways("app", "site:dc/192.168.0." + host));
    }
    return ways;
  }

  /** A host of the site that packets reach and leave by exactly these ways. */
  private String hostBy(String ways) {
    for (int host = 1; host <= HOSTS; host++) {
      String at = "site:dc/192.168.0." + host;
      if (net.ways("app", at).equals(ways)) {
        return at;
      }
    }
    throw new AssertionError("no host is reached by " + ways);
  }

  /**
   * Which of two numbered components all answers of the site come back by: its router takes one.
   */
  private int backBy(String first) {
    return net.ways("app", "site:dc").split(" / ")[1].contains(first) ? 1 : 2;
  }

  /** That the second location is used, and the first where it fails. */
  private void secondThenFirst() {
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc"))
        .isEqualTo("vgw dxgw vif-2 site:dc / site:dc vif-2 dxgw vgw");
    assertThat(waysToHosts()).containsExactly("vgw dxgw vif-2 site:dc / site:dc vif-2 dxgw vgw");
    assertThat(net.rehearsal("app", "site:dc"))
        .isEqualTo(
            """
            app → site:dc
            REACHABLE by vif-2
             fails lost takes over after the repair
             CSVA1 0 s to 90 s vif-1 after 90 s comes back after 30 s
             con-2 0 s to 90 s vif-1 after 90 s comes back after 30 s
             vif-2 0 s to 90 s vif-1 after 90 s comes back after 30 s
            everything has a second way but the ends: app, site:dc, use1-az1
            """);
  }

  @Test
  void b4_b8_two_locations_active_active() {
    twoLocations();
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    int back = backBy("vif-1");
    int other = 3 - back;
    String symmetric = "vgw dxgw vif-%1$d site:dc / site:dc vif-%1$d dxgw vgw".formatted(back);
    String across = "vgw dxgw vif-%d site:dc / site:dc vif-%d dxgw vgw".formatted(other, back);
    assertThat(waysToHosts()).containsExactlyInAnyOrder(symmetric, across);
    assertThat(net.warnings("app", hostBy(symmetric))).doesNotContain("ASYMMETRIC_PATH");
    assertThat(net.warnings("app", hostBy(across))).contains("ASYMMETRIC_PATH");
    String location = back == 1 ? "EqDC2" : "CSVA1";
    String otherLocation = back == 1 ? "CSVA1" : "EqDC2";
    assertThat(net.rehearsal("app", hostBy(symmetric)))
        .isEqualTo(
            """
            app → %1$s
            REACHABLE by vif-%2$d
             fails lost takes over after the repair
             %3$s 0 s to 90 s vif-%4$d after 90 s comes back after 30 s
             con-%2$d 0 s to 90 s vif-%4$d after 90 s comes back after 30 s
             vif-%2$d 0 s to 90 s vif-%4$d after 90 s comes back after 30 s
            everything has a second way but the ends: app, site:dc, use1-az1
            """
                .formatted(hostBy(symmetric), back, location, other));
    assertThat(net.rehearsal("app", hostBy(across)).lines())
        .contains(
            " %s there 0 s to 90 s vif-%d after 90 s comes back after 30 s"
                .formatted(otherLocation, back),
            " %s back 0 s to 90 s vif-%d after 90 s comes back after 30 s"
                .formatted(location, other))
        .endsWith("everything has a second way but the ends: app, site:dc, use1-az1");
    net.fail("EqDC2").pass("PT90S");
    assertThat(waysToHosts()).containsExactly("vgw dxgw vif-2 site:dc / site:dc vif-2 dxgw vgw");
    net.heal("EqDC2").fail("CSVA1").pass("PT90S");
    assertThat(waysToHosts()).containsExactly("vgw dxgw vif-1 site:dc / site:dc vif-1 dxgw vgw");
  }

  @Test
  void b4_b8_two_locations_active_passive_by_as_path() {
    twoLocations();
    net.policy("dc", "vif-1", "{'prepend':3,'localPreference':50}");
    secondThenFirst();
  }

  @Test
  void b4_b8_two_locations_active_passive_by_community() {
    twoLocations();
    net.policy("dc", "vif-1", "{'communities':['7224:7100'],'localPreference':50}")
        .policy("dc", "vif-2", "{'communities':['7224:7300'],'prepend':5}");
    secondThenFirst();
  }

  @Test
  void b4_b8_two_locations_active_passive_by_longer_prefixes() {
    twoLocations();
    net.policy(
        "dc", "vif-2", "{'announce':['192.168.0.0/17','192.168.128.0/17'],'localPreference':200}");
    secondThenFirst();
  }

  @Test
  void r4_4_15_two_vpns_with_ecmp_on_a_transit_gateway() {
    net.vpc("app", VPC)
        .transitGateway("hub")
        .attach("app", "hub")
        .site("dc", 65001, DC)
        .vpn("vpn-1", "hub", "dc")
        .vpn("vpn-2", "hub", "dc");
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    int back = backBy("vpn-1");
    int other = 3 - back;
    assertThat(waysToHosts())
        .containsExactly(
            "hub-table vpn-1/1 site:dc / site:dc vpn-%d/1 hub-table".formatted(back),
            "hub-table vpn-1/2 site:dc / site:dc vpn-%d/1 hub-table".formatted(back),
            "hub-table vpn-2/1 site:dc / site:dc vpn-%d/1 hub-table".formatted(back),
            "hub-table vpn-2/2 site:dc / site:dc vpn-%d/1 hub-table".formatted(back));
    String host =
        hostBy("hub-table vpn-%1$d/1 site:dc / site:dc vpn-%1$d/1 hub-table".formatted(back));
    assertThat(net.warnings("app", host)).doesNotContain("ASYMMETRIC_PATH");
    assertThat(net.rehearsal("app", host))
        .isEqualTo(
            """
            app → %1$s
            REACHABLE by vpn-%2$d/1
             fails lost takes over after the repair
             vpn-%2$d 0 s to 30 s vpn-%3$d/1 after 30 s comes back after 10 s
             vpn-%2$d/1 0 s to 30 s vpn-%2$d/2 after 30 s comes back after 10 s
            everything has a second way but the ends: app, site:dc, use1-az1
            """
                .formatted(host, back, other));
    String across =
        hostBy("hub-table vpn-%d/1 site:dc / site:dc vpn-%d/1 hub-table".formatted(other, back));
    assertThat(net.warnings("app", across)).contains("ASYMMETRIC_PATH");
    net.fail("vpn-1").pass("PT30S");
    assertThat(waysToHosts())
        .containsExactly(
            "hub-table vpn-2/1 site:dc / site:dc vpn-2/1 hub-table",
            "hub-table vpn-2/2 site:dc / site:dc vpn-2/1 hub-table");
  }

  @Test
  void r1_4_6_two_vpns_without_ecmp_on_a_virtual_private_gateway() {
    net.vpc("app", VPC)
        .vpnGateway("vgw", "app")
        .site("dc", 65001, DC)
        .vpn("vpn-1", "vgw", "dc")
        .vpn("vpn-2", "vgw", "dc");
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    int used = backBy("vpn-1");
    int other = 3 - used;
    assertThat(waysToHosts())
        .containsExactly("vgw vpn-%1$d/1 site:dc / site:dc vpn-%1$d/1 vgw".formatted(used));
    assertThat(net.rehearsal("app", "site:dc"))
        .isEqualTo(
            """
            app → site:dc
            REACHABLE by vpn-%1$d/1
             fails lost takes over after the repair
             vpn-%1$d 0 s to 30 s vpn-%2$d/1 after 30 s comes back after 10 s
             vpn-%1$d/1 0 s to 30 s vpn-%1$d/2 after 30 s comes back after 10 s
            everything has a second way but the ends: app, site:dc, use1-az1
            """
                .formatted(used, other));
    net.fail("vpn-" + used).pass("PT30S");
    assertThat(waysToHosts())
        .containsExactly("vgw vpn-%1$d/1 site:dc / site:dc vpn-%1$d/1 vgw".formatted(other));
  }

  @Test
  void a9_cloudhub() {
    net.vpnGateway("vgw")
        .site("seoul", 65001, "192.168.1.0/24")
        .site("busan", 65002, "192.168.2.0/24")
        .vpn("vpn-1", "vgw", "seoul")
        .vpn("vpn-2", "vgw", "busan");
    assertThat(net.matrix()).containsExactly("site:busan site:seoul", "site:seoul site:busan");
    assertThat(net.ways("site:seoul", "site:busan"))
        .isEqualTo(
            "site:seoul vpn-1/1 vgw vpn-2/1 site:busan / site:busan vpn-2/1 vgw vpn-1/1 site:seoul");
    assertThat(net.rehearsal("site:seoul", "site:busan"))
        .isEqualTo(
            """
            site:seoul → site:busan
            REACHABLE by vpn-1/1, vpn-2/1, back by vpn-2/1, vpn-1/1
             fails lost takes over after the repair
             use1-az1 0 s to 30 s vpn-1/2, vpn-2/2, back by vpn-2/2, vpn-1/2 after 30 s comes back after 10 s
             vpn-1 from 0 s on NO SECOND WAY comes back after 10 s, lost until then: 0 s to 10 s
             vpn-1/1 0 s to 30 s vpn-1/2, vpn-2/1, back by vpn-2/1, vpn-1/2 after 30 s comes back after 10 s
             vpn-2 from 0 s on NO SECOND WAY comes back after 10 s, lost until then: 0 s to 10 s
             vpn-2/1 0 s to 30 s vpn-1/1, vpn-2/2, back by vpn-2/2, vpn-1/1 after 30 s comes back after 10 s
            no second way: vpn-1, vpn-2
            """);
  }

  @Test
  void b5_three_vpcs_in_three_regions_reach_the_site_and_never_each_other() {
    net.vpc("a", "10.1.0.0/16")
        .vpc("eu-west-1", "b", "10.2.0.0/16")
        .vpc("ap-northeast-2", "c", "10.3.0.0/16")
        .vpnGateway("vgw-a", "a")
        .vpnGateway("vgw-b", "b")
        .vpnGateway("vgw-c", "c")
        .site("dc", 65001, DC)
        .connection("con", "EqDC2")
        .directConnectGateway("dxgw", 64600)
        .associate("dxgw", "vgw-a", "10.1.0.0/16")
        .associate("dxgw", "vgw-b", "10.2.0.0/16")
        .associate("dxgw", "vgw-c", "10.3.0.0/16")
        .virtualInterface("vif", "con", "dxgw", "dc");
    assertThat(net.matrix())
        .containsExactly(
            "a site:dc", "b site:dc", "c site:dc", "site:dc a", "site:dc b", "site:dc c");
    for (String each : new String[] {"a", "b", "c"}) {
      assertThat(net.ways(each, "site:dc"))
          .isEqualTo("vgw-%s dxgw vif site:dc / site:dc vif dxgw vgw-%s".formatted(each, each));
      assertThat(net.rehearsal(each, "site:dc"))
          .startsWith(
              """
              %s → site:dc
              REACHABLE by vif
               fails lost takes over after the repair
               EqDC2 from 0 s on NO SECOND WAY comes back after 30 s, lost until then: 0 s to 30 s
               con from 0 s on NO SECOND WAY comes back after 30 s, lost until then: 0 s to 30 s
               vif from 0 s on NO SECOND WAY comes back after 30 s, lost until then: 0 s to 30 s
              """
                  .formatted(each))
          .endsWith("no second way: EqDC2, con, vif\n");
      for (String other : new String[] {"a", "b", "c"}) {
        if (!other.equals(each)) {
          assertThat(net.blockers(each, other))
              .containsExactly(
                  "forward NO_ROUTE_TO_DESTINATION rtb-" + each,
                  "return NO_ROUTE_TO_DESTINATION rtb-" + other);
        }
      }
    }
    assertThat(net.rehearsal("a", "b"))
        .isEqualTo(
            """
            a → b
            NOT REACHABLE: there is nothing to lose
             rtb-a has no route to 10.2.0.4
             rtb-b has no route to 10.1.0.4
            """);
  }

  /** Answers take the VPN all along: a static route of the site's router stands before BGP's. */
  @Test
  void b7_a_static_vpn_of_the_same_prefix_takes_over() {
    oneConnectionAndAStaticVpn(DC);
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vif site:dc / site:dc vpn/1 vgw");
    assertThat(net.warnings("app", "site:dc")).contains("ASYMMETRIC_PATH");
    assertThat(net.rehearsal("app", "site:dc"))
        .isEqualTo(
            """
            app → site:dc
            REACHABLE by vif, back by vpn/1
             fails lost takes over after the repair
             EqDC2 there 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             con there 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             vif there 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             vpn back 0 s to 40 s vif after 40 s comes back after 10 s
             vpn/1 back 0 s to 40 s vif, back by vpn/2 after 40 s comes back after 10 s
            everything has a second way but the ends: app, site:dc, use1-az1
            """);
    net.fail("con").pass("PT90S");
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vpn/1 site:dc / site:dc vpn/1 vgw");
  }

  @Test
  void b7_a_static_vpn_of_another_prefix_never_takes_over() {
    oneConnectionAndAStaticVpn("172.16.0.0/12");
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vif site:dc / site:dc vpn/1 vgw");
    assertThat(net.warnings("app", "site:dc")).contains("ASYMMETRIC_PATH");
    assertThat(net.rehearsal("app", "site:dc"))
        .isEqualTo(
            """
            app → site:dc
            REACHABLE by vif, back by vpn/1
             fails lost takes over after the repair
             EqDC2 there from 0 s on NO SECOND WAY comes back after 30 s, lost until then: there 0 s to 30 s
             con there from 0 s on NO SECOND WAY comes back after 30 s, lost until then: there 0 s to 30 s
             vif there from 0 s on NO SECOND WAY comes back after 30 s, lost until then: there 0 s to 30 s
             vpn back 0 s to 40 s vif after 40 s comes back after 10 s
             vpn/1 back 0 s to 40 s vif, back by vpn/2 after 40 s comes back after 10 s
            no second way: EqDC2, con, vif
            """);
    net.fail("con").pass("PT1H");
    assertThat(net.matrix()).isEmpty();
    assertThat(net.blockers("app", "site:dc"))
        .containsExactly("forward NO_ROUTE_TO_DESTINATION rtb-app");
  }

  private void oneConnectionAndAStaticVpn(String prefix) {
    net.vpc("app", VPC)
        .vpnGateway("vgw", "app")
        .site("dc", 65001, DC)
        .connection("con", "EqDC2")
        .virtualInterface("vif", "con", "vgw", "dc")
        .staticVpn("vpn", "vgw", "dc", prefix, VPC);
  }

  @Test
  void b7_a_summary_on_direct_connect_and_specifics_on_the_vpn_return_the_wrong_way() {
    oneConnectionAndAVpn();
    net.policy("dc", "vif", "{'localPreference':200}")
        .policy("dc", "vpn", "{'announce':['192.168.1.0/24','192.168.2.0/24']}");
    assertThat(net.matrix()).containsExactly("app site:dc", "site:dc app");
    assertThat(net.ways("app", "site:dc")).isEqualTo("vgw vif site:dc / site:dc vif vgw");
    assertThat(net.ways("app", "site:dc/192.168.1.10"))
        .isEqualTo("vgw vpn/1 site:dc / site:dc vif vgw");
    assertThat(net.warnings("app", "site:dc/192.168.1.10")).contains("ASYMMETRIC_PATH");
    assertThat(net.rehearsal("app", "site:dc/192.168.1.10"))
        .isEqualTo(
            """
            app → site:dc/192.168.1.10
            REACHABLE by vpn/1, back by vif
             fails lost takes over after the repair
             EqDC2 back 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             con back 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             vif back 0 s to 90 s vpn/1 after 90 s comes back after 30 s
             vpn there 0 s to 30 s vif after 30 s comes back after 10 s
             vpn/1 there 0 s to 30 s vpn/2, back by vif after 30 s comes back after 10 s
            everything has a second way but the ends: app, site:dc, use1-az1
            """);
  }
}
