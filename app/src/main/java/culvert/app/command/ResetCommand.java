package culvert.app.command;

import culvert.app.CommandException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reset}: empties everything. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Empties everything: all accounts, all Regions.")
final class ResetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Endpoint endpoint;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Endpoint.Reply reply = endpoint.post("reset", "{}");
    if (reply.status() != 200) {
      throw CommandException.badInput(reply.body());
    }
    spec.commandLine().getOut().println(json ? reply.body() : "Everything is empty.");
    return 0;
  }
}
