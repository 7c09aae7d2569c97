package culvert.bench;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.Proof;
import culvert.network.proof.TrafficKinds;
import culvert.network.proof.Universe;
import culvert.network.routing.HybridRouting;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import culvert.network.why.Spoken;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Every ordered pair of the instances of a hub, there and back, from the topology on: nothing is
 * compiled before; and what it takes after one change. In a heap of 1 GiB.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgsAppend = "-Xmx1g")
public class ProofBenchmark {

  private static List<End> ends(Topology topology) {
    return topology.all(NetworkInterface.class).stream()
        .<End>map(at -> new End.AtInterface(at.id(), at.addresses().getFirst()))
        .toList();
  }

  /** A segmented hub. */
  @State(Scope.Benchmark)
  public static class Built {

    @Param({"50", "1000", "5000"})
    public int vpcs;

    private Topology topology = Topology.EMPTY;
    private List<End> ends = List.of();

    @Setup
    public void build() {
      topology = SegmentedHub.of(vpcs);
      ends = ends(topology);
      System.out.printf("%,d pairs reach each other%n", prove(TrafficKinds.of(Spoken.DEFAULT)));
    }

    long prove(TrafficKinds kinds) {
      return Proof.ofAllPairs(new ForwardingGraph(topology), new Universe(ends, topology), kinds)
          .size();
    }
  }

  /** TCP to port 443. */
  @Benchmark
  public long onePort(Built built) {
    return built.prove(TrafficKinds.of(Spoken.DEFAULT));
  }

  /** Every protocol and port, of both ends. */
  @Benchmark
  public long allTraffic(Built built) {
    return built.prove(TrafficKinds.all(built.topology));
  }

  /** A hub that is proved, and what it is after a change; one becomes the other in turns. */
  public abstract static class Kept {

    private final TrafficKinds kinds = TrafficKinds.of(Spoken.DEFAULT);
    private Topology one = Topology.EMPTY;
    private Topology other = Topology.EMPTY;
    private HybridRouting routing = new HybridRouting(Topology.EMPTY);
    private ForwardingGraph graph = new ForwardingGraph(Topology.EMPTY);
    private Universe universe = new Universe(List.of(), Topology.EMPTY);
    private @Nullable Proof proof;

    abstract Topology changed(Topology before);

    void build(int vpcs) {
      one = SegmentedHub.of(vpcs);
      other = changed(one);
      universe = new Universe(ends(one), one);
      routing = new HybridRouting(one);
      graph = new ForwardingGraph(one, routing);
      Proof before = Proof.ofAllPairs(graph, universe, kinds);
      proof = before;
      Proof after = turn();
      System.out.printf(
          "%,d pairs reach each other, then %,d: %,d followed%n",
          before.size(), after.size(), after.followed());
    }

    Proof turn() {
      Topology next = routing.topology() == one ? other : one;
      routing = HybridRouting.after(routing, next);
      graph = ForwardingGraph.after(graph, routing);
      Proof after = Proof.ofAllPairsAfter(proof, graph, universe, kinds);
      proof = after;
      return after;
    }
  }

  /** A VPC's table gets a blackhole for another VPC. */
  @State(Scope.Benchmark)
  public static class Routed extends Kept {

    @Param({"1000", "5000"})
    public int vpcs;

    @Setup
    public void build() {
      build(vpcs);
    }

    @Override
    Topology changed(Topology before) {
      return before.with(SegmentedHub.withBlackhole(before, 27, 7));
    }
  }

  /** A VPC's group lets nobody in by HTTPS any more. */
  @State(Scope.Benchmark)
  public static class Filtered extends Kept {

    @Param({"1000", "5000"})
    public int vpcs;

    @Setup
    public void build() {
      build(vpcs);
    }

    @Override
    Topology changed(Topology before) {
      return before.with(SegmentedHub.withoutFirstRule(before, 27));
    }
  }

  /** A segment's table loses a VPC. */
  @State(Scope.Benchmark)
  public static class Propagated extends Kept {

    @Param({"1000", "5000"})
    public int vpcs;

    @Setup
    public void build() {
      build(vpcs);
    }

    @Override
    Topology changed(Topology before) {
      return before.with(SegmentedHub.withoutPropagation(before, 7, 27));
    }
  }

  /** One port, after a route has come or gone. */
  @Benchmark
  public long afterRoute(Routed routed) {
    return routed.turn().followed();
  }

  /** One port, after a rule of a security group has come or gone. */
  @Benchmark
  public long afterRule(Filtered filtered) {
    return filtered.turn().followed();
  }

  /** One port, after a propagation has come or gone. */
  @Benchmark
  public long afterPropagation(Propagated propagated) {
    return propagated.turn().followed();
  }
}
