package culvert.app.server;

import culvert.aws.AwsApi;
import culvert.aws.snapshot.Assumed;
import culvert.network.why.BadQuestion;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /_culvert/diff}: what has changed since a snapshot that is the body, as {@code POST
 * /_culvert/snapshots} takes it; or between two, of a body {@code {"before": SNAPSHOT, "after":
 * SNAPSHOT}}.
 */
final class DifferenceResource {

  private static final String PATH = "/_culvert/diff";
  private static final List<String> QUERY =
      List.of("port", "protocol", "sourcePort", "by", "account", "region");

  /** How a body begins that is a snapshot. */
  private static final Pattern SNAPSHOT = Pattern.compile("\\s*\\{\\s*\"files\".*", Pattern.DOTALL);

  private static final int BEGINNING = 64;

  private final AwsApi api;
  private final SnapshotResources snapshots;

  DifferenceResource(AwsApi api, SnapshotResources snapshots) {
    this.api = api;
    this.snapshots = snapshots;
  }

  void route(HttpRouting.Builder routing) {
    routing.post(PATH, Answering.with(this::difference));
  }

  private ObjectNode difference(ServerRequest request) {
    Query query = new Query(request, QUERY);
    Assumed assumed = snapshots.assumed(query);
    byte[] body = Bodies.read(request, SnapshotResources.MAX_BYTES);
    State before;
    State after;
    if (isSnapshot(body)) {
      before = State.of("before", body, assumed);
      after = present();
    } else {
      JsonNode both = both(body);
      before = State.of("before", bytes(both.path("before")), assumed);
      after = both.has("after") ? State.of("after", bytes(both.path("after")), assumed) : present();
    }
    return DifferenceJson.between(before, after, asked(query, before, after));
  }

  private State present() {
    return State.of(api);
  }

  /** All traffic, unless a port or protocol is said. */
  private static Grouped asked(Query query, State before, State after) {
    String port = query.value("port");
    String sourcePort = query.value("sourcePort");
    String protocol = query.value("protocol");
    boolean all = port == null && sourcePort == null && protocol == null;
    return Grouped.read(
        query.value("by"),
        port,
        all ? "all" : protocol,
        sourcePort,
        before.resources(),
        after.resources());
  }

  private static boolean isSnapshot(byte[] body) {
    int length = Math.min(BEGINNING, body.length);
    return SNAPSHOT.matcher(new String(body, 0, length, StandardCharsets.UTF_8)).matches();
  }

  private static JsonNode both(byte[] body) {
    JsonNode both = parsed(body);
    if (both == null || !both.has("before")) {
      throw new BadQuestion(
          "diff takes {\"files\": …}, or {\"before\": {\"files\": …}, \"after\": {\"files\": …}}");
    }
    return both;
  }

  private static @Nullable JsonNode parsed(byte[] body) {
    try {
      return Json.tree(new String(body, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      return null;
    }
  }

  private static byte[] bytes(JsonNode snapshot) {
    return snapshot.toString().getBytes(StandardCharsets.UTF_8);
  }
}
