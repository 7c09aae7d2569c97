package culvert.app.command;

import culvert.app.demo.SeoulOffice;
import culvert.app.report.EventText;
import culvert.app.report.RehearsalText;
import culvert.app.server.Json;
import culvert.network.forwarding.Kind;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cuts the Direct Connect of the demo's office, and says what happens as time goes by. */
final class DemoFailure {

  /** What BGP waits for a neighbour that says nothing; B7. */
  private static final int HOLD_SECONDS = 90;

  private static final Set<String> LINKS =
      Stream.of(Kind.values()).filter(Kind::isLink).map(Kind::label).collect(Collectors.toSet());

  private final Endpoint endpoint;
  private final SeoulOffice office;

  DemoFailure(String url, SeoulOffice office) {
    endpoint = Endpoint.at(url);
    this.office = office;
  }

  /** Makes the office known as a site. */
  void connect() {
    ObjectNode site = Json.object().put("asn", SeoulOffice.ASN);
    site.putArray("prefixes").add(SeoulOffice.PREFIX);
    site.putArray("customerGateways").add(office.customerGateway());
    site.putArray("virtualInterfaces").add(office.virtualInterface());
    endpoint.tell("PUT", "sites/" + SeoulOffice.SITE, site);
  }

  void print(PrintWriter out) {
    out.println("Every failure between the office and its VPC, rehearsed:");
    out.println(
        RehearsalText.of(
            office.site(),
            office.host(),
            endpoint.ask("rehearse", Map.of("from", office.site(), "to", office.host()))));
    ArrayNode moments = cut();
    out.println("And in earnest: the Direct Connect is cut, and mended again.");
    for (JsonNode moment : moments) {
      out.printf(
          "  %-35s %s%n",
          moment.path("moment").asString(),
          moment.path("reachable").asBoolean()
              ? "REACHABLE by " + moment.path("by").asString()
              : "NOT REACHABLE");
    }
    out.println();
    out.println(EventText.of(endpoint.ask("events", Map.of()).path("events"), ""));
  }

  /** Who reaches whom by what, moment by moment. */
  ArrayNode cut() {
    ArrayNode moments = Json.object().putArray("moments");
    moments.add(now("before"));
    fault("down");
    moments.add(now("cut"));
    advance(HOLD_SECONDS - 1);
    moments.add(now(HOLD_SECONDS - 1 + " s later, sessions still held"));
    advance(1);
    moments.add(now(HOLD_SECONDS + " s later, the hold timers ran out"));
    fault("up");
    advance(HOLD_SECONDS);
    moments.add(now("mended"));
    return moments;
  }

  private void fault(String state) {
    endpoint.tell(
        "POST", "faults", Json.object().put("component", office.connection()).put("state", state));
  }

  private void advance(int seconds) {
    endpoint.tell("POST", "clock", Json.object().put("advance", "PT" + seconds + "S"));
  }

  private ObjectNode now(String moment) {
    JsonNode answer =
        endpoint.ask("why", Map.of("from", office.site(), "to", office.host(), "port", "443"));
    Set<String> by = new LinkedHashSet<>();
    for (String leg : new String[] {"forward", "return"}) {
      for (JsonNode at : answer.path(leg).path("path")) {
        if (LINKS.contains(at.path("kind").asString())) {
          by.add(at.path("component").asString());
        }
      }
    }
    return Json.object()
        .put("moment", moment)
        .put("reachable", answer.path("reachable").asBoolean())
        .put("by", String.join(", ", by));
  }
}
