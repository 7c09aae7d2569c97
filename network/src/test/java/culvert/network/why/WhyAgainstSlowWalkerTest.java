package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Kind;
import culvert.network.forwarding.Reason;
import culvert.network.routing.HybridRouting;
import culvert.network.topology.Component;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random networks, answered by {@code why} and by its slow twin. {@code -Dculvert.seed=N} replays
 * one run, {@code -Dculvert.networks=N} makes it longer.
 */
class WhyAgainstSlowWalkerTest {

  private static final int QUESTIONS = 60;

  /** What some answers must have led by. */
  private static final Map<Kind, String> WAYS =
      Map.of(
          Kind.LOAD_BALANCER,
          "reachable behind a load balancer",
          Kind.VPN_TUNNEL,
          "reachable by a tunnel",
          Kind.VIRTUAL_INTERFACE,
          "reachable by a virtual interface",
          Kind.DIRECT_CONNECT_GATEWAY,
          "reachable by a Direct Connect gateway");

  @Test
  void why_and_the_slow_walker_agree_on_random_networks() {
    long first = Long.getLong("culvert.seed", new Random().nextLong());
    int networks = Integer.getInteger("culvert.networks", 300);
    System.out.println("WhyAgainstSlowWalkerTest: -Dculvert.seed=" + first);
    Map<String, Integer> seen = new TreeMap<>();
    Topology changed = Topology.EMPTY;
    ForwardingGraph graph = new ForwardingGraph(changed);
    for (long seed = first; seed < first + networks; seed++) {
      RandomNet dice = new RandomNet(seed);
      Topology topology = dice.topology();
      changed = changed(changed, topology, new Random(seed));
      graph = ForwardingGraph.after(graph, HybridRouting.after(graph.learned(), changed));
      for (int i = 0; i < QUESTIONS; i++) {
        Question question = dice.question(topology);
        if (question != null) {
          Answer answer = Why.ask(graph, question);
          String verdict = verdict(answer);
          SlowWalker walker = new SlowWalker(topology);
          assertThat(verdict)
              .as("-Dculvert.seed=%d %s", seed, question)
              .isEqualTo(walker.verdict(question));
          if (answer.blockers().stream().noneMatch(b -> b.code() == Reason.FORWARDING_LOOP)) {
            assertThat(links(answer))
                .as("-Dculvert.seed=%d %s", seed, question)
                .isEqualTo(walker.links());
          }
          assertThat(Reachability.holds(graph, question))
              .as("-Dculvert.seed=%d %s", seed, question)
              .isEqualTo(answer.reachable());
          answer.blockers().forEach(b -> seen.merge(b.code().name(), 1, Integer::sum));
          for (Map.Entry<Kind, String> way : WAYS.entrySet()) {
            if (answer.reachable() && leadsBy(answer, way.getKey())) {
              seen.merge(way.getValue(), 1, Integer::sum);
            }
          }
          seen.merge(answer.reachable() ? "reachable" : "not reachable", 1, Integer::sum);
        }
      }
    }
    System.out.println("WhyAgainstSlowWalkerTest: " + seen);
    assertThat(seen.get("reachable")).isGreaterThan(networks);
    assertThat(seen).containsKeys(WAYS.values().toArray(String[]::new)).hasSizeGreaterThan(25);
  }

  private static List<String> links(Answer answer) {
    return Stream.of(answer.forward(), answer.back())
        .flatMap(way -> way.path().stream())
        .filter(at -> at.kind() == Kind.VPN_TUNNEL || at.kind() == Kind.VIRTUAL_INTERFACE)
        .map(PathElement::component)
        .toList();
  }

  private static boolean leadsBy(Answer answer, Kind kind) {
    return answer.forward().path().stream().anyMatch(at -> at.kind() == kind);
  }

  /** One network changed into another, component by component in any order. */
  private static Topology changed(Topology from, Topology into, Random random) {
    List<UnaryOperator<Topology>> changes = new ArrayList<>();
    for (Class<?> each : Component.class.getPermittedSubclasses()) {
      Class<? extends Component> kind = each.asSubclass(Component.class);
      for (Component component : from.all(kind)) {
        if (into.find(kind, component.id()) == null) {
          changes.add(topology -> topology.without(kind, component.id()));
        }
      }
      for (Component component : into.all(kind)) {
        changes.add(topology -> topology.with(component));
      }
    }
    Collections.shuffle(changes, random);
    Topology changed = from;
    for (UnaryOperator<Topology> change : changes) {
      changed = change.apply(changed);
    }
    return changed;
  }

  private static String verdict(Answer answer) {
    return answer.forward().outcome()
        + " "
        + first(answer, Leg.FORWARD)
        + " / "
        + answer.back().outcome()
        + " "
        + first(answer, Leg.RETURN);
  }

  private static String first(Answer answer, Leg leg) {
    return answer.blockers().stream()
        .filter(blocker -> blocker.leg() == leg)
        .findFirst()
        .map(blocker -> blocker.code().name())
        .orElse("-");
  }
}
