package culvert.bench;

import java.io.IOException;
import java.util.List;

/** The memory that a process holds after a large network was built, described and asked. */
record MemoryBenchmark(List<Subject> subjects, Effort effort) {

  private static final List<String> DESCRIBES =
      List.of(
          "DescribeVpcs",
          "DescribeSubnets",
          "DescribeRouteTables",
          "DescribeSecurityGroups",
          "DescribeSecurityGroupRules",
          "DescribeNetworkAcls",
          "DescribeNetworkInterfaces",
          "DescribeInstances",
          "DescribeVpcPeeringConnections");

  void run() throws IOException, InterruptedException {
    for (Subject subject : subjects) {
      try (Served served = subject.start();
          Connection connection = served.connect(Served.REGION)) {
        LargeNetwork network = LargeNetwork.build(connection, effort.vpcs());
        long built = served.residentMebibytes();
        for (String describe : DESCRIBES) {
          connection.answer(describe);
        }
        try (Asking asking =
            new Asking(served, network.instances().get(0), network.instances().get(1))) {
          asking.expect(true);
        }
        System.out.printf(
            "memory    %-20s %d VPCs: %d MiB RSS built, %d MiB described and asked%n",
            subject.name(), effort.vpcs(), built, served.residentMebibytes());
      }
    }
  }
}
