package culvert.app.report;

import tools.jackson.databind.JsonNode;

/** An answer to {@code why} for people: the verdict, both ways, every blocker. */
public final class WhyText {

  private final StringBuilder out = new StringBuilder();

  private WhyText() {}

  /** Renders the JSON of an answer. */
  public static String of(String from, String to, JsonNode answer) {
    WhyText text = new WhyText();
    text.head(from, to, answer);
    text.way("forward", answer.path("forward"));
    text.way("return", answer.path("return"));
    text.receivers(answer.path("receivers"));
    text.blockers(answer.path("blockers"));
    text.warnings(answer.path("warnings"));
    return text.out.toString();
  }

  private void head(String from, String to, JsonNode answer) {
    line(from + " → " + to + "   " + packet(answer));
    line(answer.path("reachable").asBoolean() ? "REACHABLE" : "NOT REACHABLE");
  }

  /** {@code 10.0.0.5 → 10.1.0.5 tcp/443}. */
  static String packet(JsonNode answer) {
    JsonNode packet = answer.path("packet");
    boolean ports = packet.path("protocol").asString().matches("tcp|udp");
    return packet.path("source").asString()
        + " → "
        + packet.path("destination").asString()
        + "  "
        + packet.path("protocol").asString()
        + (ports ? "/" + packet.path("port").asInt() : "");
  }

  private void way(String name, JsonNode way) {
    line("  " + name + ": " + way.path("outcome").asString());
    for (JsonNode element : way.path("path")) {
      StringBuilder detail = new StringBuilder();
      element
          .path("detail")
          .properties()
          .forEach(entry ->
              detail
                  .append("  ")
                  .append(entry.getKey())
                  .append(' ')
                  .append(entry.getValue().asString()));
      line(
          "    %-24s %s%s"
              .formatted(
                  element.path("component").asString(), element.path("kind").asString(), detail));
    }
  }

  private void receivers(JsonNode receivers) {
    for (JsonNode receiver : receivers) {
      line("  receiver: " + receiver.asString());
    }
  }

  private void blockers(JsonNode blockers) {
    if (!blockers.isEmpty()) {
      line("  blockers:");
    }
    for (JsonNode blocker : blockers) {
      line(
          "    "
              + blocker.path("direction").asString()
              + "  "
              + blocker.path("code").asString()
              + "  at "
              + blocker.path("component").asString());
      line("      " + blocker.path("explanation").asString());
      line("      to let it on: " + blocker.path("remedy").asString());
    }
  }

  private void warnings(JsonNode warnings) {
    for (JsonNode warning : warnings) {
      line(
          "  warning: "
              + warning.path("code").asString()
              + "  at "
              + warning.path("component").asString()
              + ": "
              + warning.path("explanation").asString());
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
