package culvert.app.expectation;

import culvert.app.server.Billing;
import culvert.aws.AwsApi;
import culvert.aws.reading.ResourceTags;
import culvert.network.cost.Bill;
import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Demand;
import culvert.network.cost.Line;
import culvert.network.expectation.Checking;
import culvert.network.expectation.Expectation;
import culvert.network.expectation.Finding;
import culvert.network.expectation.Labels;
import culvert.network.why.BadQuestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All that the files of a directory expect of a network. */
record ExpectationFiles(List<ExpectationFile> files) {

  /** As many of the most expensive resources are told. */
  private static final int TOLD = 3;

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
            case Expectation.Budget budget -> budgeted(budget, line.traffic(), api);
          });
    }
    return findings;
  }

  private static Finding budgeted(Expectation.Budget budget, List<Demand> traffic, AwsApi api) {
    Bill bill;
    try {
      bill = Billing.of(api, traffic).bill(BillingPeriod.MONTH);
    } catch (BadQuestion e) {
      return Finding.none(budget, List.of(String.valueOf(e.getMessage())));
    }
    List<String> problems = new ArrayList<>();
    BigDecimal over = bill.total().subtract(budget.most());
    if (over.signum() > 0) {
      problems.add(
          "the month costs %s USD, %s more than that".formatted(cents(bill.total()), cents(over)));
      largest(bill).forEach(problems::add);
    }
    for (Line line : bill.unpriced()) {
      problems.add(
          "nobody knows the price of %s %s in %s"
              .formatted(line.usageType(), line.resource(), line.region()));
    }
    return Finding.ofBudget(budget, traffic.size(), bill.total(), problems);
  }

  /** What costs most, by resource. */
  private static Stream<String> largest(Bill bill) {
    return bill.totals(Line::resource).entrySet().stream()
        .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
        .limit(TOLD)
        .map(each -> "  %s of it is %s's".formatted(cents(each.getValue()), each.getKey()));
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  static Labels labels(AwsApi api) {
    return ResourceTags.of(api.catalog().snapshot());
  }
}
