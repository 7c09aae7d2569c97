package culvert.bench;

import culvert.network.address.IpAddress;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import culvert.network.proof.*;
import culvert.network.topology.*;
import culvert.network.why.End;
import java.util.ArrayList;
import java.util.List;

final class ProofTry {
  public static void main(String[] args) {
    int n = Integer.parseInt(args[0]);
    boolean all = args.length > 1;
    Topology topology = SegmentedHub.of(n);
    List<End> ends = new ArrayList<>();
    for (NetworkInterface at : topology.all(NetworkInterface.class)) {
      ends.add(new End.AtInterface(at.id(), at.addresses().getFirst()));
    }
    for (int i = 0; i < 12; i++) {
      long t0 = System.nanoTime();
      ForwardingGraph graph = new ForwardingGraph(topology);
      Universe universe = new Universe(ends, topology);
      TrafficKinds kinds =
          all
              ? TrafficKinds.all(topology)
              : TrafficKinds.of(
                  new Packet(IpAddress.v4(0), IpAddress.v4(0), 6, 49152, 443),
                  new Packet(IpAddress.v6(0, 0), IpAddress.v6(0, 0), 6, 49152, 443));
      Proof proof = Proof.ofAllPairs(graph, universe, kinds);
      long t1 = System.nanoTime();
      Proof again = Proof.ofAllPairs(graph, universe, kinds);
      long t2 = System.nanoTime();
      Runtime r = Runtime.getRuntime();
      System.out.printf(
          "%d: cold graph %.1f ms, warm graph %.1f ms, pairs %d, heap %d MB%n",
          n,
          (t1 - t0) / 1e6,
          (t2 - t1) / 1e6,
          again.size(),
          (r.totalMemory() - r.freeMemory()) >> 20);
    }
  }
}
