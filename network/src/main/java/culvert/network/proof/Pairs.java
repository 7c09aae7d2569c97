package culvert.network.proof;

import java.util.Arrays;
import java.util.List;

/**
 * An immutable set of pairs of ends, by their numbers in the {@link Universe}: to each row, the
 * ends at which packets are headed, the set of those that send. Told in one of two ways, whichever
 * is the shorter; sets that are equal are told alike.
 */
public abstract sealed class Pairs permits Product, Runs {

  /** Told of rows that follow one another and have the same senders. */
  interface RunConsumer {
    void run(int from, int to, Bits senders);
  }

  /** Every one of the senders with every one of the rows. */
  static Pairs of(Bits rows, Bits senders) {
    return rows.isEmpty() || senders.isEmpty() ? Product.NONE : new Product(rows, senders);
  }

  public abstract boolean isEmpty();

  /** How many runs of rows there are. */
  abstract int runs();

  /** Every run of rows, in order. */
  abstract void forEachRun(RunConsumer action);

  /** The same, run by run. */
  abstract Runs asRuns();

  public abstract long size();

  public final boolean contains(int row, int sender) {
    return sendersTo(row).contains(sender);
  }

  /** Those that are paired with the row. */
  public abstract Bits sendersTo(int row);

  /** The rows that are paired with anything. */
  abstract Bits rows();

  /** What is paired with any row. */
  abstract Bits allSenders();

  /** Only these rows; this same set where it has no others. */
  abstract Pairs toRows(Bits rows);

  /** Without these rows. */
  final Pairs toOtherRows(Bits rows) {
    return toRows(rows().minus(rows));
  }

  /** Only what these send; this same set where nobody else does. */
  abstract Pairs by(Bits who);

  /** Without what these send; this same set where they send nothing. */
  abstract Pairs byOthers(Bits who);

  final Pairs or(Pairs other) {
    return other.isEmpty() || this == other
        ? this
        : isEmpty() ? other : union(List.of(this, other));
  }

  /** Without the pairs of the other. */
  abstract Pairs minus(Pairs other);

  /** Senders as rows and rows as senders. */
  abstract Pairs transposed(int size);

  static Pairs union(List<Pairs> all) {
    if (all.size() == 1) {
      return all.getFirst();
    }
    Pairs simple = Product.union(all);
    if (simple != null) {
      return simple;
    }
    int runs = 0;
    int first = Integer.MAX_VALUE;
    int end = 0;
    for (Pairs each : all) {
      if (!each.isEmpty()) {
        runs += each.runs();
        Bits rows = each.rows();
        first = Math.min(first, rows.first());
        end = Math.max(end, rows.last() + 1);
      }
    }
    return runs == 0
        ? Product.NONE
        : runs > end - first ? byRows(all, first, end) : bySweep(all, runs);
  }

  /** Adds up what each row has: for many short runs. */
  private static Pairs byRows(List<Pairs> all, int first, int end) {
    Bits.Sum[] sums = new Bits.Sum[end - first];
    Bits.Span span = new Bits.Span();
    for (Pairs each : all) {
      each.forEachRun((_, _, senders) -> span.add(senders));
    }
    for (Pairs each : all) {
      each.forEachRun((from, to, senders) -> {
        for (int row = from; row < to; row++) {
          Bits.Sum sum = sums[row - first];
          if (sum == null) {
            sums[row - first] = new Bits.Sum(senders);
          } else {
            sum.add(senders, span);
          }
        }
      });
    }
    Builder builder = new Builder();
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] != null) {
        builder.add(first + i, first + i + 1, sums[i].build());
      }
    }
    return builder.build();
  }

  /** Runs to go along. */
  private static final class Sweep {

    private final long[] starts;
    private final Bits[] bits;
    private final int[] ends;
    private final int[] bounds;
    private int size;

    Sweep(int count) {
      starts = new long[count];
      bits = new Bits[count];
      ends = new int[count];
      bounds = new int[2 * count];
    }

    void add(int from, int to, Bits senders) {
      bounds[2 * size] = from;
      bounds[2 * size + 1] = to;
      starts[size] = (long) from << Integer.SIZE | size;
      ends[size] = to;
      bits[size++] = senders;
    }
  }

  /** Goes along the rows with those runs that each lies in: for few long runs. */
  private static Pairs bySweep(List<Pairs> all, int count) {
    Sweep sweep = new Sweep(count);
    for (Pairs each : all) {
      each.forEachRun(sweep::add);
    }
    long[] starts = sweep.starts;
    int[] ends = sweep.ends;
    int[] bounds = sweep.bounds;
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
        builder.add(start, end, Bits.union(sweep.bits, active, actives));
      }
    }
    return builder.build();
  }

  /** Runs of rows in order. */
  static final class Builder {

    private static final int FEW = 2;

    private int[] from = new int[FEW];
    private int[] to = new int[FEW];
    private Bits[] senders = new Bits[FEW];
    private int size;
    private boolean alike = true;

    void add(int start, int end, Bits who) {
      if (start >= end || who.isEmpty()) {
        return;
      }
      if (size > 0) {
        boolean asBefore = senders[size - 1].equals(who);
        if (asBefore && to[size - 1] == start) {
          to[size - 1] = end;
          return;
        }
        alike &= asBefore;
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
      if (size == 0) {
        return Product.NONE;
      }
      if (!alike) {
        return new Runs(
            Arrays.copyOf(from, size), Arrays.copyOf(to, size), Arrays.copyOf(senders, size));
      }
      if (size == 1) {
        return new Product(Bits.range(from[0], to[0]), senders[0]);
      }
      Bits.Builder rows = new Bits.Builder(to[size - 1]);
      for (int i = 0; i < size; i++) {
        rows.addRange(from[i], to[i]);
      }
      return new Product(rows.build(), senders[0]);
    }
  }

  /** {@code 1-3 ← {0, 7}; 9 ← {2}}. */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder();
    forEachRun((from, to, senders) -> {
      text.append(text.isEmpty() ? "" : "; ").append(from);
      if (to - from > 1) {
        text.append('-').append(to - 1);
      }
      text.append(" ← ").append(senders);
    });
    return text.toString();
  }
}
