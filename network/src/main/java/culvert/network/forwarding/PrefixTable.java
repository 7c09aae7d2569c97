package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest prefix that holds an address. The nested prefixes are flattened to disjoint
 * ranges, so that a search is one binary search.
 */
public final class PrefixTable<T> {

  private final Map<IpPrefix, T> entries;
  private final Ranges<T> v4;
  private final Ranges<T> v6;

  public PrefixTable(Map<IpPrefix, T> entries) {
    TreeMap<IpPrefix, T> sorted = new TreeMap<>(entries);
    this.entries = Collections.unmodifiableMap(sorted);
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

  /** Goes through the addresses between two of one family, both included, range by range. */
  public void forEachRange(IpAddress first, IpAddress last, RangeConsumer<T> action) {
    (first.isV4() ? v4 : v6).forEachRange(first, last, action);
  }

  /** By prefix, in order of address and length. */
  public Map<IpPrefix, T> entries() {
    return entries;
  }

  /** One family's ranges: the i-th begins at the i-th start and ends before the next. */
  private static final class Ranges<T> {

    private final IpAddress[] starts;
    private final List<@Nullable T> values = new ArrayList<>();

    Ranges(Map<IpPrefix, T> sorted, IpFamily family) {
      List<IpAddress> bounds = new ArrayList<>();
      Deque<Map.Entry<IpPrefix, T>> open = new ArrayDeque<>();
      for (Map.Entry<IpPrefix, T> entry : sorted.entrySet()) {
        IpPrefix prefix = entry.getKey();
        if (prefix.family() == family) {
          closeUntil(prefix, open, bounds);
          begin(prefix.first(), entry.getValue(), bounds);
          open.push(entry);
        }
      }
      closeUntil(null, open, bounds);
      starts = bounds.toArray(IpAddress[]::new);
    }

    private void closeUntil(
        @Nullable IpPrefix next, Deque<Map.Entry<IpPrefix, T>> open, List<IpAddress> bounds) {
      while (!open.isEmpty() && (next == null || !open.peek().getKey().contains(next))) {
        IpAddress last = open.pop().getKey().last();
        IpAddress after = last.plus(1);
        if (after.compareTo(last) > 0) {
          begin(after, open.isEmpty() ? null : open.peek().getValue(), bounds);
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
