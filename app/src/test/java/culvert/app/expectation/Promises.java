package culvert.app.expectation;

import culvert.app.server.CulvertServer;
import culvert.network.expectation.Finding;
import java.nio.file.Path;
import java.util.List;

/** What the {@code *.culvert.yaml} of a directory expect of a network that is up already. */
public record Promises(List<Finding> findings) {

  /** Declares the directory's sites and proves its sentences. */
  public static Promises of(CulvertServer server, Path directory) {
    ExpectationFiles files = ExpectationFiles.in(directory);
    files.declareSites(server.api());
    return new Promises(files.check(server.api(), _ -> {}));
  }

  /** The sentences that do not hold. */
  public List<String> broken() {
    return findings.stream()
        .filter(finding -> !finding.holds())
        .map(finding -> finding.expectation().text())
        .toList();
  }
}
