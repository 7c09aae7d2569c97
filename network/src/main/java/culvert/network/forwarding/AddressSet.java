package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A set of addresses, told as prefixes. */
public final class AddressSet {

  private static final int FEW = 4;

  private final List<IpPrefix> prefixes;
  private final @Nullable PrefixTable<IpPrefix> table;
  private final int hash;

  private AddressSet(Collection<IpPrefix> prefixes) {
    this.prefixes =
        prefixes.size() < 2
            ? List.copyOf(prefixes)
            : prefixes.stream().distinct().sorted().toList();
    table = this.prefixes.size() > FEW ? table(this.prefixes) : null;
    hash = this.prefixes.hashCode();
  }

  private static PrefixTable<IpPrefix> table(List<IpPrefix> prefixes) {
    Map<IpPrefix, IpPrefix> byPrefix = new HashMap<>();
    prefixes.forEach(prefix -> byPrefix.put(prefix, prefix));
    return new PrefixTable<>(byPrefix);
  }

  public static AddressSet of(Collection<IpPrefix> prefixes) {
    return new AddressSet(prefixes);
  }

  public static AddressSet of(IpPrefix... prefixes) {
    return new AddressSet(List.of(prefixes));
  }

  public static AddressSet ofAddresses(Collection<IpAddress> addresses) {
    return new AddressSet(addresses.stream().map(IpPrefix::host).toList());
  }

  public AddressSet and(Collection<IpPrefix> more) {
    List<IpPrefix> all = new ArrayList<>(prefixes);
    all.addAll(more);
    return new AddressSet(all);
  }

  public boolean contains(IpAddress address) {
    if (table != null) {
      return table.find(address) != null;
    }
    for (IpPrefix prefix : prefixes) {
      if (prefix.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** In order of address and length. */
  public List<IpPrefix> prefixes() {
    return prefixes;
  }

  /** Equal where it is told as the same prefixes. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof AddressSet set && hash == set.hash && prefixes.equals(set.prefixes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** {@code 10.0.0.0/16, 10.1.0.0/16}. */
  @Override
  public String toString() {
    return String.join(", ", prefixes.stream().map(IpPrefix::toString).toList());
  }
}
