package culvert.network.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pairs of which every row has the same senders. */
final class Product extends Pairs {

  static final Pairs NONE = new Product(Bits.NONE, Bits.NONE);

  private final Bits rows;
  private final Bits senders;

  /**
   * @param senders none where there are no rows, and some else
   */
  Product(Bits rows, Bits senders) {
    this.rows = rows;
    this.senders = senders;
  }

  /** Of products whose rows, or whose senders, are all the same; else null. */
  static @Nullable Pairs union(List<Pairs> all) {
    Product first = null;
    boolean sameRows = true;
    boolean sameSenders = true;
    List<Product> products = new ArrayList<>(all.size());
    for (Pairs each : all) {
      if (each.isEmpty()) {
        continue;
      }
      if (!(each instanceof Product product)) {
        return null;
      }
      if (first == null) {
        first = product;
      }
      sameRows = sameRows && product.rows.equals(first.rows);
      sameSenders = sameSenders && product.senders.equals(first.senders);
      if (!sameRows && !sameSenders) {
        return null;
      }
      products.add(product);
    }
    if (first == null) {
      return NONE;
    }
    return sameRows
        ? new Product(first.rows, Bits.union(products.stream().map(each -> each.senders).toList()))
        : new Product(Bits.union(products.stream().map(each -> each.rows).toList()), first.senders);
  }

  @Override
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  int runs() {
    return rows.runs();
  }

  @Override
  void forEachRun(RunConsumer action) {
    rows.forEachRun((from, to) -> action.run(from, to, senders));
  }

  @Override
  Runs asRuns() {
    int count = runs();
    int[] from = new int[count];
    int[] to = new int[count];
    Bits[] each = new Bits[count];
    int[] at = new int[1];
    rows.forEachRun((start, end) -> {
      from[at[0]] = start;
      to[at[0]] = end;
      each[at[0]++] = senders;
    });
    return new Runs(from, to, each);
  }

  @Override
  public long size() {
    return (long) rows.size() * senders.size();
  }

  @Override
  public Bits sendersTo(int row) {
    return rows.contains(row) ? senders : Bits.NONE;
  }

  @Override
  Bits rows() {
    return rows;
  }

  @Override
  Bits allSenders() {
    return senders;
  }

  @Override
  Pairs toRows(Bits wanted) {
    Bits left = rows.and(wanted);
    return left == rows ? this : of(left, senders);
  }

  @Override
  Pairs by(Bits who) {
    Bits left = senders.and(who);
    return left == senders ? this : of(rows, left);
  }

  @Override
  Pairs byOthers(Bits who) {
    Bits left = senders.minus(who);
    return left == senders ? this : of(rows, left);
  }

  @Override
  Pairs minus(Pairs other) {
    Bits commonRows = rows.and(other.rows());
    if (commonRows.isEmpty()) {
      return this;
    }
    if (other instanceof Product product) {
      Bits commonSenders = senders.and(product.senders);
      if (commonSenders.isEmpty()) {
        return this;
      }
      if (commonSenders == senders) {
        return of(rows.minus(product.rows), senders);
      }
      if (commonRows == rows) {
        return of(rows, senders.minus(product.senders));
      }
    }
    return asRuns().minus(other);
  }

  @Override
  Pairs transposed(int size) {
    return isEmpty() ? this : new Product(senders, rows);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Product product
            && rows.equals(product.rows)
            && senders.equals(product.senders);
  }

  @Override
  public int hashCode() {
    return rows.hashCode() * 31 + senders.hashCode();
  }
}
