package culvert.app.expectation;

import culvert.app.CommandException;
import culvert.app.server.CulvertServer;
import culvert.app.server.DifferenceJson;
import culvert.app.server.Grouped;
import culvert.app.server.Settings;
import culvert.app.server.State;
import culvert.app.snapshot.SnapshotFolder;
import culvert.app.terraform.TerraformRun;
import culvert.aws.snapshot.Assumed;
import culvert.network.expectation.Finding;
import culvert.network.proof.Grouping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A directory's network put up in a Culvert of this process's own, with its base before it where
 * there is one, and held against the directory's expectations.
 */
public final class Trial implements AutoCloseable {

  /**
   * What a trial is of.
   *
   * @param directory a root module of Terraform's or a snapshot, with expectations beside it
   * @param account whose it is where nothing says
   * @param region where it is where nothing says
   * @param terraform what Terraform is given
   */
  public record Subject(
      Path directory, String account, String region, TerraformRun.Inputs terraform) {}

  private final Subject subject;
  private final Consumer<String> progress;
  private final ExpectationFiles files;
  private final CulvertServer server;
  private final TerraformRun terraform;
  private final Map<String, String> addresses = new HashMap<>();

  private Trial(
      Subject subject,
      Consumer<String> progress,
      ExpectationFiles files,
      CulvertServer server,
      TerraformRun terraform) {
    this.subject = subject;
    this.progress = progress;
    this.files = files;
    this.server = server;
    this.terraform = terraform;
  }

  /**
   * Reads what is expected; nothing is put up yet.
   *
   * @param progress told what goes on
   * @throws culvert.app.CommandException naming what cannot be read
   */
  public static Trial of(Subject subject, Consumer<String> progress) {
    ExpectationFiles files = ExpectationFiles.in(subject.directory());
    Settings settings = Settings.ephemeral().of(subject.account());
    CulvertServer server = CulvertServer.start(settings);
    return new Trial(
        subject,
        progress,
        files,
        server,
        TerraformRun.against(server.url(), subject.account(), subject.terraform(), progress));
  }

  /**
   * Puts up the network of a directory: what a root module makes of what was put up before, or a
   * snapshot in its place.
   *
   * @param overrides files whose blocks override those of the root module
   * @throws culvert.app.CommandException where that fails
   */
  public void putUp(Path directory, List<Path> overrides) {
    if (TerraformRun.isModule(directory)) {
      terraform.apply(directory, overrides);
      addresses.putAll(terraform.addresses());
    } else if (overrides.isEmpty()) {
      load(directory);
    } else {
      throw CommandException.badInput(directory + " is no Terraform that could be overridden");
    }
    files.declareSites(server.api());
  }

  private void load(Path directory) {
    long start = System.nanoTime();
    byte[] snapshot = new SnapshotFolder(directory).read();
    server.api().catalog().clear();
    server.api().snapshots().load(snapshot, new Assumed(subject.account(), subject.region()));
    progress.accept("loaded %s: %.1f s".formatted(directory, seconds(start)));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** The network as it is now, sites and all. */
  public State state() {
    return State.of(server.api());
  }

  /** What has changed since, grouped by VPC, sites and all; changes have Terraform's addresses. */
  public ObjectNode differenceSince(State before) {
    long start = System.nanoTime();
    State now = state();
    ObjectNode difference =
        DifferenceJson.between(before, now, new Grouped(new Grouping.ByVpc(), null));
    DifferenceJson.address(difference, addresses);
    progress.accept("compared with the base: %.1f s".formatted(seconds(start)));
    return difference;
  }

  /** Proves every sentence. */
  public TrialReport check() {
    long start = System.nanoTime();
    progress.accept("proving %d expectations".formatted(files.size()));
    List<Finding> findings = files.check(server.api(), told(files.size()));
    progress.accept("proved %d expectations: %.1f s".formatted(files.size(), seconds(start)));
    List<TrialReport.FileResult> results = new ArrayList<>();
    int next = 0;
    for (ExpectationFile file : files.files()) {
      List<TrialReport.Result> ofFile = new ArrayList<>();
      for (ExpectationFile.Line line : file.lines()) {
        ofFile.add(new TrialReport.Result(line.number(), findings.get(next++)));
      }
      results.add(new TrialReport.FileResult(file.file().getFileName().toString(), ofFile));
    }
    return new TrialReport(
        subject.directory(), results, ExpectationFiles.labels(server.api()), addresses);
  }

  /** Tells of every hundredth sentence. */
  private Consumer<Finding> told(int all) {
    int[] done = new int[1];
    return _ -> {
      if (++done[0] % 100 == 0) {
        progress.accept("proved %d of %d expectations".formatted(done[0], all));
      }
    };
  }

  @Override
  public void close() {
    terraform.close();
    server.close();
  }
}
