package culvert.app.command;

import culvert.app.report.EventText;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code events}: what has failed, and what came of it. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says what has failed and been repaired, and what sessions did then, in order.")
final class EventsCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Option(
      names = "--after",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "Leave out the events up to this one.")
  private String after;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public void run() {
    JsonNode answer = endpoint.ask("events", Map.of("after", after));
    spec.commandLine()
        .getOut()
        .print(
            json
                ? endpoint.pretty(answer)
                : EventText.of(answer.path("events"), "Nothing has happened."));
    spec.commandLine().getOut().flush();
  }
}
