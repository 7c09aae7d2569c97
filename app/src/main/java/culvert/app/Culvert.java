package culvert.app;

import culvert.app.command.CulvertCommand;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program. */
public final class Culvert {

  private Culvert() {}

  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.WARNING);
    System.exit(CulvertCommand.run(arguments));
  }
}
