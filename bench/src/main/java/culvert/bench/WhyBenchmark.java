package culvert.bench;

import culvert.app.server.Settings;
import culvert.aws.AwsApi;
import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Buckets;
import culvert.aws.operations.Quotas;
import culvert.aws.signature.AccessKeys;
import culvert.aws.wire.ApiRequest;
import culvert.aws.wire.ApiResponse;
import culvert.aws.wire.ApiService;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.time.Timeline;
import culvert.network.why.Answer;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What one {@code why} costs, across a peering of a ring or across a transit gateway: warm, and as
 * the first one after a change.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WhyBenchmark {

  /**
   * Who is asked about, and what changes elsewhere meanwhile.
   *
   * @param change a call
   * @param undo the call that takes it back
   */
  private record Asked(String from, String to, String change, String undo) {}

  /** A large network in this process. */
  @State(Scope.Benchmark)
  public static class Built {

    @Param({"ring", "hub"})
    public String shape = "ring";

    @Param({"100", "1000", "5000"})
    public int vpcs;

    private final AwsApi api =
        AwsApi.over(
            Timing.INSTANT,
            false,
            Quotas.raised(),
            Buckets.none(),
            lifecycles -> Catalog.ephemeral(lifecycles, Timeline.wall()));
    private final ApiService service =
        api.service(AccessKeys.any(api.catalog(), Settings.DEFAULT_ACCOUNT));
    private Asked asked = new Asked("", "", "", "");
    private int changes;

    @Setup
    public void build() throws IOException {
      asked = shape.equals("ring") ? ring() : hub();
      if (!ask().reachable()) {
        throw new IllegalStateException(asked.from + " does not reach " + asked.to);
      }
    }

    /** A route elsewhere in the ring. */
    private Asked ring() throws IOException {
      LargeNetwork ring = LargeNetwork.build(this::call, vpcs);
      String route =
          "Route&DestinationCidrBlock=192.0.2.0%2F24&RouteTableId=" + ring.tables().get(vpcs / 2);
      return new Asked(
          ring.instances().get(0),
          ring.instances().get(1),
          "Create" + route + "&VpcPeeringConnectionId=" + ring.peerings().get(vpcs / 2),
          "Delete" + route);
    }

    /** What the table of all VPCs learns. */
    private Asked hub() throws IOException {
      HubNetwork hub = HubNetwork.build(this::call, vpcs);
      String table = hub.tables().getFirst();
      return new Asked(
          hub.from(),
          hub.to(),
          HubNetwork.stopPropagating(table, hub.toAttachment()),
          HubNetwork.propagate(table, hub.toAttachment()));
    }

    private String call(String action) throws IOException {
      ApiResponse answer =
          service.handle(
              new ApiRequest(
                  "POST",
                  "/",
                  "",
                  Map.of("content-type", "application/x-www-form-urlencoded"),
                  ("Version=2016-11-15&Action=" + action).getBytes(StandardCharsets.US_ASCII)));
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      for (byte[] piece : answer.body()) {
        text.write(piece);
      }
      if (answer.status() != 200) {
        throw new IOException(action + ": " + text.toString(StandardCharsets.UTF_8));
      }
      return text.toString(StandardCharsets.UTF_8);
    }

    Answer ask() {
      ForwardingGraph graph = api.graph();
      return Why.ask(
          graph,
          new QuestionText(asked.from, asked.to, "443", null, null, null).read(graph.topology()));
    }

    void change() throws IOException {
      call(changes++ % 2 == 0 ? asked.change : asked.undo);
    }

    @TearDown
    public void close() {
      api.catalog().close();
    }
  }

  /** A change comes or goes before each question. */
  @State(Scope.Benchmark)
  public static class Changed {

    @Setup(Level.Invocation)
    public void change(Built built) throws IOException {
      built.change();
    }
  }

  @Benchmark
  public Answer warm(Built built) {
    return built.ask();
  }

  @Benchmark
  public Answer afterOneChange(Built built, Changed changed) {
    return built.ask();
  }
}
