package culvert.app.command;

import culvert.app.report.LoadText;
import culvert.app.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code load}: takes over what {@code aws … describe-…} printed of a network. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Loads describe-* JSON files, keeping their ids; all of them or none.")
final class LoadCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Parameters(
      paramLabel = "DIR",
      description = "Holds [aws_configs/][accounts/ID/][REGION/]NAME.json.")
  private Path directory;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "Whose it is where neither a folder nor a file says (default: the server's).")
  private @Nullable String account;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Where it is where neither a folder nor a file says (default: us-east-1).")
  private @Nullable String region;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public void run() {
    Map<String, String> query = new LinkedHashMap<>();
    if (account != null) {
      query.put("account", account);
    }
    if (region != null) {
      query.put("region", region);
    }
    JsonNode loaded = endpoint.send("snapshots", query, new SnapshotFolder(directory).parts());
    spec.commandLine().getOut().print(json ? endpoint.pretty(loaded) : LoadText.of(loaded));
    spec.commandLine().getOut().flush();
  }
}
