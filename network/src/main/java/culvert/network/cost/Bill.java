package culvert.network.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a network costs in a month, line by line: by account, Region, resource and usage type. */
public record Bill(List<Line> lines) {

  private static final Comparator<Usage> ORDER =
      Comparator.comparing(Usage::account)
          .thenComparing(Usage::region)
          .thenComparing(Usage::meter)
          .thenComparing(Usage::qualifier)
          .thenComparing(Usage::resource);

  public Bill {
    lines = List.copyOf(lines);
  }

  /**
   * The bill of a month's usages. What is counted together for tiers is one month's, so usages of
   * two months make two bills.
   */
  public static Bill of(Stream<Usage> usages, Prices prices) {
    List<Line> lines = new ArrayList<>();
    List<Usage> payable = new ArrayList<>();
    Map<String, List<Usage>> outByAccount = new TreeMap<>();
    for (Usage usage : Usage.summed(usages).stream().sorted(ORDER).toList()) {
      if (usage.meter() == Meter.INTERNET_OUT_GB
          && prices.freeInternetOut().covers(usage.region())) {
        outByAccount.computeIfAbsent(usage.account(), _ -> new ArrayList<>()).add(usage);
      } else {
        payable.add(usage);
      }
    }
    for (List<Usage> out : outByAccount.values()) {
      takeFree(out, prices, lines, payable);
    }
    Map<Pool, List<Usage>> pools =
        payable.stream()
            .collect(
                Collectors.groupingBy(Pool.of(prices), LinkedHashMap::new, Collectors.toList()));
    pools.forEach((pool, used) -> price(pool, used, lines));
    lines.sort(
        Comparator.comparing(Line::account)
            .thenComparing(Line::region)
            .thenComparing(Line::resource)
            .thenComparing(Line::usageType));
    return new Bill(lines);
  }

  private static List<BigDecimal> quantities(List<Usage> used) {
    return used.stream().map(Usage::quantity).toList();
  }

  private static BigDecimal sum(List<BigDecimal> quantities) {
    return quantities.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What an account may send for nothing is shared by all that sends. */
  private static void takeFree(
      List<Usage> out, Prices prices, List<Line> lines, List<Usage> payable) {
    List<BigDecimal> quantities = quantities(out);
    BigDecimal free = prices.freeInternetOut().quantity().min(sum(quantities));
    if (free.signum() == 0) {
      payable.addAll(out);
      return;
    }
    List<BigDecimal> parts = Allotment.of(quantities, BigDecimal.ZERO, free);
    for (int i = 0; i < out.size(); i++) {
      Usage usage = out.get(i);
      BigDecimal part = parts.get(i);
      if (part.signum() != 0) {
        lines.add(
            line(
                usage.of(part),
                prices.usageType(usage.meter(), usage.region(), usage.qualifier()),
                prices.freeInternetOut().price()));
      }
      if (part.compareTo(usage.quantity()) != 0) {
        payable.add(usage.of(usage.quantity().subtract(part)));
      }
    }
  }

  /** What is counted together: a usage type of an account, in a Region or in all. */
  private record Pool(String account, String region, String usageType, @Nullable Rate rate) {

    static Function<Usage, Pool> of(Prices prices) {
      return usage -> {
        Rate rate = prices.rate(usage.meter(), usage.region(), usage.qualifier());
        return new Pool(
            usage.account(),
            rate != null && rate.pool() == Rate.Pool.ACCOUNT ? "" : usage.region(),
            rate == null
                ? prices.usageType(usage.meter(), usage.region(), usage.qualifier())
                : rate.usageType(),
            rate);
      };
    }
  }

  private static void price(Pool pool, List<Usage> used, List<Line> lines) {
    Rate rate = pool.rate;
    if (rate == null) {
      used.forEach(usage -> lines.add(line(usage, pool.usageType, null)));
      return;
    }
    if (rate.isFlat()) {
      Line.Price price = Line.Price.of(rate, rate.tiers().getFirst());
      used.forEach(usage -> lines.add(line(usage, pool.usageType, price)));
      return;
    }
    List<BigDecimal> quantities = quantities(used);
    BigDecimal total = sum(quantities);
    for (int i = 0; i < rate.tiers().size(); i++) {
      Rate.Tier tier = rate.tiers().get(i);
      BigDecimal to =
          i + 1 < rate.tiers().size() ? rate.tiers().get(i + 1).from().min(total) : total;
      if (tier.from().compareTo(to) < 0) {
        List<BigDecimal> parts = Allotment.of(quantities, tier.from(), to);
        for (int j = 0; j < used.size(); j++) {
          if (parts.get(j).signum() != 0) {
            lines.add(
                line(used.get(j).of(parts.get(j)), pool.usageType, Line.Price.of(rate, tier)));
          }
        }
      }
    }
  }

  private static Line line(Usage usage, String usageType, Line.@Nullable Price price) {
    return new Line(
        usage.account(),
        usage.region(),
        usage.resource(),
        usage.meter(),
        usageType,
        usage.quantity(),
        price);
  }

  /** The sum of what has a price, in US dollars. */
  public BigDecimal total() {
    return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The sums by what a line belongs to, in the order of the keys. */
  public Map<String, BigDecimal> totals(Function<Line, String> by) {
    Map<String, BigDecimal> totals = new TreeMap<>();
    lines.forEach(line -> totals.merge(by.apply(line), line.amount(), BigDecimal::add));
    return totals;
  }

  /** The lines that have no price. */
  public List<Line> unpriced() {
    return lines.stream().filter(line -> !line.isPriced()).toList();
  }
}
