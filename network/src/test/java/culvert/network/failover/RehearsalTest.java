package culvert.network.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.network.HybridNet;
import culvert.network.routing.HybridRouting;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.BadQuestion;
import culvert.network.why.PathElement;
import culvert.network.why.QuestionText;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private static Rehearsal rehearse(HybridNet net, boolean pairs) {
    Topology topology = net.topology();
    return Rehearsal.of(
        topology, QuestionText.between("site:seoul/192.168.1.10", "i-app").read(topology), pairs);
  }

  private static Drill drill(Rehearsal rehearsal, String... components) {
    return rehearsal.drills().stream()
        .filter(drill -> drill.components().equals(List.of(components)))
        .findFirst()
        .orElseThrow();
  }

  /** {@code "forward 0 s - 90 s"}. */
  private static List<String> losses(Course course) {
    return course.losses().stream()
        .map(loss ->
            loss.leg().label()
                + " "
                + Timer.text(loss.from())
                + " - "
                + (loss.until() == null ? "" : Timer.text(loss.until())))
        .toList();
  }

  private static List<String> components(Rehearsal rehearsal) {
    return rehearsal.drills().stream().map(drill -> String.join("+", drill.components())).toList();
  }

  private static List<String> path(Answer.OneWay way) {
    return way.path().stream()
        .map(PathElement::component)
        .filter(each -> each.startsWith("vpn-") || each.startsWith("dxvif-"))
        .toList();
  }

  @Test
  void all_that_the_paths_rest_on_fails_but_the_ends() {
    Rehearsal rehearsal = rehearse(Seoul.net(), false);
    assertThat(components(rehearsal)).containsExactly("EqSe2", "dxcon-1", "dxvif-1");
    assertThat(rehearsal.ends()).containsExactly("i-app", "site:seoul", "use1-az3");
    assertThat(rehearsal.survivesAll()).isTrue();
  }

  @Test
  void b7_vpn_takes_over_from_direct_connect_once_its_session_is_down() {
    Drill drill = drill(rehearse(Seoul.withoutBfd(Seoul.net(), "seoul"), false), "dxcon-1");
    assertThat(losses(drill.failing())).containsExactly("forward 0 s - 90 s", "return 0 s - 90 s");
    assertThat(path(drill.failing().end().forward())).containsExactly("vpn-1/1");
    assertThat(path(drill.failing().end().back())).containsExactly("vpn-1/1");
    assertThat(drill.failing().settles()).hasSeconds(90);
  }

  @Test
  void the_way_back_to_direct_connect_loses_nothing_and_takes_a_keepalive() {
    Rehearsal rehearsal = rehearse(Seoul.net(), false);
    Drill drill = drill(rehearsal, "EqSe2");
    assertThat(losses(drill.failing()))
        .containsExactly("forward 0 s - 0.9 s", "return 0 s - 0.9 s");
    assertThat(drill.healing().losses()).isEmpty();
    assertThat(drill.healing().settles()).hasSeconds(30);
    assertThat(drill.comesBack(rehearsal.before())).isTrue();
  }

  @Test
  void what_has_no_second_way_is_lost_until_it_is_repaired() {
    HybridNet net =
        new HybridNet()
            .with(some ->
                some.vpc("a", "10.1.0.0/16")
                    .subnet("subnet-a", "a", "10.1.0.0/24")
                    .zone("subnet-a", "az3")
                    .host("app", "subnet-a", "10.1.0.10"))
            .vpnGateway("vgw-1", 64512, "a")
            .with(Seoul::propagate)
            .site("seoul", 65001, "192.168.0.0/16")
            .vpn("vpn-1", "vgw-1", "seoul");
    Rehearsal rehearsal = rehearse(net, false);
    assertThat(components(rehearsal)).containsExactly("use1-az1", "vpn-1", "vpn-1/1");
    assertThat(rehearsal.survivesAll()).isFalse();
    Drill whole = drill(rehearsal, "vpn-1");
    assertThat(whole.hasSecondWay()).isFalse();
    assertThat(losses(whole.failing())).containsExactly("forward 0 s - ", "return 0 s - ");
    assertThat(losses(whole.healing())).containsExactly("forward 0 s - 10 s", "return 0 s - 10 s");
    assertThat(whole.comesBack(rehearsal.before())).isTrue();
    Drill tunnel = drill(rehearsal, "vpn-1/1");
    assertThat(tunnel.hasSecondWay()).isTrue();
    assertThat(path(tunnel.failing().end().forward())).containsExactly("vpn-1/2");
  }

  @Test
  void pairs_are_of_what_is_used_and_of_what_takes_over() {
    Rehearsal rehearsal = rehearse(Seoul.net(), true);
    assertThat(components(rehearsal))
        .contains("dxcon-1", "dxcon-1+vpn-1", "dxcon-1+vpn-1/1", "EqSe2+use1-az1")
        .doesNotContain("use1-az1", "site:seoul");
    assertThat(drill(rehearsal, "dxcon-1", "vpn-1").hasSecondWay()).isFalse();
    Drill tunnel = drill(rehearsal, "dxcon-1", "vpn-1/1");
    assertThat(path(tunnel.failing().end().forward())).containsExactly("vpn-1/2");
    assertThat(losses(tunnel.failing())).containsExactly("forward 0 s - 30 s", "return 0 s - 30 s");
  }

  @Test
  void a_link_of_a_lag_that_has_others_is_not_missed() {
    HybridNet net =
        Seoul.net()
            .lag("dxlag-1", "EqSe2", 1, "dxcon-l1", "dxcon-l2")
            .virtualInterface("dxvif-2", "dxlag-1", "vgw-1", "seoul")
            .policy("seoul", "dxvif-2 prefer 300 tag 7224:7300");
    Rehearsal rehearsal = rehearse(net, false);
    assertThat(components(rehearsal))
        .containsExactly("EqSe2", "dxcon-l1", "dxcon-l2", "dxlag-1", "dxvif-2");
    Drill link = drill(rehearsal, "dxcon-l1");
    assertThat(link.failing().losses()).isEmpty();
    assertThat(link.failing().settles()).isZero();
    Drill lag = drill(rehearsal, "dxlag-1");
    assertThat(path(lag.failing().end().forward())).containsExactly("dxvif-1");
  }

  @Test
  void ends_that_do_not_reach_each_other_have_nothing_to_lose() {
    Rehearsal rehearsal = rehearse(Seoul.net().fail("site:seoul"), false);
    assertThat(rehearsal.before().reachable()).isFalse();
    assertThat(rehearsal.drills()).isEmpty();
    assertThat(rehearsal.survivesAll()).isFalse();
  }

  @Test
  void a_multicast_group_is_refused() {
    Topology topology = Seoul.net().topology();
    var question = QuestionText.between("i-app", "224.0.0.200").read(topology);
    assertThatThrownBy(() -> Rehearsal.of(topology, question, false))
        .isInstanceOf(BadQuestion.class)
        .hasMessageContaining("multicast");
  }

  @Test
  void the_network_that_is_rehearsed_stays_as_it_is() {
    Topology topology = Seoul.net().topology();
    var question = QuestionText.between("i-app", "site:seoul").read(topology);
    var before = new HybridRouting(topology).sessions();
    Rehearsal.of(topology, question, true);
    assertThat(topology.isDown("dxcon-1")).isFalse();
    assertThat(new HybridRouting(topology).sessions()).isEqualTo(before);
  }
}
