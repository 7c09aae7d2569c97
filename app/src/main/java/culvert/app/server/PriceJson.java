package culvert.app.server;

import culvert.network.cost.Line;
import culvert.network.cost.PathCost;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a gigabyte costs along a path, as JSON: each way the sum, null where a price is not known,
 * and the charges by the elements of the path that they arise at.
 */
final class PriceJson {

  private PriceJson() {}

  static ObjectNode of(PathCost cost) {
    ObjectNode json = Json.object().put("currency", "USD");
    json.set("forward", of(cost.there()));
    json.set("return", of(cost.back()));
    return json;
  }

  private static ObjectNode of(PathCost.OneWay way) {
    ObjectNode json = Json.object();
    BigDecimal sum = way.perGigabyte();
    put(json, "perGb", sum);
    ArrayNode charges = json.putArray("charges");
    way.charges().forEach(charge -> charges.add(of(charge)));
    return json;
  }

  private static ObjectNode of(PathCost.Priced priced) {
    ObjectNode json =
        Json.object()
            .put("element", priced.charge().element())
            .put("component", priced.charge().resource())
            .put("account", priced.charge().account())
            .put("region", priced.charge().region())
            .put("usageType", priced.usageType())
            .put("units", BillJson.plain(priced.charge().units()));
    Line.Price price = priced.price();
    put(json, "rate", price == null ? null : price.amount());
    put(json, "perGb", priced.amount());
    return json.put("firstTier", priced.isFirstTier())
        .put("source", price == null ? "" : price.source())
        .put("asOf", price == null ? "" : price.asOf())
        .put("verified", price != null && price.verified());
  }

  private static void put(ObjectNode json, String name, @Nullable BigDecimal amount) {
    if (amount == null) {
      json.putNull(name);
    } else {
      json.put(name, BillJson.plain(amount));
    }
  }
}
