package culvert.app;

/** A command that cannot do what it was asked: one line for people, and an exit code. */
public final class CommandException extends RuntimeException {

  /** The question or the input is wrong. */
  public static final int BAD_INPUT = 2;

  /** The answer is no. */
  public static final int FAILED = 1;

  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What was asked is wrong. */
  public static CommandException badInput(String message) {
    return new CommandException(BAD_INPUT, message);
  }

  /** What was asked did not come to pass. */
  public static CommandException failed(String message) {
    return new CommandException(FAILED, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
