package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Part hours count whole, in the month in which they begin (A16, B10, C2). */
class BilledHoursTest {

  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

  private static Running meter(String from, @Nullable String to) {
    return meter(Instant.parse(from), to == null ? null : Instant.parse(to));
  }

  private static Running meter(Instant from, @Nullable Instant to) {
    return new Running(
        "111111111111", "us-east-1", "nat-1", "", Meter.NAT_GATEWAY_HOUR, "", from, to);
  }

  private static long january(Running meter) {
    return BilledHours.in(meter, JANUARY, FEBRUARY);
  }

  private static long february(Running meter) {
    return BilledHours.in(meter, FEBRUARY, MARCH);
  }

  @Test
  void c2_a_meter_that_runs_all_month_bills_every_hour_of_it() {
    Running always = meter("2025-06-01T00:00:00Z", null);
    assertThat(january(always)).isEqualTo(31 * 24);
    assertThat(february(always)).isEqualTo(28 * 24);
  }

  @Test
  void c2_a_second_is_an_hour() {
    assertThat(january(meter("2026-01-10T10:20:30Z", "2026-01-10T10:20:31Z"))).isOne();
    assertThat(january(meter("2026-01-10T10:20:30Z", "2026-01-10T10:20:30Z"))).isOne();
  }

  @Test
  void c2_whole_hours_are_not_rounded_up() {
    assertThat(january(meter("2026-01-10T10:20:30Z", "2026-01-10T12:20:30Z"))).isEqualTo(2);
    assertThat(january(meter("2026-01-10T10:20:30Z", "2026-01-10T12:20:30.001Z"))).isEqualTo(3);
  }

  @Test
  void c2_an_hour_across_the_end_of_a_month_is_billed_where_it_begins() {
    Running across = meter("2026-01-31T22:30:00Z", "2026-02-01T00:45:00Z");
    assertThat(january(across)).isEqualTo(2);
    assertThat(february(across)).isOne();
    Running within = meter("2026-01-31T23:30:00Z", "2026-02-01T00:10:00Z");
    assertThat(january(within)).isOne();
    assertThat(february(within)).isZero();
  }

  @Test
  void c2_hours_are_counted_from_the_meters_own_start_in_every_period() {
    Running odd = meter("2026-01-10T10:20:00Z", null);
    Instant noon = Instant.parse("2026-01-10T12:00:00Z");
    assertThat(BilledHours.in(odd, noon, noon.plusSeconds(20 * 60))).isZero();
    assertThat(BilledHours.in(odd, noon, noon.plusSeconds(20 * 60 + 1))).isOne();
    assertThat(BilledHours.in(odd, noon, noon.plus(Duration.ofHours(5)))).isEqualTo(5);
  }

  @Test
  void b10_a_meter_bills_nothing_before_it_begins() {
    Running later = meter("2026-02-10T00:00:00Z", null);
    assertThat(january(later)).isZero();
    assertThat(february(later)).isEqualTo(19 * 24);
    assertThat(BilledHours.in(later, JANUARY, later.from())).isZero();
  }

  @Test
  void c2_a_meter_bills_nothing_after_it_has_ended() {
    assertThat(february(meter("2026-01-10T00:00:00Z", "2026-01-31T23:00:00Z"))).isZero();
    assertThat(february(meter("2026-01-31T23:00:00Z", "2026-02-01T00:00:00Z"))).isZero();
    assertThat(january(meter("2026-01-31T23:00:00Z", "2026-02-01T00:00:00Z"))).isOne();
  }

  /** Against hours that are walked one by one; and parts of a time add up to the whole of it. */
  @Test
  void c2_the_hours_of_any_periods_add_up_to_those_of_the_whole() {
    Random random = new Random(6);
    for (int round = 0; round < 2_000; round++) {
      Instant from = JANUARY.plusMillis(random.nextInt(200_000_000));
      Instant end = random.nextInt(4) == 0 ? null : from.plusMillis(random.nextInt(200_000_000));
      Running meter = meter(from, end);
      Instant a = JANUARY.plusMillis(random.nextInt(300_000_000));
      Instant b = a.plusMillis(random.nextInt(100_000_000));
      Instant c = b.plusMillis(random.nextInt(100_000_000));
      assertThat(BilledHours.in(meter, a, b) + BilledHours.in(meter, b, c))
          .as("round %s", round)
          .isEqualTo(BilledHours.in(meter, a, c))
          .isEqualTo(walked(meter, a, c));
    }
  }

  private static long walked(Running meter, Instant from, Instant to) {
    long hours = 0;
    Instant hour = meter.from();
    boolean first = true;
    while (hour.isBefore(to) && (first || meter.to() == null || hour.isBefore(meter.to()))) {
      hours += hour.isBefore(from) ? 0 : 1;
      first = false;
      hour = hour.plus(Duration.ofHours(1));
    }
    return hours;
  }
}
