package culvert.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Calls per second over HTTP, at one VPC and at many. The Region is new for every round of creates
 * at one VPC: its default VPC is what it has.
 */
record RequestsBenchmark(List<Subject> subjects, Effort effort) {

  private static final int CONNECTIONS = 16;
  private static final String DESCRIBE = "DescribeVpcs";
  private static final String CREATE = "CreateVpc&CidrBlock=10.0.0.0%2F16";
  private static final List<String> REGIONS =
      List.of("us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-west-2");

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
    try (Load load = new Load(served, "ap-south-1", CONNECTIONS)) {
      load.callsPerSecond(CREATE, effort.warmUp());
    }
    try (Load load = new Load(served, Served.REGION, CONNECTIONS)) {
      load.callsPerSecond(DESCRIBE, effort.window());
      figures.put("DescribeVpcs at 1 VPC", describes(load));
      figures.put("CreateVpc at 1 VPC", createsFromOne(served));
      load.callsPerSecond(CREATE, effort.vpcs());
      expectVpcs(served, effort.vpcs() + 1);
      String at = " at " + (effort.vpcs() + 1) + " VPCs";
      load.callsPerSecond(DESCRIBE, effort.window());
      figures.put("DescribeVpcs" + at, describes(load));
      List<Double> creates = new ArrayList<>();
      for (int round = 0; round < effort.rounds(); round++) {
        creates.add(load.callsPerSecond(CREATE, effort.creates()));
      }
      figures.put("CreateVpc" + at, Effort.median(creates));
    }
    return figures;
  }

  private double describes(Load load) throws IOException, InterruptedException {
    List<Double> rounds = new ArrayList<>();
    for (int round = 0; round < effort.rounds(); round++) {
      rounds.add(load.callsPerSecond(DESCRIBE, effort.window()));
    }
    return Effort.median(rounds);
  }

  private double createsFromOne(Served served) throws IOException, InterruptedException {
    List<Double> rounds = new ArrayList<>();
    for (String region : REGIONS.subList(0, effort.rounds())) {
      try (Load load = new Load(served, region, CONNECTIONS)) {
        rounds.add(load.callsPerSecond(CREATE, effort.creates()));
      }
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
