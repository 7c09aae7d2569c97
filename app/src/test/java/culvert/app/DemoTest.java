package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What {@code culvert demo} says, with {@code --json} and to people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {

  private JsonNode said;

  @BeforeAll
  void run() {
    said = Json.parse(printed("demo", "--json"));
  }

  private static String printed(String... arguments) {
    Cli.Ended ended = Cli.run(arguments);
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended.out();
  }

  /** Who asks and is asked to what comes of it. */
  private Map<String, String> cells() {
    Map<String, String> names = new HashMap<>();
    JsonNode matrix = said.path("matrix");
    matrix
        .path("groups")
        .forEach(group -> names.put(group.path("id").asString(), group.path("name").asString()));
    Map<String, String> cells = new HashMap<>();
    for (JsonNode cell : matrix.path("cells")) {
      cells.put(
          names.get(cell.path("from").asString()) + " " + names.get(cell.path("to").asString()),
          cell.path("reachable").asString() + cell.path("blocker").path("code").asString(""));
    }
    return cells;
  }

  @Test
  void prod_dev_and_the_far_region_each_reach_shared_and_never_each_other() {
    Map<String, String> cells = cells();
    for (String one : new String[] {"prod", "dev", "remote"}) {
      assertThat(cells).containsEntry(one + " shared", "all").containsEntry("shared " + one, "all");
      for (String other : new String[] {"prod", "dev", "remote"}) {
        if (!one.equals(other)) {
          assertThat(cells)
              .containsEntry(one + " " + other, "noneTGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT");
        }
      }
    }
  }

  @Test
  void each_worked_question_has_the_answer_that_it_is_there_for() {
    assertThat(said.path("why").valueStream().map(answer -> answer.path("reachable").asBoolean()))
        .containsExactly(true, false, true, true, false, true, true, true);
    assertThat(
            said.path("why")
                .path(4)
                .path("blockers")
                .valueStream()
                .map(blocker -> blocker.path("component").asString().replaceAll("[0-9a-f]+$", "")))
        .containsExactly("tgw-rtb-", "tgw-rtb-");
  }

  @Test
  void a_cut_direct_connect_is_missed_until_bgp_gives_up_and_the_vpn_takes_over() {
    assertThat(
            said.path("failure")
                .valueStream()
                .map(moment ->
                    moment.path("reachable").asBoolean()
                        ? moment.path("by").asString().replaceAll("-[0-9a-f]{17}", "")
                        : "lost"))
        .containsExactly("dxvif", "lost", "lost", "vpn/1", "dxvif");
  }

  @Test
  void people_see_the_office_with_both_its_ways_and_the_cut_moment_by_moment() {
    String text = printed("demo").replaceAll("\\b([a-z]+)-[0-9a-f]{17}\\b", "$1-…");
    assertThat(text)
        .contains(
            """
            ◎ site:seoul  AS 65010  192.168.0.0/16
               ├─ dxvif-…  private virtual interface, VLAN 101 of dxcon-… at KINX1 → seoul  vgw-…
               └─ vpn-…  VPN with BGP → seoul  vgw-…
            """)
        .contains(
            """
            Every failure between the office and its VPC, rehearsed:
            site:seoul → i-…
            REACHABLE by dxvif-…
            """)
        .contains(
            """
            And in earnest: the Direct Connect is cut, and mended again.
              before                              REACHABLE by dxvif-…
              cut                                 NOT REACHABLE
              89 s later, sessions still held     NOT REACHABLE
              90 s later, the hold timers ran out REACHABLE by vpn-…/1
              mended                              REACHABLE by dxvif-…
            """)
        .contains("session-down  dxpeer-…  after the BGP hold timer of 90 s; dxcon-… is down")
        .contains("session-up    dxpeer-…  after the keepalive of 30 s");
  }

  @Test
  void an_endpoint_is_on_both_ways_to_itself() {
    JsonNode answer = said.path("why").path(6);
    assertThat(answer.path("forward").path("path").toString()).contains("\"vpc-endpoint\"");
    assertThat(answer.path("return").path("path").toString()).contains("\"vpc-endpoint\"");
    assertThat(answer.path("warnings").toString()).doesNotContain("ASYMMETRIC_PATH");
  }
}
