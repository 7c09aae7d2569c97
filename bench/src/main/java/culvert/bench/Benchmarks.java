package culvert.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code bench/run}: runs the benchmarks that are named, or all, and prints their figures. */
public final class Benchmarks {

  private static final List<String> ALL =
      List.of("start", "requests", "memory", "hub", "load", "bill", "why", "routing", "proof");

  private Benchmarks() {}

  /**
   * @param arguments the launcher's path, then benchmarks by name
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException {
    List<String> words = new ArrayList<>(List.of(arguments));
    List<String> culvert = List.of(words.removeFirst());
    for (String word : words) {
      if (!ALL.contains(word)) {
        System.err.println("bench: " + word + " is none of " + String.join(", ", ALL));
        System.exit(2);
      }
    }
    run(words.isEmpty() ? ALL : words, culvert, Effort.FULL);
  }

  static void run(List<String> named, List<String> culvert, Effort effort)
      throws IOException, InterruptedException, RunnerException {
    System.out.println(
        Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version());
    for (String name : named) {
      switch (name) {
        case "start" -> new StartBenchmark(Subject.compared(culvert), effort).run();
        case "requests" -> new RequestsBenchmark(Subject.compared(culvert), effort).run();
        case "memory" ->
            new MemoryBenchmark(
                    List.of(Subject.durable(culvert), Subject.ephemeral(culvert)), effort)
                .run();
        case "hub" ->
            new HubBenchmark(List.of(Subject.durable(culvert), Subject.ephemeral(culvert)), effort)
                .run();
        case "load" ->
            new SnapshotBenchmark(
                    List.of(Subject.durable(culvert), Subject.ephemeral(culvert)), culvert, effort)
                .run();
        case "bill" -> new BillBenchmark(List.of(Subject.ephemeral(culvert)), effort).run();
        case "routing" -> engine(RoutingBenchmark.class, "vpns", "100", effort);
        case "proof" -> engine(ProofBenchmark.class, "vpcs", "30", effort);
        default -> engine(WhyBenchmark.class, "vpcs", "30", effort);
      }
    }
  }

  /**
   * @param size the parameter that says how large the network is
   * @param small what it is where the effort is small
   */
  private static void engine(Class<?> benchmark, String size, String small, Effort effort)
      throws RunnerException {
    boolean quick = effort == Effort.QUICK;
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(benchmark.getName())
        .forks(quick ? 0 : 1)
        .shouldFailOnError(true)
        .warmupIterations(quick ? 0 : 3)
        .measurementIterations(quick ? 1 : 5)
        .warmupTime(TimeValue.seconds(2))
        .measurementTime(quick ? TimeValue.milliseconds(50) : TimeValue.seconds(2));
    if (quick) {
      options.param(size, small);
    }
    new Runner(options.build()).run();
  }
}
