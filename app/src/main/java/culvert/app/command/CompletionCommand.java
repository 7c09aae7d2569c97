package culvert.app.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: prints a script that completes commands and options in a shell. */
@Command(
    name = CompletionCommand.NAME,
    mixinStandardHelpOptions = true,
    description = "Prints a completion script: source <(./culvert completion bash)")
final class CompletionCommand implements Runnable {

  static final String NAME = "completion";

  /** The shells that the script is for. */
  enum Shell {
    BASH,
    ZSH
  }

  private static final String ZSH_PRELUDE =
      """
      autoload -U +X compinit && compinit
      autoload -U +X bashcompinit && bashcompinit
      """;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", defaultValue = "bash", description = "The shell.")
  private Shell shell;

  @Override
  public void run() {
    String script = AutoComplete.bash("culvert", spec.root().commandLine());
    spec.commandLine().getOut().print(shell == Shell.ZSH ? ZSH_PRELUDE + script : script);
    spec.commandLine().getOut().flush();
  }
}
