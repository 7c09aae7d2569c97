package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.report.DifferenceText;
import culvert.app.server.Json;
import org.junit.jupiter.api.Test;

class DifferenceTextTest {

  private static String change(String text) {
    return "{\"text\": \"%s\"}".formatted(text);
  }

  private static String set(String text, String... with) {
    return "{\"changes\": [%s], \"with\": [%s]}".formatted(change(text), String.join(",", with));
  }

  private static String line(
      String direction, String family, String how, String blockers, String... sets) {
    String asked =
        "{\"packet\": {\"source\": \"10.0.0.1\", \"destination\": \"10.0.0.2\","
            + " \"protocol\": \"icmp\", \"port\": 0}, \"blockers\": []}";
    return """
    {"from": [{"id": "vpc-a", "name": "a"}], "to": [{"id": "i-b", "name": ""}],
     "direction": "%s", "pairs": 3, "family": "%s", "traffic": ["all"],
     "cause": {"how": "%s", "changes": [%s]},
     "example": {"from": "i-a", "to": "i-b", "before": %s, "after": %s}}\
    """
        .formatted(direction, family, how, String.join(",", sets), asked, blockers);
  }

  @Test
  void changes_are_told_as_they_go_together_and_what_goes_with_them() {
    String lost =
        line("both", "v6", "any", "null", set("one"), set("other"))
            + ","
            + line(
                "among",
                "v4",
                "together",
                "{\"blockers\": [{\"direction\": \"forward\", \"code\": \"BAD_STATE\","
                    + " \"component\": \"i-b\"}]}",
                set("first", change("w1"), change("w2"), change("w3"), change("w4")),
                set("second"));
    String json =
        """
        {"same": false, "by": "vpc", "protocol": "all",
         "gone": [{"id": "i-x", "name": "x"}], "added": [{"id": "i-y", "name": ""}],
         "lost": [%s], "gained": [], "others": [%s]}\
        """
            .formatted(lost, set("something"));
    assertThat(DifferenceText.of(Json.parse(json)))
        .isEqualTo(
            """
            What differs, by vpc, all traffic, there and back
            Gone: x (i-x)
            New: i-y
            Lost: 6 pairs
              a (vpc-a) ↔ i-b   all traffic (IPv6)   3 pairs
                any of these, undone, brings it back:
                - one
                - other
                e.g. i-a → i-b   10.0.0.1 → 10.0.0.2  icmp
                  now one of them has no such address
              among a (vpc-a)   all traffic   3 pairs
                these, undone together, bring it back:
                - first, and with that: w1; w2; w3; and 1 more
                - second
                e.g. i-a → i-b   10.0.0.1 → 10.0.0.2  icmp
                  now forward  BAD_STATE at i-b
            Changed, to no effect on who reaches whom: 1
              something
            """);
  }
}
