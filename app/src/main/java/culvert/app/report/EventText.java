package culvert.app.report;

import tools.jackson.databind.JsonNode;

/** What has happened, for people: a line an event. */
public final class EventText {

  private EventText() {}

  /**
   * Renders the JSON of events.
   *
   * @param none what to say where there are none
   */
  public static String of(JsonNode events, String none) {
    if (events.isEmpty()) {
      return none + "\n";
    }
    StringBuilder out = new StringBuilder();
    for (JsonNode event : events) {
      out.append(
          "%-24s  %-12s  %s  %s"
                  .formatted(
                      event.path("at").asString(),
                      event.path("event").asString(),
                      event.path("component").asString(),
                      event.path("detail").asString())
                  .stripTrailing()
              + "\n");
    }
    return out.toString();
  }
}
