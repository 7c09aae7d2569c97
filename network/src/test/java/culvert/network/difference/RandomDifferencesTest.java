package culvert.network.difference;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.Grouping;
import culvert.network.proof.Member;
import culvert.network.proof.TrafficKinds;
import culvert.network.proof.TrafficSet;
import culvert.network.routing.RoutingOscillation;
import culvert.network.topology.Component;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.RandomNet;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random networks that are changed at random: what a difference says is asked of {@code why}, pair
 * by pair, before, after, and after the changes that it names. {@code -Dculvert.seed=N} replays one
 * run, {@code -Dculvert.networks=N} makes it longer.
 */
class RandomDifferencesTest {

  private final long first = Long.getLong("culvert.seed", new Random().nextLong());
  private final int networks = Integer.getInteger("culvert.networks", 12);

  /** Two states of a network. */
  private record States(long seed, Topology before, Topology after) {

    List<Bundle> bundles() {
      return Edits.between(before, after);
    }
  }

  /** A network, and what some of the changes make of it that lead to another. */
  private List<States> states() {
    System.out.println("RandomDifferencesTest: -Dculvert.seed=" + first);
    List<States> all = new ArrayList<>();
    for (long seed = first; seed < first + networks; seed++) {
      Random random = new Random(seed);
      Topology before = new RandomNet(seed).topology();
      Topology other = new RandomNet(seed + networks).topology();
      List<Bundle> bundles = Edits.between(before, other);
      List<Bundle> some =
          bundles.stream().filter(_ -> random.nextInt(bundles.size()) < 12).toList();
      Topology after = Edits.applied(before, other, some, false);
      try {
        new ForwardingGraph(after);
        all.add(new States(seed, before, after));
      } catch (RoutingOscillation e) {
        System.out.println("RandomDifferencesTest: " + seed + " oscillates");
      }
    }
    return all;
  }

  private static Set<Component> components(Topology topology) {
    Set<Component> all = new HashSet<>();
    topology.forEachChangeSince(Topology.EMPTY, (_, now) -> all.add(now));
    return all;
  }

  @Test
  void all_edits_make_one_topology_of_the_other_and_back() {
    for (States states : states()) {
      List<Bundle> bundles = states.bundles();
      assertThat(
              Edits.between(
                  Edits.applied(states.before, states.after, bundles, false), states.after))
          .as("-Dculvert.seed=%d", states.seed)
          .isEmpty();
      assertThat(
              Edits.between(
                  Edits.applied(states.after, states.before, bundles, true), states.before))
          .as("-Dculvert.seed=%d", states.seed)
          .isEmpty();
    }
  }

  @Test
  void the_differences_of_two_topologies_are_those_of_all_their_components() {
    for (States states : states()) {
      Set<Component> before = components(states.before);
      Set<Component> after = components(states.after);
      Set<Component> was = new HashSet<>();
      Set<Component> is = new HashSet<>();
      states.after.forEachChangeSince(
          states.before,
          (one, other) -> {
            if (one != null) {
              was.add(one);
            }
            if (other != null) {
              is.add(other);
            }
          });
      Set<Component> onlyBefore = new HashSet<>(before);
      onlyBefore.removeAll(after);
      Set<Component> onlyAfter = new HashSet<>(after);
      onlyAfter.removeAll(before);
      assertThat(was).isEqualTo(onlyBefore);
      assertThat(is).isEqualTo(onlyAfter);
    }
  }

  private static @Nullable Question question(
      Voice from, Voice to, Spoken spoken, Topology topology) {
    End asker = from.end(topology);
    End asked = to.end(topology);
    return asker == null || asked == null
        ? null
        : new Question(asker, asked, spoken.between(asker.address(), asked.address()));
  }

  private static boolean reachable(ForwardingGraph graph, @Nullable Question question) {
    return question != null && Why.ask(graph, question).reachable();
  }

  private static Voices voices(States states) {
    Set<String> both = new TreeSet<>();
    Member.of(states.before).forEach(member -> both.add(member.id()));
    both.retainAll(Member.of(states.after).stream().map(Member::id).toList());
    return new Voices(
        Member.of(states.after).stream().filter(member -> both.contains(member.id())).toList(),
        states.before,
        states.after);
  }

  @Test
  void what_is_lost_and_gained_is_what_why_says_of_every_pair_and_causes_are_seen_to_be_such() {
    Map<String, Integer> seen = new TreeMap<>();
    for (States states : states()) {
      Random random = new Random(states.seed);
      Spoken spoken =
          Spoken.parse(List.of("443", "80", "53/udp", "icmp").get(random.nextInt(4)), null, null);
      Voices voices = voices(states);
      ForwardingGraph before = new ForwardingGraph(states.before);
      ForwardingGraph after = new ForwardingGraph(states.after);
      Map<String, Integer> expected = new TreeMap<>();
      TrafficKinds kinds = TrafficKinds.of(spoken);
      List<Flow> lost = new ArrayList<>();
      List<Flow> gained = new ArrayList<>();
      for (int i = 0; i < voices.size(); i++) {
        for (int j = 0; j < voices.size(); j++) {
          Voice from = voices.get(i);
          Voice to = voices.get(j);
          if (from.asks(to)) {
            boolean was = reachable(before, question(from, to, spoken, states.before));
            boolean is = reachable(after, question(from, to, spoken, states.after));
            TrafficSet all = kinds.of(from.family());
            if (was && !is) {
              expected.merge("lost", 1, Integer::sum);
              lost.add(new Flow(i, j, all));
            } else if (is && !was) {
              expected.merge("gained", 1, Integer::sum);
              gained.add(new Flow(i, j, all));
            }
          }
        }
      }
      Difference difference = Difference.between(before, after, new Grouping.ByInstance(), spoken);
      assertThat(pairs(difference.lost()))
          .as("-Dculvert.seed=%d", states.seed)
          .isEqualTo(expected.getOrDefault("lost", 0).longValue());
      assertThat(pairs(difference.gained()))
          .as("-Dculvert.seed=%d", states.seed)
          .isEqualTo(expected.getOrDefault("gained", 0).longValue());
      for (Line line : difference.lost()) {
        assertThat(reachable(before, line.example().before())).isTrue();
        assertThat(reachable(after, line.example().after())).isFalse();
      }
      List<Bundle> bundles = states.bundles();
      check(
          states,
          voices,
          spoken,
          lost,
          bundles,
          new Causes(voices, kinds, after, states.before, bundles, true),
          true,
          seen);
      check(
          states,
          voices,
          spoken,
          gained,
          bundles,
          new Causes(voices, kinds, before, states.after, bundles, false),
          false,
          seen);
    }
    System.out.println("RandomDifferencesTest: " + seen);
    assertThat(seen.get("ONE")).isGreaterThan(networks);
  }

  private static long pairs(List<Line> lines) {
    return lines.stream().mapToLong(Line::pairs).sum();
  }

  /** Every cause of every flow, by the one step rule and not by the proof. */
  private static void check(
      States states,
      Voices voices,
      Spoken spoken,
      List<Flow> flows,
      List<Bundle> bundles,
      Causes causes,
      boolean back,
      Map<String, Integer> seen) {
    Topology from = back ? states.after : states.before;
    Topology to = back ? states.before : states.after;
    int found = 0;
    for (Causes.Found each : causes.of(flows)) {
      List<Integer> named = List.copyOf(each.bundles());
      for (int i = 0; i < named.size(); i++) {
        Integer one = named.get(i);
        List<Bundle> alone = List.of(bundles.get(one));
        List<Bundle> others =
            named.stream().filter(other -> !other.equals(one)).map(bundles::get).toList();
        Topology made =
            Edits.applied(from, to, each.how() == Cause.How.TOGETHER ? others : alone, back);
        ForwardingGraph graph = graph(made);
        for (Flow flow : each.flows()) {
          Question question =
              question(voices.get(flow.asker()), voices.get(flow.asked()), spoken, made);
          assertThat(graph != null && reachable(graph, question))
              .as("-Dculvert.seed=%d %s %s %s", states.seed, each.how(), alone, question)
              .isEqualTo(each.how() != Cause.How.TOGETHER);
        }
      }
      if (each.how() == Cause.How.TOGETHER) {
        // All of them make the other state, where flows may be spread in another order too.
        Topology made =
            named.size() == bundles.size()
                ? to
                : Edits.applied(from, to, named.stream().map(bundles::get).toList(), back);
        ForwardingGraph graph = new ForwardingGraph(made);
        for (Flow flow : each.flows()) {
          Question question =
              question(voices.get(flow.asker()), voices.get(flow.asked()), spoken, made);
          assertThat(reachable(graph, question))
              .as("-Dculvert.seed=%d %s", states.seed, question)
              .isTrue();
        }
      }
      found += each.flows().size();
      seen.merge(each.how().name(), each.flows().size(), Integer::sum);
    }
    assertThat(found).isEqualTo(flows.size());
  }

  private static @Nullable ForwardingGraph graph(Topology topology) {
    try {
      return new ForwardingGraph(topology);
    } catch (RoutingOscillation e) {
      return null;
    }
  }

  @Test
  void of_all_traffic_everything_has_a_cause_and_an_example_that_passed_or_passes() {
    for (States states : states()) {
      ForwardingGraph before = new ForwardingGraph(states.before);
      ForwardingGraph after = new ForwardingGraph(states.after);
      Difference all = Difference.between(before, after, new Grouping.ByVpc(), null);
      for (Line line : all.lost()) {
        Question was = line.example().before();
        assertThat(reachable(before, was)).as("-Dculvert.seed=%d %s", states.seed, line).isTrue();
      }
      for (Line line : all.gained()) {
        Question is = line.example().after();
        assertThat(reachable(after, is)).as("-Dculvert.seed=%d %s", states.seed, line).isTrue();
      }
    }
  }
}
