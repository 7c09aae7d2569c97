package culvert.app.server;

import culvert.aws.AwsApi;
import culvert.aws.catalog.JsonMembers;
import culvert.aws.catalog.LoggedEvent;
import culvert.aws.catalog.SiteJson;
import culvert.aws.own.Clock;
import culvert.aws.own.Failures;
import culvert.aws.own.Sites;
import culvert.network.failover.Event;
import culvert.network.failover.Rehearsal;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.why.BadQuestion;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sites, what is down, the clock, what has happened, and rehearsals. */
final class FailureResources {

  private static final List<String> REHEARSE =
      List.of("from", "to", "port", "protocol", "sourcePort", "family", "pairs");
  private static final List<String> EVENTS = List.of("after");

  private final Sites sites;
  private final Failures failures;
  private final Clock clock;
  private final AwsApi api;

  FailureResources(Sites sites, Failures failures, Clock clock, AwsApi api) {
    this.sites = sites;
    this.failures = failures;
    this.clock = clock;
    this.api = api;
  }

  void route(HttpRouting.Builder routing) {
    routing.get("/_culvert/sites", Answering.with(_ -> sites()));
    routing.get("/_culvert/sites/{name}", Answering.with(request -> site(name(request))));
    routing.put("/_culvert/sites/{name}", Answering.with(this::putSite));
    routing.delete("/_culvert/sites/{name}", Answering.with(this::deleteSite));
    routing.get("/_culvert/faults", Answering.with(_ -> faults()));
    routing.post("/_culvert/faults", Answering.with(this::fault));
    routing.get("/_culvert/clock", Answering.with(_ -> time()));
    routing.post("/_culvert/clock", Answering.with(this::advance));
    routing.get("/_culvert/events", Answering.with(this::events));
    routing.get("/_culvert/rehearse", Answering.with(this::rehearse));
  }

  private static String name(ServerRequest request) {
    return request.path().pathParameters().get("name");
  }

  private ObjectNode sites() {
    ForwardingGraph graph = api.graph();
    ObjectNode json = Json.object();
    ArrayNode all = json.putArray("sites");
    graph.topology().all(Site.class).stream()
        .sorted(Comparator.comparing(Site::name))
        .forEach(site -> all.add(FailureJson.of(site, graph)));
    return json;
  }

  private ObjectNode site(String name) {
    ForwardingGraph graph = api.graph();
    Site site = graph.topology().find(Site.class, Site.ID_PREFIX + name);
    if (site == null) {
      throw new BadQuestion("there is no " + Site.ID_PREFIX + name);
    }
    return FailureJson.of(site, graph);
  }

  private ObjectNode putSite(ServerRequest request) {
    sites.put(SiteJson.read(name(request), Bodies.json(request, Bodies.MAX_BYTES)));
    return site(name(request));
  }

  private ObjectNode deleteSite(ServerRequest request) {
    sites.delete(name(request));
    return Json.object().put("deleted", Site.ID_PREFIX + name(request));
  }

  private ObjectNode faults() {
    ObjectNode json = Json.object();
    ArrayNode down = json.putArray("faults");
    failures.faults().forEach(each -> down.addObject().put("component", each));
    return json;
  }

  private ObjectNode fault(ServerRequest request) {
    JsonMembers body =
        new JsonMembers(
            Bodies.json(request, Bodies.MAX_BYTES), "a fault", List.of("component", "state"));
    String component = body.text("component");
    String state = body.text("state");
    List<Event> events =
        switch (state) {
          case "down" -> failures.fail(component);
          case "up" -> failures.heal(component);
          default -> throw new BadQuestion("state takes down or up, not " + state);
        };
    ObjectNode json = Json.object().put("component", component).put("state", state);
    ArrayNode happened = json.putArray("events");
    events.forEach(event -> happened.add(FailureJson.of(event)));
    return json;
  }

  private ObjectNode time() {
    return Json.object()
        .put("clock", clock.isVirtual() ? "virtual" : "wall")
        .put("now", clock.now().toString());
  }

  private ObjectNode advance(ServerRequest request) {
    JsonMembers body =
        new JsonMembers(Bodies.json(request, Bodies.MAX_BYTES), "the clock", List.of("advance"));
    Duration by = duration(body.text("advance"));
    long last = failures.events().stream().mapToLong(LoggedEvent::number).max().orElse(0);
    clock.advance(by);
    return addEvents(time(), last);
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadQuestion("advance takes a duration such as PT90S, not " + text);
    }
  }

  private ObjectNode events(ServerRequest request) {
    return addEvents(Json.object(), number(new Query(request, EVENTS).value("after")));
  }

  private static long number(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new BadQuestion("after takes the number of an event, not " + text);
    }
    return Long.parseLong(text);
  }

  private ObjectNode addEvents(ObjectNode json, long after) {
    ArrayNode events = json.putArray("events");
    failures.events().stream()
        .filter(logged -> logged.number() > after)
        .forEach(
            logged -> events.add(FailureJson.of(logged.event()).put("number", logged.number())));
    return json;
  }

  private ObjectNode rehearse(ServerRequest request) {
    Query query = new Query(request, REHEARSE);
    Topology topology = api.graph().topology();
    return FailureJson.of(
        Rehearsal.of(topology, query.question().read(topology), pairs(query.value("pairs"))));
  }

  private static boolean pairs(@Nullable String text) {
    return switch (text) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadQuestion("pairs takes true or false, not " + text);
    };
  }
}
