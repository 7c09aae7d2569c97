package culvert.network.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pairs of which rows that follow one another and have the same senders stand together. */
final class Runs extends Pairs {

  private final int[] from;
  private final int[] to;
  private final Bits[] senders;

  Runs(int[] from, int[] to, Bits[] senders) {
    this.from = from;
    this.to = to;
    this.senders = senders;
  }

  @Override
  public boolean isEmpty() {
    return from.length == 0;
  }

  @Override
  int runs() {
    return from.length;
  }

  @Override
  void forEachRun(RunConsumer action) {
    for (int i = 0; i < from.length; i++) {
      action.run(from[i], to[i], senders[i]);
    }
  }

  @Override
  Runs asRuns() {
    return this;
  }

  @Override
  public long size() {
    long size = 0;
    for (int i = 0; i < from.length; i++) {
      size += (long) (to[i] - from[i]) * senders[i].size();
    }
    return size;
  }

  @Override
  public Bits sendersTo(int row) {
    int found = Arrays.binarySearch(from, row);
    int run = found >= 0 ? found : -found - 2;
    return run >= 0 && row < to[run] ? senders[run] : Bits.NONE;
  }

  @Override
  Bits rows() {
    if (isEmpty()) {
      return Bits.NONE;
    }
    Bits.Builder rows = new Bits.Builder(to[to.length - 1]);
    for (int i = 0; i < from.length; i++) {
      rows.addRange(from[i], to[i]);
    }
    return rows.build();
  }

  @Override
  Bits allSenders() {
    List<Bits> all = new ArrayList<>();
    Bits last = null;
    for (Bits each : senders) {
      if (each != last) {
        all.add(each);
        last = each;
      }
    }
    return all.isEmpty() ? Bits.NONE : Bits.union(all);
  }

  private int firstRunBehind(int row) {
    int found = Arrays.binarySearch(to, row);
    return found >= 0 ? found + 1 : -found - 1;
  }

  @Override
  Pairs toRows(Bits rows) {
    if (rows.isEmpty()) {
      return Product.NONE;
    }
    Builder builder = new Builder();
    int[] kept = new int[1];
    rows.forEachRun((start, end) -> {
      for (int i = firstRunBehind(start); i < from.length && from[i] < end; i++) {
        int first = Math.max(from[i], start);
        int behind = Math.min(to[i], end);
        kept[0] += behind - first;
        builder.add(first, behind, senders[i]);
      }
    });
    return kept[0] == count() ? this : builder.build();
  }

  /** How many rows there are. */
  private int count() {
    int rows = 0;
    for (int i = 0; i < from.length; i++) {
      rows += to[i] - from[i];
    }
    return rows;
  }

  @Override
  Pairs by(Bits who) {
    return changed(who, true);
  }

  @Override
  Pairs byOthers(Bits who) {
    return changed(who, false);
  }

  private Pairs changed(Bits who, boolean keep) {
    Builder builder = new Builder();
    Bits last = Bits.NONE;
    Bits lastResult = Bits.NONE;
    boolean same = true;
    for (int i = 0; i < from.length; i++) {
      if (senders[i] != last) {
        last = senders[i];
        lastResult = keep ? last.and(who) : last.minus(who);
      }
      same &= lastResult == last;
      builder.add(from[i], to[i], lastResult);
    }
    return same ? this : builder.build();
  }

  @Override
  Pairs minus(Pairs others) {
    Runs other = others.asRuns();
    if (other.isEmpty()) {
      return this;
    }
    Builder builder = new Builder();
    int first = 0;
    for (int i = 0; i < from.length; i++) {
      int row = from[i];
      while (first < other.to.length && other.to[first] <= row) {
        first++;
      }
      for (int j = first; j < other.from.length && other.from[j] < to[i]; j++) {
        builder.add(row, other.from[j], senders[i]);
        int start = Math.max(row, other.from[j]);
        int end = Math.min(to[i], other.to[j]);
        builder.add(start, end, senders[i].minus(other.senders[j]));
        row = end;
      }
      builder.add(row, to[i], senders[i]);
    }
    return builder.build();
  }

  @Override
  Pairs transposed(int size) {
    int rows = count();
    int[] row = new int[rows];
    Bits[] bits = new Bits[rows];
    int at = 0;
    for (int i = 0; i < from.length; i++) {
      for (int each = from[i]; each < to[i]; each++) {
        row[at] = each;
        bits[at++] = senders[i];
      }
    }
    Bits[] columns = Bits.transposed(row, bits, size);
    Builder builder = new Builder();
    for (int i = 0; i < size; i++) {
      builder.add(i, i + 1, columns[i]);
    }
    return builder.build();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Runs runs
            && Arrays.equals(from, runs.from)
            && Arrays.equals(to, runs.to)
            && Arrays.equals(senders, runs.senders);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(from) * 31 + Arrays.hashCode(senders);
  }
}
