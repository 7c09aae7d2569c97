package culvert.app.terraform;

import culvert.app.CommandException;
import culvert.app.server.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Terraform or OpenTofu, applying root modules to a Culvert, one after the other on one state. It
 * needs no credentials, and works on copies; the user's settings of the command line (where plugins
 * come from) are read and not written.
 */
public final class TerraformRun implements AutoCloseable {

  private static final List<String> SERVICES =
      List.of("ec2", "sts", "directconnect", "ram", "elbv2");

  /** The provider waits much longer than it works. */
  private static final String PARALLELISM = "-parallelism=40";

  private static final int MOST_SECONDS_TO_END = 10;

  /** What of the environment says something about the user's own accounts, states and runs. */
  private static final List<String> NOT_PASSED_ON =
      List.of("AWS_", "TF_DATA_DIR", "TF_WORKSPACE", "TF_CLI_ARGS", "TF_INPUT", "TF_REATTACH");

  private final Path program;
  private final String url;
  private final String account;
  private final Inputs inputs;
  private final Path work;
  private final Consumer<String> progress;
  private final Thread interrupted = new Thread(this::abandon);
  private volatile @Nullable Process running;
  private int applied;

  /**
   * What a run takes from the user.
   *
   * @param variables {@code NAME=VALUE}
   * @param variableFiles files of variables
   * @param accounts of profiles that providers name
   * @param settings the file with the settings of Terraform's command line, or null for what it
   *     takes by itself
   */
  public record Inputs(
      List<String> variables,
      List<Path> variableFiles,
      Map<String, String> accounts,
      @Nullable Path settings) {}

  private TerraformRun(
      Path program,
      String url,
      String account,
      Inputs inputs,
      Path work,
      Consumer<String> progress) {
    this.program = program;
    this.url = url;
    this.account = account;
    this.inputs = inputs;
    this.work = work;
    this.progress = progress;
  }

  /** Whether a directory is a root module. */
  public static boolean isModule(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(
          file -> file.toString().endsWith(".tf") || file.toString().endsWith(".tf.json"));
    } catch (IOException e) {
      throw CommandException.badInput("cannot read " + e.getMessage());
    }
  }

  /**
   * @param url of the Culvert that takes the place of AWS
   * @param account whose it is where a provider does not say
   * @param progress told what goes on
   * @throws CommandException where there is no Terraform
   */
  public static TerraformRun against(
      String url, String account, Inputs inputs, Consumer<String> progress) {
    try {
      Path program = program();
      Path work = Files.createTempDirectory("culvert-terraform");
      TerraformRun run = new TerraformRun(program, url, account, inputs, work, progress);
      Runtime.getRuntime().addShutdownHook(run.interrupted);
      return run;
    } catch (IOException e) {
      throw CommandException.badInput("cannot make a directory: " + e.getMessage());
    }
  }

  private static Path program() {
    for (String name : List.of("terraform", "tofu")) {
      for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
        Path file = Path.of(place, name);
        if (!place.isEmpty() && Files.isExecutable(file)) {
          return file;
        }
      }
    }
    throw CommandException.badInput("neither terraform nor tofu is on the PATH");
  }

  /**
   * Applies a root module; the second one is what the first one becomes.
   *
   * @param overrides files whose blocks override those of the root module
   * @throws CommandException with Terraform's own words where it fails
   */
  public void apply(Path directory, List<Path> overrides) {
    try {
      Path under = Files.createDirectory(work.resolve("copy-" + ++applied));
      WorkingCopy copy = WorkingCopy.of(directory, under);
      for (Path override : overrides) {
        copy.add(override);
      }
      copy.override(state(), url, inputs.accounts(), SERVICES);
      init(copy.module(), directory);
      apply(copy.module(), directory);
    } catch (IOException e) {
      throw CommandException.badInput("cannot copy " + directory + ": " + e.getMessage());
    }
  }

  private Path state() {
    return work.resolve("terraform.tfstate");
  }

  private void init(Path module, Path original) throws IOException {
    long start = System.nanoTime();
    StringBuilder out = new StringBuilder();
    int exit =
        run(
            module,
            List.of("init", "-input=false", "-no-color", "-upgrade=false"),
            line -> out.append(line).append('\n'));
    if (exit != 0) {
      throw CommandException.failed("terraform init of " + original + " failed:\n" + out);
    }
    progress.accept("terraform init: " + since(start));
  }

  private void apply(Path module, Path original) throws IOException {
    long start = System.nanoTime();
    List<String> arguments =
        new ArrayList<>(
            List.of("apply", "-json", "-input=false", "-auto-approve", "-lock=false", PARALLELISM));
    inputs.variables().forEach(each -> arguments.add("-var=" + each));
    inputs.variableFiles().forEach(each -> arguments.add("-var-file=" + each.toAbsolutePath()));
    Applying applying = new Applying();
    int exit = run(module, arguments, applying::line);
    if (exit != 0) {
      throw CommandException.failed(
          "terraform apply of "
              + original
              + " failed:\n"
              + String.join("\n", applying.errors.isEmpty() ? applying.other : applying.errors));
    }
    progress.accept("terraform apply: %d resources, %s".formatted(applying.done, since(start)));
  }

  private static String since(long start) {
    return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
  }

  /** Reads what apply prints, a JSON object a line. */
  private final class Applying {

    private static final int TOLD_EACH = 25;

    private final List<String> errors = new ArrayList<>();
    private final List<String> other = new ArrayList<>();
    private int planned;
    private int done;

    void line(String line) {
      try {
        JsonNode json = Json.tree(line);
        switch (json.path("type").asString("")) {
          case "planned_change" -> planned++;
          case "apply_complete" -> {
            if (json.path("hook").path("action").asString("").equals("read")) {
              return;
            }
            done++;
            if (done % TOLD_EACH == 0) {
              progress.accept("terraform apply: %d of %d resources".formatted(done, planned));
            }
          }
          case "diagnostic" -> diagnostic(json.path("diagnostic"));
          default -> {}
        }
      } catch (JacksonException _) {
        other.add(line);
      }
    }

    private void diagnostic(JsonNode diagnostic) {
      if (diagnostic.path("severity").asString("").equals("error")) {
        JsonNode range = diagnostic.path("range");
        String where =
            range.has("filename")
                ? " (%s:%d)"
                    .formatted(
                        range.path("filename").asString(), range.path("start").path("line").asInt())
                : "";
        String address = diagnostic.path("address").asString("");
        errors.add(
            (address.isEmpty() ? "" : address + ": ")
                + diagnostic.path("summary").asString("")
                + where
                + "\n"
                + diagnostic.path("detail").asString(""));
      }
    }
  }

  /** The addresses of resources in the state, by their ids. */
  public Map<String, String> addresses() {
    return TerraformState.addresses(state());
  }

  private int run(Path module, List<String> arguments, Consumer<String> lines) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(module.toFile()).redirectErrorStream(true);
    environment(builder.environment());
    Process process = builder.start();
    running = process;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      process.getOutputStream().close();
      out.lines().forEach(lines);
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted while terraform ran");
    } finally {
      running = null;
    }
  }

  private void environment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> NOT_PASSED_ON.stream().anyMatch(name::startsWith));
    Map<String, String> own = new HashMap<>();
    own.put("AWS_ENDPOINT_URL", url);
    own.put("AWS_ACCESS_KEY_ID", account);
    own.put("AWS_SECRET_ACCESS_KEY", "any");
    own.put("AWS_CONFIG_FILE", work.resolve("none").toString());
    own.put("AWS_SHARED_CREDENTIALS_FILE", work.resolve("none").toString());
    own.put("AWS_EC2_METADATA_DISABLED", "true");
    own.put("TF_IN_AUTOMATION", "1");
    own.put("CHECKPOINT_DISABLE", "1");
    Path settings = inputs.settings();
    if (settings != null) {
      own.put("TF_CLI_CONFIG_FILE", settings.toAbsolutePath().toString());
    }
    environment.putAll(own);
    for (String name : List.of("NO_PROXY", "no_proxy")) {
      String given = environment.get(name);
      environment.put(name, given == null ? "127.0.0.1" : given + ",127.0.0.1");
    }
    if (!environment.containsKey("TF_PLUGIN_CACHE_DIR") && !hasSettings(environment)) {
      pluginCache().ifPresent(cache -> environment.put("TF_PLUGIN_CACHE_DIR", cache.toString()));
    }
  }

  /** Whether the user has settings of the command line, which then say where plugins are kept. */
  private static boolean hasSettings(Map<String, String> environment) {
    return environment.containsKey("TF_CLI_CONFIG_FILE")
        || Stream.of(".terraformrc", ".tofurc")
            .anyMatch(name -> Files.exists(Path.of(System.getProperty("user.home"), name)));
  }

  /** Plugins are hundreds of megabytes: they are fetched once. */
  private static Optional<Path> pluginCache() {
    String given = System.getenv("XDG_CACHE_HOME");
    Path home =
        given == null || given.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(given);
    try {
      return Optional.of(
          Files.createDirectories(home.resolve("culvert").resolve("terraform-plugins")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Where this process is ended meanwhile, so is Terraform, and nothing is left behind. */
  private void abandon() {
    Process process = running;
    try {
      if (process != null) {
        process.destroy();
        process.waitFor(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
      }
      WorkingCopy.remove(work);
    } catch (IOException e) {
      progress.accept("cannot remove " + work + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(interrupted);
    try {
      WorkingCopy.remove(work);
    } catch (IOException e) {
      progress.accept("cannot remove " + work + ": " + e.getMessage());
    }
  }
}
