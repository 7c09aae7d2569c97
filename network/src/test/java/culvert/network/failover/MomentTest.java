package culvert.network.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.network.HybridNet;
import culvert.network.routing.RoutingOscillation;
import culvert.network.routing.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Event> log = new ArrayList<>();
  private Instant now = START;
  private Moment moment;

  private void start(HybridNet net) {
    start(net, true);
  }

  private void start(HybridNet net, boolean timed) {
    moment = Moment.of(net.topology(), List.of(), timed);
  }

  private void fail(String... components) {
    moment = moment.failing(List.of(components), now, log::add);
  }

  private void heal(String... components) {
    moment = moment.healing(List.of(components), now, log::add);
  }

  private void after(String duration) {
    now = now.plus(Duration.parse(duration));
    moment = moment.advancedTo(now, log::add);
  }

  private Session session(String id) {
    return moment.routing().sessions().get(id);
  }

  /** {@code "90 dxpeer-1 session-down"}: seconds since the start. */
  private List<String> happened() {
    return log.stream()
        .map(event ->
            Timer.text(Duration.between(START, event.at()))
                + " "
                + event.component()
                + " "
                + event.what().label())
        .toList();
  }

  @Test
  void b4_without_bfd_direct_connect_is_given_up_after_90_seconds() {
    start(Seoul.withoutBfd(Seoul.net(), "seoul"));
    fail("dxcon-1");
    assertThat(session("dxpeer-1").linked()).isFalse();
    after("PT89.999S");
    assertThat(session("dxpeer-1").up()).isTrue();
    after("PT0.001S");
    assertThat(session("dxpeer-1").up()).isFalse();
    assertThat(happened())
        .containsExactly(
            "0 s dxcon-1 failed", "0 s dxpeer-1 link-down", "90 s dxpeer-1 session-down");
    assertThat(log.getLast().detail())
        .isEqualTo("after the BGP hold timer of 90 s; dxcon-1 is down; 1 prefix withdrawn");
  }

  @Test
  void b4_with_bfd_it_is_given_up_after_900_milliseconds() {
    start(Seoul.net());
    fail("dxcon-1");
    after("PT0.899S");
    assertThat(session("dxpeer-1").up()).isTrue();
    after("PT0.001S");
    assertThat(session("dxpeer-1").up()).isFalse();
    assertThat(log.getLast().detail()).startsWith("after the BFD of 0.9 s; ");
  }

  @Test
  void a8_a_tunnel_with_bgp_is_given_up_after_30_seconds_and_one_without_after_40() {
    start(Seoul.net().staticVpn("vpn-2", "vgw-1", "seoul", "192.168.0.0/16"));
    fail("use1-az1");
    after("PT1H");
    assertThat(happened())
        .containsExactly(
            "0 s use1-az1 failed",
            "0 s vpn-1/1 link-down",
            "0 s vpn-2/1 link-down",
            "30 s vpn-1/1 session-down",
            "40 s vpn-2/1 session-down");
    assertThat(log.getLast().detail())
        .isEqualTo(
            "after the dead peer detection of 40 s; use1-az1 is down; its routes no longer stand");
  }

  @Test
  void a_session_comes_back_one_round_of_keepalives_after_its_link() {
    start(Seoul.net());
    fail("site:seoul");
    after("PT1H");
    log.clear();
    heal("site:seoul");
    after("PT1H");
    assertThat(happened())
        .containsExactly(
            "3600 s site:seoul healed",
            "3600 s dxpeer-1 link-up",
            "3600 s vpn-1/1 link-up",
            "3600 s vpn-1/2 link-up",
            "3610 s vpn-1/1 session-up",
            "3610 s vpn-1/2 session-up",
            "3630 s dxpeer-1 session-up");
    assertThat(log.getLast().detail()).isEqualTo("after the keepalive of 30 s; 1 prefix accepted");
  }

  @Test
  void a_link_that_is_back_in_time_was_never_missed_and_the_timer_starts_anew() {
    start(Seoul.net());
    fail("vpn-1/1");
    after("PT29S");
    heal("vpn-1/1");
    after("PT10S");
    fail("vpn-1/1");
    after("PT29S");
    assertThat(session("vpn-1/1").up()).isTrue();
    after("PT1S");
    assertThat(session("vpn-1/1").up()).isFalse();
    assertThat(happened())
        .containsExactly(
            "0 s vpn-1/1 failed",
            "0 s vpn-1/1 link-down",
            "29 s vpn-1/1 healed",
            "29 s vpn-1/1 link-up",
            "39 s vpn-1/1 failed",
            "39 s vpn-1/1 link-down",
            "69 s vpn-1/1 session-down");
  }

  @Test
  void a_second_fault_of_the_same_link_does_not_start_its_timer_again() {
    start(Seoul.net());
    fail("vpn-1/1");
    after("PT20S");
    fail("use1-az1");
    after("PT10S");
    assertThat(session("vpn-1/1").up()).isFalse();
    heal("vpn-1/1");
    after("PT1H");
    assertThat(session("vpn-1/1").up()).isFalse();
  }

  @Test
  void a11_what_runs_over_direct_connect_is_cut_with_it_and_known_first_by_the_shorter_timer() {
    HybridNet net =
        new HybridNet()
            .site("seoul", 65001, "192.168.0.0/16", "172.31.0.0/24")
            .transitGateway("tgw-1", 64512)
            .connection("dxcon-1", "EqSe2")
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "tgw-1", "10.9.0.0/24")
            .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "seoul")
            .privateVpn(
                "vpn-1", "tgw-1", "seoul", "att-assoc-1", "172.31.0.1", "10.9.0.1", "10.9.0.2");
    start(Seoul.withoutBfd(net, "seoul"));
    assertThat(session("vpn-1/1").up()).isTrue();
    fail("dxcon-1");
    after("PT1H");
    assertThat(happened())
        .containsExactly(
            "0 s dxcon-1 failed",
            "0 s dxpeer-1 link-down",
            "0 s vpn-1/1 link-down",
            "0 s vpn-1/2 link-down",
            "30 s vpn-1/1 session-down",
            "30 s vpn-1/2 session-down",
            "90 s dxpeer-1 session-down");
    log.clear();
    heal("dxcon-1");
    after("PT1H");
    assertThat(happened())
        .containsExactly(
            "3600 s dxcon-1 healed",
            "3600 s dxpeer-1 link-up",
            "3630 s dxpeer-1 session-up",
            "3630 s vpn-1/1 link-up",
            "3630 s vpn-1/2 link-up",
            "3640 s vpn-1/1 session-up",
            "3640 s vpn-1/2 session-up");
  }

  @Test
  void without_timers_everything_has_settled_at_once() {
    start(Seoul.net(), false);
    fail("dxcon-1");
    assertThat(moment.next()).isNull();
    assertThat(happened())
        .containsExactly(
            "0 s dxcon-1 failed", "0 s dxpeer-1 link-down", "0 s dxpeer-1 session-down");
    assertThat(log.getLast().detail()).isEqualTo("dxcon-1 is down; 1 prefix withdrawn");
  }

  @Test
  void what_is_down_fails_no_second_time() {
    start(Seoul.net());
    fail("dxcon-1");
    log.clear();
    fail("dxcon-1");
    heal("dxvif-1");
    assertThat(log).isEmpty();
  }

  @Test
  void a_repair_after_which_routing_would_never_settle_is_refused() {
    start(
        new HybridNet()
            .transitGateway("tgw-1", 64513)
            .with(net ->
                net.vpc("a", "10.0.0.0/16")
                    .subnet("subnet-a", "a", "10.0.1.0/24")
                    .attach("att-a", "tgw-1", "subnet-a"))
            .site("seoul", 65001, "192.168.0.0/16")
            .connection("dxcon-1", "EqSe2")
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "tgw-1", "10.100.0.0/16")
            .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "seoul")
            .privateVpn(
                "vpn-1", "tgw-1", "seoul", "att-assoc-1", "192.168.0.1", "10.100.0.5", "10.100.0.6")
            .with(net ->
                net.gatewayTable(
                    "tgw-rtb-1",
                    "tgw-1",
                    "assoc att-a att-vpn-1",
                    "prop att-vpn-1",
                    "10.100.0.0/24 -> att-a"))
            .fail("dxcon-1"));
    assertThatThrownBy(() -> heal("dxcon-1"))
        .isInstanceOf(RoutingOscillation.class)
        .hasMessageContaining("vpn-1/1, vpn-1/2");
    assertThat(moment.faults()).containsExactly("dxcon-1");
  }
}
