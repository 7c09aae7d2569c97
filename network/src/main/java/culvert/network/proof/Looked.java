package culvert.network.proof;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.forwarding.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a table says of the ends of a universe, by their own addresses: the ends from the i-th start
 * to before the next go the i-th way.
 */
final class Looked {

  private int[] starts = new int[8];
  private final List<List<Step>> ways = new ArrayList<>();
  private final int size;

  Looked(Step.Lookup lookup, Universe universe) {
    size = universe.size();
    int start = 0;
    while (start < universe.size()) {
      int base = start;
      IpAddress first = universe.address(base);
      int end = universe.firstBehind((first.isV4() ? IpPrefix.ALL_V4 : IpPrefix.ALL_V6).last());
      lookup
          .table()
          .forEachRange(
              first,
              universe.address(end - 1),
              (low, high, found) -> {
                int from = Math.max(base, universe.firstFrom(low));
                if (from < Math.min(end, universe.firstBehind(high))) {
                  add(from, found == null ? lookup.otherwise() : found);
                }
              });
      start = end;
    }
  }

  private void add(int start, List<Step> way) {
    int size = ways.size();
    if (size > 0 && ways.getLast() == way) {
      return;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
    }
    starts[size] = start;
    ways.add(way);
  }

  /** How many times the way changes from one end to the next. */
  int ways() {
    return ways.size();
  }

  /** Told of rows that go one way. */
  interface RowsConsumer {
    void rows(List<Step> way, Bits rows);
  }

  /** Tells rows apart by their ways; a way may come more than once. */
  void forEachIn(Bits rows, RowsConsumer action) {
    for (int i = 0; i < ways.size(); i++) {
      Bits some = rows.within(starts[i], end(i));
      if (!some.isEmpty()) {
        action.rows(ways.get(i), some);
      }
    }
  }

  /** Told of a run of rows that go one way. */
  interface RunConsumer {
    void run(List<Step> way, int from, int to, Bits senders);
  }

  /** Tells rows apart by their ways, in order. */
  void forEachIn(Pairs pairs, RunConsumer action) {
    pairs.forEachRun((from, to, senders) -> {
      int at = at(from);
      int start = from;
      while (end(at) < to) {
        action.run(ways.get(at), start, end(at), senders);
        start = end(at++);
      }
      action.run(ways.get(at), start, to, senders);
    });
  }

  /** Told of a run of rows that go two ways by two tables. */
  interface BothConsumer {
    void run(List<Step> way, List<Step> other, int from, int to);
  }

  /** The rows that go another way by another table of the same universe, in order. */
  void forEachWith(Looked other, BothConsumer action) {
    int mine = 0;
    int its = 0;
    int from = 0;
    while (from < size) {
      int to = Math.min(end(mine), other.end(its));
      if (ways.get(mine) != other.ways.get(its)) {
        action.run(ways.get(mine), other.ways.get(its), from, to);
      }
      mine += end(mine) == to ? 1 : 0;
      its += other.end(its) == to ? 1 : 0;
      from = to;
    }
  }

  private int at(int end) {
    int found = Arrays.binarySearch(starts, 0, ways.size(), end);
    return found >= 0 ? found : -found - 2;
  }

  private int end(int index) {
    return index + 1 < ways.size() ? starts[index + 1] : size;
  }
}
