package culvert.network.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sets of pairs against one bit a pair. {@code -Dculvert.seed=N} replays one run. */
class PairsTest {

  private static final int ENDS = 200;

  /** What a set should be, row by row. */
  private static final class Slow {

    private final BitSet[] rows = new BitSet[ENDS];

    Slow() {
      for (int i = 0; i < ENDS; i++) {
        rows[i] = new BitSet();
      }
    }

    void check(Pairs pairs) {
      for (int row = 0; row < ENDS; row++) {
        for (int sender = 0; sender < ENDS; sender++) {
          assertThat(pairs.contains(row, sender))
              .as("%d ← %d of %s", row, sender, pairs)
              .isEqualTo(rows[row].get(sender));
        }
      }
      assertThat(pairs.size())
          .isEqualTo(java.util.Arrays.stream(rows).mapToLong(BitSet::cardinality).sum());
    }
  }

  private final long seed = Long.getLong("culvert.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  private Bits bits() {
    Bits.Builder builder = new Bits.Builder(ENDS);
    if (random.nextBoolean()) {
      int from = random.nextInt(ENDS);
      builder.addRange(from, from + random.nextInt(ENDS - from + 1));
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      builder.add(random.nextInt(ENDS));
    }
    return builder.build();
  }

  private static Slow slow(Pairs pairs) {
    Slow slow = new Slow();
    for (int row = 0; row < ENDS; row++) {
      pairs.sendersTo(row).forEach(slow.rows[row]::set);
    }
    return slow;
  }

  private Pairs pairs() {
    List<Pairs> some = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      some.add(Pairs.of(bits(), bits()));
    }
    return Pairs.union(some);
  }

  @Test
  void sets_do_what_bits_do() {
    System.out.println("PairsTest: -Dculvert.seed=" + seed);
    for (int round = 0; round < 60; round++) {
      Pairs one = pairs();
      Pairs other = pairs();
      Bits some = bits();
      Slow union = slow(one);
      Slow difference = slow(one);
      Slow rows = slow(one);
      Slow others = slow(one);
      Slow by = slow(one);
      Slow byOthers = slow(one);
      Slow transposed = new Slow();
      for (int row = 0; row < ENDS; row++) {
        int at = row;
        other
            .sendersTo(row)
            .forEach(sender -> {
              union.rows[at].set(sender);
              difference.rows[at].clear(sender);
            });
        (some.contains(row) ? others : rows).rows[row].clear();
        one.sendersTo(row)
            .forEach(sender -> {
              transposed.rows[sender].set(at);
              (some.contains(sender) ? byOthers : by).rows[at].clear(sender);
            });
      }
      union.check(one.or(other));
      difference.check(one.minus(other));
      rows.check(one.toRows(some));
      others.check(one.toOtherRows(some));
      by.check(one.by(some));
      byOthers.check(one.byOthers(some));
      transposed.check(one.transposed(ENDS));
    }
  }

  @Test
  void many_short_runs_add_up_as_few_long_ones_do() {
    for (int round = 0; round < 10; round++) {
      List<Pairs> many = new ArrayList<>();
      Slow slow = new Slow();
      for (int i = 0; i < 3 * ENDS; i++) {
        int row = random.nextInt(ENDS);
        Bits senders = bits();
        many.add(Pairs.of(Bits.of(row), senders));
        senders.forEach(slow.rows[row]::set);
      }
      slow.check(Pairs.union(many));
    }
  }
}
