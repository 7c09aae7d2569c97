package culvert.aws.catalog;

import culvert.network.cost.Meter;
import culvert.network.cost.Running;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A meter that runs by the hour, or has run, as the store keeps it. */
final class RunningJson {

  private RunningJson() {}

  /** What it meters: nothing has two such meters running at once. */
  static String id(Running meter) {
    return String.join(
        "|", meter.account(), meter.region(), meter.resource(), meter.part(), meter.meter().name());
  }

  /** The same, and since when: a thing may have had several one after the other. */
  static String endedId(Running meter) {
    return id(meter) + "|" + meter.from();
  }

  static byte[] encode(Running meter) {
    ObjectNode json =
        OwnJson.object()
            .put("account", meter.account())
            .put("region", meter.region())
            .put("resource", meter.resource())
            .put("part", meter.part())
            .put("meter", meter.meter().name())
            .put("qualifier", meter.qualifier())
            .put("from", meter.from().toString());
    Instant to = meter.to();
    if (to != null) {
      json.put("to", to.toString());
    }
    return OwnJson.bytes(json);
  }

  static Running decode(byte[] body) {
    JsonNode json = OwnJson.tree(body);
    @Nullable Instant to = json.hasNonNull("to") ? Instant.parse(json.path("to").asString()) : null;
    return new Running(
        json.path("account").asString(),
        json.path("region").asString(),
        json.path("resource").asString(),
        json.path("part").asString(),
        Meter.valueOf(json.path("meter").asString()),
        json.path("qualifier").asString(),
        Instant.parse(json.path("from").asString()),
        to);
  }
}
