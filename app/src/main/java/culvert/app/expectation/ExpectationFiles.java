package culvert.app.expectation;

import culvert.aws.AwsApi;
import culvert.aws.reading.ResourceTags;
import culvert.network.expectation.Checking;
import culvert.network.expectation.Expectation;
import culvert.network.expectation.Finding;
import culvert.network.expectation.Labels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** All that the files of a directory expect of a network. */
record ExpectationFiles(List<ExpectationFile> files) {

  /**
   * @throws culvert.app.CommandException naming what cannot be read
   */
  static ExpectationFiles in(Path directory) {
    return new ExpectationFiles(ExpectationFile.in(directory));
  }

  int size() {
    return files.stream().mapToInt(file -> file.lines().size()).sum();
  }

  /**
   * Declares the sites of the files.
   *
   * @throws culvert.network.why.BadQuestion naming the file, the line, and what does not fit
   */
  void declareSites(AwsApi api) {
    SiteDeclaration.Known known = SiteDeclaration.Known.of(labels(api));
    for (ExpectationFile file : files) {
      file.sites().forEach(site -> site.declare(api.sites(), known));
    }
  }

  /**
   * Proves every sentence.
   *
   * @param progress told of each
   * @return a finding for each, file by file
   */
  List<Finding> check(AwsApi api, Consumer<Finding> progress) {
    List<ExpectationFile.Line> lines =
        files.stream().flatMap(file -> file.lines().stream()).toList();
    List<Expectation.OfPairs> ofPairs = new ArrayList<>();
    for (ExpectationFile.Line line : lines) {
      if (line.expectation() instanceof Expectation.OfPairs each) {
        ofPairs.add(each);
      }
    }
    Iterator<Finding> proved = Checking.of(api.graph(), labels(api), ofPairs, progress).iterator();
    List<Finding> findings = new ArrayList<>();
    for (ExpectationFile.Line line : lines) {
      findings.add(
          switch (line.expectation()) {
            case Expectation.OfPairs _ -> proved.next();
            case Expectation.Budget budget -> BudgetChecking.of(budget, line.traffic(), api);
          });
    }
    return findings;
  }

  static Labels labels(AwsApi api) {
    return ResourceTags.of(api.catalog().snapshot());
  }
}
