package culvert.app.command;

import culvert.app.report.EventText;
import culvert.app.server.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code fail ID} and {@code heal ID}: a component goes down, or comes back. */
abstract class FaultCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Parameters(
      paramLabel = "ID",
      description =
          "dxcon-…, dxlag-…, dxvif-…, vpn-…, a tunnel vpn-…/1, site:NAME, i-…, the code of a Direct"
              + " Connect location or the id of an Availability Zone (use1-az1)")
  private String component;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final String state;

  private FaultCommand(String state) {
    this.state = state;
  }

  @Override
  public void run() {
    JsonNode answer =
        endpoint.tell(
            "POST", "faults", Json.object().put("component", component).put("state", state));
    spec.commandLine()
        .getOut()
        .print(
            json
                ? endpoint.pretty(answer)
                : EventText.of(answer.path("events"), component + " is " + state + " already"));
    spec.commandLine().getOut().flush();
  }

  @Command(
      name = "fail",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Takes a component down, and says what happens at once.")
  static final class Fail extends FaultCommand {
    Fail() {
      super("down");
    }
  }

  @Command(
      name = "heal",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Repairs a component, and says what happens at once.")
  static final class Heal extends FaultCommand {
    Heal() {
      super("up");
    }
  }
}
