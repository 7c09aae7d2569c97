package culvert.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The bill of a hub of many VPCs with traffic between many pairs of instances, over HTTP: as the
 * first that a process is asked for, when nothing has been compiled, and again.
 */
record BillBenchmark(List<Subject> subjects, Effort effort) {

  private static final int PAIRS_OF_A_VPC = 4;

  void run() throws IOException, InterruptedException {
    for (Subject subject : subjects) {
      try (Served served = subject.start();
          Connection ec2 = served.connect(Served.REGION)) {
        HubNetwork hub = HubNetwork.build(ec2, effort.attachments());
        List<String> instances = hub.instances(ec2);
        String traffic = traffic(instances);
        double first = bill(served, traffic);
        List<Double> again = new ArrayList<>();
        for (int round = 0; round < effort.rounds(); round++) {
          again.add(bill(served, traffic));
        }
        System.out.printf(
            "bill      %-20s %d VPCs, %d pairs: %.0f ms the first, %.0f ms the next%n",
            subject.name(),
            instances.size(),
            PAIRS_OF_A_VPC * instances.size(),
            first,
            Effort.median(again));
      }
    }
  }

  /** Between VPCs of one segment, which reach each other. */
  private static String traffic(List<String> instances) {
    Random random = new Random(instances.size());
    StringBuilder body = new StringBuilder("{\"traffic\":[");
    for (int i = 0; i < PAIRS_OF_A_VPC * instances.size(); i++) {
      int from = i % instances.size();
      int to = HubNetwork.inSegmentOf(from, random, instances.size());
      body.append(i == 0 ? "" : ",")
          .append(
              "{\"from\":\"%s\",\"to\":\"%s\",\"gb\":\"%d\",\"back\":\"1\"}"
                  .formatted(instances.get(from), instances.get(to), 1 + random.nextInt(100)));
    }
    return body.append("]}").toString();
  }

  private static double bill(Served served, String traffic)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + served.port() + "/_culvert/bill");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(traffic)).build();
      long start = System.nanoTime();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      double milliseconds = (System.nanoTime() - start) / 1e6;
      if (answer.statusCode() != 200) {
        throw new IOException(answer.statusCode() + " " + answer.body());
      }
      if (!answer.body().contains("TransitGateway-Bytes")) {
        throw new IOException("no traffic on the bill: " + answer.body().substring(0, 1000));
      }
      return milliseconds;
    }
  }
}
