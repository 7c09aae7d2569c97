package culvert.network.forwarding;

import culvert.network.collection.HashTrie;
import culvert.network.topology.Reads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The steps of places, and what they were made from. Immutable; another that differs by a few
 * places shares the rest.
 *
 * <p>What depends on a change is found by going along all the numbers of what was read, which stand
 * in one row, some tens of thousands of places in less than a millisecond. Places that have been
 * compiled since are appended, and places that have gone stay there until the rows are made anew:
 * they are compiled once more for nothing at most.
 */
final class Compilation {

  /** So many rows of numbers are gone along, before one is made of them. */
  private static final int MOST_ROWS = 16;

  static final Compilation NONE = new Compilation(HashTrie.empty(), HashTrie.empty(), List.of());

  /**
   * @param reads numbers of all that the steps were made from
   */
  record Compiled(List<Step> steps, int[] reads) {}

  /** What places read: the numbers of the i-th begin at the i-th start, up to the next one's. */
  private record Row(List<Place> places, int[] starts, int[] numbers) {

    static Row of(List<Place> places, List<int[]> reads) {
      int[] starts = new int[places.size()];
      int[] numbers = new int[reads.stream().mapToInt(each -> each.length).sum()];
      int at = 0;
      for (int i = 0; i < starts.length; i++) {
        starts[i] = at;
        int[] some = reads.get(i);
        System.arraycopy(some, 0, numbers, at, some.length);
        at += some.length;
      }
      return new Row(places, starts, numbers);
    }

    void addTouched(Reads.Changed changed, List<Place> touched) {
      for (int i = 0; i < numbers.length; i++) {
        if (changed.has(numbers[i])) {
          touched.add(places.get(placeAt(i)));
        }
      }
    }

    /** Those that read nothing have the same start as the next one: the last of them has it. */
    private int placeAt(int number) {
      int found = Arrays.binarySearch(starts, number);
      if (found < 0) {
        return -found - 2;
      }
      while (found + 1 < starts.length && starts[found + 1] == number) {
        found++;
      }
      return found;
    }
  }

  private final HashTrie<Place, Compiled> places;
  private final HashTrie<Place, Compiled> inRows;
  private final List<Row> rows;

  /**
   * @param inRows those whose reads are in the rows
   */
  private Compilation(
      HashTrie<Place, Compiled> places, HashTrie<Place, Compiled> inRows, List<Row> rows) {
    this.places = places;
    this.inRows = inRows;
    this.rows = rows;
  }

  HashTrie<Place, Compiled> places() {
    return places;
  }

  Compilation with(Place place, Compiled compiled) {
    return new Compilation(places.plus(place, compiled), inRows, rows);
  }

  /** Without the places that read what has changed. */
  Compilation without(Reads.Changed changed) {
    List<Row> all = allInRows();
    List<Place> touched = new ArrayList<>();
    all.forEach(row -> row.addTouched(changed, touched));
    HashTrie<Place, Compiled> left = places;
    for (Place each : touched) {
      left = left.minus(each);
    }
    return new Compilation(left, left, all);
  }

  private List<Row> allInRows() {
    boolean anew = rows.size() >= MOST_ROWS;
    List<Place> added = new ArrayList<>();
    List<int[]> reads = new ArrayList<>();
    places.forEachChangeSince(
        anew ? HashTrie.empty() : inRows,
        (place, _, now) -> {
          if (now != null) {
            added.add(place);
            reads.add(now.reads);
          }
        });
    List<Row> all = new ArrayList<>(anew ? List.of() : rows);
    if (!added.isEmpty()) {
      all.add(Row.of(added, reads));
    }
    return List.copyOf(all);
  }
}
