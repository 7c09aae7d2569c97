package culvert.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** One question of {@code why}, put to a process again and again. */
final class Asking implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest question;

  Asking(Served served, String from, String to) {
    question =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/_culvert/why?from=%s&to=%s&port=443"
                        .formatted(served.port(), from, to)))
            .build();
  }

  /** Asks, and fails unless the answer is that; returns the milliseconds that it took. */
  double expect(boolean reachable) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> answer = client.send(question, HttpResponse.BodyHandlers.ofString());
    double milliseconds = (System.nanoTime() - start) / 1e6;
    if (!answer.body().contains("\"reachable\":" + reachable)) {
      throw new IOException(
          "not \"reachable\":" + reachable + " but " + answer.statusCode() + " " + answer.body());
    }
    return milliseconds;
  }

  @Override
  public void close() {
    client.close();
  }
}
