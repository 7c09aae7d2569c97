package culvert.network.proof;

import culvert.network.address.IpAddress;
import culvert.network.forwarding.AddressSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The addresses by which ends are known under way: their own, or one for all of them, but for those
 * that have been translated one by one. Equal where all addresses are.
 */
final class View {

  private final Universe universe;
  private final @Nullable IpAddress one;
  private final Map<Integer, IpAddress> others;
  private final int hash;

  private View(Universe universe, @Nullable IpAddress one, Map<Integer, IpAddress> others) {
    this.universe = universe;
    this.one = one;
    this.others = others;
    hash = (one == null ? 0 : one.hashCode()) * 31 + others.hashCode();
  }

  /** Every end by its own address. */
  static View own(Universe universe) {
    return new View(universe, null, Map.of());
  }

  /** All ends by that address. */
  View all(IpAddress address) {
    return new View(universe, address, Map.of());
  }

  /** The address of all ends, or null. */
  @Nullable IpAddress one() {
    return one;
  }

  /** The ends that have been translated one by one. */
  Map<Integer, IpAddress> others() {
    return others;
  }

  IpAddress at(int end) {
    IpAddress other = others.isEmpty() ? null : others.get(end);
    return other != null ? other : one != null ? one : universe.address(end);
  }

  /**
   * With those addresses replaced that have a counterpart.
   *
   * @param who whose addresses count; what becomes of the others' is of no interest
   */
  View mapped(Map<IpAddress, IpAddress> counterparts, Bits who) {
    if (one != null && others.isEmpty()) {
      IpAddress counterpart = counterparts.get(one);
      return counterpart == null ? this : all(counterpart);
    }
    if (one == null && others.isEmpty() && counterparts.size() < who.size()) {
      Map<Integer, IpAddress> changed = new TreeMap<>();
      counterparts.forEach((address, counterpart) -> {
        int behind = universe.firstBehind(address);
        for (int i = universe.firstFrom(address); i < behind; i++) {
          if (who.contains(i)) {
            changed.put(i, counterpart);
          }
        }
      });
      return of(null, changed);
    }
    return changed(address -> counterparts.getOrDefault(address, address), who);
  }

  /** With the addresses of those ends changed. */
  View changed(UnaryOperator<IpAddress> change, Bits who) {
    if (one != null && others.isEmpty()) {
      return all(change.apply(one));
    }
    Map<Integer, IpAddress> changed = new TreeMap<>();
    who.forEach(end -> changed.put(end, change.apply(at(end))));
    return of(one, changed);
  }

  private View of(@Nullable IpAddress base, Map<Integer, IpAddress> changed) {
    changed
        .entrySet()
        .removeIf(
            each -> each.getValue().equals(base != null ? base : universe.address(each.getKey())));
    return new View(universe, base, changed);
  }

  /** The ends whose address is in the set. */
  Bits in(AddressSet set) {
    Bits plain =
        one == null ? universe.in(set.prefixes()) : set.contains(one) ? universe.all() : Bits.NONE;
    if (others.isEmpty()) {
      return plain;
    }
    Bits.Builder translated = new Bits.Builder(universe.size());
    Bits.Builder in = new Bits.Builder(universe.size());
    others.forEach((end, address) -> {
      translated.add(end);
      if (set.contains(address)) {
        in.add(end);
      }
    });
    return plain.minus(translated.build()).or(in.build());
  }

  boolean isOwn() {
    return one == null && others.isEmpty();
  }

  /** The ends that are known by their own addresses again, or still. */
  Bits unchanged() {
    if (one == null && others.isEmpty()) {
      return universe.all();
    }
    Bits.Builder same = new Bits.Builder(universe.size());
    for (int i = 0; i < universe.size(); i++) {
      if (at(i).equals(universe.address(i))) {
        same.add(i);
      }
    }
    return same.build();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof View view
            && hash == view.hash
            && (one == null ? view.one == null : one.equals(view.one))
            && others.equals(view.others);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
