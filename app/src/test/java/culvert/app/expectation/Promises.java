package culvert.app.expectation;

import culvert.app.server.CulvertServer;
import culvert.aws.reading.ResourceTags;
import culvert.network.expectation.Checking;
import culvert.network.expectation.Expectation;
import culvert.network.expectation.Finding;
import culvert.network.expectation.Labels;
import java.nio.file.Path;
import java.util.List;

/** What the {@code *.culvert.yaml} of a directory expect of a network that is up already. */
public record Promises(CulvertServer server, List<Finding> findings) {

  /** Declares the directory's sites and proves its sentences. */
  public static Promises of(CulvertServer server, Path directory) {
    List<ExpectationFile> files = ExpectationFile.in(directory);
    Labels labels = ResourceTags.of(server.api().catalog().snapshot());
    SiteDeclaration.Known known = SiteDeclaration.Known.of(labels);
    files.stream()
        .flatMap(file -> file.sites().stream())
        .forEach(site -> site.declare(server.api().sites(), known));
    List<Expectation> expectations =
        files.stream()
            .flatMap(file -> file.lines().stream())
            .map(ExpectationFile.Line::expectation)
            .toList();
    return new Promises(server, Checking.of(server.api().graph(), labels, expectations, _ -> {}));
  }

  /** The sentences that do not hold. */
  public List<String> broken() {
    return findings.stream()
        .filter(finding -> !finding.holds())
        .map(finding -> finding.expectation().text())
        .toList();
  }
}
