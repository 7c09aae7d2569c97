package culvert.network.cost;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gigabyte costs each way along a path, by a price list. Where a rate has tiers it is the
 * first one's price, and {@link Priced#isFirstTier} says so; what an account has free each month is
 * not taken off. Both are a bill's, which knows what else the account has used.
 */
public record PathCost(OneWay there, OneWay back) {

  /** One direction, by element of the path. */
  public record OneWay(List<Priced> charges) {

    public OneWay {
      charges = List.copyOf(charges);
    }

    static OneWay of(List<Charge> charges, Prices prices) {
      return new OneWay(charges.stream().map(charge -> Priced.of(charge, prices)).toList());
    }

    /** US dollars; null where a charge has no rate, for {@link #unpriced} names it. */
    public @Nullable BigDecimal perGigabyte() {
      BigDecimal sum = BigDecimal.ZERO;
      for (Priced each : charges) {
        BigDecimal amount = each.amount();
        if (amount == null) {
          return null;
        }
        sum = sum.add(amount);
      }
      return sum;
    }

    /** The charges that the list has no rate for. */
    public List<Priced> unpriced() {
      return charges.stream().filter(each -> each.price == null).toList();
    }
  }

  /**
   * A charge with its price.
   *
   * @param usageType as AWS's bills name it
   * @param price of a unit, or null where the list has none
   * @param isFirstTier whether further units of a month have another price
   */
  public record Priced(
      Charge charge, String usageType, Line.@Nullable Price price, boolean isFirstTier) {

    static Priced of(Charge charge, Prices prices) {
      Rate rate = prices.rate(charge.meter(), charge.region(), charge.qualifier());
      return rate == null
          ? new Priced(
              charge,
              prices.usageType(charge.meter(), charge.region(), charge.qualifier()),
              null,
              false)
          : new Priced(
              charge,
              rate.usageType(),
              Line.Price.of(rate, rate.tiers().getFirst()),
              !rate.isFlat());
    }

    /** US dollars for each gigabyte, or null where that is not known. */
    public @Nullable BigDecimal amount() {
      return price == null ? null : price.amount().multiply(charge.units());
    }
  }

  public static PathCost of(PathCharges charges, Prices prices) {
    return new PathCost(OneWay.of(charges.there(), prices), OneWay.of(charges.back(), prices));
  }
}
