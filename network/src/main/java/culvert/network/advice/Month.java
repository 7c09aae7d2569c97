package culvert.network.advice;

import culvert.network.cost.Bill;
import culvert.network.cost.Prices;
import culvert.network.cost.Usage;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that is used in a month, added up by what has one price, so that a change is priced as part
 * of the whole: what crosses a tier, or is free up to some amount, costs what it does there.
 */
final class Month {

  /**
   * What was used, and what is besides.
   *
   * @param weight how often those usages count; negative takes them away
   */
  record Part(Collection<Usage> usages, BigDecimal weight) {

    static Part more(Collection<Usage> usages) {
      return new Part(usages, BigDecimal.ONE);
    }

    static Part less(Collection<Usage> usages) {
      return new Part(usages, BigDecimal.ONE.negate());
    }
  }

  private final Prices prices;
  private final Map<String, Map<Usage, BigDecimal>> byAccount = new HashMap<>();

  Month(Stream<Usage> usages, Prices prices) {
    this.prices = prices;
    usages.forEach(usage -> add(usage, BigDecimal.ONE, byAccount));
  }

  Prices prices() {
    return prices;
  }

  /** Usages with those that have one price and one payer made one, for no resource. */
  static List<Usage> summed(Stream<Usage> usages) {
    Map<String, Map<Usage, BigDecimal>> sums = new LinkedHashMap<>();
    usages.forEach(usage -> add(usage, BigDecimal.ONE, sums));
    return sums.values().stream().flatMap(Month::usages).toList();
  }

  private static void add(
      Usage usage, BigDecimal weight, Map<String, Map<Usage, BigDecimal>> into) {
    into.computeIfAbsent(usage.account(), _ -> new LinkedHashMap<>())
        .merge(of(usage, BigDecimal.ZERO), usage.quantity().multiply(weight), BigDecimal::add);
  }

  private static Usage of(Usage usage, BigDecimal quantity) {
    return new Usage(
        usage.account(), usage.region(), "", usage.meter(), usage.qualifier(), quantity);
  }

  private static Stream<Usage> usages(Map<Usage, BigDecimal> sums) {
    return sums.entrySet().stream()
        .filter(each -> each.getValue().signum() != 0)
        .map(each -> of(each.getKey(), each.getValue()));
  }

  /** The bill with some more or less, against the one with other things more or less. */
  Comparison compare(List<Part> before, List<Part> after) {
    SortedSet<String> accounts = new TreeSet<>();
    Stream.of(before, after)
        .flatMap(List::stream)
        .flatMap(part -> part.usages.stream())
        .forEach(usage -> accounts.add(usage.account()));
    return Comparison.of(bill(accounts, before), bill(accounts, after));
  }

  private Bill bill(SortedSet<String> accounts, List<Part> parts) {
    Map<String, Map<Usage, BigDecimal>> used = new LinkedHashMap<>();
    for (String account : accounts) {
      used.put(account, new LinkedHashMap<>(byAccount.getOrDefault(account, Map.of())));
    }
    for (Part part : parts) {
      part.usages.forEach(usage -> add(usage, part.weight, used));
    }
    return Bill.of(used.values().stream().flatMap(Month::usages), prices);
  }
}
