package culvert.network.proof;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import java.util.ArrayList;
import java.util.List;

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
    Pairs.Builder all = new Pairs.Builder();
    Bits everybody = universe.all();
    for (int i = 0; i < universe.size(); i++) {
      all.add(i, i + 1, everybody.minus(universe.sameAs(i)));
    }
    Propagation.Outcome outcome =
        Propagation.of(all.build(), graph, universe, kinds, (_, _, _) -> {});
    return new Proof(universe, kinds, outcome);
  }

  public Universe universe() {
    return universe;
  }

  public TrafficKinds kinds() {
    return kinds;
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
