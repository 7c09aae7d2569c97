package culvert.app.command;

import culvert.app.CommandException;
import culvert.network.why.BadQuestion;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./culvert}: says what it can do; its subcommands do it. */
@Command(
    name = "culvert",
    mixinStandardHelpOptions = true,
    version = "Culvert 0.1.0",
    description = "An AWS private network in one process, that can say why.",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      WhyCommand.class,
      MatrixCommand.class,
      DiffCommand.class,
      ResolveCommand.class,
      LoadCommand.class,
      DumpCommand.class,
      TestCommand.class,
      SiteCommand.class,
      FaultCommand.Fail.class,
      FaultCommand.Heal.class,
      ClockCommand.class,
      EventsCommand.class,
      RehearseCommand.class,
      ResetCommand.class,
      CompletionCommand.class,
      WarmUpCommand.class
    })
public final class CulvertCommand implements Runnable {

  @Spec private CommandSpec spec;

  private CulvertCommand() {}

  /** Runs a command line and returns its exit code. */
  public static int run(String... arguments) {
    return run(new CommandLine(new CulvertCommand()), arguments);
  }

  /** The same, saying there what it says. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new CulvertCommand());
    line.setOut(out);
    line.setErr(err);
    return run(line, arguments);
  }

  private static int run(CommandLine line, String... arguments) {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(
        (e, _) -> refuse(e.getCommandLine().getErr(), String.valueOf(e.getMessage())));
    line.setExecutionExceptionHandler((e, command, _) -> {
      if (e instanceof BadQuestion) {
        return refuse(command.getErr(), String.valueOf(e.getMessage()));
      }
      if (e instanceof CommandException refused) {
        command.getErr().println("culvert: " + refused.getMessage());
        return refused.exitCode();
      }
      throw e;
    });
    return line.execute(arguments);
  }

  private static int refuse(PrintWriter err, String message) {
    err.println("culvert: " + message);
    return CommandException.BAD_INPUT;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
