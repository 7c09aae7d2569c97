package culvert.app.report;

import culvert.network.failover.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A rehearsal for people: a table, a failure a row. */
public final class RehearsalText {

  private static final List<String> HEAD =
      List.of("fails", "lost", "takes over", "after the repair");

  private final StringBuilder out = new StringBuilder();

  private RehearsalText() {}

  /** Whether everything has a second way. */
  public static boolean survivesAll(JsonNode rehearsal) {
    return rehearsal.path("reachable").asBoolean() && rehearsal.path("noSecondWay").isEmpty();
  }

  /** Renders the JSON of a rehearsal. */
  public static String of(String from, String to, JsonNode rehearsal) {
    RehearsalText text = new RehearsalText();
    text.line(from + " → " + to);
    if (rehearsal.path("reachable").asBoolean()) {
      text.line("REACHABLE by " + ways(rehearsal));
      text.table(rehearsal.path("failures"));
      text.verdict(rehearsal);
    } else {
      text.line("NOT REACHABLE: there is nothing to lose");
      text.blockers(rehearsal.path("blockers"));
    }
    return text.out.toString();
  }

  private void table(JsonNode failures) {
    if (failures.isEmpty()) {
      line("  nothing can fail on the way but the ends");
      return;
    }
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    failures.forEach(failure -> rows.add(row(failure)));
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder(" ");
      for (int i = 0; i < widths.length; i++) {
        text.append(' ').append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 1));
      }
      line(text.toString().stripTrailing());
    }
  }

  private static List<String> row(JsonNode failure) {
    String components =
        failure
            .path("components")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(" + "));
    if (!failure.path("noticed").asBoolean()) {
      return List.of(components, "nothing", "not noticed", "");
    }
    return List.of(components, lost(failure), takesOver(failure), repair(failure.path("repair")));
  }

  private static String takesOver(JsonNode failure) {
    return failure.path("secondWay").asBoolean()
        ? ways(failure) + " after " + seconds(failure.path("after"))
        : "NO SECOND WAY";
  }

  private static String repair(JsonNode repair) {
    String back = repair.path("comesBack").asBoolean() ? "comes back" : "stays on " + ways(repair);
    String lost = lost(repair);
    return back
        + " after "
        + seconds(repair.path("after"))
        + (lost.equals("nothing") ? "" : ", lost until then: " + lost);
  }

  /** {@code 0 s to 90 s}, or what is lost there and back where that is not the same. */
  static String lost(JsonNode course) {
    String forward = lost(course, "forward");
    String back = lost(course, "return");
    if (forward.equals(back)) {
      return forward.isEmpty() ? "nothing" : forward;
    }
    List<String> both = new ArrayList<>();
    if (!forward.isEmpty()) {
      both.add("there " + forward);
    }
    if (!back.isEmpty()) {
      both.add("back " + back);
    }
    return String.join("; ", both);
  }

  private static String lost(JsonNode course, String direction) {
    return course
        .path("lost")
        .valueStream()
        .filter(loss -> loss.path("direction").asString().equals(direction))
        .map(loss ->
            loss.path("until").isNull()
                ? "from " + seconds(loss.path("from")) + " on"
                : seconds(loss.path("from")) + " to " + seconds(loss.path("until")))
        .collect(Collectors.joining(", "));
  }

  private static String ways(JsonNode answer) {
    String forward = list(answer.path("forward"));
    String back = list(answer.path("return"));
    return forward.equals(back) ? forward : forward + ", back by " + back;
  }

  private static String list(JsonNode ids) {
    return ids.isEmpty()
        ? "the same way"
        : ids.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
  }

  static String seconds(JsonNode duration) {
    return Timer.text(Duration.parse(duration.asString()));
  }

  private void verdict(JsonNode rehearsal) {
    String without =
        rehearsal
            .path("noSecondWay")
            .valueStream()
            .map(each ->
                each.valueStream().map(JsonNode::asString).collect(Collectors.joining(" + ")))
            .collect(Collectors.joining(", "));
    line(
        without.isEmpty()
            ? "everything has a second way but the ends: " + list(rehearsal.path("ends"))
            : "no second way: " + without);
  }

  private void blockers(JsonNode blockers) {
    for (JsonNode blocker : blockers) {
      line("  " + blocker.path("explanation").asString());
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
