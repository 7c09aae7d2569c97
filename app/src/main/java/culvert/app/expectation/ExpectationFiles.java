package culvert.app.expectation;

import culvert.aws.AwsApi;
import culvert.aws.reading.ResourceTags;
import culvert.network.expectation.Checking;
import culvert.network.expectation.Expectation;
import culvert.network.expectation.Finding;
import culvert.network.expectation.Labels;
import java.nio.file.Path;
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

  private List<Expectation> expectations() {
    return files.stream()
        .flatMap(file -> file.lines().stream())
        .map(ExpectationFile.Line::expectation)
        .toList();
  }

  int size() {
    return expectations().size();
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
    return Checking.of(api.graph(), labels(api), expectations(), progress);
  }

  static Labels labels(AwsApi api) {
    return ResourceTags.of(api.catalog().snapshot());
  }
}
