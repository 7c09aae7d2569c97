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
    text.way("forward", answer.path("forward"), answer.path("price").path("forward"));
    text.way("return", answer.path("return"), answer.path("price").path("return"));
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

  private void way(String name, JsonNode way, JsonNode price) {
    line("  " + name + ": " + way.path("outcome").asString() + perGigabyte(price));
    int place = 0;
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
      charges(price, place++);
    }
  }

  private static String perGigabyte(JsonNode price) {
    if (price.path("charges").isEmpty()) {
      return "";
    }
    JsonNode sum = price.path("perGb");
    return sum.isNull() ? "   (a price is not known)" : "   " + sum.asString() + " USD/GB";
  }

  /** What each gigabyte costs there. */
  private void charges(JsonNode price, int place) {
    for (JsonNode charge : price.path("charges")) {
      if (charge.path("element").asInt() == place) {
        JsonNode perGb = charge.path("perGb");
        line(
            "      %s USD/GB  %s, paid by %s%s"
                .formatted(
                    perGb.isNull() ? "?" : perGb.asString(),
                    charge.path("usageType").asString(),
                    charge.path("account").asString(),
                    charge.path("firstTier").asBoolean() ? ", at its first tier" : ""));
      }
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
