package culvert.app.expectation;

import culvert.app.report.Cents;
import culvert.app.server.Billing;
import culvert.aws.AwsApi;
import culvert.network.cost.Bill;
import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Demand;
import culvert.network.cost.Line;
import culvert.network.expectation.Expectation;
import culvert.network.expectation.Finding;
import culvert.network.why.BadQuestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether a month costs no more than it may. */
final class BudgetChecking {

  /** As many of the most expensive resources are told. */
  private static final int TOLD = 3;

  private BudgetChecking() {}

  /** Holds the month that the traffic makes against a budget. */
  static Finding of(Expectation.Budget budget, List<Demand> traffic, AwsApi api) {
    Bill bill;
    try {
      bill = Billing.of(api, traffic).bill(BillingPeriod.MONTH);
    } catch (BadQuestion e) {
      return Finding.none(budget, List.of(String.valueOf(e.getMessage())));
    }
    List<String> problems = new ArrayList<>();
    BigDecimal over = bill.total().subtract(budget.most());
    if (over.signum() > 0) {
      problems.add(
          "the month costs %s USD, %s more than that"
              .formatted(Cents.of(bill.total()), Cents.of(over)));
      largest(bill).forEach(problems::add);
    }
    for (Line line : bill.unpriced()) {
      problems.add(
          "nobody knows the price of %s %s in %s"
              .formatted(line.usageType(), line.resource(), line.region()));
    }
    return Finding.ofBudget(budget, traffic.size(), bill.total(), problems);
  }

  /** What costs most, by resource. */
  private static Stream<String> largest(Bill bill) {
    return bill.totals(Line::resource).entrySet().stream()
        .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
        .limit(TOLD)
        .map(each -> "  %s of it is %s's".formatted(Cents.of(each.getValue()), each.getKey()));
  }
}
