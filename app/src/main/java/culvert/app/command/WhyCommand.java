package culvert.app.command;

import culvert.app.report.WhyText;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code why FROM TO [PORT[/PROTO]]}: one packet, there and back. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says whether FROM reaches TO and back, by which path, and what is in the way.",
      "Exits 0 where reachable, 1 where not, 2 where the question is wrong."
    })
final class WhyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;
  @Mixin private Asked asked;

  @Option(
      names = "--source-port",
      paramLabel = "PORT",
      description = "The asker's (default 49152).")
  private @Nullable String sourcePort;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Map<String, String> query = asked.query();
    if (sourcePort != null) {
      query.put("sourcePort", sourcePort);
    }
    JsonNode answer = endpoint.ask("why", query);
    spec.commandLine()
        .getOut()
        .print(json ? endpoint.pretty(answer) : WhyText.of(asked.from(), asked.to(), answer));
    spec.commandLine().getOut().flush();
    return answer.path("reachable").asBoolean() ? 0 : 1;
  }
}
