package culvert.app.acceptance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Commands of other people's tools, run in one directory with some settings of the environment. */
record Commands(Path directory, Map<String, String> environment) {

  private static final long MOST_MINUTES = 5;

  /** How a command ended. */
  record Ended(String command, int exit, String out, String err) {

    /** What it printed, of a command that must have gone well. */
    String printed() {
      if (exit != 0) {
        throw new AssertionError(command + " exited " + exit + ":\n" + out + err);
      }
      return out;
    }
  }

  Ended run(String... command) {
    try {
      Path out = Files.createTempFile(directory, "out", ".txt");
      Path err = Files.createTempFile(directory, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " did not end");
      }
      return new Ended(String.join(" ", command), process.exitValue(), text(out), text(err));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The same with more arguments. */
  Ended run(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(Arrays.asList(more));
    return run(all.toArray(String[]::new));
  }

  private static String text(Path file) throws IOException {
    String text = Files.readString(file);
    Files.delete(file);
    return text;
  }

  /** Leaves the test out, loudly, where the PATH has no such program. */
  static void need(String program) {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    if (!there) {
      notRun(program + " is absent");
    }
  }

  static void notRun(String reason) {
    System.err.println("NOT RUN: " + reason + "; what it would have checked is not checked");
    Assumptions.abort(reason);
  }
}
