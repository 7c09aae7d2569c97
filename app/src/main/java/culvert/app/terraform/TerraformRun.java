package culvert.app.terraform;

import culvert.app.CommandException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    ApplyOutput output = new ApplyOutput(progress);
    int exit = run(module, arguments, output::line);
    if (exit != 0) {
      throw CommandException.failed(
          "terraform apply of " + original + " failed:\n" + output.complaints());
    }
    progress.accept("terraform apply: %d resources, %s".formatted(output.done(), since(start)));
  }

  private static String since(long start) {
    return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
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
    new TerraformEnvironment(url, account, work, inputs.settings()).in(builder.environment());
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
