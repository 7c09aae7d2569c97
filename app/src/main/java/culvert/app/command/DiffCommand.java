package culvert.app.command;

import culvert.app.CommandException;
import culvert.app.report.Cents;
import culvert.app.report.DifferenceText;
import culvert.app.server.DifferenceJson;
import culvert.app.server.Grouped;
import culvert.app.server.Settings;
import culvert.app.server.SnapshotResources;
import culvert.app.server.State;
import culvert.app.snapshot.SnapshotFolder;
import culvert.app.terraform.TerraformState;
import culvert.aws.snapshot.Assumed;
import culvert.network.routing.RoutingOscillation;
import culvert.network.why.BadQuestion;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code diff BEFORE [AFTER]}: who no longer reaches whom, who does now, and what did it. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says who no longer reaches whom, who does now, and which changes did it.",
      "culvert dump before; terraform apply; culvert diff before",
      "Exits 0 where nobody's reach differs, 1 where it does, 2 where the input is wrong."
    })
final class DiffCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "A directory as dump writes and load takes it.")
  private Path before;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "AFTER",
      description = "Another one; no server is asked then (default: what the server has now).")
  private @Nullable Path after;

  @Option(
      names = "--port",
      paramLabel = "PORT[/PROTO]",
      description = "443, 53/udp, icmp (default: all traffic).")
  private @Nullable String port;

  @Option(
      names = "--by",
      paramLabel = "vpc|subnet|instance|account|tag:KEY",
      defaultValue = "vpc",
      description = "What to group by (default ${DEFAULT-VALUE}).")
  private String by;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = {
        "A terraform.tfstate, or what terraform show -json prints: changes are told with the"
            + " addresses of their resources. Of what was removed the state before knows them;"
            + " several may be given."
      })
  private List<Path> states = List.of();

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

  @Option(
      names = "--budget",
      paramLabel = "USD",
      description =
          "What a month may cost afterwards, without traffic; exit 1 where it costs more.")
  private @Nullable BigDecimal budget;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Map<String, String> addresses = addresses();
    SnapshotFolder was = new SnapshotFolder(before);
    JsonNode difference = after == null ? sinceThen(was) : between(was, after);
    DifferenceJson.address(difference, addresses);
    spec.commandLine()
        .getOut()
        .print(json ? endpoint.pretty(difference) : DifferenceText.of(difference));
    spec.commandLine().getOut().flush();
    return difference.path("same").asBoolean() && isWithinBudget(difference.path("cost")) ? 0 : 1;
  }

  private boolean isWithinBudget(JsonNode cost) {
    if (budget == null) {
      return true;
    }
    BigDecimal over = new BigDecimal(cost.path("after").asString()).subtract(budget);
    if (over.signum() > 0) {
      spec.commandLine()
          .getErr()
          .println(
              "culvert: the month costs %s USD more than %s".formatted(Cents.of(over), budget));
    }
    int unpriced = cost.path("unpriced").asInt();
    if (unpriced > 0) {
      spec.commandLine()
          .getErr()
          .println("culvert: %d lines of the month have no price".formatted(unpriced));
    }
    return over.signum() <= 0 && unpriced == 0;
  }

  private JsonNode sinceThen(SnapshotFolder was) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("by", by);
    if (port != null) {
      query.put("port", port);
    }
    if (account != null) {
      query.put("account", account);
    }
    if (region != null) {
      query.put("region", region);
    }
    return endpoint.send("diff", query, was.parts());
  }

  /** In this process. */
  private JsonNode between(SnapshotFolder was, Path is) {
    byte[] then = was.read();
    byte[] now = new SnapshotFolder(is).read();
    try {
      Assumed assumed =
          SnapshotResources.assumed(
              Objects.requireNonNullElse(account, Settings.DEFAULT_ACCOUNT), region);
      State first = State.of(before.toString(), then, assumed);
      State second = State.of(is.toString(), now, assumed);
      Grouped asked =
          Grouped.read(
              by, port, port == null ? "all" : null, null, first.resources(), second.resources());
      return DifferenceJson.between(first, second, asked);
    } catch (BadQuestion | RoutingOscillation e) {
      throw CommandException.badInput(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> addresses() {
    Map<String, String> all = new HashMap<>();
    for (Path file : states) {
      TerraformState.addresses(file).forEach(all::putIfAbsent);
    }
    return all;
  }
}
