package culvert.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A subject that runs, in a process and a directory of its own, until it is closed. */
final class Served implements AutoCloseable {

  static final String REGION = "us-east-1";

  private static final Duration MOST_TO_START = Duration.ofMinutes(2);

  private final Subject subject;
  private final Process process;
  private final int port;
  private final Path data;
  private final Duration toFirstAnswer;

  private Served(Subject subject, Process process, int port, Path data, Duration toFirstAnswer) {
    this.subject = subject;
    this.process = process;
    this.port = port;
    this.data = data;
    this.toFirstAnswer = toFirstAnswer;
  }

  static Served start(Subject subject) throws IOException, InterruptedException {
    int port = freePort();
    Path data = Files.createTempDirectory("culvert-bench");
    List<String> command =
        subject.command().stream()
            .map(word -> word.equals("PORT") ? "" + port : word.equals("DATA") ? "" + data : word)
            .toList();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(data.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitFirstAnswer(process, command, port, start);
    return new Served(subject, process, port, data, Duration.ofNanos(System.nanoTime() - start));
  }

  private static void awaitFirstAnswer(Process process, List<String> command, int port, long start)
      throws IOException, InterruptedException {
    while (true) {
      try (Connection connection = new Connection(port, REGION)) {
        connection.answer("DescribeVpcs");
        return;
      } catch (ConnectException e) {
        if (!process.isAlive() || System.nanoTime() - start > MOST_TO_START.toNanos()) {
          process.destroyForcibly();
          throw new IOException(String.join(" ", command) + " does not serve", e);
        }
        Thread.sleep(2);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** From the start of the process to the first DescribeVpcs answered. */
  Duration toFirstAnswer() {
    return toFirstAnswer;
  }

  Connection connect(String region) {
    return new Connection(port, region);
  }

  /** Makes it forget everything. */
  void reset() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + subject.reset());
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status / 100 != 2) {
        throw new IOException(uri + " is answered with " + status);
      }
    }
  }

  /** Memory that the process holds, in MiB; Linux tells. */
  long residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS of process " + process.pid());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
