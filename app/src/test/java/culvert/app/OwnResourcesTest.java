package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.CulvertServer;
import culvert.app.server.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnResourcesTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private CulvertServer server;

  @BeforeAll
  void start() {
    server = CulvertServer.start(Settings.ephemeral());
  }

  @AfterAll
  void stop() {
    http.close();
    server.close();
  }

  private HttpResponse<String> get(String resource) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/_culvert/" + resource)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void health_answers_once_the_server_is_ready() throws Exception {
    assertThat(get("health").statusCode()).isEqualTo(200);
  }

  @Test
  void a_connection_is_closed_for_who_wants_it_closed() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "GET /_culvert/health HTTP/1.1\r\nHost: culvert\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"status\":\"ready\"}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "why                                     | the parameter from is missing",
        "why?from=i-0000000000000000a            | the parameter to is missing",
        "why?from=i-0000000000000000a&to=i-b     | there is no i-0000000000000000a",
        "why?from=banana&to=i-b                  | not an end: banana",
        "why?from=internet/300.1.1.1&to=i-b      | not an IP address: 300.1.1.1",
        "why?from=i-a&to=i-b&colour=red          | not a parameter here: colour",
        "resolve                                 | the parameter from is missing",
        "resolve?from=i-0000000000000000a        | the parameter name is missing",
        "resolve?from=i-0000000000000000a&name=b | there is no i-0000000000000000a",
        "resolve?from=10.0.0.5@vpc-0a&name=b     | there is no vpc-0a",
        "resolve?from=internet/192.0.2.1&name=b  | asks no VPC for names: internet/192.0.2.1",
        "resolve?from=vpce-0a&name=b             | asks no VPC for names: vpce-0a",
        "resolve?from=i-a&name=b&colour=red      | not a parameter here: colour",
        "matrix?by=colour                        | by takes vpc, subnet, instance, account or tag:KEY, not colour",
      })
  void a_question_that_makes_no_sense_is_refused_and_names_the_input(
      String resource, String message) throws Exception {
    HttpResponse<String> answer = get(resource.strip());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
  }

  @Test
  void what_is_not_there_is_404() throws Exception {
    assertThat(get("nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void a_network_without_instances_has_an_empty_matrix() throws Exception {
    assertThat(get("matrix?port=443&protocol=tcp").body())
        .isEqualTo("{\"by\":\"vpc\",\"protocol\":\"tcp\",\"port\":443,\"groups\":[],\"cells\":[]}");
  }
}
