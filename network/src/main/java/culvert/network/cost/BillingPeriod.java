package culvert.network.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;

/** Of which time a bill is. */
public enum BillingPeriod {
  /** A month of {@link #HOURS_OF_A_MONTH} hours of what runs now, as price calculators have it. */
  MONTH,
  /** The calendar month, in UTC, until now. */
  SO_FAR,
  /** The calendar month, in UTC: what it was until now, and what runs now until its end. */
  CALENDAR_MONTH;

  /** As AWS counts where it speaks of a month. */
  public static final int HOURS_OF_A_MONTH = 730;

  /** Gigabytes are counted to the byte. */
  private static final int DIGITS = 9;

  /** {@code month}, {@code so-far}, {@code calendar-month}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** From then until before then. */
  public record Span(Instant from, Instant to) {}

  /** When it is. */
  public Span span(Instant now) {
    OffsetDateTime first =
        now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    return switch (this) {
      case MONTH -> new Span(now, now.plus(Duration.ofHours(HOURS_OF_A_MONTH)));
      case SO_FAR -> new Span(first.toInstant(), now);
      case CALENDAR_MONTH -> new Span(first.toInstant(), first.plusMonths(1).toInstant());
    };
  }

  /**
   * What is used in it. Traffic is spread evenly over a month, and flows since the first meter of
   * the network ran.
   *
   * @param running what runs and what has run
   * @param traffic of a month
   */
  public Stream<Usage> usages(Instant now, Collection<Running> running, Collection<Usage> traffic) {
    return Stream.concat(
        running.stream().flatMap(each -> hours(each, now)), part(now, running, traffic));
  }

  private Stream<Usage> hours(Running running, Instant now) {
    if (running.from().isAfter(now)) {
      return Stream.empty();
    }
    Span span = span(now);
    long hours =
        switch (this) {
          case MONTH -> running.to() == null ? HOURS_OF_A_MONTH : 0;
          // The hour that begins now is billed.
          case SO_FAR -> BilledHours.in(running, span.from, now.plusNanos(1));
          case CALENDAR_MONTH -> BilledHours.in(running, span.from, span.to);
        };
    return hours == 0 ? Stream.empty() : Stream.of(running.of(hours));
  }

  private Stream<Usage> part(Instant now, Collection<Running> running, Collection<Usage> traffic) {
    if (this == MONTH) {
      return traffic.stream();
    }
    Span month = CALENDAR_MONTH.span(now);
    Instant began =
        running.stream()
            .map(Running::from)
            .min(Instant::compareTo)
            .filter(now::isAfter)
            .orElse(now);
    Span span = span(now);
    Instant from = began.isAfter(span.from) ? began : span.from;
    BigDecimal flowed = millis(from, span.to);
    BigDecimal all = millis(month.from, month.to);
    return traffic.stream()
        .map(usage ->
            usage.of(usage.quantity().multiply(flowed).divide(all, DIGITS, RoundingMode.HALF_EVEN)))
        .filter(usage -> usage.quantity().signum() != 0);
  }

  private static BigDecimal millis(Instant from, Instant to) {
    return BigDecimal.valueOf(Duration.between(from, to).toMillis());
  }
}
