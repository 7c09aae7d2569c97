package culvert.app.report;

import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** What was loaded, for people. */
public final class LoadText {

  private LoadText() {}

  public static String of(JsonNode answer) {
    StringBuilder text = new StringBuilder();
    StringJoiner loaded = new StringJoiner(", ", "Loaded: ", "\n").setEmptyValue("Nothing.\n");
    for (Map.Entry<String, JsonNode> each : answer.path("loaded").properties()) {
      if (each.getValue().asInt() > 0) {
        loaded.add(each.getValue().asInt() + " " + each.getKey());
      }
    }
    text.append(loaded);
    if (!answer.path("unknown").isEmpty()) {
      text.append("Not known here, and left out:\n");
      for (JsonNode each : answer.path("unknown")) {
        String key = each.path("key").asString();
        text.append(
            "  %s  %s\n"
                .formatted(
                    each.path("file").asString(),
                    key.isEmpty() ? "no JSON" : key + " (" + each.path("count").asInt() + ")"));
      }
    }
    if (!answer.path("missing").isEmpty()) {
      text.append("Named, and not there:\n");
      for (JsonNode each : answer.path("missing")) {
        int others = each.path("count").asInt() - 1;
        text.append(
            "  %s  by %s%s\n"
                .formatted(
                    each.path("id").asString(),
                    each.path("by").asString(),
                    others == 0 ? "" : " and " + others + " more"));
      }
    }
    return text.toString();
  }
}
