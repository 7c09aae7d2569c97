package culvert.app.report;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A pair of ends for which a sentence is not true, for people: what is in the way and what would
 * have to change, and then the way itself, there and back.
 */
final class ViolationText {

  /** What lets a packet on is of no interest on its way. */
  private static final Set<String> FILTERS = Set.of("security-group", "network-acl");

  private final JsonNode report;
  private final StringBuilder out = new StringBuilder();

  private ViolationText(JsonNode report) {
    this.report = report;
  }

  /**
   * @param report says what people call components
   * @param path whether to draw the path too
   */
  static String of(JsonNode violation, JsonNode report, boolean path) {
    ViolationText text = new ViolationText(report);
    text.print(violation, path);
    return text.out.toString();
  }

  /** {@code dev-web (i-…) → prod-db (i-…) is reachable: 10.0.0.5 → 10.1.0.5 tcp/443}. */
  static String head(JsonNode violation) {
    return named(violation.path("fromName"), violation.path("from"))
        + " → "
        + named(violation.path("toName"), violation.path("to"))
        + " "
        + violation.path("what").asString()
        + ": "
        + WhyText.packet(violation.path("why"));
  }

  private static String named(JsonNode name, JsonNode id) {
    return name.asString("").isEmpty()
        ? id.asString()
        : name.asString() + " (" + id.asString() + ")";
  }

  private void print(JsonNode violation, boolean path) {
    line(head(violation));
    JsonNode failure = violation.path("failure");
    if (!failure.isMissingNode()) {
      line("  lost: " + RehearsalText.lost(failure));
      failure.path("events").forEach(this::event);
    }
    JsonNode why = violation.path("why");
    why.path("blockers").forEach(this::blocker);
    JsonNode openings = violation.path("openings");
    if (!openings.isEmpty()) {
      line("  without any one of these it would not pass:");
      openings.forEach(each -> line("    " + each.asString()));
    }
    if (path) {
      way("there", why.path("forward"));
      way("back", why.path("return"));
    }
  }

  private void event(JsonNode event) {
    line(
        "    after %s  %s  %s  %s"
            .formatted(
                RehearsalText.seconds(event.path("after")),
                event.path("event").asString(),
                called(event.path("component")),
                event.path("detail").asString()));
  }

  private void blocker(JsonNode blocker) {
    line(
        "  %s  %s at %s"
            .formatted(
                blocker.path("direction").asString(),
                blocker.path("code").asString(),
                called(blocker.path("component"))));
    line("    " + blocker.path("explanation").asString());
    line("    to let it on: " + blocker.path("remedy").asString());
  }

  private void way(String direction, JsonNode way) {
    line("  " + direction + ", " + way.path("outcome").asString() + ":");
    for (JsonNode element : way.path("path")) {
      JsonNode detail = element.path("detail");
      boolean filter = FILTERS.contains(element.path("kind").asString());
      if (!filter || detail.has("refused")) {
        String route =
            detail.has("target")
                ? "  %s to %s"
                    .formatted(
                        detail.path("destination").asString(), detail.path("target").asString())
                : "";
        String refused = detail.has("refused") ? "  " + detail.path("refused").asString() : "";
        line("    " + called(element.path("component")) + route + refused);
      }
    }
  }

  /** {@code rtb-… aws_route_table.main}. */
  private String called(JsonNode component) {
    String id = component.asString();
    String name = report.path("names").path(id).asString("");
    return name.isEmpty() ? id : id + " " + name;
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
