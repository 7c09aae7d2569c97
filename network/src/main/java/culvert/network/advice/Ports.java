package culvert.network.advice;

import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Meter;
import culvert.network.cost.Prices;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which Direct Connect port a month's traffic needs (B1). */
final class Ports {

  /**
   * A size that AWS or its partners sell.
   *
   * @param meter which kind it is of
   * @param capacity as bills say it
   */
  record Port(Meter meter, String capacity, int megabits) {

    String qualifier(String location) {
      return capacity + "@" + location;
    }

    String name() {
      return (meter == Meter.DIRECT_CONNECT_PORT_HOUR
              ? "dedicated connection"
              : "hosted connection")
          + " of "
          + capacity;
    }
  }

  /** By capacity, hosted ones first. */
  private static final List<Port> ALL =
      List.of(
          hosted("50M", 50),
          hosted("100M", 100),
          hosted("200M", 200),
          hosted("300M", 300),
          hosted("400M", 400),
          hosted("500M", 500),
          hosted("1G", 1_000),
          dedicated("1G", 1_000),
          hosted("2G", 2_000),
          hosted("5G", 5_000),
          hosted("10G", 10_000),
          dedicated("10G", 10_000),
          hosted("25G", 25_000),
          dedicated("100G", 100_000),
          dedicated("400G", 400_000));

  private static final BigDecimal MEGABITS_OF_A_GB = new BigDecimal("8589.934592");
  private static final BigDecimal SECONDS_OF_A_MONTH =
      BigDecimal.valueOf(BillingPeriod.HOURS_OF_A_MONTH * 3_600L);

  private Ports() {}

  private static Port hosted(String capacity, int megabits) {
    return new Port(Meter.DIRECT_CONNECT_HOSTED_HOUR, capacity, megabits);
  }

  private static Port dedicated(String capacity, int megabits) {
    return new Port(Meter.DIRECT_CONNECT_PORT_HOUR, capacity, megabits);
  }

  /** Megabits a second, were a month's gigabytes spread evenly. */
  static BigDecimal average(BigDecimal gigabytes) {
    return gigabytes.multiply(MEGABITS_OF_A_GB).divide(SECONDS_OF_A_MONTH, MathContext.DECIMAL64);
  }

  /**
   * The cheapest port that carries so much, the smaller one where two cost the same; without any
   * price the smallest, and null where none carries it.
   */
  static @Nullable Port carrying(
      BigDecimal megabits, String region, String location, Prices prices) {
    List<Port> enough =
        ALL.stream()
            .filter(port -> BigDecimal.valueOf(port.megabits).compareTo(megabits) >= 0)
            .toList();
    return enough.stream()
        .filter(port -> prices.rate(port.meter, region, port.qualifier(location)) != null)
        .min(Comparator.comparing(port -> hour(port, region, location, prices)))
        .orElse(enough.isEmpty() ? null : enough.getFirst());
  }

  private static BigDecimal hour(Port port, String region, String location, Prices prices) {
    return Objects.requireNonNull(prices.rate(port.meter, region, port.qualifier(location)))
        .tiers()
        .getFirst()
        .price();
  }
}
