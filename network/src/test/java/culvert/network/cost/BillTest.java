package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BillTest {

  private static final String ACCOUNT = "111111111111";

  /** A list with tiers as AWS's, and nothing for the Region {@code nowhere}. */
  private static final class SomePrices implements Prices {

    @Override
    public @Nullable Rate rate(Meter meter, String region, String qualifier) {
      if (region.equals("nowhere")) {
        return null;
      }
      return switch (meter) {
        case INTERNET_OUT_GB ->
            rate(meter, region, tier("0", "0.09"), tier("10240", "0.085"), tier("51200", "0.07"));
        case INTERFACE_ENDPOINT_GB ->
            rate(meter, region, tier("0", "0.01"), tier("1048576", "0.006"));
        default -> rate(meter, region, tier("0", "0.045"));
      };
    }

    private Rate rate(Meter meter, String region, Rate.Tier... tiers) {
      return new Rate(
          usageType(meter, region, ""),
          List.of(tiers),
          Rate.Pool.ACCOUNT_AND_REGION,
          "a list",
          "2026-01-01",
          true);
    }

    private static Rate.Tier tier(String from, String price) {
      return new Rate.Tier(new BigDecimal(from), new BigDecimal(price));
    }

    @Override
    public String usageType(Meter meter, String region, String qualifier) {
      return region + "-" + meter;
    }

    @Override
    public Allowance freeInternetOut() {
      return new Allowance(new BigDecimal(100), List.of("us-gov-"), "a list", "2026-01-01", true);
    }
  }

  private static final Prices PRICES = new SomePrices();

  private static Usage usage(String region, String resource, Meter meter, String quantity) {
    return new Usage(ACCOUNT, region, resource, meter, "", new BigDecimal(quantity));
  }

  private static Bill bill(Usage... usages) {
    return Bill.of(Stream.of(usages), PRICES);
  }

  @Test
  void hours_have_one_line_a_resource_and_usage_type() {
    Bill bill =
        bill(
            usage("us-east-1", "nat-1", Meter.NAT_GATEWAY_HOUR, "700"),
            usage("us-east-1", "nat-1", Meter.NAT_GATEWAY_HOUR, "30"));
    assertThat(bill.lines()).hasSize(1);
    assertThat(bill.lines().getFirst().quantity()).isEqualByComparingTo("730");
    assertThat(bill.total()).isEqualByComparingTo("32.85");
  }

  /** C2: 100 GB of all Regions together, then 10 TB of each Region at its first price. */
  @Test
  void an_accounts_free_gigabytes_are_shared_by_all_that_sends_before_the_tiers_begin() {
    Bill bill =
        bill(
            usage("us-east-1", "igw-1", Meter.INTERNET_OUT_GB, "300"),
            usage("eu-west-1", "igw-2", Meter.INTERNET_OUT_GB, "100"));
    assertThat(bill.lines())
        .extracting(Line::region, line -> line.quantity().intValueExact(), price())
        .containsExactlyInAnyOrder(
            tuple("us-east-1", 75, "0"),
            tuple("us-east-1", 225, "0.09"),
            tuple("eu-west-1", 25, "0"),
            tuple("eu-west-1", 75, "0.09"));
    assertThat(bill.total()).isEqualByComparingTo("27.00");
  }

  private static Function<Line, String> price() {
    return line -> line.price() == null ? "none" : line.price().amount().toPlainString();
  }

  @Test
  void a_government_region_has_no_free_gigabytes() {
    assertThat(bill(usage("us-gov-west-1", "igw-1", Meter.INTERNET_OUT_GB, "10")).total())
        .isEqualByComparingTo("0.90");
  }

  /** C2: 10 TB is 10,240 GB; what shares a tier gets of each price by its share. */
  @Test
  void what_is_counted_together_shares_its_tiers() {
    Bill bill =
        bill(
            usage("us-east-1", "igw-1", Meter.INTERNET_OUT_GB, "15420"),
            usage("us-east-1", "igw-2", Meter.INTERNET_OUT_GB, "5140"));
    // 20,560 GB: 100 free, 10,240 at 0.09, 10,220 at 0.085.
    assertThat(bill.total()).isEqualByComparingTo("1790.30");
    assertThat(bill.totals(Line::resource).get("igw-2"))
        .isEqualByComparingTo(bill.total().divide(new BigDecimal(4)));
  }

  @Test
  void what_has_no_rate_is_a_line_without_a_price_and_no_guess() {
    Bill bill =
        bill(
            usage("nowhere", "nat-1", Meter.NAT_GATEWAY_HOUR, "730"),
            usage("us-east-1", "nat-2", Meter.NAT_GATEWAY_HOUR, "1"));
    assertThat(bill.unpriced()).extracting(Line::resource).containsExactly("nat-1");
    assertThat(bill.unpriced().getFirst().usageType()).isEqualTo("nowhere-NAT_GATEWAY_HOUR");
    assertThat(bill.total()).isEqualByComparingTo("0.045");
  }

  @Test
  void random_usages_add_up_in_every_grouping() {
    long seed = Long.getLong("culvert.seed", System.nanoTime());
    System.out.println("BillTest: -Dculvert.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<Usage> usages = new ArrayList<>();
      int count = random.nextInt(40);
      for (int i = 0; i < count; i++) {
        usages.add(random(random));
      }
      Bill bill = Bill.of(usages.stream(), PRICES);
      List<Function<Line, String>> groupings =
          List.of(
              Line::account,
              Line::region,
              Line::resource,
              Line::usageType,
              line -> line.account() + line.region() + line.meter());
      for (Function<Line, String> by : groupings) {
        assertThat(bill.totals(by).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
            .isEqualByComparingTo(bill.total());
      }
      Function<Usage, String> key =
          usage -> usage.account() + usage.region() + usage.resource() + usage.meter();
      for (Usage usage : usages) {
        BigDecimal used =
            usages.stream()
                .filter(each -> key.apply(each).equals(key.apply(usage)))
                .map(Usage::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal billed =
            bill.lines().stream()
                .filter(line ->
                    (line.account() + line.region() + line.resource() + line.meter())
                        .equals(key.apply(usage)))
                .map(Line::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(billed).isEqualByComparingTo(used);
      }
      assertThat(bill.lines()).allMatch(line -> line.quantity().signum() >= 0);
    }
  }

  private static Usage random(Random random) {
    Meter[] meters = {
      Meter.INTERNET_OUT_GB,
      Meter.INTERFACE_ENDPOINT_GB,
      Meter.NAT_GATEWAY_GB,
      Meter.NAT_GATEWAY_HOUR
    };
    String[] regions = {"us-east-1", "eu-west-1", "us-gov-west-1", "nowhere"};
    return new Usage(
        random.nextBoolean() ? ACCOUNT : "222222222222",
        regions[random.nextInt(regions.length)],
        "r-" + random.nextInt(6),
        meters[random.nextInt(meters.length)],
        "",
        new BigDecimal(random.nextLong(1L << (10 + random.nextInt(50))))
            .divide(new BigDecimal(1 << 30)));
  }
}
