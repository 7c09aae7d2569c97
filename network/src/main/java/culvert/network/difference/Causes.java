package culvert.network.difference;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.TrafficKinds;
import culvert.network.proof.TrafficSet;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.RoutingOscillation;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds which changes let flows through, by making them: of the state that does not let a flow
 * through, some changes make one that does.
 *
 * <p>Half of the changes are made, and what passes then is looked at again with a quarter of them,
 * down to single ones; so what changes have nothing to do with is not asked about. Of flows that no
 * single change lets through, changes are left out in the same way, to see which of them each
 * needs, and those are made. What does not pass so has several ways: of one such flow changes are
 * left out until each that is left is needed, and those are tried with all the others.
 */
final class Causes {

  /** Flows with what lets that traffic of theirs through. */
  record Found(Cause.How how, TreeSet<Integer> bundles, TrafficSet traffic, List<Flow> flows) {}

  private record Key(Cause.How how, TreeSet<Integer> bundles, TrafficSet traffic) {}

  private final Voices voices;
  private final TrafficKinds kinds;
  private final ForwardingGraph from;
  private final Topology to;
  private final List<Bundle> bundles;
  private final boolean back;
  private final Map<Integer, ForwardingGraph> single = new HashMap<>();
  private final Map<Flow.Restored, Flow.Restored> shared = new HashMap<>();
  private final Map<Key, List<Flow>> found = new LinkedHashMap<>();

  /**
   * @param from the state that the flows do not pass in
   * @param to the one that they do
   * @param back whether that is the one before the changes
   */
  Causes(
      Voices voices,
      TrafficKinds kinds,
      ForwardingGraph from,
      Topology to,
      List<Bundle> bundles,
      boolean back) {
    this.voices = voices;
    this.kinds = kinds;
    this.from = from;
    this.to = to;
    this.bundles = bundles;
    this.back = back;
  }

  /**
   * @param flows by their askers
   */
  List<Found> of(List<Flow> flows) {
    if (!flows.isEmpty()) {
      int[] every = IntStream.range(0, bundles.size()).toArray();
      flows.forEach(flow -> flow.passesWith(every));
      halve(every, flows);
      together(needing(alone(flows)));
    }
    List<Found> all = new ArrayList<>();
    found.forEach((key, some) -> all.add(new Found(key.how, key.bundles, key.traffic, some)));
    return all;
  }

  /** Those that all of these let through together are tried with the halves. */
  private void halve(int[] some, List<Flow> flows) {
    if (some.length == 1) {
      passing(some, flows, (flow, traffic) -> note(flow, some[0], traffic));
      return;
    }
    List<Flow> passing = flows;
    if (some.length < bundles.size()) {
      List<Flow> kept = new ArrayList<>();
      passing(
          some,
          flows,
          (flow, _) -> {
            flow.passesWith(some);
            kept.add(flow);
          });
      passing = kept;
    }
    if (!passing.isEmpty()) {
      int middle = some.length / 2;
      halve(Arrays.copyOfRange(some, 0, middle), passing);
      halve(Arrays.copyOfRange(some, middle, some.length), passing);
    }
  }

  private void note(Flow flow, int bundle, TrafficSet traffic) {
    if (!traffic.isEmpty()) {
      Flow.Restored more = new Flow.Restored(bundle, traffic, flow.restored());
      flow.restoredBy(shared.computeIfAbsent(more, each -> each));
    }
  }

  /** All changes but these are made; those flows that then do not pass need some of them. */
  private void leaveOut(int[] some, List<Flow> flows) {
    List<Flow> needing = flows;
    if (some.length < bundles.size()) {
      int[] others =
          IntStream.range(0, bundles.size())
              .filter(each -> Arrays.binarySearch(some, each) < 0)
              .toArray();
      List<Flow> kept = new ArrayList<>();
      passing(
          others,
          flows,
          (flow, traffic) -> {
            TrafficSet blocked = kinds.minus(flow.traffic(), traffic);
            if (!blocked.isEmpty()) {
              kept.add(flow);
            }
            if (some.length == 1) {
              note(flow, some[0], blocked);
            }
          });
      needing = kept;
    }
    if (!needing.isEmpty() && some.length > 1) {
      int middle = some.length / 2;
      leaveOut(Arrays.copyOfRange(some, 0, middle), needing);
      leaveOut(Arrays.copyOfRange(some, middle, some.length), needing);
    }
  }

  /** Files what passes with the changes that it cannot do without, and returns the rest. */
  private List<Flow> needing(List<Flow> flows) {
    if (flows.isEmpty()) {
      return flows;
    }
    flows.forEach(flow -> flow.restoredBy(null));
    leaveOut(IntStream.range(0, bundles.size()).toArray(), flows);
    Map<TreeSet<Integer>, List<Flow>> byNeed = new LinkedHashMap<>();
    for (Flow flow : flows) {
      parts(flow.traffic(), flow.restored())
          .forEach((need, traffic) -> {
            Flow part = new Flow(flow.asker(), flow.asked(), traffic);
            part.passesWith(flow.within());
            byNeed.computeIfAbsent(need, _ -> new ArrayList<>()).add(part);
          });
    }
    List<Flow> left = new ArrayList<>();
    byNeed.forEach((need, some) ->
        left.addAll(
            need.isEmpty()
                ? some
                : fileTogether(need.stream().mapToInt(Integer::intValue).toArray(), some)));
    left.sort(Comparator.comparingInt(Flow::asker));
    return left;
  }

  private interface Passing {
    void flow(Flow flow, TrafficSet traffic);
  }

  /** Tells of each flow which of its traffic passes after these changes. */
  private void passing(int[] some, List<Flow> flows, Passing action) {
    ForwardingGraph graph = graph(some);
    if (graph == null) {
      flows.forEach(flow -> action.flow(flow, kinds.none()));
      return;
    }
    Voices.Heard heard = voices.heard(graph, kinds, Voices.Block.of(flows));
    TrafficSet[] row = new TrafficSet[voices.size()];
    int asker = -1;
    for (Flow flow : flows) {
      if (flow.asker() != asker) {
        asker = flow.asker();
        Arrays.fill(row, kinds.none());
        heard.forEach(asker, (end, traffic) -> row[end] = traffic);
      }
      action.flow(flow, kinds.and(flow.traffic(), row[flow.asked()]));
    }
  }

  /**
   * The state after these changes; null where its routing never comes to rest. After all of them it
   * is the other state itself, in which also what is no change to tell of, as the order in which
   * flows are spread, is as it is there.
   */
  private @Nullable ForwardingGraph graph(int[] some) {
    ForwardingGraph known = some.length == 1 ? single.get(some[0]) : null;
    if (known != null) {
      return known;
    }
    List<Bundle> made = Arrays.stream(some).mapToObj(bundles::get).toList();
    Topology topology =
        some.length == bundles.size() ? to : Edits.applied(from.topology(), to, made, back);
    try {
      ForwardingGraph graph =
          ForwardingGraph.after(from, HybridRouting.after(from.learned(), topology));
      if (some.length == 1) {
        single.put(some[0], graph);
      }
      return graph;
    } catch (RoutingOscillation e) {
      return null;
    }
  }

  /** Files what single changes let through, and returns what none does. */
  private List<Flow> alone(List<Flow> flows) {
    List<Flow> left = new ArrayList<>();
    Map<TrafficSet, Map<Flow.@Nullable Restored, Map<TreeSet<Integer>, TrafficSet>>> parted =
        new HashMap<>();
    for (Flow flow : flows) {
      Map<TreeSet<Integer>, TrafficSet> parts =
          parted
              .computeIfAbsent(flow.traffic(), _ -> new HashMap<>())
              .computeIfAbsent(flow.restored(), by -> parts(flow.traffic(), by));
      TrafficSet none = kinds.none();
      for (Map.Entry<TreeSet<Integer>, TrafficSet> part : parts.entrySet()) {
        if (part.getKey().isEmpty()) {
          none = part.getValue();
        } else {
          Cause.How how = part.getKey().size() == 1 ? Cause.How.ONE : Cause.How.ANY;
          file(how, part.getKey(), part.getValue(), flow);
        }
      }
      flow.leave(none);
      if (!none.isEmpty()) {
        left.add(flow);
      }
    }
    return left;
  }

  private void file(Cause.How how, TreeSet<Integer> by, TrafficSet traffic, Flow flow) {
    found.computeIfAbsent(new Key(how, by, traffic), _ -> new ArrayList<>()).add(flow);
  }

  /** Traffic by which changes let it through. */
  private Map<TreeSet<Integer>, TrafficSet> parts(
      TrafficSet traffic, Flow.@Nullable Restored restored) {
    Map<TreeSet<Integer>, TrafficSet> parts = new LinkedHashMap<>();
    parts.put(new TreeSet<>(), traffic);
    for (Flow.Restored by = restored; by != null; by = by.next()) {
      Map<TreeSet<Integer>, TrafficSet> next = new LinkedHashMap<>();
      for (Map.Entry<TreeSet<Integer>, TrafficSet> part : parts.entrySet()) {
        TrafficSet some = kinds.and(part.getValue(), by.traffic());
        TrafficSet others = kinds.minus(part.getValue(), by.traffic());
        if (!some.isEmpty()) {
          TreeSet<Integer> more = new TreeSet<>(part.getKey());
          more.add(by.bundle());
          next.put(more, some);
        }
        if (!others.isEmpty()) {
          next.put(part.getKey(), others);
        }
      }
      parts = next;
    }
    return parts;
  }

  private void together(List<Flow> flows) {
    List<Flow> left = flows;
    while (!left.isEmpty()) {
      Flow first = left.getFirst();
      Flow sample = new Flow(first.asker(), first.asked(), kinds.mostOrdinary(first.traffic()));
      Predicate<int[]> passes =
          some -> {
            boolean[] passing = {false};
            passing(some, List.of(sample), (_, traffic) -> passing[0] = !traffic.isEmpty());
            return passing[0];
          };
      left = fileTogether(needed(first, passes), left);
      if (!kinds.and(first.traffic(), sample.traffic()).isEmpty()) {
        throw new IllegalStateException("two proofs disagree about " + describe(first));
      }
    }
  }

  /** Changes that let the flow through, of which it needs each. */
  private int[] needed(Flow flow, Predicate<int[]> passes) {
    int[] every = IntStream.range(0, bundles.size()).toArray();
    if (passes.test(flow.within())) {
      return needed(flow.within(), passes);
    }
    if (!passes.test(every)) {
      throw new IllegalStateException(
          "all changes together do not let through what the other state does: " + describe(flow));
    }
    return needed(every, passes);
  }

  private List<Flow> fileTogether(int[] needed, List<Flow> flows) {
    Map<Flow, TrafficSet> passing = passing(needed, flows);
    for (int i = 0; i < needed.length && needed.length > 1; i++) {
      int left = needed[i];
      int[] fewer = Arrays.stream(needed).filter(each -> each != left).toArray();
      passing(fewer, flows)
          .forEach((flow, traffic) ->
              passing.computeIfPresent(flow, (_, some) -> kinds.minus(some, traffic)));
    }
    return fileAll(needed.length == 1 ? Cause.How.ONE : Cause.How.TOGETHER, needed, passing, flows);
  }

  private Map<Flow, TrafficSet> passing(int[] some, List<Flow> flows) {
    Map<Flow, TrafficSet> passing = new HashMap<>();
    passing(some, flows, passing::put);
    return passing;
  }

  private String describe(Flow flow) {
    return voices.get(flow.asker()) + " to " + voices.get(flow.asked());
  }

  /** Files what passes, and returns the flows of which anything is left. */
  private List<Flow> fileAll(
      Cause.How how, int[] by, Map<Flow, TrafficSet> passing, List<Flow> flows) {
    TreeSet<Integer> key = new TreeSet<>(Arrays.stream(by).boxed().toList());
    List<Flow> left = new ArrayList<>();
    for (Flow flow : flows) {
      TrafficSet traffic = passing.getOrDefault(flow, kinds.none());
      if (!traffic.isEmpty()) {
        file(how, key, traffic, flow);
        flow.leave(kinds.minus(flow.traffic(), traffic));
      }
      if (!flow.traffic().isEmpty()) {
        left.add(flow);
      }
    }
    return left;
  }

  /** Of those that pass the test together, some of which each is needed (delta debugging). */
  private static int[] needed(int[] all, Predicate<int[]> passes) {
    int[] left = all;
    int parts = 2;
    while (left.length > 1) {
      int[] fewer = fewer(left, parts, passes);
      if (fewer.length < left.length) {
        left = fewer;
        parts = Math.max(2, Math.min(parts - 1, left.length));
      } else if (parts == left.length) {
        return left;
      } else {
        parts = Math.min(left.length, 2 * parts);
      }
    }
    return left;
  }

  private static int[] fewer(int[] all, int parts, Predicate<int[]> passes) {
    for (int part = 0; part < parts; part++) {
      int start = all.length * part / parts;
      int end = all.length * (part + 1) / parts;
      int[] others =
          IntStream.concat(Arrays.stream(all, 0, start), Arrays.stream(all, end, all.length))
              .toArray();
      if (others.length > 0 && passes.test(others)) {
        return others;
      }
    }
    return all;
  }
}
