package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.report.MatrixText;
import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a server answers of its own. */
record Answers(CulvertServer server) {

  private static final Set<String> WAYS = Set.of("virtual-interface", "vpn-tunnel");

  private JsonNode ask(String resource) {
    return send(request(resource).build());
  }

  private HttpRequest.Builder request(String resource) {
    return HttpRequest.newBuilder(URI.create(server.url() + "/_culvert/" + resource));
  }

  private static JsonNode send(HttpRequest request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return Json.parse(answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Whether one reaches the other there and back, by TCP. */
  boolean why(String from, String to, int port) {
    return ask("why?from=" + from + "&to=" + to + "&port=" + port).path("reachable").asBoolean();
  }

  /** The virtual interfaces and tunnels that packets pass from one to the other, and back. */
  Set<String> ways(String from, String to) {
    JsonNode answer = answer(from, to);
    return Stream.of("forward", "return")
        .flatMap(leg -> StreamSupport.stream(answer.path(leg).path("path").spliterator(), false))
        .filter(at -> WAYS.contains(at.path("kind").asString()))
        .map(at -> at.path("component").asString())
        .collect(Collectors.toSet());
  }

  /** Makes an on-premises network of that form. */
  void connect(String site, JsonNode form) {
    send(
        request("sites/" + site).PUT(HttpRequest.BodyPublishers.ofString(form.toString())).build());
  }

  /** Takes a component down, or brings it {@code up} again. */
  void fault(String component, String state) {
    post("faults", Json.object().put("component", component).put("state", state));
  }

  void advance(String duration) {
    post("clock", Json.object().put("advance", duration));
  }

  private void post(String resource, JsonNode body) {
    send(request(resource).POST(HttpRequest.BodyPublishers.ofString(body.toString())).build());
  }

  /** The whole answer to {@code why}, for HTTPS. */
  JsonNode answer(String from, String to) {
    return ask("why?from=" + from + "&to=" + to);
  }

  JsonNode rehearsal(String from, String to) {
    return ask("rehearse?from=" + from + "&to=" + to);
  }

  JsonNode events() {
    return ask("events").path("events");
  }

  /**
   * The pairs of instances and sites that reach each other, of all of them: {@code "i-1 site:dc"}.
   */
  Set<String> reachable() {
    JsonNode matrix = ask("matrix?by=instance");
    int ends = matrix.path("groups").size();
    assertThat(matrix.path("cells").size()).as("pairs asked").isEqualTo(ends * (ends - 1));
    return StreamSupport.stream(matrix.path("cells").spliterator(), false)
        .filter(cell -> cell.path("reachable").asString().equals("all"))
        .map(cell -> cell.path("from").asString() + " " + cell.path("to").asString())
        .collect(Collectors.toSet());
  }

  /** Whose addresses the name answers there. */
  String resolver(String from, String name) {
    return ask("resolve?from=" + from + "&name=" + name).path("component").asString();
  }

  /** As {@code ./culvert matrix} prints it, with the random part of every id as a dash. */
  String matrix(String by, String port) {
    return matrix("by=" + by + "&port=" + port);
  }

  /** The same for a whole question, as {@code GET matrix} takes it behind the question mark. */
  String matrix(String question) {
    return MatrixText.of(ask("matrix?" + question))
        .replaceAll("\\b([a-z]+)-[0-9a-f]{17}\\b", "$1-…");
  }
}
