package culvert.app.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A matrix for people: a row asks, a column is asked; what is not reachable, with a reason. */
public final class MatrixText {

  private static final int CELL = 3;

  private final JsonNode matrix;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, JsonNode> cells = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private MatrixText(JsonNode matrix) {
    this.matrix = matrix;
    for (JsonNode group : matrix.path("groups")) {
      String id = group.path("id").asString();
      numbers.put(id, numbers.size() + 1);
      String name = group.path("name").asString();
      names.put(id, name.isEmpty() ? id : name + " (" + id + ")");
    }
    for (JsonNode cell : matrix.path("cells")) {
      cells.put(cell.path("from").asString() + " " + cell.path("to").asString(), cell);
    }
  }

  /** Renders the JSON of a matrix. */
  public static String of(JsonNode matrix) {
    return new MatrixText(matrix).text();
  }

  private String text() {
    String port = matrix.has("port") ? "/" + matrix.path("port").asInt() : "";
    line(
        "Who reaches whom, by "
            + matrix.path("by").asString()
            + ", "
            + matrix.path("protocol").asString()
            + port
            + ", there and back");
    if (numbers.isEmpty()) {
      line("There are no instances and no sites.");
      return out.toString();
    }
    grid();
    line("● all   ◐ some   ○ none   · alone");
    reasons();
    return out.toString();
  }

  private void grid() {
    StringBuilder head = new StringBuilder(" ".repeat(4));
    numbers.values().forEach(number -> head.append(("%" + CELL + "d").formatted(number)));
    line(head.toString());
    numbers.forEach((from, number) -> {
      StringBuilder row = new StringBuilder("%3d ".formatted(number));
      numbers.keySet().forEach(to -> row.append("  ").append(mark(from, to)));
      line(row + "   " + names.get(from));
    });
  }

  private String mark(String from, String to) {
    JsonNode cell = cells.get(from + " " + to);
    if (cell == null) {
      return "·";
    }
    return switch (cell.path("reachable").asString()) {
      case "all" -> "●";
      case "some" -> "◐";
      default -> "○";
    };
  }

  /** What one group is blocked by on its way to several others is said once. */
  private void reasons() {
    Map<String, List<String>> asked = new LinkedHashMap<>();
    for (JsonNode cell : matrix.path("cells")) {
      JsonNode blocker = cell.path("blocker");
      if (!blocker.isMissingNode()) {
        String reason =
            "  %d→%%s %s: %s  %s at %s"
                .formatted(
                    numbers.get(cell.path("from").asString()),
                    cell.path("reachable").asString(),
                    blocker.path("direction").asString(),
                    blocker.path("code").asString(),
                    blocker.path("component").asString());
        asked
            .computeIfAbsent(reason, _ -> new ArrayList<>())
            .add(String.valueOf(numbers.get(cell.path("to").asString())));
      }
    }
    asked.forEach((reason, to) -> line(reason.formatted(String.join(",", to))));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
