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

  Looked(Step.Lookup lookup, Universe universe) {
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

  /** Where the ways begin that lead from there on. */
  int at(int end) {
    int found = Arrays.binarySearch(starts, 0, ways.size(), end);
    return found >= 0 ? found : -found - 2;
  }

  List<Step> way(int index) {
    return ways.get(index);
  }

  /** Where the way ends, given that there are so many ends. */
  int end(int index, int size) {
    return index + 1 < ways.size() ? starts[index + 1] : size;
  }
}
