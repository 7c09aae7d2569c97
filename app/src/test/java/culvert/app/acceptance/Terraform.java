package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.acceptance.Commands.Ended;
import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Terraform with AWS's provider from this machine, in a directory with a copy of an example. */
final class Terraform {

  private static final String PROVIDER = "registry.terraform.io/hashicorp/aws";
  private static final Set<String> NEVER_THERE = Set.of("node_modules", ".m2", ".cache", ".git");
  private static final int DEEPEST = 6;

  /** Every walk starts every provider again, and a third of a start is garbage collection. */
  private static final String FEWER_COLLECTIONS = "400";

  /** The provider waits much longer than it works. */
  private static final String PARALLELISM = "-parallelism=40";

  private final Commands commands;

  private Terraform(Commands commands) {
    this.commands = commands;
  }

  /**
   * Terraform in that directory; the test is left out, loudly, where there is none or no plugin.
   */
  static Terraform in(Path directory, Path example, CulvertServer server) throws IOException {
    Commands.need("terraform");
    Path settings = settings(directory);
    copy(example, directory.resolve("example"));
    copy(example.resolveSibling("modules"), directory.resolve("modules"));
    Map<String, String> environment = new HashMap<>();
    environment.put("TF_CLI_CONFIG_FILE", settings.toString());
    environment.put("GOGC", FEWER_COLLECTIONS);
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("TF_INPUT", "0");
    for (String command : List.of("apply", "plan", "destroy")) {
      environment.put("TF_CLI_ARGS_" + command, PARALLELISM);
    }
    environment.put("CHECKPOINT_DISABLE", "1");
    environment.put("TF_VAR_endpoint", server.url());
    environment.put("AWS_CONFIG_FILE", directory.resolve("none").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return new Terraform(new Commands(directory.resolve("example"), environment));
  }

  /** What tells Terraform where its plugins are: what the environment names, or a file of ours. */
  static Path settings(Path directory) throws IOException {
    Optional<Path> given =
        Optional.ofNullable(System.getenv("TF_CLI_CONFIG_FILE"))
            .map(Path::of)
            .filter(Files::isReadable);
    if (given.isPresent()) {
      return given.get();
    }
    Path mirror =
        Stream.of("/opt", "/usr/local", "/usr/share", System.getProperty("user.home"))
            .map(Path::of)
            .filter(Files::isDirectory)
            .flatMap(place -> mirror(place).stream())
            .findFirst()
            .orElse(null);
    if (mirror == null) {
      Commands.notRun("Terraform's AWS provider is absent");
    }
    return Files.writeString(
        directory.resolve("terraform.rc"),
        "provider_installation {\n  filesystem_mirror {\n    path = \"%s\"\n  }\n}\n"
            .formatted(mirror));
  }

  private static Optional<Path> mirror(Path place) {
    AtomicReference<Path> found = new AtomicReference<>();
    try {
      Files.walkFileTree(
          place,
          EnumSet.noneOf(FileVisitOption.class),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
              if (Files.isDirectory(at.resolve(PROVIDER))) {
                found.set(at);
                return FileVisitResult.TERMINATE;
              }
              return NEVER_THERE.contains(at.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path at, IOException unreadable) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Optional.ofNullable(found.get());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".tf")).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** Applies the example; planning once more finds nothing to do. */
  void apply() {
    run("init", "-no-color").printed();
    run("apply", "-no-color", "-auto-approve").printed();
    assertUnchanged();
  }

  /** Planning finds nothing to do. */
  void assertUnchanged() {
    Ended plan = run("plan", "-no-color", "-detailed-exitcode");
    assertThat(plan.exit()).as(plan.out() + plan.err()).isZero();
  }

  void destroy() {
    run("destroy", "-no-color", "-auto-approve", "-refresh=false").printed();
  }

  private Ended run(String... arguments) {
    return commands.run(List.of("terraform"), arguments);
  }

  /** An output of what was applied. */
  JsonNode output(String name) {
    return Json.parse(run("output", "-json", name).printed());
  }
}
