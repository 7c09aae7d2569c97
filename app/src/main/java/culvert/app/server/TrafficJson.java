package culvert.app.server;

import culvert.network.cost.Demand;
import culvert.network.why.BadQuestion;
import culvert.network.why.QuestionText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Expected traffic as JSON: {@code {"from": "prod-web", "to": "service:s3", "port": "443", "gb":
 * "500", "back": "20"}}, gigabytes of 2^30 bytes a month.
 */
public final class TrafficJson {

  private static final List<String> MEMBERS =
      List.of("from", "to", "port", "protocol", "family", "gb", "back");

  /** No more than a network carries in a month, and no less than a byte. */
  private static final BigDecimal MOST = new BigDecimal("1e12");

  private static final int DIGITS = 9;
  private static final int LONGEST = 40;

  private TrafficJson() {}

  /**
   * @throws BadQuestion naming the member that does not fit
   */
  public static Demand demand(JsonNode item) {
    if (!item.isObject()) {
      throw new BadQuestion("traffic is written {from: …, to: …, gb: …}");
    }
    for (Map.Entry<String, JsonNode> member : item.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw new BadQuestion(
            "traffic has %s, not %s".formatted(String.join(", ", MEMBERS), member.getKey()));
      }
    }
    return new Demand(
        new QuestionText(
            required(item, "from"),
            required(item, "to"),
            text(item, "port"),
            text(item, "protocol"),
            null,
            text(item, "family")),
        gigabytes("gb", required(item, "gb")),
        gigabytes("back", text(item, "back")));
  }

  private static @Nullable String text(JsonNode item, String name) {
    JsonNode value = item.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString() && !value.isNumber()) {
      throw new BadQuestion(name + " takes a text or a number");
    }
    return value.asString();
  }

  private static String required(JsonNode item, String name) {
    String text = text(item, name);
    if (text == null || text.isEmpty()) {
      throw new BadQuestion("traffic needs " + name);
    }
    return text;
  }

  private static BigDecimal gigabytes(String name, @Nullable String text) {
    if (text == null) {
      return BigDecimal.ZERO;
    }
    try {
      BigDecimal gigabytes = text.length() > LONGEST ? null : new BigDecimal(text);
      if (gigabytes != null
          && gigabytes.signum() >= 0
          && gigabytes.compareTo(MOST) <= 0
          && gigabytes.stripTrailingZeros().scale() <= DIGITS) {
        return gigabytes;
      }
    } catch (NumberFormatException e) {
      // Said below, with the text.
    }
    throw new BadQuestion(name + " takes gigabytes a month, such as 500 or 0.25, not " + text);
  }

  /** As the server takes it. */
  public static ObjectNode of(Demand demand) {
    ObjectNode json = Json.object();
    QuestionText question = demand.question();
    json.put("from", question.from()).put("to", question.to());
    put(json, "port", question.port());
    put(json, "protocol", question.protocol());
    put(json, "family", question.family());
    return json.put("gb", demand.there().toPlainString())
        .put("back", demand.back().toPlainString());
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
