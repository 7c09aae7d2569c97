package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** A set of addresses, told as prefixes. */
public final class AddressSet {

  private static final int FEW = 4;

  private final List<IpPrefix> prefixes;
  private final PrefixTable<IpPrefix> table;

  private AddressSet(Collection<IpPrefix> prefixes) {
    TreeMap<IpPrefix, IpPrefix> sorted = new TreeMap<>();
    prefixes.forEach(prefix -> sorted.put(prefix, prefix));
    this.prefixes = List.copyOf(sorted.keySet());
    table = new PrefixTable<>(sorted);
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
    if (prefixes.size() > FEW) {
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

  /** {@code 10.0.0.0/16, 10.1.0.0/16}. */
  @Override
  public String toString() {
    return String.join(", ", prefixes.stream().map(IpPrefix::toString).toList());
  }
}
