package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest prefix that holds an address. The nested prefixes are flattened to disjoint
 * ranges, so that a search is one binary search.
 */
public final class PrefixTable<T> {

  private final Ranges<T> v4;
  private final Ranges<T> v6;

  public PrefixTable(Map<IpPrefix, T> entries) {
    List<Map.Entry<IpPrefix, T>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(Map.Entry.comparingByKey());
    v4 = new Ranges<>(sorted, IpFamily.V4);
    v6 = new Ranges<>(sorted, IpFamily.V6);
  }

  /** The value of the longest prefix that holds the address, or null. */
  public @Nullable T find(IpAddress address) {
    return (address.isV4() ? v4 : v6).find(address);
  }

  /**
   * Told of a range of addresses that have the same longest prefix.
   *
   * @param value null where no prefix holds them
   */
  public interface RangeConsumer<T> {
    void range(IpAddress first, IpAddress last, @Nullable T value);
  }

  /** Equal where every address is told the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof PrefixTable<?> table && v4.isAs(table.v4) && v6.isAs(table.v6);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(v4.starts) * 31 + Arrays.hashCode(v6.starts);
  }

  /** Goes through the addresses between two of one family, both included, range by range. */
  public void forEachRange(IpAddress first, IpAddress last, RangeConsumer<T> action) {
    (first.isV4() ? v4 : v6).forEachRange(first, last, action);
  }

  /** One family's ranges: the i-th begins at the i-th start and ends before the next. */
  private static final class Ranges<T> {

    private final IpAddress[] starts;
    private final List<@Nullable T> values;

    Ranges(List<Map.Entry<IpPrefix, T>> sorted, IpFamily family) {
      List<IpAddress> bounds = new ArrayList<>(0);
      values = new ArrayList<>(0);
      List<Map.Entry<IpPrefix, T>> open = new ArrayList<>(0);
      for (Map.Entry<IpPrefix, T> entry : sorted) {
        IpPrefix prefix = entry.getKey();
        if (prefix.family() == family) {
          closeUntil(prefix, open, bounds);
          begin(prefix.first(), entry.getValue(), bounds);
          open.add(entry);
        }
      }
      closeUntil(null, open, bounds);
      starts = bounds.toArray(IpAddress[]::new);
    }

    private void closeUntil(
        @Nullable IpPrefix next, List<Map.Entry<IpPrefix, T>> open, List<IpAddress> bounds) {
      while (!open.isEmpty() && (next == null || !open.getLast().getKey().contains(next))) {
        IpAddress last = open.removeLast().getKey().last();
        IpAddress after = last.plus(1);
        if (after.compareTo(last) > 0) {
          begin(after, open.isEmpty() ? null : open.getLast().getValue(), bounds);
        }
      }
    }

    private void begin(IpAddress start, @Nullable T value, List<IpAddress> bounds) {
      if (!bounds.isEmpty() && bounds.getLast().equals(start)) {
        values.set(values.size() - 1, value);
      } else {
        bounds.add(start);
        values.add(value);
      }
    }

    void forEachRange(IpAddress first, IpAddress last, RangeConsumer<T> action) {
      if (first.compareTo(last) > 0) {
        return;
      }
      int range = rangeOf(first);
      IpAddress from = first;
      while (range + 1 < starts.length && starts[range + 1].compareTo(last) <= 0) {
        IpAddress next = starts[range + 1];
        action.range(from, next.plus(-1), value(range));
        from = next;
        range++;
      }
      action.range(from, last, value(range));
    }

    boolean isAs(Ranges<?> other) {
      return Arrays.equals(starts, other.starts) && values.equals(other.values);
    }

    private int rangeOf(IpAddress address) {
      int index = Arrays.binarySearch(starts, address);
      return index >= 0 ? index : -index - 2;
    }

    @Nullable T find(IpAddress address) {
      return value(rangeOf(address));
    }

    private @Nullable T value(int range) {
      return range < 0 ? null : values.get(range);
    }
  }
}
