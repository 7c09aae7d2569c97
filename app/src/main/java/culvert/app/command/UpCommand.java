package culvert.app.command;

import culvert.app.CommandException;
import culvert.app.server.CulvertServer;
import culvert.app.server.Settings;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.catalog.StoreException;
import culvert.aws.operations.Quotas;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}: serves until it is told to end. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Serves AWS's APIs on one port of the loopback address.")
final class UpCommand implements Callable<Integer> {

  /** Which clock the timeline has. */
  enum Clock {
    WALL,
    VIRTUAL
  }

  /** Which quotas hold. */
  enum Limits {
    RAISED,
    DEFAULT
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "4566",
      description = "Port to listen at, 0 for any free one (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen at (default ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Directory that keeps the state (default .culvert).")
  private @Nullable Path data;

  @Option(names = "--ephemeral", description = "Keep nothing: the state ends with the process.")
  private boolean ephemeral;

  @Option(
      names = "--timing",
      paramLabel = "instant|aws",
      defaultValue = "instant",
      description = "Whether AWS's work is done by the next call, or takes its time.")
  private Timing timing;

  @Option(
      names = "--clock",
      paramLabel = "wall|virtual",
      defaultValue = "wall",
      description = "The system's time, or one that stands still until it is moved.")
  private Clock clock;

  @Option(
      names = "--account",
      paramLabel = "ID",
      defaultValue = Settings.DEFAULT_ACCOUNT,
      description = "Account of access keys that name none (default ${DEFAULT-VALUE}).")
  private String account;

  @Option(
      names = "--quotas",
      paramLabel = "raised|default",
      defaultValue = "raised",
      description = "AWS's highest quotas, or a new account's.")
  private Limits quotas;

  @Option(
      names = "--auth",
      paramLabel = "KEYFILE",
      description =
          "Check signatures against the access keys in a file: ACCESS_KEY_ID SECRET [ACCOUNT] a line,"
              + " or the sections of an AWS credentials file.")
  private @Nullable Path auth;

  @Override
  public Integer call() throws InterruptedException {
    CulvertServer server = start();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> {
                  server.close();
                  ended.countDown();
                }));
    spec.commandLine()
        .getOut()
        .println("Culvert is up at http://" + host + ":" + server.port() + " (" + kept() + ")");
    spec.commandLine().getOut().flush();
    ended.await();
    return 0;
  }

  private String kept() {
    return ephemeral ? "ephemeral" : "state in " + directory();
  }

  private Path directory() {
    return data == null ? Path.of(".culvert") : data;
  }

  private CulvertServer start() {
    Settings settings =
        new Settings(
            host,
            checkedPort(),
            checkedData(),
            timing,
            clock == Clock.VIRTUAL,
            checkedAccount(),
            quotas == Limits.DEFAULT ? Quotas.defaults() : Quotas.raised(),
            checkedKeys());
    try {
      return CulvertServer.start(settings);
    } catch (StoreException | IllegalArgumentException e) {
      throw CommandException.badInput(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw CommandException.badInput(
          "cannot listen at "
              + host
              + ":"
              + port
              + ": "
              + Objects.requireNonNull(e.getCause()).getMessage());
    }
  }

  private int checkedPort() {
    if (port < 0 || port > 65535) {
      throw CommandException.badInput("--port takes 0 to 65535, not " + port);
    }
    return port;
  }

  private @Nullable Path checkedData() {
    if (ephemeral && data != null) {
      throw CommandException.badInput("--data and --ephemeral exclude each other");
    }
    return ephemeral ? null : directory();
  }

  private String checkedAccount() {
    if (!account.matches("\\d{12}")) {
      throw CommandException.badInput("--account takes 12 digits, not " + account);
    }
    return account;
  }

  private @Nullable Path checkedKeys() {
    if (auth != null && !Files.isReadable(auth)) {
      throw CommandException.badInput("--auth takes a file that can be read, not " + auth);
    }
    return auth;
  }
}
