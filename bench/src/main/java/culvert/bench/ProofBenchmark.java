package culvert.bench;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.Proof;
import culvert.network.proof.TrafficKinds;
import culvert.network.proof.Universe;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import culvert.network.why.Spoken;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * compiled before. In a heap of 1 GiB.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgsAppend = "-Xmx1g")
public class ProofBenchmark {

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
      ends =
          topology.all(NetworkInterface.class).stream()
              .<End>map(at -> new End.AtInterface(at.id(), at.addresses().getFirst()))
              .toList();
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
}
