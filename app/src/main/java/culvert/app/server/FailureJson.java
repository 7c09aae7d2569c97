package culvert.app.server;

import culvert.aws.catalog.SiteJson;
import culvert.network.failover.Course;
import culvert.network.failover.Drill;
import culvert.network.failover.Event;
import culvert.network.failover.Rehearsal;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.LearnedRoute;
import culvert.network.routing.Session;
import culvert.network.topology.Site;
import culvert.network.why.Answer;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sites, events and rehearsals as JSON: the contract that scripts rely on. */
public final class FailureJson {

  private FailureJson() {}

  /** A site as it was declared, and what its router does. */
  static ObjectNode of(Site site, ForwardingGraph graph) {
    HybridRouting routing = graph.learned();
    ObjectNode json =
        SiteJson.of(site)
            .put("id", site.id())
            .put("state", graph.topology().isDown(site.id()) ? "down" : "up");
    ArrayNode sessions = json.putArray("sessions");
    for (Session session : new TreeMap<>(routing.sessions()).values()) {
      if (site.id().equals(session.site())) {
        sessions.add(of(session, routing));
      }
    }
    ArrayNode routes = json.putArray("routes");
    new TreeMap<>(routing.ofSite(site.id())).values().forEach(route -> routes.add(of(route)));
    return json;
  }

  private static ObjectNode of(Session session, HybridRouting routing) {
    ObjectNode json =
        Json.object()
            .put("id", session.id())
            .put("over", session.over())
            .put("state", session.up() ? "up" : "down")
            .put("linked", session.linked());
    if (session.fault() != null) {
      json.put("fault", session.fault());
    }
    destinations(json.putArray("announces"), routing.accepted(session.id()));
    destinations(json.putArray("learns"), routing.learned(session.id()));
    return json;
  }

  private static void destinations(ArrayNode json, Collection<LearnedRoute> routes) {
    routes.forEach(route -> json.add(route.destination().toString()));
  }

  private static ObjectNode of(LearnedRoute route) {
    ObjectNode json = Json.object().put("destination", route.destination().toString());
    ArrayNode ways = json.putArray("via");
    route.ways().forEach(ways::add);
    ArrayNode path = json.putArray("asPath");
    route.asPath().forEach(path::add);
    return json.put("source", route.source().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  static ObjectNode of(Event event) {
    return Json.object()
        .put("at", event.at().toString())
        .put("component", event.component())
        .put("event", event.what().label())
        .put("detail", event.detail());
  }

  /** An answer to {@code rehearse}. Durations are ISO 8601, from the failure or the repair on. */
  static ObjectNode of(Rehearsal rehearsal) {
    Answer before = rehearsal.before();
    ObjectNode json = Json.object().put("reachable", before.reachable());
    ways(json, rehearsal.waysOf(before));
    ArrayNode ends = json.putArray("ends");
    rehearsal.ends().forEach(ends::add);
    ArrayNode failures = json.putArray("failures");
    rehearsal.drills().forEach(drill -> failures.add(of(drill, rehearsal)));
    ArrayNode without = json.putArray("noSecondWay");
    for (Drill drill : rehearsal.drills()) {
      if (!drill.hasSecondWay()) {
        ArrayNode components = without.addArray();
        drill.components().forEach(components::add);
      }
    }
    if (!before.reachable()) {
      json.set("blockers", Json.blockers(before));
    }
    return json;
  }

  private static ObjectNode of(Drill drill, Rehearsal rehearsal) {
    ObjectNode json = Json.object();
    ArrayNode components = json.putArray("components");
    drill.components().forEach(components::add);
    json.put("secondWay", drill.hasSecondWay());
    json.put("noticed", drill.failing().isNoticed(rehearsal.before()));
    course(json, drill.failing(), rehearsal);
    ObjectNode repair = json.putObject("repair");
    repair.put("comesBack", drill.comesBack(rehearsal.before()));
    course(repair, drill.healing(), rehearsal);
    return json;
  }

  /** What happens when the components of a drill fail: what is lost when, and every event. */
  public static ObjectNode failing(Drill drill) {
    ObjectNode json = Json.object();
    ArrayNode components = json.putArray("components");
    drill.components().forEach(components::add);
    losses(json, drill.failing());
    ArrayNode events = json.putArray("events");
    for (Event event : drill.failing().events()) {
      events.add(of(event).put("after", Rehearsal.since(event).toString()));
    }
    return json;
  }

  private static void losses(ObjectNode json, Course course) {
    ArrayNode losses = json.putArray("lost");
    for (Course.Loss loss : course.losses()) {
      Duration until = loss.until();
      losses
          .addObject()
          .put("direction", loss.leg().label())
          .put("from", loss.from().toString())
          .put("until", until == null ? null : until.toString());
    }
  }

  private static void course(ObjectNode json, Course course, Rehearsal rehearsal) {
    losses(json, course);
    json.put("after", course.settles().toString());
    if (course.end().reachable()) {
      ways(json, rehearsal.waysOf(course.end()));
      json.set("warnings", Json.warnings(course.end()));
    } else {
      json.set("blockers", Json.blockers(course.end()));
    }
  }

  private static void ways(ObjectNode json, Rehearsal.Ways ways) {
    ArrayNode forward = json.putArray("forward");
    ways.forward().forEach(forward::add);
    ArrayNode back = json.putArray("return");
    ways.back().forEach(back::add);
  }
}
