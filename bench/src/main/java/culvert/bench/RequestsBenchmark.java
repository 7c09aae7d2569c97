package culvert.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Calls per second over HTTP, at one VPC and at many. What the warm-up and each round of creates
 * has made is forgotten before the next round, so that each starts from the same network.
 */
record RequestsBenchmark(List<Subject> subjects, Effort effort) {

  private static final int CONNECTIONS = 16;
  private static final String DESCRIBE = "DescribeVpcs";
  private static final String CREATE = "CreateVpc&CidrBlock=10.0.0.0%2F16";

  /** The medians of one subject, by what was measured. */
  private record Figures(Subject subject, Map<String, Double> callsPerSecond) {}

  void run() throws IOException, InterruptedException {
    List<Figures> all = new ArrayList<>();
    for (Subject subject : subjects) {
      try (Served served = subject.start()) {
        all.add(new Figures(subject, measure(served)));
      }
    }
    Figures last = all.getLast();
    for (Figures each : all) {
      each.callsPerSecond()
          .forEach((what, figure) -> {
            String ratio =
                last.subject().isCulvert() || each == last
                    ? ""
                    : "%6.0f x %s"
                        .formatted(
                            figure / Objects.requireNonNull(last.callsPerSecond().get(what)),
                            last.subject().name());
            System.out.printf(
                "requests  %-20s %-26s %8.1f/s %s%n", each.subject().name(), what, figure, ratio);
          });
    }
  }

  private Map<String, Double> measure(Served served) throws IOException, InterruptedException {
    Map<String, Double> figures = new LinkedHashMap<>();
    try (Load load = new Load(served, Served.REGION, CONNECTIONS)) {
      load.callsPerSecond(CREATE, effort.warmUp());
      for (int added : List.of(0, effort.vpcs())) {
        String at = added == 0 ? " at 1 VPC" : " at " + (added + 1) + " VPCs";
        prepare(served, load, added);
        load.callsPerSecond(DESCRIBE, effort.window());
        figures.put("DescribeVpcs" + at, describes(load));
        figures.put("CreateVpc" + at, creates(served, load, added));
      }
    }
    return figures;
  }

  /** Empty, but for the default VPC and those that are added. */
  private static void prepare(Served served, Load load, int added)
      throws IOException, InterruptedException {
    served.reset();
    load.calls(CREATE, added);
    expectVpcs(served, added + 1);
  }

  private double describes(Load load) throws IOException, InterruptedException {
    List<Double> rounds = new ArrayList<>();
    for (int round = 0; round < effort.rounds(); round++) {
      rounds.add(load.callsPerSecond(DESCRIBE, effort.window()));
    }
    return Effort.median(rounds);
  }

  private double creates(Served served, Load load, int added)
      throws IOException, InterruptedException {
    List<Double> rounds = new ArrayList<>();
    for (int round = 0; round < effort.rounds(); round++) {
      prepare(served, load, added);
      rounds.add(load.callsPerSecond(CREATE, effort.window()));
    }
    return Effort.median(rounds);
  }

  /** The servers must have done the same. */
  private static void expectVpcs(Served served, int expected) throws IOException {
    try (Connection connection = served.connect(Served.REGION)) {
      int found = connection.call(DESCRIBE).split("<vpcId>", -1).length - 1;
      if (found != expected) {
        throw new IOException("there are " + found + " VPCs, not " + expected);
      }
    }
  }
}
