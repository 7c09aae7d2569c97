package culvert.app.report;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An answer to {@code resolve} for people: the addresses, and who says so. */
public final class ResolveText {

  private ResolveText() {}

  /** Whether somebody knows the name. */
  public static boolean isAnswer(JsonNode answer) {
    return !answer.path("source").asString().equals("none");
  }

  /** Renders the JSON of an answer. */
  public static String of(JsonNode answer) {
    String component = answer.path("component").asString("");
    return """
    %s asks %s for %s
    %s
      %s%s
        %s
    """
        .formatted(
            answer.path("from").asString(),
            answer.path("vpc").asString(),
            answer.path("name").asString(),
            addresses(answer),
            answer.path("source").asString(),
            component.isEmpty() ? "" : "  at " + component,
            answer.path("explanation").asString());
  }

  private static String addresses(JsonNode answer) {
    String known =
        answer
            .path("addresses")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(", "));
    if (!known.isEmpty()) {
      return known;
    }
    return isAnswer(answer) ? "ANSWERED, address not known" : "NO ANSWER";
  }
}
