package culvert.app.server;

import culvert.network.advice.Advice;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Advice on cheaper ways, as JSON; money is decimals in texts, US dollars a month. */
final class AdviceJson {

  private AdviceJson() {}

  static ArrayNode of(List<Advice> all) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    all.forEach(each -> json.add(of(each)));
    return json;
  }

  private static ObjectNode of(Advice advice) {
    ObjectNode json = Json.object().put("kind", advice.kind().label()).put("about", advice.about());
    Advice.Cost cost = advice.cost();
    if (cost == null) {
      json.putNull("saving");
    } else {
      json.put("now", BillJson.money(cost.now()))
          .put("then", BillJson.money(cost.then()))
          .put("saving", BillJson.money(cost.saving()))
          .put("furtherSaving", BillJson.money(cost.further()))
          .put("account", cost.gaining());
      ObjectNode accounts = json.putObject("savings");
      cost.savings().forEach((account, saving) -> accounts.put(account, BillJson.money(saving)));
    }
    BigDecimal breakEven = advice.breakEven();
    if (breakEven == null) {
      json.putNull("breakEvenGb");
    } else {
      json.put("breakEvenGb", BillJson.plain(breakEven));
    }
    put(json, "arithmetic", advice.arithmetic());
    put(json, "changes", advice.changes());
    put(json, "ids", advice.ids());
    put(json, "missing", advice.missing());
    return json;
  }

  private static void put(ObjectNode json, String name, List<String> texts) {
    ArrayNode all = json.putArray(name);
    texts.forEach(all::add);
  }
}
