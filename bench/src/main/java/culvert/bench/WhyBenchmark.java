package culvert.bench;

import culvert.app.server.Network;
import culvert.app.server.Settings;
import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.AwsApi;
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

/** What one {@code why} across a peering costs: warm, and as the first one after a change. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WhyBenchmark {

  /** A large network in this process. */
  @State(Scope.Benchmark)
  public static class Built {

    @Param({"100", "1000", "5000"})
    public int vpcs;

    private final AwsApi api =
        AwsApi.over(
            Timing.INSTANT,
            Quotas.raised(),
            Buckets.none(),
            lifecycles -> Catalog.ephemeral(lifecycles, Timeline.wall()));
    private final ApiService service =
        api.service(AccessKeys.any(api.catalog(), Settings.DEFAULT_ACCOUNT));
    private final Network network = new Network(api.catalog());
    private String from = "";
    private String to = "";
    private String table = "";
    private String peering = "";
    private int changes;

    @Setup
    public void build() throws IOException {
      LargeNetwork built = LargeNetwork.build(this::call, vpcs);
      from = built.instances().get(0);
      to = built.instances().get(1);
      table = built.tables().get(vpcs / 2);
      peering = built.peerings().get(vpcs / 2);
      if (!ask().reachable()) {
        throw new IllegalStateException(from + " does not reach " + to);
      }
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
      ForwardingGraph graph = network.graph();
      return Why.ask(
          graph, new QuestionText(from, to, "443", null, null, null).read(graph.topology()));
    }

    void change() throws IOException {
      String route = "&RouteTableId=" + table + "&DestinationCidrBlock=192.0.2.0%2F24";
      call(
          changes++ % 2 == 0
              ? "CreateRoute" + route + "&VpcPeeringConnectionId=" + peering
              : "DeleteRoute" + route);
    }

    @TearDown
    public void close() {
      api.catalog().close();
    }
  }

  /** One route elsewhere comes or goes before each question. */
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
