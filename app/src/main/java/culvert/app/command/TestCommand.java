package culvert.app.command;

import culvert.app.CommandException;
import culvert.app.expectation.Trial;
import culvert.app.expectation.TrialReport;
import culvert.app.report.TrialJUnit;
import culvert.app.report.TrialMarkdown;
import culvert.app.report.TrialText;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import culvert.app.server.State;
import culvert.app.terraform.TerraformRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code test}: holds a network against what is expected of it, before it is applied. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts up DIR, a Terraform root module or a snapshot, in a Culvert of its own, and proves what"
          + " its *.culvert.yaml files expect. No credentials are needed; Terraform works on a"
          + " copy, and nothing in DIR is changed.",
      "Exits 0 where all of it holds, 1 where something does not, 2 where it cannot be read."
    })
final class TestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Holds *.tf or a snapshot, and *.culvert.yaml.")
  private Path directory;

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description =
          "What was there before, a root module or a snapshot: it is put up first, Terraform changes"
              + " it into DIR, and the report says who lost and gained whom by which change.")
  private @Nullable Path base;

  @Option(
      names = "--account",
      paramLabel = "ID",
      defaultValue = Settings.DEFAULT_ACCOUNT,
      description = "Whose it is where nothing says (default ${DEFAULT-VALUE}).")
  private String account;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "Where a snapshot is where nothing says (default ${DEFAULT-VALUE}).")
  private String region;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "A variable for Terraform; repeatable.")
  private List<String> variables = List.of();

  @Option(
      names = "--var-file",
      paramLabel = "FILE",
      description = "Variables for Terraform; repeatable.")
  private List<Path> variableFiles = List.of();

  @Option(
      names = "--override",
      paramLabel = "FILE.tf",
      description = "Blocks that override DIR's, as Terraform's override files do; repeatable.")
  private List<Path> overrides = List.of();

  @Option(
      names = "--cli-config",
      paramLabel = "FILE",
      description = "Settings of Terraform's command line (default: those that it finds).")
  private @Nullable Path cliConfig;

  @Option(
      names = "--profile",
      paramLabel = "NAME=ACCOUNT",
      description = "Whose account a profile is that a provider names; repeatable.")
  private Map<String, String> profiles = Map.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Write JSON there (- for here).")
  private @Nullable Path json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit's XML there.")
  private @Nullable Path junit;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Write Markdown there, for a pull request.")
  private @Nullable Path markdown;

  @Option(names = "--quiet", description = "Say nothing of what goes on meanwhile.")
  private boolean quiet;

  @Override
  public Integer call() {
    for (String id : profiles.values()) {
      checkAccount(id);
    }
    checkAccount(account);
    Trial.Subject subject =
        new Trial.Subject(
            directory,
            account,
            region,
            new TerraformRun.Inputs(variables, variableFiles, profiles, cliConfig));
    try (Trial trial = Trial.of(subject, this::progress)) {
      State before = null;
      if (base != null) {
        trial.putUp(base, List.of());
        before = trial.state();
      }
      trial.putUp(directory, overrides);
      TrialReport report = trial.check();
      ObjectNode written = report.json();
      if (before != null) {
        written.set("difference", trial.differenceSince(before));
      }
      write(written);
      return report.passed() ? 0 : CommandException.FAILED;
    }
  }

  private static void checkAccount(String id) {
    if (!id.matches("\\d{12}")) {
      throw CommandException.badInput("an account has 12 digits, not " + id);
    }
  }

  private void progress(String text) {
    if (!quiet) {
      spec.commandLine().getErr().println(text);
      spec.commandLine().getErr().flush();
    }
  }

  private void write(ObjectNode report) {
    boolean here = false;
    here |= write(json, Json.pretty(report) + "\n");
    here |= write(junit, TrialJUnit.of(report));
    here |= write(markdown, TrialMarkdown.of(report));
    if (!here) {
      print(TrialText.of(report));
    }
  }

  private boolean write(@Nullable Path file, String text) {
    if (file == null) {
      return false;
    }
    if (file.toString().equals("-")) {
      print(text);
      return true;
    }
    try {
      Files.writeString(file, text);
      return false;
    } catch (IOException e) {
      throw CommandException.badInput("cannot write " + e.getMessage());
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
