package culvert.network.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BreakEvenTest {

  private static BigDecimal of(String number) {
    return new BigDecimal(number);
  }

  @Test
  void a_straight_line_is_met_where_it_crosses() {
    assertThat(BreakEven.of(x -> x.multiply(of("4")).subtract(of("1"))))
        .isEqualByComparingTo("0.25");
  }

  @Test
  void what_never_crosses_has_none() {
    assertThat(BreakEven.of(x -> x.negate().subtract(BigDecimal.ONE))).isNull();
  }

  @Test
  void without_anything_to_win_back_there_is_none() {
    assertThat(BreakEven.of(x -> x)).isNull();
  }

  /** Pieces as tiers make them: the slope changes twice, and so may the sign but once. */
  @Test
  void random_tiers_are_crossed_where_the_saving_is_nothing() {
    long seed = Long.getLong("culvert.seed", System.nanoTime());
    System.out.println("BreakEvenTest: -Dculvert.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      BigDecimal first = BigDecimal.valueOf(random.nextDouble() * 10);
      BigDecimal hours = BigDecimal.valueOf(0.01 + random.nextDouble() * 1_000);
      BigDecimal steep = BigDecimal.valueOf(0.01 + random.nextDouble());
      BigDecimal flat = steep.multiply(BigDecimal.valueOf(0.01 + random.nextDouble()));
      BigDecimal found = BreakEven.of(x -> saving(x, first, steep, flat).subtract(hours));
      assertThat(found).isNotNull();
      assertThat(saving(found, first, steep, flat).doubleValue())
          .isCloseTo(hours.doubleValue(), within(1e-6));
    }
  }

  private static BigDecimal saving(
      BigDecimal x, BigDecimal first, BigDecimal steep, BigDecimal flat) {
    BigDecimal inFirst = x.min(first);
    return inFirst.multiply(steep).add(x.subtract(inFirst).multiply(flat));
  }
}
