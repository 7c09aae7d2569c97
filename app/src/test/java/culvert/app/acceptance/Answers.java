package culvert.app.acceptance;

import culvert.app.report.MatrixText;
import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** What a server answers of its own. */
record Answers(CulvertServer server) {

  private JsonNode ask(String resource) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create(server.url() + "/_culvert/" + resource);
      return Json.parse(
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body());
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

  /** Whose addresses the name answers there. */
  String resolver(String from, String name) {
    return ask("resolve?from=" + from + "&name=" + name).path("component").asString();
  }

  /** As {@code ./culvert matrix} prints it, with the random part of every id as a dash. */
  String matrix(String by, String port) {
    return MatrixText.of(ask("matrix?by=" + by + "&port=" + port))
        .replaceAll("\\b([a-z]+)-[0-9a-f]{17}\\b", "$1-…");
  }
}
