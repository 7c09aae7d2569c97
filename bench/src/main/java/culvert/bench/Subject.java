package culvert.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that serves EC2's API.
 *
 * @param command how it is started, where {@code PORT} stands for its port, and {@code DATA} for a
 *     directory of this run
 * @param reset the path that a POST to makes it forget everything
 */
record Subject(String name, List<String> command, String reset) {

  /** Culvert with the store that it has unless told otherwise. */
  static Subject durable(List<String> culvert) {
    return culvert("culvert", culvert, "--data", "DATA");
  }

  static Subject ephemeral(List<String> culvert) {
    return culvert("culvert --ephemeral", culvert, "--ephemeral");
  }

  private static Subject culvert(String name, List<String> culvert, String... options) {
    List<String> command = new ArrayList<>(culvert);
    command.addAll(List.of("up", "--port", "PORT"));
    command.addAll(List.of(options));
    return new Subject(name, command, "/_culvert/reset");
  }

  /** All that are here to be compared: where moto is not installed, that is said. */
  static List<Subject> compared(List<String> culvert) {
    List<Subject> all = new ArrayList<>(List.of(durable(culvert), ephemeral(culvert)));
    if (installed("moto_server")) {
      all.add(new Subject("moto_server", List.of("moto_server", "-p", "PORT"), "/moto-api/reset"));
    } else {
      System.out.println("NO COMPARISON: moto_server is not installed here.");
    }
    return all;
  }

  private static boolean installed(String program) {
    for (String directory : System.getenv("PATH").split(java.io.File.pathSeparator)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  boolean isCulvert() {
    return name.startsWith("culvert");
  }

  Served start() throws IOException, InterruptedException {
    return Served.start(this);
  }
}
