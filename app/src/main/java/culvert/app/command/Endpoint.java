package culvert.app.command;

import culvert.app.CommandException;
import culvert.app.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    return send("GET", uri(resource, query), List.of());
  }

  private URI uri(String resource, Map<String, String> query) {
    String text =
        query.entrySet().stream()
            .map(entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return base().resolve("/_culvert/" + resource + (text.isEmpty() ? "" : "?" + text));
  }

  /** The JSON that a resource answers; what it refuses is the command's bad input. */
  JsonNode ask(String resource, Map<String, String> query) {
    return answer(get(resource, query));
  }

  /** As {@link #ask}, of a resource that takes JSON. */
  JsonNode tell(String method, String resource, JsonNode body) {
    return answer(send(method, uri(resource, Map.of()), List.of(bytes(body.toString()))));
  }

  /**
   * The text that a resource answers; what it refuses is the command's bad input.
   *
   * @param body what it is given, if anything
   */
  String text(String resource, Map<String, String> query, List<byte[]> body) {
    return accepted(send(body.isEmpty() ? "GET" : "POST", uri(resource, query), body)).body();
  }

  /**
   * As {@link #ask}, of a resource that takes JSON that is text already.
   *
   * @param body the parts of the text, one behind the other
   */
  JsonNode send(String resource, Map<String, String> query, List<byte[]> body) {
    return answer(send("POST", uri(resource, query), body));
  }

  /** A name as a part of a resource's path. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode answer(Reply reply) {
    return Json.parse(accepted(reply).body());
  }

  private static Reply accepted(Reply reply) {
    if (reply.status() != 200) {
      throw CommandException.badInput(refusal(reply));
    }
    return reply;
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
    return send("POST", uri(resource, Map.of()), List.of(bytes(body)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Calls the server. By the JDK's first HTTP client: the later one prepares for TLS, HTTP/2 and
   * many calls at once, and one command makes one call.
   */
  private Reply send(String method, URI resource, List<byte[]> body) {
    try {
      HttpURLConnection connection = (HttpURLConnection) resource.toURL().openConnection();
      connection.setRequestMethod(method);
      if (!body.isEmpty()) {
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.stream().mapToLong(part -> part.length).sum());
        try (OutputStream out = connection.getOutputStream()) {
          for (byte[] part : body) {
            out.write(part);
          }
        }
      }
      int status = connection.getResponseCode();
      try (InputStream in =
          status < HttpURLConnection.HTTP_BAD_REQUEST
              ? connection.getInputStream()
              : connection.getErrorStream()) {
        return new Reply(
            status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw CommandException.badInput(
          "no Culvert answers at " + base() + " (start one with: culvert up)");
    }
  }
}
