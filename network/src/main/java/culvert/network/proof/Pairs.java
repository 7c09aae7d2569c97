package culvert.network.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable set of pairs of ends, by their numbers in the {@link Universe}: to each row, the
 * ends at which packets are headed, the set of those that send. Rows that follow one another and
 * have the same senders stand together.
 */
public final class Pairs {

  static final Pairs NONE = new Pairs(new int[0], new int[0], new Bits[0]);

  private static final int FEW = 4;

  private final int[] from;
  private final int[] to;
  private final Bits[] senders;

  private Pairs(int[] from, int[] to, Bits[] senders) {
    this.from = from;
    this.to = to;
    this.senders = senders;
  }

  /** Every one of the senders with every one of the rows. */
  static Pairs of(Bits rows, Bits senders) {
    Builder builder = new Builder();
    rows.forEachRun((start, end) -> builder.add(start, end, senders));
    return builder.build();
  }

  /** Runs of rows in order. */
  static final class Builder {

    private int[] from = new int[4];
    private int[] to = new int[4];
    private Bits[] senders = new Bits[4];
    private int size;

    void add(int start, int end, Bits who) {
      if (start >= end || who.isEmpty()) {
        return;
      }
      if (size > 0 && to[size - 1] == start && senders[size - 1].equals(who)) {
        to[size - 1] = end;
        return;
      }
      if (size == from.length) {
        from = Arrays.copyOf(from, 2 * size);
        to = Arrays.copyOf(to, 2 * size);
        senders = Arrays.copyOf(senders, 2 * size);
      }
      from[size] = start;
      to[size] = end;
      senders[size++] = who;
    }

    /** The builder is not to be used again. */
    Pairs build() {
      return size == 0
          ? NONE
          : new Pairs(
              Arrays.copyOf(from, size), Arrays.copyOf(to, size), Arrays.copyOf(senders, size));
    }
  }

  public boolean isEmpty() {
    return from.length == 0;
  }

  /** How many runs of rows there are. */
  int runs() {
    return from.length;
  }

  int start(int run) {
    return from[run];
  }

  int end(int run) {
    return to[run];
  }

  Bits senders(int run) {
    return senders[run];
  }

  public long size() {
    long size = 0;
    for (int i = 0; i < from.length; i++) {
      size += (long) (to[i] - from[i]) * senders[i].size();
    }
    return size;
  }

  public boolean contains(int row, int sender) {
    return sendersTo(row).contains(sender);
  }

  /** Those that are paired with the row. */
  public Bits sendersTo(int row) {
    int found = Arrays.binarySearch(from, row);
    int run = found >= 0 ? found : -found - 2;
    return run >= 0 && row < to[run] ? senders[run] : Bits.NONE;
  }

  /** The rows that are paired with anything. */
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

  /** What is paired with any row. */
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

  /** Only these rows. */
  Pairs toRows(Bits rows) {
    if (isEmpty() || rows.isEmpty()) {
      return NONE;
    }
    Builder builder = new Builder();
    rows.forEachRun((start, end) -> {
      for (int i = firstRunBehind(start); i < from.length && from[i] < end; i++) {
        builder.add(Math.max(from[i], start), Math.min(to[i], end), senders[i]);
      }
    });
    Pairs result = builder.build();
    return result.coversRowsOf(this) ? this : result;
  }

  private boolean coversRowsOf(Pairs other) {
    return Arrays.equals(from, other.from) && Arrays.equals(to, other.to);
  }

  /** Without these rows. */
  Pairs toOtherRows(Bits rows) {
    Bits left = rows().minus(rows);
    return toRows(left);
  }

  /** Only what these send. */
  Pairs by(Bits who) {
    return changed(who, true);
  }

  /** Without what these send. */
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

  Pairs or(Pairs other) {
    return other.isEmpty() || this == other
        ? this
        : isEmpty() ? other : union(List.of(this, other));
  }

  /** Without the pairs of the other. */
  Pairs minus(Pairs other) {
    if (isEmpty() || other.isEmpty()) {
      return this;
    }
    Builder builder = new Builder();
    for (int i = 0; i < from.length; i++) {
      int row = from[i];
      for (int j = other.firstRunBehind(row); j < other.from.length && other.from[j] < to[i]; j++) {
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

  static Pairs union(List<Pairs> all) {
    if (all.size() == 1) {
      return all.getFirst();
    }
    int runs = 0;
    int first = Integer.MAX_VALUE;
    int end = 0;
    for (Pairs each : all) {
      if (!each.isEmpty()) {
        runs += each.from.length;
        first = Math.min(first, each.from[0]);
        end = Math.max(end, each.to[each.to.length - 1]);
      }
    }
    return runs == 0 ? NONE : runs > end - first ? byRows(all, first, end) : bySweep(all, runs);
  }

  /** Adds up what each row has: for many short runs. */
  private static Pairs byRows(List<Pairs> all, int first, int end) {
    Bits.Sum[] sums = new Bits.Sum[end - first];
    for (Pairs each : all) {
      for (int i = 0; i < each.from.length; i++) {
        for (int row = each.from[i]; row < each.to[i]; row++) {
          Bits.Sum sum = sums[row - first];
          if (sum == null) {
            sums[row - first] = new Bits.Sum(each.senders[i]);
          } else {
            sum.add(each.senders[i]);
          }
        }
      }
    }
    Builder builder = new Builder();
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] != null) {
        builder.add(first + i, first + i + 1, sums[i].build());
      }
    }
    return builder.build();
  }

  /** Goes along the rows with those runs that each lies in: for few long runs. */
  private static Pairs bySweep(List<Pairs> all, int count) {
    long[] starts = new long[count];
    Bits[] bits = new Bits[count];
    int[] ends = new int[count];
    int[] bounds = new int[2 * count];
    int run = 0;
    for (Pairs each : all) {
      for (int i = 0; i < each.from.length; i++) {
        bounds[2 * run] = each.from[i];
        bounds[2 * run + 1] = each.to[i];
        starts[run] = (long) each.from[i] << Integer.SIZE | run;
        ends[run] = each.to[i];
        bits[run++] = each.senders[i];
      }
    }
    Arrays.sort(starts);
    Arrays.sort(bounds);
    Builder builder = new Builder();
    int[] active = new int[count];
    int actives = 0;
    int next = 0;
    for (int i = 0; i + 1 < bounds.length; i++) {
      int start = bounds[i];
      int end = bounds[i + 1];
      if (start == end) {
        continue;
      }
      int kept = 0;
      for (int j = 0; j < actives; j++) {
        if (ends[active[j]] > start) {
          active[kept++] = active[j];
        }
      }
      actives = kept;
      while (next < count && (int) (starts[next] >> Integer.SIZE) == start) {
        active[actives++] = (int) starts[next++];
      }
      if (actives > 0) {
        builder.add(start, end, Bits.union(bits, active, actives));
      }
    }
    return builder.build();
  }

  /** Senders as rows and rows as senders. */
  Pairs transposed(int size) {
    int rows = 0;
    for (int i = 0; i < from.length; i++) {
      rows += to[i] - from[i];
    }
    if (from.length <= FEW) {
      List<Pairs> turned = new ArrayList<>(from.length);
      for (int i = 0; i < from.length; i++) {
        turned.add(of(senders[i], Bits.range(from[i], to[i])));
      }
      return turned.isEmpty() ? NONE : union(turned);
    }
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
        || other instanceof Pairs pairs
            && Arrays.equals(from, pairs.from)
            && Arrays.equals(to, pairs.to)
            && Arrays.equals(senders, pairs.senders);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(from) * 31 + Arrays.hashCode(senders);
  }

  /** {@code 1-3 ← {0, 7}; 9 ← {2}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < from.length; i++) {
      text.append(i == 0 ? "" : "; ").append(from[i]);
      if (to[i] - from[i] > 1) {
        text.append('-').append(to[i] - 1);
      }
      text.append(" ← ").append(senders[i]);
    }
    return text.toString();
  }
}
