package culvert.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Culvert in a process of its own, from this test's class path. */
final class ServerProcess implements AutoCloseable {

  private static final Pattern UP =
      Pattern.compile("Culvert is up at http://127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The command line of {@code culvert} with these arguments. */
  static ProcessBuilder command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "culvert.app.Culvert"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Starts {@code culvert up} at a free port and waits until it says that it is up. */
  static ServerProcess up(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("up", "--port", "0"));
    all.addAll(List.of(arguments));
    Process process =
        command(all.toArray(String[]::new)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher up = UP.matcher(line);
      if (up.find()) {
        return new ServerProcess(process, Integer.parseInt(up.group(1)));
      }
    }
    process.destroyForcibly();
    throw new IOException("the server ended before it was up");
  }

  int port() {
    return port;
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  /** Ends it as SIGTERM does, and returns its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not end within 30 s of SIGTERM");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
