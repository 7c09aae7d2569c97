package culvert.app.report;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A site for people: what it is, its sessions and its routes. */
public final class SiteText {

  private final StringBuilder out = new StringBuilder();

  private SiteText() {}

  /** Renders the JSON of several sites. */
  public static String ofAll(JsonNode sites) {
    return sites.isEmpty()
        ? "There are no sites.\n"
        : sites.valueStream().map(SiteText::of).collect(Collectors.joining());
  }

  /** Renders the JSON of a site. */
  public static String of(JsonNode site) {
    SiteText text = new SiteText();
    text.site(site);
    return text.out.toString();
  }

  private void site(JsonNode site) {
    line(
        "%s  AS %d  %s%s"
            .formatted(
                site.path("id").asString(),
                site.path("asn").asLong(),
                list(site.path("prefixes")),
                site.path("state").asString().equals("down") ? "  DOWN" : ""));
    for (JsonNode session : site.path("sessions")) {
      session(session);
    }
    for (JsonNode route : site.path("routes")) {
      line(
          "  route    %-20s by %s  (%s)"
              .formatted(
                  route.path("destination").asString(),
                  list(route.path("via")),
                  route.path("source").asString()));
    }
  }

  private void session(JsonNode session) {
    String fault = session.path("fault").asString("");
    String cut = session.path("linked").asBoolean() ? "" : ", no packet passes";
    line(
        "  session  %-20s %s%s  announces %s, learns %s"
            .formatted(
                session.path("id").asString(),
                session.path("state").asString(),
                fault.isEmpty() ? cut : " (" + fault + ")",
                list(session.path("announces")),
                list(session.path("learns"))));
  }

  private static String list(JsonNode texts) {
    return texts.isEmpty()
        ? "nothing"
        : texts.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
