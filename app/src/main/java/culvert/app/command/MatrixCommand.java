package culvert.app.command;

import culvert.app.report.MatrixText;
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

/** {@code matrix}: who reaches whom. */
@Command(
    name = "matrix",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says who reaches whom, there and back, with a reason where not.",
      "An instance speaks by its first interface; a site is a row and a column of its own,"
          + " whatever --by says, and speaks by the first host of each of its prefixes."
    })
final class MatrixCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Parameters(
      arity = "0..1",
      paramLabel = "PORT[/PROTO]",
      description = "443, 53/udp, icmp (default 443/tcp).")
  private @Nullable String port;

  @Option(
      names = "--by",
      paramLabel = "vpc|subnet|instance|account|tag:KEY",
      defaultValue = "vpc",
      description = "What to group by (default ${DEFAULT-VALUE}).")
  private String by;

  @Option(names = "--all", description = "Any protocol and port: who can speak to whom at all.")
  private boolean all;

  @Option(
      names = "--fold",
      negatable = true,
      description = "Put groups that behave alike together (default: where there are many).")
  private @Nullable Boolean fold;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public void run() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("by", by);
    if (port != null) {
      query.put("port", port);
    }
    if (all) {
      query.put("protocol", "all");
    }
    if (fold != null) {
      query.put("fold", fold.toString());
    }
    JsonNode matrix = endpoint.ask("matrix", query);
    spec.commandLine().getOut().print(json ? endpoint.pretty(matrix) : MatrixText.of(matrix));
    spec.commandLine().getOut().flush();
  }
}
