package culvert.bench;

import culvert.network.routing.HybridRouting;
import culvert.network.topology.Fault;
import culvert.network.topology.Topology;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What BGP costs in a large network: all of it, and one session that goes down and comes back. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RoutingBenchmark {

  /** 1,000 VPN connections and 50 virtual interfaces of 100 prefixes each, and 1,000 VPCs. */
  @State(Scope.Benchmark)
  public static class Built {

    @Param("1000")
    public int vpns;

    private Topology whole = new Topology(List.of());
    private Topology withoutTunnel = whole;
    private Topology withoutInterface = whole;
    private HybridRouting routing = new HybridRouting(whole);

    @Setup
    public void build() {
      LargeHybrid network = new LargeHybrid(vpns, vpns, vpns / 20, 100);
      whole = network.topology();
      withoutTunnel = whole.with(new Fault("vpn-" + (vpns - 1) + "/1"));
      withoutInterface = whole.with(new Fault("dxvif-0"));
      routing = new HybridRouting(whole);
      System.out.printf(
          "%d routes on AWS's side, %d at a site%n",
          LargeHybrid.routesOfAws(routing, whole),
          routing.ofSite("site:site-" + (vpns - 1)).size());
    }

    private int flap(Topology without, String site) {
      HybridRouting down = HybridRouting.after(routing, without);
      int routes = LargeHybrid.routesOfAws(down, without) + down.ofSite(site).size();
      routing = HybridRouting.after(down, whole);
      return routes + LargeHybrid.routesOfAws(routing, whole) + routing.ofSite(site).size();
    }
  }

  /** Every session, gateway and table of AWS. */
  @Benchmark
  public int fixedPoint(Built built) {
    return LargeHybrid.routesOfAws(new HybridRouting(built.whole), built.whole);
  }

  /** Down and up again, so two changes: all of AWS's side, and the site at the far end. */
  @Benchmark
  public int tunnelFlaps(Built built) {
    return built.flap(built.withoutTunnel, "site:site-" + (built.vpns - 1));
  }

  /** As a tunnel, but every hub learns of it. */
  @Benchmark
  public int virtualInterfaceFlaps(Built built) {
    return built.flap(built.withoutInterface, "site:site-" + built.vpns);
  }
}
