package culvert.aws.price;

import culvert.network.cost.Meter;
import culvert.network.cost.Rate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tables say, each rate by what it hangs on. */
final class Rates {

  private record Key(Meter meter, String region, String qualifier) {}

  private final UsageTypes usageTypes;
  private final Map<Key, Rate> rates = new HashMap<>();

  Rates(UsageTypes usageTypes) {
    this.usageTypes = usageTypes;
  }

  @Nullable Rate get(Meter meter, String region, String qualifier) {
    return rates.get(new Key(meter, region, qualifier));
  }

  /**
   * Takes a rate; that two tables have one for the same is a mistake in them. Tiers are counted for
   * an account and Region (C2).
   */
  void add(Meter meter, String region, String qualifier, List<Rate.Tier> tiers, Evidence by) {
    Rate rate =
        new Rate(
            usageTypes.of(meter, region, qualifier),
            tiers,
            Rate.Pool.ACCOUNT_AND_REGION,
            by.source(),
            by.asOf(),
            by.verified());
    if (rates.put(new Key(meter, region, qualifier), rate) != null) {
      throw new IllegalArgumentException(
          "two rates of " + meter + " " + qualifier + " in " + region);
    }
  }

  /** The steps of {@code 0.09 10240:0.085}: a price from 0 on, another from 10240 on. */
  static List<Rate.Tier> tiers(String prices) {
    List<Rate.Tier> tiers = new ArrayList<>();
    for (String step : prices.split(" ", -1)) {
      int colon = step.indexOf(':');
      BigDecimal from = colon < 0 ? BigDecimal.ZERO : new BigDecimal(step.substring(0, colon));
      if (!tiers.isEmpty() && from.compareTo(tiers.getLast().from()) <= 0) {
        throw new IllegalArgumentException("tiers do not ascend: " + prices);
      }
      tiers.add(new Rate.Tier(from, new BigDecimal(step.substring(colon + 1))));
    }
    return tiers;
  }
}
