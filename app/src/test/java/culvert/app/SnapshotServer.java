package culvert.app;

import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A server for tests of {@code load} and {@code dump}, asked by commands. */
final class SnapshotServer implements AutoCloseable {

  /** How a command ended. */
  record Ended(int exit, String out, String err) {

    JsonNode json() {
      if (exit != 0) {
        throw new AssertionError("exit " + exit + ": " + err);
      }
      return Json.parse(out);
    }
  }

  private final CulvertServer server;

  SnapshotServer(Settings settings) {
    server = CulvertServer.start(settings);
  }

  SnapshotServer() {
    this(Settings.ephemeral());
  }

  CulvertServer server() {
    return server;
  }

  Ended run(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--endpoint", server.url()));
    Cli.Ended ended = Cli.run(line.toArray(String[]::new));
    return new Ended(ended.exit(), ended.out(), ended.err());
  }

  JsonNode load(Path directory, String... more) {
    List<String> line = new ArrayList<>(List.of("load", directory.toString(), "--json"));
    line.addAll(List.of(more));
    return run(line.toArray(String[]::new)).json();
  }

  /** One of the snapshots among the test's resources. */
  static Path own(String name) {
    return Path.of("src/test/resources/snapshots", name);
  }

  /**
   * Who reaches whom: {@code a → b} to {@code all}, or to the direction, code and component that
   * are in the way. Instances are named by their names, or by their ids.
   */
  Map<String, String> matrix(String port) {
    JsonNode matrix = run("matrix", "--by", "instance", port, "--json").json();
    Map<String, String> names = new HashMap<>();
    for (JsonNode group : matrix.path("groups")) {
      String name = group.path("name").asString("");
      names.put(group.path("id").asString(), name.isEmpty() ? group.path("id").asString() : name);
    }
    Map<String, String> cells = new TreeMap<>();
    for (JsonNode cell : matrix.path("cells")) {
      String from = names.get(cell.path("from").asString());
      String to = names.get(cell.path("to").asString());
      JsonNode blocker = cell.path("blocker");
      if (!from.equals(to)) {
        cells.put(
            from + " → " + to,
            blocker.isMissingNode()
                ? cell.path("reachable").asString()
                : "%s %s at %s"
                    .formatted(
                        blocker.path("direction").asString(),
                        blocker.path("code").asString(),
                        blocker.path("component").asString()));
      }
    }
    return cells;
  }

  @Override
  public void close() {
    server.close();
  }
}
