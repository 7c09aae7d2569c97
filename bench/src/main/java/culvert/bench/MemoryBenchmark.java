package culvert.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
        why(served, network);
        System.out.printf(
            "memory    %-20s %d VPCs: %d MiB RSS built, %d MiB described and asked%n",
            subject.name(), effort.vpcs(), built, served.residentMebibytes());
      }
    }
  }

  private static void why(Served served, LargeNetwork network)
      throws IOException, InterruptedException {
    URI question =
        URI.create(
            "http://127.0.0.1:%d/_culvert/why?from=%s&to=%s&port=443"
                .formatted(served.port(), network.instances().get(0), network.instances().get(1)));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(question).build(), HttpResponse.BodyHandlers.ofString());
      if (!answer.body().contains("\"reachable\":true")) {
        throw new IOException("why answers " + answer.body());
      }
    }
  }
}
