package culvert.app;

import culvert.app.command.CulvertCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs command lines in this process. */
public final class Cli {

  /** How a command line ended, and what it said. */
  public record Ended(int exit, String out, String err) {}

  private Cli() {}

  public static Ended run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream refused = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(refused, true, StandardCharsets.UTF_8));
    try {
      int exit = CulvertCommand.run(arguments);
      return new Ended(
          exit, said.toString(StandardCharsets.UTF_8), refused.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
