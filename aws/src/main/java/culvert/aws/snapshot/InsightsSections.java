package culvert.aws.snapshot;

import static culvert.aws.snapshot.Described.as;

import culvert.aws.catalog.Kinds;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScope;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsPath;

/** Paths and scopes of network insights, and their analyses. */
final class InsightsSections {

  private InsightsSections() {}

  static List<Section> all() {
    return List.of(
        as("NetworkInsightsPaths", Kinds.NETWORK_INSIGHTS_PATH, NetworkInsightsPath::builder),
        as(
            "NetworkInsightsAnalyses",
            Kinds.NETWORK_INSIGHTS_ANALYSIS,
            NetworkInsightsAnalysis::builder),
        as(
            "NetworkInsightsAccessScopes",
            Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE,
            NetworkInsightsAccessScope::builder),
        as(
            "NetworkInsightsAccessScopeAnalyses",
            Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS,
            NetworkInsightsAccessScopeAnalysis::builder));
  }
}
