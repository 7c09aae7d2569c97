package culvert.app.command;

import culvert.app.server.Json;
import culvert.app.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dump}: writes everything as the files that {@code load} takes. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes all accounts and Regions as describe-* JSON files.")
final class DumpCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Parameters(
      paramLabel = "DIR",
      description = "Is made, is empty, or holds a snapshot, which is replaced.")
  private Path directory;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public void run() {
    int files = new SnapshotFolder(directory).write(endpoint.ask("snapshots", Map.of()));
    spec.commandLine()
        .getOut()
        .print(
            json
                ? endpoint.pretty(Json.object().put("files", files))
                : "%d files in %s%n".formatted(files, directory));
    spec.commandLine().getOut().flush();
  }
}
