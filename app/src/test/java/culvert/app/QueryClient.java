package culvert.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** EC2's Query protocol by hand: for tests that count, and for servers that die. */
record QueryClient(HttpClient http, int port, String account, String region) {

  /** One that calls in us-east-1. */
  QueryClient(HttpClient http, int port, String account) {
    this(http, port, account, "us-east-1");
  }

  /** The body of a good answer. */
  String call(String parameters) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + account
                    + "/20260101/"
                    + region
                    + "/ec2/aws4_request, SignedHeaders=host, Signature=0")
            .POST(BodyPublishers.ofString(parameters + "&Version=2016-11-15"))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Every text of that element in an answer. */
  static List<String> texts(String xml, String element) {
    return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
        .matcher(xml)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
