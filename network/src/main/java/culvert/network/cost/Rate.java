package culvert.network.cost;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a unit costs, in US dollars.
 *
 * @param usageType as AWS's bills name it: {@code USE1-NatGateway-Hours}
 * @param tiers the first from 0 on, each up to where the next one begins
 * @param pool what is counted together for the tiers
 * @param source where the figures were read
 * @param asOf when the source had them: {@code 2025-06-13}; empty where it does not say
 * @param verified whether AWS's own list says so, or two independent sources do
 */
public record Rate(
    String usageType, List<Tier> tiers, Pool pool, String source, String asOf, boolean verified) {

  /**
   * One step of a rate.
   *
   * @param from the quantity of a month behind which it begins, in the meter's unit
   * @param price of one unit
   */
  public record Tier(BigDecimal from, BigDecimal price) {}

  /** What is counted together for tiers, in a month. */
  public enum Pool {
    /** All of an account in a Region. */
    ACCOUNT_AND_REGION,
    /** All of an account, whatever the Region. */
    ACCOUNT
  }

  public Rate {
    tiers = List.copyOf(tiers);
    if (tiers.isEmpty() || tiers.getFirst().from().signum() != 0) {
      throw new IllegalArgumentException("a rate's first tier begins at 0");
    }
  }

  /** Of one price, however much is used. */
  public boolean isFlat() {
    return tiers.size() == 1;
  }
}
