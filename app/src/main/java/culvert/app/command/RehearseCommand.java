package culvert.app.command;

import culvert.app.report.RehearsalText;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code rehearse FROM TO [PORT[/PROTO]]}: what takes over when something fails. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fails, on a copy of the network, every component that the paths between FROM and TO rest on,",
      "and says what is lost until when, what takes over, and whether the path comes back.",
      "Exits 0, or 1 where something has no second way, or 2 where the question is wrong."
    })
final class RehearseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;
  @Mixin private Asked asked;

  @Option(names = "--pairs", description = "Let any two fail together, too.")
  private boolean pairs;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Map<String, String> query = asked.query();
    query.put("pairs", Boolean.toString(pairs));
    JsonNode answer = endpoint.ask("rehearse", query);
    spec.commandLine()
        .getOut()
        .print(json ? endpoint.pretty(answer) : RehearsalText.of(asked.from(), asked.to(), answer));
    spec.commandLine().getOut().flush();
    return RehearsalText.survivesAll(answer) ? 0 : 1;
  }
}
