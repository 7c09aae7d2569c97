package culvert.aws.operations.insights;

import culvert.aws.operations.Families;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.reading.GraphReader;
import java.time.Duration;
import java.util.List;

/** Every family of operations on network insights. */
public final class InsightsFamilies {

  /** How long an analysis takes. */
  static final Duration WORK = Duration.ofSeconds(20);

  /** How long it is kept (Reachability Analyzer's guide, considerations). */
  static final Duration KEPT = Duration.ofDays(120);

  /** As few elements may be on a page of a describe operation. */
  static final int LEAST_RESULTS = 1;

  private InsightsFamilies() {}

  /** Why an analysis fails whose subject is gone, as files of a network may leave it. */
  static String missing(String id) {
    return "The request failed due to missing component " + id;
  }

  public static OperationFamily of(Quotas.Insights quotas, GraphReader graphs) {
    return new Families(
        List.of(
            new PathOperations(quotas),
            new AnalysisOperations(quotas, graphs),
            new AccessScopeOperations(),
            new AccessScopeAnalysisOperations(graphs)));
  }
}
