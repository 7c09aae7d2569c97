package culvert.network.expectation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sentence is true.
 *
 * @param pairs how many pairs of ends it was proved for
 * @param violated for how many of them it is not true
 * @param violations the first of those
 * @param cost of a budget: what the month costs, in US dollars
 * @param problems what makes it no question about this network: a name that means nobody
 */
public record Finding(
    Expectation expectation,
    long pairs,
    long violated,
    List<Violation> violations,
    @Nullable BigDecimal cost,
    List<String> problems) {

  static Finding ofPairs(
      Expectation.OfPairs expectation, long pairs, long violated, List<Violation> violations) {
    return new Finding(expectation, pairs, violated, violations, null, List.of());
  }

  /** That it is no question about this network. */
  public static Finding none(Expectation expectation, List<String> problems) {
    return new Finding(expectation, 0, 0, List.of(), null, problems);
  }

  /**
   * Of a budget.
   *
   * @param pairs how many pairs had traffic
   * @param problems what the month costs too much by; none where it is within the budget
   */
  public static Finding ofBudget(
      Expectation.Budget budget, long pairs, BigDecimal cost, List<String> problems) {
    return new Finding(budget, pairs, 0, List.of(), cost, problems);
  }

  public boolean holds() {
    return violated == 0 && problems.isEmpty();
  }
}
