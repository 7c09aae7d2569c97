package culvert.app.command;

import culvert.app.CommandException;
import culvert.network.why.BadQuestion;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./culvert}: says what it can do; its subcommands do it. */
@Command(
    name = "culvert",
    mixinStandardHelpOptions = true,
    version = "Culvert 0.1.0",
    description = "An AWS private network in one process, that can say why.")
public final class CulvertCommand implements Runnable {

  /** By their names, in the order of the help. */
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("up", UpCommand::new);
    COMMANDS.put("demo", DemoCommand::new);
    COMMANDS.put("why", WhyCommand::new);
    COMMANDS.put("matrix", MatrixCommand::new);
    COMMANDS.put("diff", DiffCommand::new);
    COMMANDS.put("bill", BillCommand::new);
    COMMANDS.put("resolve", ResolveCommand::new);
    COMMANDS.put("load", LoadCommand::new);
    COMMANDS.put("dump", DumpCommand::new);
    COMMANDS.put("test", TestCommand::new);
    COMMANDS.put("site", SiteCommand::new);
    COMMANDS.put("fail", FaultCommand.Fail::new);
    COMMANDS.put("heal", FaultCommand.Heal::new);
    COMMANDS.put("clock", ClockCommand::new);
    COMMANDS.put("events", EventsCommand::new);
    COMMANDS.put("rehearse", RehearseCommand::new);
    COMMANDS.put("reset", ResetCommand::new);
    COMMANDS.put(CompletionCommand.NAME, CompletionCommand::new);
    COMMANDS.put("warm-up", WarmUpCommand::new);
  }

  @Spec private CommandSpec spec;

  private CulvertCommand() {}

  /** With the command that is asked for alone, where one is: describing all of them takes time. */
  private static CommandLine line(String... arguments) {
    CommandLine line = new CommandLine(new CulvertCommand());
    String asked = arguments.length == 0 ? "" : arguments[0];
    boolean alone = COMMANDS.containsKey(asked) && !asked.equals(CompletionCommand.NAME);
    COMMANDS.forEach((name, command) -> {
      if (!alone || name.equals(asked)) {
        line.addSubcommand(name, command.get());
      }
    });
    return line;
  }

  /** Runs a command line and returns its exit code. */
  public static int run(String... arguments) {
    return run(line(arguments), arguments);
  }

  /** The same, saying there what it says. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = line(arguments);
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
