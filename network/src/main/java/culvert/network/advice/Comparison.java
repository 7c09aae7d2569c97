package culvert.network.advice;

import culvert.network.cost.Bill;
import culvert.network.cost.Line;
import culvert.network.cost.Meter;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What two bills differ in.
 *
 * @param differences how much more of each item the second one has; no zeros
 */
record Comparison(SortedMap<Item, BigDecimal> differences) {

  /**
   * What is used at one price.
   *
   * @param price of a unit in US dollars, or null where none is known
   */
  record Item(
      String account,
      String region,
      String usageType,
      Meter.Unit unit,
      @Nullable BigDecimal price) {

    static final Comparator<Item> ORDER =
        Comparator.comparing(Item::account)
            .thenComparing(Item::region)
            .thenComparing(Item::usageType)
            .thenComparing(Item::price, Comparator.nullsLast(Comparator.reverseOrder()));

    static Item of(Line line) {
      Line.Price price = line.price();
      return new Item(
          line.account(),
          line.region(),
          line.usageType(),
          line.meter().unit(),
          price == null ? null : price.amount());
    }
  }

  static Comparison of(Bill before, Bill after) {
    SortedMap<Item, BigDecimal> differences = new TreeMap<>(Item.ORDER);
    after
        .lines()
        .forEach(line -> differences.merge(Item.of(line), line.quantity(), BigDecimal::add));
    before
        .lines()
        .forEach(
            line -> differences.merge(Item.of(line), line.quantity().negate(), BigDecimal::add));
    differences.values().removeIf(quantity -> quantity.signum() == 0);
    return new Comparison(differences);
  }

  /** What falls away, in US dollars. */
  BigDecimal now() {
    return sum(amounts(-1)).negate();
  }

  /** What comes instead. */
  BigDecimal then() {
    return sum(amounts(1));
  }

  BigDecimal saving() {
    return now().subtract(then());
  }

  private Stream<BigDecimal> amounts(int sign) {
    return differences.entrySet().stream()
        .filter(each -> each.getValue().signum() == sign && each.getKey().price != null)
        .map(Comparison::amount);
  }

  private static BigDecimal amount(Map.Entry<Item, BigDecimal> each) {
    return each.getValue().multiply(Objects.requireNonNull(each.getKey().price));
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What each account saves; those that pay what they paid are left out. */
  SortedMap<String, BigDecimal> savings() {
    SortedMap<String, BigDecimal> savings = new TreeMap<>();
    for (Map.Entry<Item, BigDecimal> each : differences.entrySet()) {
      if (each.getKey().price != null) {
        savings.merge(each.getKey().account, amount(each).negate(), BigDecimal::add);
      }
    }
    savings.values().removeIf(saving -> saving.signum() == 0);
    return savings;
  }

  /** The usage types without a rate, each with its Region. */
  List<String> missing() {
    return differences.keySet().stream()
        .filter(item -> item.price == null)
        .map(item -> item.usageType + " in " + item.region)
        .distinct()
        .toList();
  }

  /** A line for each item: what falls away first, then what comes. */
  List<String> lines() {
    return Stream.concat(lines(-1, "now"), lines(1, "then")).toList();
  }

  /** The same of what falls away alone. */
  List<String> removed(String word) {
    return lines(-1, word).toList();
  }

  private Stream<String> lines(int sign, String word) {
    return differences.entrySet().stream()
        .filter(each -> each.getValue().signum() == sign && each.getKey().price != null)
        .map(each -> line(word, each.getKey(), each.getValue().abs()));
  }

  private static String line(String word, Item item, BigDecimal quantity) {
    BigDecimal price = Objects.requireNonNull(item.price);
    return "%s: %s %s x %s = %s (%s in %s, %s pays)"
        .formatted(
            word,
            Figures.quantity(quantity),
            item.unit.label(),
            Figures.price(price),
            Figures.money(quantity.multiply(price)),
            item.usageType,
            item.region,
            item.account);
  }
}
