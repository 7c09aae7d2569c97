package culvert.app.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What two states differ in, for people: what is lost and gained, each with why. */
public final class DifferenceText {

  /** As many of a list as are named before they are counted. */
  private static final int FEW = 6;

  private static final int FEWER = 3;

  private final StringBuilder out = new StringBuilder();

  private DifferenceText() {}

  /** Renders the JSON of a difference. */
  public static String of(JsonNode difference) {
    DifferenceText text = new DifferenceText();
    String port = difference.has("port") ? "/" + difference.path("port").asInt() : "";
    String protocol = difference.path("protocol").asString();
    text.line(
        "What differs, by %s, %s, there and back"
            .formatted(
                difference.path("by").asString(),
                protocol.equals("all") ? "all traffic" : protocol + port));
    text.members("Gone", difference.path("gone"));
    text.members("New", difference.path("added"));
    text.lines("Lost", difference.path("lost"), true);
    text.lines("Gained", difference.path("gained"), false);
    if (difference.path("same").asBoolean()) {
      text.line("Nothing: everybody is there who was, and reaches whom they did.");
    }
    text.others(difference.path("others"));
    text.cost(difference.path("cost"));
    return text.out.toString();
  }

  private void cost(JsonNode cost) {
    if (cost.path("lines").isEmpty()) {
      return;
    }
    line(
        "A month costs %s USD, and not %s, without traffic:"
            .formatted(
                Cents.of(cost.path("after").asString()), Cents.of(cost.path("before").asString())));
    for (JsonNode each : cost.path("lines")) {
      BigDecimal more =
          new BigDecimal(each.path("after").asString())
              .subtract(new BigDecimal(each.path("before").asString()));
      line(
          "  %s%s  %s, paid by %s"
              .formatted(
                  more.signum() > 0 ? "+" : "",
                  Cents.of(more),
                  each.path("usageType").asString(),
                  each.path("account").asString()));
    }
  }

  private void members(String title, JsonNode members) {
    if (!members.isEmpty()) {
      line("%s: %s".formatted(title, names(members)));
    }
  }

  private void lines(String title, JsonNode lines, boolean lost) {
    if (lines.isEmpty()) {
      return;
    }
    long pairs = lines.valueStream().mapToLong(each -> each.path("pairs").asLong()).sum();
    boolean one = pairs == 1;
    line("%s: %d %s".formatted(title, pairs, one ? "pair" : "pairs"));
    Map<String, List<JsonNode>> byCause = new LinkedHashMap<>();
    for (JsonNode each : lines) {
      byCause.computeIfAbsent(each.path("cause").toString(), _ -> new ArrayList<>()).add(each);
    }
    for (List<JsonNode> together : byCause.values()) {
      together.forEach(this::groups);
      cause(together.getFirst().path("cause"), lost);
      example(together.getFirst().path("example"), lost);
    }
  }

  private void groups(JsonNode each) {
    long pairs = each.path("pairs").asLong();
    String traffic =
        each.path("traffic")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(", "));
    String who =
        switch (each.path("direction").asString()) {
          case "both" -> names(each.path("from")) + " ↔ " + names(each.path("to"));
          case "among" -> "among " + names(each.path("from"));
          default -> names(each.path("from")) + " → " + names(each.path("to"));
        };
    line(
        "  %s   %s%s   %d %s"
            .formatted(
                who,
                traffic.equals("all") ? "all traffic" : traffic,
                each.path("family").asString().equals("v6") ? " (IPv6)" : "",
                pairs,
                pairs == 1 ? "pair" : "pairs"));
  }

  private void cause(JsonNode cause, boolean lost) {
    String how = cause.path("how").asString();
    if (how.equals("any")) {
      line(lost ? "    any of these, undone, brings it back:" : "    any of these did it:");
    } else if (how.equals("together")) {
      line(lost ? "    these, undone together, bring it back:" : "    these together did it:");
    }
    for (JsonNode set : cause.path("changes")) {
      changes("    " + (how.equals("one") ? "because " : "- "), set);
    }
  }

  private void changes(String indent, JsonNode set) {
    JsonNode with = set.path("with");
    String goes =
        with.isEmpty()
            ? ""
            : with.valueStream()
                    .limit(FEWER)
                    .map(DifferenceText::change)
                    .collect(Collectors.joining("; ", ", and with that: ", ""))
                + (with.size() > FEWER ? "; and " + (with.size() - FEWER) + " more" : "");
    line(
        indent
            + set.path("changes")
                .valueStream()
                .map(DifferenceText::change)
                .collect(Collectors.joining("; "))
            + goes);
  }

  private static String change(JsonNode change) {
    String address = change.path("address").asString("");
    return change.path("text").asString() + (address.isEmpty() ? "" : " (" + address + ")");
  }

  /** What is in the way now, of what was lost; what was in the way, of what was gained. */
  private void example(JsonNode example, boolean lost) {
    JsonNode asked = example.path(lost ? "before" : "after");
    JsonNode blocked = example.path(lost ? "after" : "before");
    JsonNode packet = asked.path("packet");
    boolean ports = packet.path("protocol").asString().matches("tcp|udp");
    StringBuilder text =
        new StringBuilder(
            "    e.g. %s → %s   %s → %s  %s%s"
                .formatted(
                    example.path("from").asString(),
                    example.path("to").asString(),
                    packet.path("source").asString(),
                    packet.path("destination").asString(),
                    packet.path("protocol").asString(),
                    ports ? "/" + packet.path("port").asInt() : ""));
    line(text.toString());
    for (JsonNode blocker : blocked.path("blockers")) {
      line(
          "      %s %s  %s at %s"
              .formatted(
                  lost ? "now" : "before",
                  blocker.path("direction").asString(),
                  blocker.path("code").asString(),
                  blocker.path("component").asString()));
    }
    if (blocked.isNull()) {
      line(
          "      %s one of them %s no such address"
              .formatted(lost ? "now" : "before", lost ? "has" : "had"));
    }
  }

  private void others(JsonNode others) {
    if (others.isEmpty()) {
      return;
    }
    line("Changed, to no effect on who reaches whom: " + others.size());
    others.valueStream().limit(FEW).forEach(each -> changes("  ", each));
    if (others.size() > FEW) {
      line("  and %d more (--json has all)".formatted(others.size() - FEW));
    }
  }

  private static String names(JsonNode named) {
    String first =
        named
            .valueStream()
            .limit(FEW)
            .map(each -> {
              String id = each.path("id").asString();
              String name = each.path("name").asString("");
              return name.isEmpty() ? id : name + " (" + id + ")";
            })
            .collect(Collectors.joining(", "));
    return named.size() > FEW ? first + " and " + (named.size() - FEW) + " more" : first;
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
