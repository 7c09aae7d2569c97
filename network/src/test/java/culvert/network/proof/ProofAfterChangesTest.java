package culvert.network.proof;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Place;
import culvert.network.routing.HybridRouting;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Route;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteOrigin;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import culvert.network.why.RandomChanges;
import culvert.network.why.RandomNet;
import culvert.network.why.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random networks that are changed again and again: what was kept from before against what is made
 * anew, after every change. {@code -Dculvert.seed=N} replays one run, {@code -Dculvert.networks=N}
 * makes it longer.
 */
class ProofAfterChangesTest {

  private static final int CHANGES = 12;

  private final long first = Long.getLong("culvert.seed", new Random().nextLong());
  private final int networks = Integer.getInteger("culvert.networks", 20);
  private final Map<String, Integer> seen = new TreeMap<>();

  /** One kind of packet, or all traffic. */
  private interface Kinds {
    TrafficKinds of(Topology topology);
  }

  @Test
  void a_proof_of_one_port_after_changes_is_as_one_made_anew() {
    follow(_ -> TrafficKinds.of(Spoken.DEFAULT));
    assertThat(seen.get("some followed")).isGreaterThan(networks);
    assertThat(seen.get("none followed")).isGreaterThan(networks);
  }

  @Test
  void a_proof_of_all_traffic_after_changes_is_as_one_made_anew() {
    follow(TrafficKinds::all);
    assertThat(seen.get("some followed")).isGreaterThan(networks);
  }

  private void follow(Kinds kinds) {
    System.out.println("ProofAfterChangesTest: -Dculvert.seed=" + first);
    for (long seed = first; seed < first + networks; seed++) {
      RandomChanges changes = new RandomChanges(seed);
      Topology topology = new RandomNet(seed).topology();
      ForwardingGraph graph = new ForwardingGraph(topology);
      Proof proof =
          Proof.ofAllPairs(
              graph,
              new Universe(ProofAgainstWhyTest.ends(topology), topology),
              kinds.of(topology));
      for (int i = 0; i < CHANGES; i++) {
        topology = changes.change(topology);
        graph = ForwardingGraph.after(graph, HybridRouting.after(graph.learned(), topology));
        Universe universe = new Universe(ProofAgainstWhyTest.ends(topology), topology);
        proof = Proof.ofAllPairsAfter(proof, graph, universe, kinds.of(topology));
        Proof anew = Proof.ofAllPairs(new ForwardingGraph(topology), universe, kinds.of(topology));
        check(proof, anew, universe, kinds.of(topology), "-Dculvert.seed=" + seed + " change " + i);
        count(proof, anew);
      }
    }
    System.out.println("ProofAfterChangesTest: " + seen);
  }

  private void count(Proof proof, Proof anew) {
    seen.merge(
        proof.followed() == 0
            ? "none followed"
            : proof.followed() < anew.followed() ? "some followed" : "all followed",
        1,
        Integer::sum);
  }

  private static void check(
      Proof proof, Proof anew, Universe universe, TrafficKinds kinds, String when) {
    for (IpFamily family : IpFamily.values()) {
      List<TrafficKinds.Kind> all = kinds.in(kinds.of(family));
      Bits ends = universe.ofFamily(family);
      List<Integer> numbers = new ArrayList<>();
      ends.forEach(numbers::add);
      for (int asker : numbers) {
        assertThat(proof.reachedBy(asker)).as(when).isEqualTo(anew.reachedBy(asker));
      }
      for (TrafficKinds.Kind kind : all) {
        for (int asker : numbers) {
          for (int asked : numbers) {
            Proof.Reach reach = proof.reach(asker, asked, kind.packet());
            Proof.Reach expected = anew.reach(asker, asked, kind.packet());
            if (reach != expected) {
              assertThat(reach)
                  .as(
                      "%s: %s to %s, %s",
                      when, universe.end(asker), universe.end(asked), kind.packet())
                  .isEqualTo(expected);
            }
          }
        }
      }
    }
  }

  /** Places that were taken over against those that are compiled anew. */
  @Test
  void a_graph_after_changes_has_the_steps_of_one_made_anew() {
    System.out.println("ProofAfterChangesTest: -Dculvert.seed=" + first);
    int taken = 0;
    for (long seed = first; seed < first + networks; seed++) {
      RandomChanges changes = new RandomChanges(seed);
      Topology topology = new RandomNet(seed).topology();
      ForwardingGraph graph = new ForwardingGraph(topology);
      for (int i = 0; i < CHANGES; i++) {
        Proof.ofAllPairs(
            graph,
            new Universe(ProofAgainstWhyTest.ends(topology), topology),
            TrafficKinds.of(
                Spoken.DEFAULT.between(IpAddress.v4(0), IpAddress.v4(0)),
                Spoken.DEFAULT.between(IpAddress.v6(0, 0), IpAddress.v6(0, 0))));
        topology = changes.change(topology);
        graph = ForwardingGraph.after(graph, HybridRouting.after(graph.learned(), topology));
        ForwardingGraph anew = new ForwardingGraph(topology);
        for (Place place : graph.compiled()) {
          taken++;
          assertThat(graph.at(place))
              .as("-Dculvert.seed=%d change %d at %s", seed, i, place)
              .isEqualTo(anew.at(place));
        }
      }
    }
    assertThat(taken).isGreaterThan(1000 * networks);
  }

  /** Also where hosts come and go. */
  @Test
  void a_matrix_after_changes_is_as_one_made_anew() {
    System.out.println("ProofAfterChangesTest: -Dculvert.seed=" + first);
    for (long seed = first; seed < first + networks; seed++) {
      RandomChanges changes = new RandomChanges(seed);
      Topology topology = new RandomNet(seed).topology();
      LastProof last = new LastProof();
      ForwardingGraph graph = null;
      for (int i = 0; i < CHANGES; i++) {
        HybridRouting before = graph == null ? null : graph.learned();
        graph = ForwardingGraph.after(graph, HybridRouting.after(before, topology));
        Grouping grouping = new Grouping.ByInstance();
        Spoken spoken = i % 3 == 0 ? null : Spoken.DEFAULT;
        assertThat(Matrix.of(graph, grouping, spoken, last))
            .as("-Dculvert.seed=%d change %d", seed, i)
            .isEqualTo(
                spoken == null
                    ? Matrix.ofAllTraffic(new ForwardingGraph(topology), grouping)
                    : Matrix.of(new ForwardingGraph(topology), grouping, spoken));
        topology =
            i % 4 == 3
                ? topology.without(Instance.class, topology.all(Instance.class).getFirst().id())
                : changes.change(topology);
      }
    }
  }

  private static final Net THREE =
      new Net()
          .vpc("a", "10.0.0.0/16")
          .vpc("b", "10.1.0.0/16")
          .vpc("c", "10.2.0.0/16")
          .peering("pcx-ab", "a", "b")
          .peering("pcx-ac", "a", "c")
          .peering("pcx-bc", "b", "c")
          .main("a", "10.1.0.0/16 -> pcx-ab", "10.2.0.0/16 -> pcx-ac")
          .main("b", "10.0.0.0/16 -> pcx-ab", "10.2.0.0/16 -> pcx-bc")
          .main("c", "10.0.0.0/16 -> pcx-ac", "10.1.0.0/16 -> pcx-bc")
          .subnet("subnet-a", "a", "10.0.0.0/24")
          .subnet("subnet-b", "b", "10.1.0.0/24")
          .subnet("subnet-c", "c", "10.2.0.0/24")
          .host("a", "subnet-a", "10.0.0.10")
          .host("b", "subnet-b", "10.1.0.10")
          .host("c", "subnet-c", "10.2.0.10");

  @Test
  void after_a_route_is_gone_only_those_are_followed_that_went_by_it() {
    Topology topology = THREE.topology();
    RouteTable table = topology.get(RouteTable.class, "rtb-a");
    List<Route> routes = new ArrayList<>(table.routes());
    routes.removeIf(route -> route.target().id().equals("pcx-ab"));
    Proof proof = afterThree(topology.with(withRoutes(table, routes)));
    assertThat(proof.followed()).isEqualTo(2);
    assertThat(proof.size()).isEqualTo(4);
  }

  @Test
  void after_a_route_for_nobody_has_come_no_pair_is_followed() {
    Topology topology = THREE.topology();
    RouteTable table = topology.get(RouteTable.class, "rtb-a");
    List<Route> routes = new ArrayList<>(table.routes());
    routes.add(
        new Route(
            new RouteDestination.Cidr(IpPrefix.parse("10.1.7.0/24")),
            new RouteTarget.ToPeering("pcx-ac"),
            RouteOrigin.STATIC));
    Proof proof = afterThree(topology.with(withRoutes(table, routes)));
    assertThat(proof.followed()).isZero();
    assertThat(proof.size()).isEqualTo(6);
  }

  private static RouteTable withRoutes(RouteTable table, List<Route> routes) {
    return new RouteTable(
        table.id(),
        table.vpc(),
        table.name(),
        table.main(),
        table.subnets(),
        table.gateways(),
        table.propagating(),
        routes);
  }

  private static Proof afterThree(Topology changed) {
    Topology topology = THREE.topology();
    ForwardingGraph graph = new ForwardingGraph(topology);
    Universe universe = new Universe(hosts(topology), topology);
    TrafficKinds kinds = TrafficKinds.of(Spoken.DEFAULT);
    Proof proof = Proof.ofAllPairs(graph, universe, kinds);
    assertThat(proof.size()).isEqualTo(6);
    ForwardingGraph after =
        ForwardingGraph.after(graph, HybridRouting.after(graph.learned(), changed));
    return Proof.ofAllPairsAfter(proof, after, universe, kinds);
  }

  private static List<End> hosts(Topology topology) {
    return topology.all(NetworkInterface.class).stream()
        .<End>map(at -> new End.AtInterface(at.id(), at.addresses().getFirst()))
        .toList();
  }
}
