package culvert.app.server;

import culvert.network.cost.Bill;
import culvert.network.cost.Line;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a month of 730 hours costs in two states, without traffic, as JSON: the totals, and the
 * usage types that cost more or less. What has no price is counted.
 */
final class CostDifferenceJson {

  private record Key(String account, String region, String usageType) implements Comparable<Key> {

    static Key of(Line line) {
      return new Key(line.account(), line.region(), line.usageType());
    }

    @Override
    public int compareTo(Key other) {
      int byAccount = account.compareTo(other.account);
      int byRegion = byAccount != 0 ? byAccount : region.compareTo(other.region);
      return byRegion != 0 ? byRegion : usageType.compareTo(other.usageType);
    }
  }

  private record Both(BigDecimal before, BigDecimal after) {

    Both plus(Both other) {
      return new Both(before.add(other.before), after.add(other.after));
    }
  }

  private CostDifferenceJson() {}

  static ObjectNode between(State before, State after) {
    Bill was = Billing.month(before);
    Bill is = Billing.month(after);
    Map<Key, Both> all = new TreeMap<>();
    was.lines()
        .forEach(
            line -> all.merge(Key.of(line), new Both(line.amount(), BigDecimal.ZERO), Both::plus));
    is.lines()
        .forEach(
            line -> all.merge(Key.of(line), new Both(BigDecimal.ZERO, line.amount()), Both::plus));
    ObjectNode json =
        Json.object()
            .put("currency", "USD")
            .put("before", BillJson.money(was.total()))
            .put("after", BillJson.money(is.total()))
            .put("unpriced", is.unpriced().size());
    ArrayNode lines = json.putArray("lines");
    all.forEach((key, both) -> {
      if (both.before.compareTo(both.after) != 0) {
        lines
            .addObject()
            .put("account", key.account)
            .put("region", key.region)
            .put("usageType", key.usageType)
            .put("before", BillJson.money(both.before))
            .put("after", BillJson.money(both.after));
      }
    });
    return json;
  }
}
