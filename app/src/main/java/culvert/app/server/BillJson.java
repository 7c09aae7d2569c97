package culvert.app.server;

import culvert.network.cost.Bill;
import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A bill as JSON; money and quantities are decimals in texts, exact. */
final class BillJson {

  private static final int CENTS = 2;

  private BillJson() {}

  /**
   * The bill of a period, and what each other one comes to.
   *
   * @param bills of all periods
   */
  static ObjectNode of(Map<BillingPeriod, Bill> bills, BillingPeriod period, Instant now) {
    Bill bill = Objects.requireNonNull(bills.get(period));
    BillingPeriod.Span span = period.span(now);
    ObjectNode json =
        Json.object()
            .put("currency", "USD")
            .put("period", period.label())
            .put("from", span.from().toString())
            .put("to", span.to().toString())
            .put("total", money(bill.total()))
            .put("unpriced", bill.unpriced().size());
    ObjectNode all = json.putObject("totals");
    bills.forEach((each, of) -> all.put(each.label(), money(of.total())));
    ArrayNode lines = json.putArray("lines");
    bill.lines().forEach(line -> lines.add(of(line)));
    return json;
  }

  private static ObjectNode of(Line line) {
    ObjectNode json =
        Json.object()
            .put("account", line.account())
            .put("region", line.region())
            .put("resource", line.resource())
            .put("usageType", line.usageType())
            .put("quantity", plain(line.quantity()))
            .put("unit", line.meter().unit().label());
    Line.Price price = line.price();
    if (price == null) {
      return json.putNull("rate")
          .putNull("amount")
          .putNull("source")
          .putNull("asOf")
          .put("verified", false);
    }
    return json.put("rate", plain(price.amount()))
        .put("amount", money(line.amount()))
        .put("source", price.source())
        .put("asOf", price.asOf())
        .put("verified", price.verified());
  }

  /** Without trailing zeros. */
  static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** Exact, and with cents at least. */
  static String money(BigDecimal amount) {
    BigDecimal shortest = amount.stripTrailingZeros();
    return (shortest.scale() < CENTS ? shortest.setScale(CENTS) : shortest).toPlainString();
  }
}
