package culvert.app;

import culvert.app.command.CulvertCommand;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs command lines in this process. */
public final class Cli {

  /** How a command line ended, and what it said. */
  public record Ended(int exit, String out, String err) {}

  private Cli() {}

  public static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = CulvertCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Ended(exit, out.toString(), err.toString());
  }
}
