package culvert.network.proof;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

  /** Askers whose packets are followed together at most. */
  private static final int MANY = 4096;

  private final Universe universe;
  private final TrafficKinds kinds;
  private final Propagation.Outcome outcome;
  private final Pairs whatever;

  private Proof(Universe universe, TrafficKinds kinds, Propagation.Outcome outcome) {
    this.universe = universe;
    this.kinds = kinds;
    this.outcome = outcome;
    whatever = whatever(kinds, outcome);
  }

  /** All ordered pairs of the universe, but for hosts with themselves. */
  public static Proof ofAllPairs(ForwardingGraph graph, Universe universe, TrafficKinds kinds) {
    int shares = shares(universe.size());
    List<Propagation.Outcome> outcomes =
        IntStream.range(0, shares)
            .parallel()
            .mapToObj(share -> {
              int from = (int) ((long) universe.size() * share / shares);
              int to = (int) ((long) universe.size() * (share + 1) / shares);
              return Propagation.of(all(universe, Bits.range(from, to)), graph, universe, kinds);
            })
            .toList();
    return new Proof(universe, kinds, Propagation.Outcome.together(outcomes));
  }

  /** The pairs of the blocks. */
  static Proof ofBlocks(
      ForwardingGraph graph, Universe universe, TrafficKinds kinds, List<Block> blocks) {
    int shares = shares(universe.size());
    List<Propagation.Outcome> outcomes =
        IntStream.range(0, shares)
            .parallel()
            .mapToObj(share -> {
              int from = (int) ((long) universe.size() * share / shares);
              int to = (int) ((long) universe.size() * (share + 1) / shares);
              return Propagation.of(
                  inBlocks(universe, blocks, Bits.range(from, to)), graph, universe, kinds);
            })
            .toList();
    return new Proof(universe, kinds, Propagation.Outcome.together(outcomes));
  }

  private static Pairs inBlocks(Universe universe, List<Block> blocks, Bits askers) {
    Bits[] asking = new Bits[universe.size()];
    Arrays.fill(asking, Bits.NONE);
    for (Block block : blocks) {
      Bits some = block.askers().and(askers);
      block.asked().forEach(asked -> asking[asked] = asking[asked].or(some));
    }
    Pairs.Builder pairs = new Pairs.Builder();
    for (int i = 0; i < asking.length; i++) {
      pairs.add(i, i + 1, asking[i].minus(universe.sameAs(i)));
    }
    return pairs.build();
  }

  /** Some ends that ask some others, each one each other one of its own family. */
  record Block(Bits askers, Bits asked) {}

  /** Whom any of these kinds of traffic comes back from, by some of the ways at least. */
  Bits answering(int asker, List<TrafficKinds.Kind> of) {
    return among(outcome.reached(), asker, of);
  }

  /** Whom some of the kinds' packets do not come back from, as they take a way that loses them. */
  Bits losing(int asker, List<TrafficKinds.Kind> of) {
    return among(outcome.lost(), asker, of);
  }

  private Bits among(List<Propagation.Flows> sets, int asker, List<TrafficKinds.Kind> of) {
    Bits found = Bits.NONE;
    for (Propagation.Flows flows : sets) {
      if (of.stream().anyMatch(kind -> kinds.has(flows.traffic(), kind))) {
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

  private static Pairs all(Universe universe, Bits askers) {
    Pairs.Builder all = new Pairs.Builder();
    for (int i = 0; i < universe.size(); i++) {
      all.add(i, i + 1, askers.minus(universe.sameAs(i)));
    }
    return all.build();
  }

  /** How many pairs there are with any traffic, those of each kind counted by themselves. */
  public long size() {
    return outcome.reached().stream().mapToLong(flows -> flows.pairs().size()).sum();
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
  private static Pairs whatever(TrafficKinds kinds, Propagation.Outcome outcome) {
    List<Pairs> all = new ArrayList<>();
    for (Propagation.Flows flows : outcome.reached()) {
      Pairs left = flows.pairs();
      for (Propagation.Flows lost : outcome.lost()) {
        if (kinds.minus(flows.traffic(), lost.traffic()).isEmpty()) {
          left = left.minus(lost.pairs());
        }
      }
      if (!left.isEmpty()) {
        all.add(left);
      }
    }
    return all.isEmpty() ? Pairs.NONE : Pairs.union(all);
  }

  /** How a packet fares, whatever the addresses that are in it. */
  public Reach reach(int asker, int asked, Packet packet) {
    if (!isIn(outcome.reached(), asker, asked, packet)) {
      return Reach.NONE;
    }
    return isIn(outcome.lost(), asker, asked, packet) ? Reach.SOME : Reach.ALL;
  }

  private boolean isIn(List<Propagation.Flows> sets, int asker, int asked, Packet packet) {
    for (Propagation.Flows flows : sets) {
      if (flows.pairs().contains(asker, asked) && kinds.has(flows.traffic(), packet)) {
        return true;
      }
    }
    return false;
  }
}
