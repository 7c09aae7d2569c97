package culvert.aws.operations.insights;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Arns;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Listing;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Paging;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.aws.reading.GraphReader;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.routing.RoutingOscillation;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AccessScopeAnalysisFinding;
import software.amazon.awssdk.services.ec2.model.AnalysisStatus;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInsightsAccessScopeAnalysisRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInsightsAccessScopeAnalysisResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInsightsAccessScopeAnalysesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInsightsAccessScopeAnalysesResponse;
import software.amazon.awssdk.services.ec2.model.FindingsFound;
import software.amazon.awssdk.services.ec2.model.GetNetworkInsightsAccessScopeAnalysisFindingsRequest;
import software.amazon.awssdk.services.ec2.model.GetNetworkInsightsAccessScopeAnalysisFindingsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeContent;
import software.amazon.awssdk.services.ec2.model.StartNetworkInsightsAccessScopeAnalysisRequest;
import software.amazon.awssdk.services.ec2.model.StartNetworkInsightsAccessScopeAnalysisResponse;

/** Analyses of Network Access Scopes, with their findings, which stay as they were found. */
final class AccessScopeAnalysisOperations implements OperationFamily {

  private static final String RESOURCE_TYPE = "network-insights-access-scope-analysis";

  private final GraphReader graphs;

  AccessScopeAnalysisOperations(GraphReader graphs) {
    this.graphs = graphs;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "StartNetworkInsightsAccessScopeAnalysis",
        StartNetworkInsightsAccessScopeAnalysisRequest::builder,
        AccessScopeAnalysisOperations::start);
    registry.write(
        "DeleteNetworkInsightsAccessScopeAnalysis",
        DeleteNetworkInsightsAccessScopeAnalysisRequest::builder,
        AccessScopeAnalysisOperations::delete);
    registry.read(
        "GetNetworkInsightsAccessScopeAnalysisFindings",
        GetNetworkInsightsAccessScopeAnalysisFindingsRequest::builder,
        AccessScopeAnalysisOperations::findings);
    registry.describe(
        "DescribeNetworkInsightsAccessScopeAnalyses",
        new Describe<>(
                Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS,
                DescribeNetworkInsightsAccessScopeAnalysesRequest::builder,
                DescribeNetworkInsightsAccessScopeAnalysesResponse::builder,
                "NetworkInsightsAccessScopeAnalyses",
                new Filters<>())
            .ids(
                "NetworkInsightsAccessScopeAnalysisIds",
                Lookup.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS)
            .wanted(AccessScopeAnalysisOperations::wanted)
            .leastResults(InsightsFamilies.LEAST_RESULTS));
  }

  private static Predicate<NetworkInsightsAccessScopeAnalysis> wanted(
      DescribeNetworkInsightsAccessScopeAnalysesRequest asked) {
    return analysis ->
        (asked.networkInsightsAccessScopeId() == null
                || asked
                    .networkInsightsAccessScopeId()
                    .equals(analysis.networkInsightsAccessScopeId()))
            && AnalysisOperations.isWithin(
                analysis.startDate(), asked.analysisStartTimeBegin(), asked.analysisStartTimeEnd());
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS, this::next);
  }

  private @Nullable Step<NetworkInsightsAccessScopeAnalysis> next(
      NetworkInsightsAccessScopeAnalysis analysis) {
    return analysis.status() == AnalysisStatus.RUNNING
        ? Step.work(analysis.statusAsString(), InsightsFamilies.WORK, this::finish)
        : null;
  }

  private void finish(Transaction transaction, NetworkInsightsAccessScopeAnalysis running) {
    NetworkInsightsAccessScopeAnalysis ended =
        running.toBuilder().endDate(transaction.now()).build();
    NetworkInsightsAccessScopeContent content =
        transaction.find(
            Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_CONTENT, running.networkInsightsAccessScopeId());
    transaction.replace(
        Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS,
        content == null
            ? failed(ended, InsightsFamilies.missing(running.networkInsightsAccessScopeId()))
            : analyzed(transaction, ended, content));
  }

  private NetworkInsightsAccessScopeAnalysis analyzed(
      Transaction transaction,
      NetworkInsightsAccessScopeAnalysis ended,
      NetworkInsightsAccessScopeContent content) {
    String id = ended.networkInsightsAccessScopeAnalysisId();
    ForwardingGraph graph;
    try {
      graph = graphs.read(transaction.snapshot());
    } catch (RoutingOscillation e) {
      return failed(ended, String.valueOf(e.getMessage()));
    }
    ScopeAnalysis analysis = new ScopeAnalysis(graph, transaction, content);
    List<AccessScopeAnalysisFinding> findings = analysis.findings(id);
    transaction.add(
        Kinds.NETWORK_INSIGHTS_FINDINGS,
        GetNetworkInsightsAccessScopeAnalysisFindingsResponse.builder()
            .networkInsightsAccessScopeAnalysisId(id)
            .analysisFindings(findings)
            .build());
    return ended.toBuilder()
        .status(AnalysisStatus.SUCCEEDED)
        .findingsFound(findings.isEmpty() ? FindingsFound.FALSE : FindingsFound.TRUE)
        .analyzedEniCount(analysis.interfaces())
        .warningMessage(
            analysis.isFull() ? "There may be more findings: not every way was looked at." : null)
        .build();
  }

  private static NetworkInsightsAccessScopeAnalysis failed(
      NetworkInsightsAccessScopeAnalysis ended, String why) {
    return ended.toBuilder()
        .status(AnalysisStatus.FAILED)
        .findingsFound(FindingsFound.UNKNOWN)
        .statusMessage(why)
        .build();
  }

  private static StartNetworkInsightsAccessScopeAnalysisResponse start(
      StartNetworkInsightsAccessScopeAnalysisRequest request, Transaction transaction) {
    String scope = AccessScopeOperations.id(transaction, request.networkInsightsAccessScopeId());
    String id = Ids.next("nisa");
    NetworkInsightsAccessScopeAnalysis started =
        transaction.add(
            Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS,
            NetworkInsightsAccessScopeAnalysis.builder()
                .networkInsightsAccessScopeAnalysisId(id)
                .networkInsightsAccessScopeAnalysisArn(
                    Arns.of(transaction.scope(), RESOURCE_TYPE, id))
                .networkInsightsAccessScopeId(scope)
                .status(AnalysisStatus.RUNNING)
                .startDate(transaction.now())
                .analyzedEniCount(0)
                .tags(Tags.of(request.tagSpecifications(), RESOURCE_TYPE))
                .build());
    return StartNetworkInsightsAccessScopeAnalysisResponse.builder()
        .networkInsightsAccessScopeAnalysis(started)
        .build();
  }

  private static NetworkInsightsAccessScopeAnalysis get(CatalogView view, @Nullable String id) {
    return Lookup.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS.get(
        view, id, "NetworkInsightsAccessScopeAnalysisId");
  }

  /** None as long as it runs. */
  private static GetNetworkInsightsAccessScopeAnalysisFindingsResponse findings(
      GetNetworkInsightsAccessScopeAnalysisFindingsRequest request, View view) {
    NetworkInsightsAccessScopeAnalysis analysis =
        get(view, request.networkInsightsAccessScopeAnalysisId());
    String id = analysis.networkInsightsAccessScopeAnalysisId();
    GetNetworkInsightsAccessScopeAnalysisFindingsResponse found =
        view.find(Kinds.NETWORK_INSIGHTS_FINDINGS, id);
    Listing<AccessScopeAnalysisFinding> page =
        Listing.page(
            found == null ? List.of() : found.analysisFindings(),
            Paging.of(request, InsightsFamilies.LEAST_RESULTS));
    return GetNetworkInsightsAccessScopeAnalysisFindingsResponse.builder()
        .networkInsightsAccessScopeAnalysisId(id)
        .analysisStatus(analysis.status())
        .analysisFindings(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static DeleteNetworkInsightsAccessScopeAnalysisResponse delete(
      DeleteNetworkInsightsAccessScopeAnalysisRequest request, Transaction transaction) {
    String id =
        get(transaction, request.networkInsightsAccessScopeAnalysisId())
            .networkInsightsAccessScopeAnalysisId();
    transaction.remove(Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS, id);
    transaction.remove(Kinds.NETWORK_INSIGHTS_FINDINGS, id);
    return DeleteNetworkInsightsAccessScopeAnalysisResponse.builder()
        .networkInsightsAccessScopeAnalysisId(id)
        .build();
  }
}
