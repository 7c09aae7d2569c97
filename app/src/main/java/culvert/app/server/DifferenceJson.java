package culvert.app.server;

import culvert.network.address.Traffic;
import culvert.network.difference.Cause;
import culvert.network.difference.Change;
import culvert.network.difference.ChangeSet;
import culvert.network.difference.Difference;
import culvert.network.difference.Line;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.Grouping;
import culvert.network.proof.Member;
import culvert.network.why.Question;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What two states differ in, as JSON: the contract that scripts rely on. */
public final class DifferenceJson {

  private final ForwardingGraph before;
  private final ForwardingGraph after;

  private DifferenceJson(ForwardingGraph before, ForwardingGraph after) {
    this.before = before;
    this.after = after;
  }

  /** Compares two states, and says it. */
  public static ObjectNode between(State before, State after, Grouped asked) {
    ObjectNode json =
        of(
            Difference.between(before.graph(), after.graph(), asked.by(), asked.spoken()),
            before.graph(),
            after.graph(),
            asked);
    json.set("cost", CostDifferenceJson.between(before, after));
    return json;
  }

  /**
   * A difference with examples that are asked about in both states.
   *
   * @param asked what was asked
   */
  public static ObjectNode of(
      Difference difference, ForwardingGraph before, ForwardingGraph after, Grouped asked) {
    DifferenceJson json = new DifferenceJson(before, after);
    ObjectNode all = Json.object();
    all.put("same", difference.isNone());
    all.put("by", asked.by().label());
    Spoken spoken = asked.spoken();
    all.put("protocol", Traffic.nameOf(spoken == null ? Traffic.ANY : spoken.protocol()));
    if (spoken != null && Traffic.hasPorts(spoken.protocol())) {
      all.put("port", spoken.destinationPort());
    }
    members(all.putArray("gone"), difference.gone());
    members(all.putArray("added"), difference.added());
    json.lines(all.putArray("lost"), difference.lost());
    json.lines(all.putArray("gained"), difference.gained());
    ArrayNode others = all.putArray("others");
    difference.others().forEach(each -> others.add(changes(each)));
    return all;
  }

  /**
   * Gives every change the address of its resource in Terraform, where that is known.
   *
   * @param addresses by what changes name: ids, of routes and propagations those that Terraform has
   */
  public static void address(JsonNode json, Map<String, String> addresses) {
    if (json instanceof ObjectNode change && change.path("names").isArray()) {
      change
          .path("names")
          .valueStream()
          .map(name -> addresses.get(name.asString()))
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(address -> change.put("address", address));
      return;
    }
    json.forEach(each -> address(each, addresses));
  }

  private static void members(ArrayNode into, List<Member> members) {
    members.forEach(member -> into.addObject().put("id", member.id()).put("name", member.name()));
  }

  private void lines(ArrayNode into, List<Line> lines) {
    for (Line line : lines) {
      ObjectNode json = into.addObject();
      groups(json.putArray("from"), line.from());
      groups(json.putArray("to"), line.to());
      json.put(
          "direction",
          switch (line.shape()) {
            case ONE_WAY -> "one-way";
            case BOTH_WAYS -> "both";
            case AMONG -> "among";
          });
      json.put("pairs", line.pairs());
      json.put("family", line.family().name().toLowerCase(Locale.ROOT));
      ArrayNode traffic = json.putArray("traffic");
      line.traffic().forEach(traffic::add);
      json.set("cause", cause(line.cause()));
      json.set("example", example(line.example()));
    }
  }

  private static void groups(ArrayNode into, List<Grouping.Key> groups) {
    groups.forEach(group -> into.addObject().put("id", group.id()).put("name", group.name()));
  }

  private static ObjectNode cause(Cause cause) {
    ObjectNode json = Json.object().put("how", cause.how().name().toLowerCase(Locale.ROOT));
    ArrayNode changes = json.putArray("changes");
    cause.changes().forEach(each -> changes.add(changes(each)));
    return json;
  }

  private static ObjectNode changes(ChangeSet set) {
    ObjectNode json = Json.object();
    ArrayNode changes = json.putArray("changes");
    set.changes().forEach(each -> changes.add(change(each)));
    ArrayNode with = json.putArray("with");
    set.with().forEach(each -> with.add(change(each)));
    return json;
  }

  private static ObjectNode change(Change change) {
    ObjectNode json =
        Json.object()
            .put("component", change.component())
            .put("kind", change.kind())
            .put("was", change.was())
            .put("is", change.is())
            .put("text", change.text());
    ArrayNode names = json.putArray("names");
    change.names().forEach(names::add);
    return json;
  }

  private ObjectNode example(Line.Example example) {
    ObjectNode json = Json.object().put("from", example.from()).put("to", example.to());
    json.set("before", why(before, example.before()));
    json.set("after", why(after, example.after()));
    return json;
  }

  private static @Nullable ObjectNode why(ForwardingGraph graph, @Nullable Question question) {
    return question == null ? null : Json.of(question, Why.ask(graph, question));
  }
}
