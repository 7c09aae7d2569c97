package culvert.app.command;

import culvert.app.report.EventText;
import culvert.app.server.Json;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code clock [ADVANCE]}: what time it is, or moves a virtual clock. */
@Command(
    name = "clock",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what time it is; with ADVANCE, moves the clock of: culvert up --clock virtual.",
      "Everything that is due on the way happens, in its order."
    })
final class ClockCommand implements Runnable {

  /** What people write, besides ISO 8601. */
  private static final Pattern SHORT = Pattern.compile("(\\d+)([smhd])");

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Parameters(
      arity = "0..1",
      paramLabel = "ADVANCE",
      description = "How far to move it: 90s, 15m, 2h, 1d or PT90S.")
  private @Nullable String advance;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public void run() {
    JsonNode answer =
        advance == null
            ? endpoint.ask("clock", Map.of())
            : endpoint.tell("POST", "clock", Json.object().put("advance", duration(advance)));
    spec.commandLine().getOut().print(json ? endpoint.pretty(answer) : text(answer));
    spec.commandLine().getOut().flush();
  }

  /** As ISO 8601 writes it; what is not understood is left for the server to refuse. */
  private static String duration(String text) {
    Matcher match = SHORT.matcher(text);
    if (!match.matches()) {
      return text;
    }
    String unit = match.group(2).toUpperCase(Locale.ROOT);
    return (unit.equals("D") ? "P" : "PT") + match.group(1) + unit;
  }

  private static String text(JsonNode answer) {
    String now = answer.path("now").asString() + " (" + answer.path("clock").asString() + ")\n";
    return answer.has("events")
        ? EventText.of(answer.path("events"), "Nothing happened to a session.") + now
        : now;
  }
}
