package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathCostTest {

  /** Internet out in tiers, multicast and zones at a cent, nothing else. */
  private static final class SomePrices implements Prices {

    @Override
    public @Nullable Rate rate(Meter meter, String region, String qualifier) {
      return switch (meter) {
        case INTERNET_OUT_GB -> rate(meter, tier("0", "0.09"), tier("10240", "0.085"));
        case CROSS_ZONE_GB -> rate(meter, tier("0", "0.01"));
        case TRANSIT_GATEWAY_MULTICAST_GB -> rate(meter, tier("0", "0.02"));
        default -> null;
      };
    }

    private Rate rate(Meter meter, Rate.Tier... tiers) {
      return new Rate(
          meter.name(), List.of(tiers), Rate.Pool.ACCOUNT_AND_REGION, "a list", "2026-01-01", true);
    }

    private static Rate.Tier tier(String from, String price) {
      return new Rate.Tier(new BigDecimal(from), new BigDecimal(price));
    }

    @Override
    public String usageType(Meter meter, String region, String qualifier) {
      return "unpriced-" + meter;
    }

    @Override
    public Allowance freeInternetOut() {
      return new Allowance(new BigDecimal(100), List.of(), "a list", "2026-01-01", true);
    }
  }

  private static Charge charge(Meter meter, int units) {
    return new Charge("111", "us-east-1", "r", 0, meter, "", BigDecimal.valueOf(units));
  }

  private static PathCost cost(List<Charge> there, List<Charge> back) {
    return PathCost.of(new PathCharges(there, back), new SomePrices());
  }

  @Test
  void each_direction_is_summed_by_itself_and_units_count() {
    PathCost cost =
        cost(
            List.of(charge(Meter.CROSS_ZONE_GB, 1), charge(Meter.CROSS_ZONE_GB, 1)),
            List.of(charge(Meter.TRANSIT_GATEWAY_MULTICAST_GB, 3)));
    assertThat(cost.there().perGigabyte()).isEqualByComparingTo("0.02");
    assertThat(cost.back().perGigabyte()).isEqualByComparingTo("0.06");
    assertThat(cost.there().charges()).noneMatch(PathCost.Priced::isFirstTier);
  }

  @Test
  void of_a_rate_with_tiers_the_first_stands_and_that_is_said() {
    PathCost.OneWay there = cost(List.of(charge(Meter.INTERNET_OUT_GB, 1)), List.of()).there();
    assertThat(there.perGigabyte()).isEqualByComparingTo("0.09");
    assertThat(there.charges())
        .singleElement()
        .satisfies(priced -> {
          assertThat(priced.isFirstTier()).isTrue();
          assertThat(priced.usageType()).isEqualTo("INTERNET_OUT_GB");
        });
  }

  @Test
  void a_charge_without_a_rate_makes_the_sum_unknown_and_is_named() {
    PathCost cost =
        cost(List.of(charge(Meter.CROSS_ZONE_GB, 1), charge(Meter.SITE_LINK_GB, 1)), List.of());
    assertThat(cost.there().perGigabyte()).isNull();
    assertThat(cost.there().unpriced())
        .singleElement()
        .satisfies(priced -> {
          assertThat(priced.amount()).isNull();
          assertThat(priced.usageType()).isEqualTo("unpriced-SITE_LINK_GB");
        });
    assertThat(cost.back().perGigabyte()).isEqualByComparingTo("0");
    assertThat(cost.back().unpriced()).isEmpty();
  }
}
