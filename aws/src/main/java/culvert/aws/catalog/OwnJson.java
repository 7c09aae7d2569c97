package culvert.aws.catalog;

import culvert.network.failover.Event;
import culvert.network.failover.Hold;
import culvert.network.failover.Timer;
import culvert.network.topology.Fault;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the store keeps what is of no class of the SDK's: as JSON. */
final class OwnJson {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private OwnJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static byte[] bytes(ObjectNode json) {
    return MAPPER.writeValueAsBytes(json);
  }

  static JsonNode tree(byte[] body) {
    return MAPPER.readTree(body);
  }

  static byte[] encodeFault(Fault fault) {
    return bytes(object().put("component", fault.component()));
  }

  static Fault decodeFault(byte[] body) {
    return new Fault(tree(body).path("component").asString());
  }

  static byte[] encodeHold(Hold hold) {
    return bytes(
        object()
            .put("session", hold.session())
            .put("up", hold.up())
            .put("timer", hold.timer().name())
            .put("lasts", hold.timer().lasts().toString())
            .put("since", hold.since().toString()));
  }

  static Hold decodeHold(byte[] body) {
    JsonNode json = tree(body);
    return new Hold(
        json.path("session").asString(),
        json.path("up").asBoolean(),
        new Timer(json.path("timer").asString(), Duration.parse(json.path("lasts").asString())),
        Instant.parse(json.path("since").asString()));
  }

  static byte[] encodeEvent(LoggedEvent logged) {
    Event event = logged.event();
    return bytes(
        object()
            .put("number", logged.number())
            .put("at", event.at().toString())
            .put("component", event.component())
            .put("what", event.what().name())
            .put("detail", event.detail()));
  }

  static LoggedEvent decodeEvent(byte[] body) {
    JsonNode json = tree(body);
    return new LoggedEvent(
        json.path("number").asLong(),
        new Event(
            Instant.parse(json.path("at").asString()),
            json.path("component").asString(),
            Event.What.valueOf(json.path("what").asString()),
            json.path("detail").asString()));
  }

  static byte[] encodeClock(ClockTime clock) {
    return bytes(object().put("now", clock.now().toString()));
  }

  static ClockTime decodeClock(byte[] body) {
    return new ClockTime(Instant.parse(tree(body).path("now").asString()));
  }
}
