package culvert.network.proof;

import culvert.network.collection.HashTrie;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import culvert.network.forwarding.Place;
import culvert.network.why.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who reaches whom, there and back, for every kind of traffic and every pair of ends that was asked
 * about. Immutable.
 */
public final class Proof {

  /** How much of the traffic of one kind between two ends comes back. */
  public enum Reach {
    /** Whatever ways the flows take, and whatever their ports in the kind. */
    ALL,
    /** By some of the ways that flows are spread over, by their hash. */
    SOME,
    NONE
  }

  /** Askers for whom it is not worth another thread. */
  private static final int FEW = 256;

  /** Pairs that are counted before they are shared among threads. */
  private static final int FEW_PAIRS = 1 << 20;

  /** Askers whose packets are followed together at most. */
  private static final int MANY = 4096;

  private final ForwardingGraph graph;
  private final Universe universe;
  private final TrafficKinds kinds;
  private final Pairs asked;
  private final List<Flows> reached;
  private final List<Flows> lost;
  private final HashTrie<Place, Passed> passed;
  private final Pairs whatever;
  private final long followed;

  private Proof(
      ForwardingGraph graph,
      Universe universe,
      TrafficKinds kinds,
      Pairs asked,
      List<Flows> reached,
      List<Flows> lost,
      HashTrie<Place, Passed> passed,
      Pairs whatever,
      long followed) {
    this.graph = graph;
    this.universe = universe;
    this.kinds = kinds;
    this.asked = asked;
    this.reached = reached;
    this.lost = lost;
    this.passed = passed;
    this.whatever = whatever;
    this.followed = followed;
  }

  /** All ordered pairs of the universe, but for hosts with themselves. */
  public static Proof ofAllPairs(ForwardingGraph graph, Universe universe, TrafficKinds kinds) {
    return of(all(universe), graph, universe, kinds);
  }

  /**
   * As {@link #ofAllPairs}, after something has changed. Where the ends are the same, only those
   * pairs are followed again that passed something which has changed.
   *
   * @param before a proof of all pairs
   * @param graph made {@linkplain ForwardingGraph#after after} that of the proof before
   */
  public static Proof ofAllPairsAfter(
      @Nullable Proof before, ForwardingGraph graph, Universe universe, TrafficKinds kinds) {
    return before == null || !before.universe.isAs(universe)
        ? ofAllPairs(graph, universe, kinds)
        : before.after(graph, kinds);
  }

  /** Of the same pairs. */
  private Proof after(ForwardingGraph now, TrafficKinds of) {
    TrafficKinds.Translation translation = TrafficKinds.translation(kinds, of);
    Pairs affected =
        translation == null
            ? null
            : Affected.of(asked, graph, now, universe, translation.kinds(), passed);
    if (translation == null || affected == null || affected.size() > asked.size() / 2) {
      return of(asked, now, universe, of);
    }
    Pairs again = affected.transposed(universe.size());
    Outcome outcome = follow(affected, now, universe, translation.kinds(), passed);
    HashTrie<Place, Passed> everybody = passed;
    for (Map.Entry<Place, Passed> each : outcome.passed().entrySet()) {
      Passed earlier = everybody.get(each.getKey());
      Passed both = earlier == null ? each.getValue() : earlier.or(each.getValue());
      if (both != earlier) {
        everybody = everybody.plus(each.getKey(), both);
      }
    }
    List<Flows> nowReached = replaced(reached, again, outcome.reached(), translation);
    List<Flows> nowLost = replaced(lost, again, outcome.lost(), translation);
    Pairs nowWhatever =
        nowReached.size() == 1 && nowLost.isEmpty()
            ? nowReached.getFirst().pairs()
            : whatever.minus(again).or(whatever(translation.kinds(), outcome));
    return new Proof(
        now,
        universe,
        translation.kinds(),
        asked,
        nowReached,
        nowLost,
        everybody,
        nowWhatever,
        affected.size());
  }

  private static List<Flows> replaced(
      List<Flows> before, Pairs again, List<Flows> fresh, TrafficKinds.Translation translation) {
    List<Flows> all = new ArrayList<>(fresh);
    for (Flows each : before) {
      all.add(new Flows(translation.of(each.traffic()), each.pairs().minus(again)));
    }
    return Outcome.joined(all);
  }

  private static Proof of(
      Pairs asked, ForwardingGraph graph, Universe universe, TrafficKinds kinds) {
    Outcome outcome = follow(asked, graph, universe, kinds, HashTrie.empty());
    HashTrie<Place, Passed> passed = HashTrie.empty();
    Rounding rounding = new Rounding();
    for (Map.Entry<Place, Passed> each : outcome.passed().entrySet()) {
      passed = passed.plus(each.getKey(), each.getValue().rounded(rounding));
    }
    return new Proof(
        graph,
        universe,
        kinds,
        asked,
        outcome.reached(),
        outcome.lost(),
        passed,
        whatever(kinds, outcome),
        asked.size());
  }

  /**
   * @param asked rows are those who are asked, senders those who ask
   */
  private static Outcome follow(
      Pairs asked,
      ForwardingGraph graph,
      Universe universe,
      TrafficKinds kinds,
      HashTrie<Place, Passed> before) {
    int shares = shares(asked.allSenders().size());
    int[] ends =
        asked.size() > FEW_PAIRS ? evenly(universe, shares) : fairly(asked, universe, shares);
    return Outcome.together(
        IntStream.range(0, shares)
            .parallel()
            .mapToObj(share ->
                Propagation.of(
                    asked.by(Bits.range(ends[share], ends[share + 1])),
                    graph,
                    universe,
                    kinds,
                    before))
            .toList());
  }

  /** Where the shares of askers end, as many in each. */
  private static int[] evenly(Universe universe, int shares) {
    return IntStream.rangeClosed(0, shares)
        .map(share -> (int) ((long) universe.size() * share / shares))
        .toArray();
  }

  /** Where the shares of askers end, so that those in each ask about as many. */
  private static int[] fairly(Pairs asked, Universe universe, int shares) {
    int[] asking = new int[universe.size()];
    asked.forEachRun((from, to, senders) -> senders.forEach(sender -> asking[sender] += to - from));
    int[] ends = new int[shares + 1];
    long all = asked.size();
    long sum = 0;
    int share = 1;
    for (int asker = 0; asker < asking.length && share < shares; asker++) {
      sum += asking[asker];
      if (sum * shares >= all * share) {
        ends[share++] = asker + 1;
      }
    }
    Arrays.fill(ends, share, shares + 1, universe.size());
    return ends;
  }

  /** The pairs of the blocks; their ends are the universe. */
  static Proof ofBlocks(
      ForwardingGraph graph, Collection<Survey.Block> blocks, TrafficKinds kinds) {
    List<End> ends = new ArrayList<>();
    for (Survey.Block block : blocks) {
      ends.addAll(block.askers());
      ends.addAll(block.asked());
    }
    Universe universe = new Universe(ends, graph.topology());
    Bits[] asking = new Bits[universe.size()];
    Arrays.fill(asking, Bits.NONE);
    for (Survey.Block block : blocks) {
      Bits askers = universe.numbersOf(block.askers());
      universe.numbersOf(block.asked()).forEach(asked -> asking[asked] = asking[asked].or(askers));
    }
    Pairs.Builder pairs = new Pairs.Builder();
    for (int i = 0; i < asking.length; i++) {
      pairs.add(i, i + 1, asking[i].minus(universe.sameAs(i)));
    }
    return of(pairs.build(), graph, universe, kinds);
  }

  Universe universe() {
    return universe;
  }

  /** Told that some are answered alike. */
  interface AnswerConsumer {
    void answer(Bits asked, TrafficSet traffic);
  }

  /** Which traffic comes back to the asker, by whatever way it takes; those alike together. */
  void forEachAnswer(int asker, AnswerConsumer action) {
    Map<Bits, TrafficSet> losing = told(lost, asker);
    told(reached, asker)
        .forEach((answering, traffic) -> {
          Bits left = answering;
          for (Map.Entry<Bits, TrafficSet> each : losing.entrySet()) {
            Bits some = left.and(each.getKey());
            if (!some.isEmpty()) {
              left = left.minus(some);
              TrafficSet certain = kinds.minus(traffic, each.getValue());
              if (!certain.isEmpty()) {
                action.answer(some, certain);
              }
            }
          }
          if (!left.isEmpty()) {
            action.answer(left, traffic);
          }
        });
  }

  /** The ends that an asker has anything to do with, apart by all the traffic that it is. */
  private Map<Bits, TrafficSet> told(List<Flows> sets, int asker) {
    Map<Bits, TrafficSet> apart = new HashMap<>();
    for (Flows flows : sets) {
      Bits more = flows.pairs().sendersTo(asker);
      if (more.isEmpty()) {
        continue;
      }
      Map<Bits, TrafficSet> next = new HashMap<>();
      Bits left = more;
      for (Map.Entry<Bits, TrafficSet> each : apart.entrySet()) {
        Bits both = each.getKey().and(more);
        Bits others = each.getKey().minus(more);
        if (!both.isEmpty()) {
          next.put(both, kinds.or(each.getValue(), flows.traffic()));
        }
        if (!others.isEmpty()) {
          next.put(others, each.getValue());
        }
        left = left.minus(each.getKey());
      }
      if (!left.isEmpty()) {
        next.put(left, flows.traffic());
      }
      apart = next;
    }
    return apart;
  }

  /** Whom any of this traffic comes back from, by some of the ways at least. */
  Bits answering(int asker, TrafficSet traffic) {
    return among(reached, asker, traffic);
  }

  /** Whom some of this traffic does not come back from, as it takes a way that loses it. */
  Bits losing(int asker, TrafficSet traffic) {
    return among(lost, asker, traffic);
  }

  private static Bits among(List<Flows> sets, int asker, TrafficSet traffic) {
    Bits found = Bits.NONE;
    for (Flows flows : sets) {
      if (flows.traffic().kinds().meets(traffic.kinds())) {
        found = found.or(flows.pairs().sendersTo(asker));
      }
    }
    return found;
  }

  /** As many that each core has one, and that what is under way at a time does not grow large. */
  private static int shares(int ends) {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.max(Math.min(cores, 1 + ends / FEW), 1 + ends / MANY);
  }

  private static Pairs all(Universe universe) {
    Bits askers = universe.all();
    Pairs.Builder all = new Pairs.Builder();
    for (int i = 0; i < universe.size(); i++) {
      all.add(i, i + 1, askers.minus(universe.sameAs(i)));
    }
    return all.build();
  }

  /** How many pairs were followed for it: all, or those that a change may have touched. */
  public long followed() {
    return followed;
  }

  /** How many pairs there are with any traffic, those of each kind counted by themselves. */
  public long size() {
    return reached.stream().mapToLong(flows -> flows.pairs().size()).sum();
  }

  /** Whom any traffic of the kinds comes back from to the asker, by whatever way it takes. */
  public Bits reachedBy(int asker) {
    return whatever.sendersTo(asker);
  }

  /** Whether any traffic of the kinds comes back to the asker, by whatever way it takes. */
  public boolean reaches(int asker, int asked) {
    return whatever.contains(asker, asked);
  }

  /** Without what is lost by some of the ways, kind by kind. */
  private static Pairs whatever(TrafficKinds kinds, Outcome outcome) {
    List<Pairs> all = new ArrayList<>();
    for (Flows flows : outcome.reached()) {
      Pairs left = flows.pairs();
      for (Flows lost : outcome.lost()) {
        if (kinds.minus(flows.traffic(), lost.traffic()).isEmpty()) {
          left = left.minus(lost.pairs());
        }
      }
      if (!left.isEmpty()) {
        all.add(left);
      }
    }
    return all.isEmpty() ? Product.NONE : Pairs.union(all);
  }

  /** How a packet fares, whatever the addresses that are in it. */
  public Reach reach(int asker, int asked, Packet packet) {
    if (!isIn(reached, asker, asked, packet)) {
      return Reach.NONE;
    }
    return isIn(lost, asker, asked, packet) ? Reach.SOME : Reach.ALL;
  }

  private boolean isIn(List<Flows> sets, int asker, int asked, Packet packet) {
    for (Flows flows : sets) {
      if (flows.pairs().contains(asker, asked) && kinds.has(flows.traffic(), packet)) {
        return true;
      }
    }
    return false;
  }
}
