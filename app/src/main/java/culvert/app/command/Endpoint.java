package culvert.app.command;

import culvert.app.CommandException;
import culvert.app.server.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The server that a command asks, found at {@code --endpoint}, CULVERT_ENDPOINT or the default. */
final class Endpoint {

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Where Culvert listens (default: CULVERT_ENDPOINT, else port 4566 here).")
  private @Nullable String url;

  /** An answer of the server's own resources. */
  record Reply(int status, String body) {}

  /** The one that listens there. */
  static Endpoint at(String url) {
    Endpoint endpoint = new Endpoint();
    endpoint.url = url;
    return endpoint;
  }

  private URI base() {
    String given =
        url != null
            ? url
            : Objects.requireNonNullElse(
                System.getenv("CULVERT_ENDPOINT"), "http://127.0.0.1:4566");
    try {
      URI base = URI.create(given);
      if (base.getHost() != null && Objects.toString(base.getScheme(), "").startsWith("http")) {
        return base;
      }
    } catch (IllegalArgumentException e) {
      // Said below, with the text.
    }
    throw CommandException.badInput(
        "--endpoint takes a URL such as http://127.0.0.1:4566, not " + given);
  }

  Reply get(String resource, Map<String, String> query) {
    return send(HttpRequest.newBuilder(uri(resource, query)).GET().build());
  }

  private URI uri(String resource, Map<String, String> query) {
    String text =
        query.entrySet().stream()
            .map(entry ->
                entry.getKey()
                    + "="
                    + java.net.URLEncoder.encode(
                        entry.getValue(), java.nio.charset.StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return base().resolve("/_culvert/" + resource + (text.isEmpty() ? "" : "?" + text));
  }

  /** The JSON that a resource answers; what it refuses is the command's bad input. */
  JsonNode ask(String resource, Map<String, String> query) {
    return answer(get(resource, query));
  }

  /** As {@link #ask}, of a resource that takes JSON. */
  JsonNode tell(String method, String resource, JsonNode body) {
    return answer(
        send(
            HttpRequest.newBuilder(base().resolve("/_culvert/" + resource))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build()));
  }

  /** As {@link #ask}, of a resource that takes JSON that is text already. */
  JsonNode send(String resource, Map<String, String> query, byte[] body) {
    return answer(
        send(
            HttpRequest.newBuilder(uri(resource, query))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build()));
  }

  /** A name as a part of a resource's path. */
  static String encoded(String name) {
    return java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  private static JsonNode answer(Reply reply) {
    if (reply.status() != 200) {
      throw CommandException.badInput(refusal(reply));
    }
    return Json.parse(reply.body());
  }

  private static String refusal(Reply reply) {
    try {
      return Json.parse(reply.body()).path("error").asString(reply.body());
    } catch (JacksonException e) {
      return "the server answered " + reply.status() + ": " + reply.body();
    }
  }

  String pretty(JsonNode json) {
    return Json.pretty((ObjectNode) json) + System.lineSeparator();
  }

  Reply post(String resource, String body) {
    return send(
        HttpRequest.newBuilder(base().resolve("/_culvert/" + resource))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private Reply send(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (IOException e) {
      throw CommandException.badInput(
          "no Culvert answers at " + base() + " (start one with: culvert up)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.badInput("interrupted");
    }
  }
}
