package culvert.app.server;

import culvert.network.address.Traffic;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.names.Resolution;
import culvert.network.proof.Grouping;
import culvert.network.proof.Matrix;
import culvert.network.topology.Site;
import culvert.network.why.Answer;
import culvert.network.why.Blocker;
import culvert.network.why.End;
import culvert.network.why.NameQuestion;
import culvert.network.why.PathElement;
import culvert.network.why.Question;
import culvert.network.why.Spoken;
import culvert.network.why.Warning;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers as JSON: the contract that scripts rely on. */
public final class Json {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /** A JSON text as a tree. */
  public static ObjectNode parse(String text) {
    return (ObjectNode) MAPPER.readTree(text);
  }

  /** Any JSON text as a tree. */
  public static JsonNode tree(String text) {
    return MAPPER.readTree(text);
  }

  /** A text as JSON. */
  public static String quoted(String text) {
    return MAPPER.writeValueAsString(text);
  }

  public static byte[] bytes(ObjectNode json) {
    return MAPPER.writeValueAsBytes(json);
  }

  /** With line breaks, for people. */
  public static String pretty(ObjectNode json) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  static ObjectNode error(String message) {
    return object().put("error", message);
  }

  /** An answer to {@code why}. */
  public static ObjectNode of(Question question, Answer answer) {
    ObjectNode json = object();
    json.put("reachable", answer.reachable());
    json.set("packet", packet(question));
    json.set("forward", way(answer.forward()));
    json.set("return", way(answer.back()));
    if (question.to() instanceof End.MulticastGroup) {
      ArrayNode receivers = json.putArray("receivers");
      answer.receivers().forEach(receivers::add);
    }
    json.set("blockers", blockers(answer));
    json.set("warnings", warnings(answer));
    return json;
  }

  static ArrayNode blockers(Answer answer) {
    ArrayNode blockers = NODES.arrayNode();
    answer.blockers().forEach(blocker -> blockers.add(blocker(blocker)));
    return blockers;
  }

  static ArrayNode warnings(Answer answer) {
    ArrayNode warnings = NODES.arrayNode();
    answer.warnings().forEach(warning -> warnings.add(warning(warning)));
    return warnings;
  }

  private static ObjectNode packet(Question question) {
    return object()
        .put("source", question.packet().source().toString())
        .put("destination", question.packet().destination().toString())
        .put("protocol", Traffic.nameOf(question.packet().protocol()))
        .put("sourcePort", question.packet().sourcePort())
        .put("port", question.packet().destinationPort());
  }

  private static ObjectNode way(Answer.OneWay way) {
    ObjectNode json = object().put("outcome", way.outcome().label());
    ArrayNode path = json.putArray("path");
    way.path().forEach(element -> path.add(element(element)));
    return json;
  }

  private static ObjectNode element(PathElement element) {
    ObjectNode json =
        object().put("component", element.component()).put("kind", element.kind().label());
    ObjectNode detail = json.putObject("detail");
    element.detail().forEach(detail::put);
    return json;
  }

  private static ObjectNode blocker(Blocker blocker) {
    return object()
        .put("direction", blocker.leg().label())
        .put("code", blocker.code().name())
        .put("component", blocker.component())
        .put("explanation", blocker.explanation())
        .put("remedy", blocker.remedy());
  }

  private static ObjectNode warning(Warning warning) {
    return object()
        .put("code", warning.code().name())
        .put("component", warning.component())
        .put("explanation", warning.explanation());
  }

  /** An answer to {@code resolve}. */
  public static ObjectNode of(NameQuestion question, Resolution answer) {
    ObjectNode json =
        object()
            .put("name", answer.name())
            .put("from", question.from())
            .put("vpc", question.vpc())
            .put("source", answer.source().label());
    ArrayNode addresses = json.putArray("addresses");
    answer.addresses().forEach(address -> addresses.add(address.toString()));
    return json.put("component", answer.component()).put("explanation", answer.explanation());
  }

  /**
   * An answer to {@code matrix}.
   *
   * @param spoken null for all traffic
   */
  public static ObjectNode of(
      Grouping grouping, @Nullable Spoken spoken, Matrix matrix, ForwardingGraph graph) {
    ObjectNode json = object().put("by", grouping.label());
    json.put("protocol", Traffic.nameOf(spoken == null ? Traffic.ANY : spoken.protocol()));
    if (spoken != null && Traffic.hasPorts(spoken.protocol())) {
      json.put("port", spoken.destinationPort());
    }
    ArrayNode groups = json.putArray("groups");
    matrix
        .groups()
        .forEach(group -> {
          ObjectNode written =
              groups
                  .addObject()
                  .put("id", group.id())
                  .put("name", group.name())
                  .put(
                      "instances",
                      group.members().stream()
                          .filter(member -> !member.startsWith(Site.ID_PREFIX))
                          .count());
          ArrayNode members = written.putArray("members");
          group.members().forEach(members::add);
          ArrayNode alike = written.putArray("alike");
          group.alike().forEach(alike::add);
        });
    ArrayNode cells = json.putArray("cells");
    matrix.cells().forEach(cell -> cells.add(cell(cell, graph)));
    return json;
  }

  private static ObjectNode cell(Matrix.Cell cell, ForwardingGraph graph) {
    ObjectNode json =
        object()
            .put("from", cell.from())
            .put("to", cell.to())
            .put("reachable", cell.reach().name().toLowerCase(Locale.ROOT));
    Blocker example = cell.example(graph);
    if (example != null) {
      json.set("blocker", blocker(example));
    }
    return json;
  }
}
