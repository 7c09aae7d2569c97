package culvert.network.cost;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bill: a usage at one price. A usage that reaches into several tiers has a line for
 * each.
 *
 * @param account who pays
 * @param region that meters it; {@code global} of what is in none
 * @param resource AWS's id of what it is for
 * @param usageType as AWS's bills name it
 * @param quantity in the meter's unit
 * @param price the rate and which of its prices, or null where the price list has none
 */
public record Line(
    String account,
    String region,
    String resource,
    Meter meter,
    String usageType,
    BigDecimal quantity,
    @Nullable Price price) {

  /**
   * What a unit costs on a line.
   *
   * @param amount of US dollars for one unit
   * @param source where it was read
   * @param asOf when the source had it; empty where it does not say
   * @param verified whether AWS's own list says so, or two independent sources do
   */
  public record Price(BigDecimal amount, String source, String asOf, boolean verified) {

    static Price of(Rate rate, Rate.Tier tier) {
      return new Price(tier.price(), rate.source(), rate.asOf(), rate.verified());
    }
  }

  /** What it comes to, in US dollars; 0 where it has no price, which {@link #isPriced} says. */
  public BigDecimal amount() {
    return price == null ? BigDecimal.ZERO : quantity.multiply(price.amount());
  }

  public boolean isPriced() {
    return price != null;
  }
}
