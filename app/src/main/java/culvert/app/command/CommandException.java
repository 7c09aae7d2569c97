package culvert.app.command;

/** A command that cannot do what it was asked: one line for people, and an exit code. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What was asked is wrong. */
  static CommandException badInput(String message) {
    return new CommandException(CulvertCommand.BAD_INPUT, message);
  }

  int exitCode() {
    return exitCode;
  }
}
