package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.report.RehearsalText;
import culvert.app.server.Json;
import org.junit.jupiter.api.Test;

class RehearsalTextTest {

  private static final String REHEARSAL =
      """
      {"reachable": true, "forward": ["dxvif-1"], "return": ["dxvif-1"],
       "ends": ["i-app", "site:seoul"],
       "failures": [
         {"components": ["dxcon-1"], "secondWay": true, "noticed": true,
          "lost": [{"direction": "forward", "from": "PT0S", "until": "PT1M30S"},
                   {"direction": "return", "from": "PT0S", "until": "PT0.9S"}],
          "after": "PT1M30S", "forward": ["vpn-1/1"], "return": ["vpn-1/2"], "warnings": [],
          "repair": {"comesBack": true, "lost": [], "after": "PT30S",
                     "forward": ["dxvif-1"], "return": ["dxvif-1"]}},
         {"components": ["dxcon-2"], "secondWay": true, "noticed": false,
          "lost": [], "after": "PT0S", "repair": {"comesBack": true, "lost": [], "after": "PT0S"}},
         {"components": ["dxcon-1", "vpn-1"], "secondWay": false, "noticed": true,
          "lost": [{"direction": "forward", "from": "PT0S", "until": null},
                   {"direction": "return", "from": "PT0S", "until": null}],
          "after": "PT0S", "blockers": [],
          "repair": {"comesBack": true, "after": "PT30S",
                     "lost": [{"direction": "forward", "from": "PT0S", "until": "PT10S"},
                              {"direction": "return", "from": "PT0S", "until": "PT10S"}]}}],
       "noSecondWay": [["dxcon-1", "vpn-1"]]}
      """;

  @Test
  void a_failure_is_a_row_with_what_is_lost_what_takes_over_and_what_the_repair_brings() {
    assertThat(RehearsalText.of("site:seoul", "i-app", Json.parse(REHEARSAL)))
        .isEqualTo(
            """
            site:seoul → i-app
            REACHABLE by dxvif-1
              fails            lost                                  takes over                           after the repair
              dxcon-1          there 0 s to 90 s; back 0 s to 0.9 s  vpn-1/1, back by vpn-1/2 after 90 s  comes back after 30 s
              dxcon-2          nothing                               not noticed
              dxcon-1 + vpn-1  from 0 s on                           NO SECOND WAY                        comes back after 30 s, lost until then: 0 s to 10 s
            no second way: dxcon-1 + vpn-1
            """);
  }

  @Test
  void what_has_no_second_way_is_not_survived() {
    assertThat(RehearsalText.survivesAll(Json.parse(REHEARSAL))).isFalse();
    assertThat(RehearsalText.survivesAll(Json.parse("{\"reachable\": true, \"noSecondWay\": []}")))
        .isTrue();
    assertThat(RehearsalText.survivesAll(Json.parse("{\"reachable\": false, \"noSecondWay\": []}")))
        .isFalse();
  }
}
