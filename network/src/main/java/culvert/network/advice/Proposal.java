package culvert.network.advice;

import culvert.network.advice.Month.Part;
import culvert.network.cost.Flow;
import culvert.network.cost.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another way for some traffic: what it would use there, and what would run by the hour for it. The
 * two bills of the whole month, with and without, say what that is worth.
 */
final class Proposal {

  private static final int BREAK_EVEN_DIGITS = 3;

  private final Advice.Kind kind;
  private final String about;
  private final List<Flow> moved = new ArrayList<>();
  private final List<Usage> instead = new ArrayList<>();
  private final List<Usage> added = new ArrayList<>();
  private final List<Usage> removed = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private BigDecimal gigabytes = BigDecimal.ZERO;
  private Predicate<String> left = _ -> false;
  private boolean onlyIfCheaper;

  Proposal(Advice.Kind kind, String about) {
    this.kind = kind;
    this.about = about;
  }

  /** A flow, with what it would use; all that it sends and gets counts for the break-even. */
  Proposal move(Flow flow, Stream<Usage> usages) {
    return move(flow, flow.there().add(flow.back()), usages);
  }

  /**
   * @param counted the gigabytes that the break-even counts
   */
  Proposal move(Flow flow, BigDecimal counted, Stream<Usage> usages) {
    moved.add(flow);
    usages.forEach(instead::add);
    gigabytes = gigabytes.add(counted);
    return this;
  }

  /** What would run by the hour. */
  Proposal add(Usage hours) {
    added.add(hours);
    return this;
  }

  /** What would run no longer. */
  Proposal remove(Collection<Usage> hours) {
    removed.addAll(hours);
    return this;
  }

  /**
   * What may be left without traffic.
   *
   * @param kind which of the ids that the moved flows pass
   */
  Proposal leaves(Predicate<String> kind) {
    left = kind;
    return this;
  }

  /**
   * Says nothing where the present way is cheaper, though more or less traffic would change that.
   */
  Proposal onlyIfCheaper() {
    onlyIfCheaper = true;
    return this;
  }

  Proposal note(String line) {
    notes.add(line);
    return this;
  }

  Proposal change(String line) {
    changes.add(line);
    return this;
  }

  Proposal id(String id) {
    ids.add(id);
    return this;
  }

  /** A rate that the price list lacks, where nothing can be reckoned without it. */
  Proposal lacks(String rate) {
    missing.add(rate);
    return this;
  }

  /** The advice, or null where there is nothing to gain, whatever the traffic. */
  @Nullable Advice advice(Month month, Uses uses) {
    List<Usage> present = Month.summed(moved.stream().flatMap(Flow::usages));
    List<Usage> other = Month.summed(instead.stream());
    Comparison comparison =
        month.compare(List.of(), after(present, other, BigDecimal.ONE.negate(), BigDecimal.ONE));
    missing.addAll(comparison.missing());
    if (!missing.isEmpty()) {
      return advice(null, arithmetic(comparison), null);
    }
    List<String> freed = freed(uses);
    Comparison further =
        month.compare(List.of(), List.of(Part.less(freed.stream().flatMap(uses::hours).toList())));
    BigDecimal breakEven = breakEven(month, present, other);
    Advice.Cost cost = cost(comparison, further);
    if (cost.saving().add(cost.further()).signum() <= 0 && (breakEven == null || onlyIfCheaper)) {
      return null;
    }
    List<String> lines = arithmetic(comparison);
    lines.add(
        "saving a month: %s - %s = %s"
            .formatted(
                Figures.money(cost.now()),
                Figures.money(cost.then()),
                Figures.money(cost.saving())));
    if (breakEven != null) {
      lines.addAll(atBreakEven(month, present, other, breakEven));
    }
    if (cost.further().signum() > 0) {
      lines.add(
          "no other traffic in the file passes %s, so that could go as well"
              .formatted(String.join(", ", freed)));
      lines.addAll(further.removed("further"));
    }
    return advice(cost, lines, breakEven);
  }

  private Advice advice(
      Advice.@Nullable Cost cost, List<String> arithmetic, @Nullable BigDecimal breakEven) {
    return new Advice(
        kind, about, cost, arithmetic, breakEven, changes, List.copyOf(ids), List.copyOf(missing));
  }

  private List<String> arithmetic(Comparison comparison) {
    List<String> lines = new ArrayList<>(notes);
    lines.addAll(comparison.lines());
    return lines;
  }

  /** All changes, the traffic weighed. */
  private List<Part> after(
      List<Usage> present, List<Usage> other, BigDecimal presentWeight, BigDecimal otherWeight) {
    return List.of(
        new Part(present, presentWeight),
        new Part(other, otherWeight),
        Part.more(added),
        Part.less(removed));
  }

  /** With more or less of this traffic, and all else as it is. */
  private Comparison scaled(
      Month month, List<Usage> present, List<Usage> other, BigDecimal factor) {
    return month.compare(
        List.of(new Part(present, factor.subtract(BigDecimal.ONE))),
        after(present, other, BigDecimal.ONE.negate(), factor));
  }

  private @Nullable BigDecimal breakEven(Month month, List<Usage> present, List<Usage> other) {
    if (gigabytes.signum() == 0 || added.isEmpty() && removed.isEmpty()) {
      return null;
    }
    BigDecimal factor = BreakEven.of(by -> scaled(month, present, other, by).saving());
    return factor == null
        ? null
        : factor.multiply(gigabytes).setScale(BREAK_EVEN_DIGITS, RoundingMode.HALF_UP);
  }

  private List<String> atBreakEven(
      Month month, List<Usage> present, List<Usage> other, BigDecimal breakEven) {
    BigDecimal factor = breakEven.divide(gigabytes, MathContext.DECIMAL64);
    Comparison there = scaled(month, present, other, factor);
    List<String> lines = new ArrayList<>();
    lines.add(
        "break-even: at %s GB a month, for %s now, both ways cost %s"
            .formatted(
                Figures.quantity(breakEven),
                Figures.quantity(gigabytes),
                Figures.money(there.now())));
    there.lines().forEach(line -> lines.add("at the break-even, " + line));
    return lines;
  }

  /** What all flows of the file that pass it would pass no longer. */
  private List<String> freed(Uses uses) {
    Map<String, Integer> passing = new TreeMap<>();
    for (Flow flow : moved) {
      uses.of(flow).stream().filter(left).forEach(id -> passing.merge(id, 1, Integer::sum));
    }
    return passing.entrySet().stream()
        .filter(each -> uses.count(each.getKey()) == each.getValue())
        .map(Map.Entry::getKey)
        .filter(id -> uses.hours(id).findAny().isPresent())
        .toList();
  }

  private static Advice.Cost cost(Comparison comparison, Comparison further) {
    SortedMap<String, BigDecimal> savings = comparison.savings();
    Map<String, BigDecimal> all = new HashMap<>(savings);
    further.savings().forEach((account, more) -> all.merge(account, more, BigDecimal::add));
    return new Advice.Cost(
        comparison.now(), comparison.then(), further.saving(), savings, most(all));
  }

  private static String most(Map<String, BigDecimal> savings) {
    return savings.entrySet().stream()
        .max(
            Map.Entry.<String, BigDecimal>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
