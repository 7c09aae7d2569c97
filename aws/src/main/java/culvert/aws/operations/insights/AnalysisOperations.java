package culvert.aws.operations.insights;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Arns;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.aws.reading.GraphReader;
import culvert.network.routing.RoutingOscillation;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AnalysisStatus;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInsightsAnalysisRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInsightsAnalysisResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInsightsAnalysesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInsightsAnalysesResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsPath;
import software.amazon.awssdk.services.ec2.model.StartNetworkInsightsAnalysisRequest;
import software.amazon.awssdk.services.ec2.model.StartNetworkInsightsAnalysisResponse;

/**
 * Analyses of paths: each keeps what the network was like when it was done, whatever becomes of the
 * network.
 */
final class AnalysisOperations implements OperationFamily {

  private static final String RESOURCE_TYPE = "network-insights-analysis";
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final Quotas.Insights quotas;
  private final GraphReader graphs;

  AnalysisOperations(Quotas.Insights quotas, GraphReader graphs) {
    this.quotas = quotas;
    this.graphs = graphs;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "StartNetworkInsightsAnalysis", StartNetworkInsightsAnalysisRequest::builder, this::start);
    registry.write(
        "DeleteNetworkInsightsAnalysis",
        DeleteNetworkInsightsAnalysisRequest::builder,
        AnalysisOperations::delete);
    registry.describe(
        "DescribeNetworkInsightsAnalyses",
        new Describe<>(
                Kinds.NETWORK_INSIGHTS_ANALYSIS,
                DescribeNetworkInsightsAnalysesRequest::builder,
                DescribeNetworkInsightsAnalysesResponse::builder,
                "NetworkInsightsAnalyses",
                new Filters<NetworkInsightsAnalysis>()
                    .on("path-found", NetworkInsightsAnalysis::networkPathFound)
                    .on("status", NetworkInsightsAnalysis::statusAsString)
                    .onTags())
            .ids("NetworkInsightsAnalysisIds", Lookup.NETWORK_INSIGHTS_ANALYSIS)
            .wanted(AnalysisOperations::wanted)
            .leastResults(InsightsFamilies.LEAST_RESULTS));
  }

  private static Predicate<NetworkInsightsAnalysis> wanted(
      DescribeNetworkInsightsAnalysesRequest asked) {
    return analysis ->
        (asked.networkInsightsPathId() == null
                || asked.networkInsightsPathId().equals(analysis.networkInsightsPathId()))
            && isWithin(analysis.startDate(), asked.analysisStartTime(), asked.analysisEndTime());
  }

  /** Whether it is neither before the first nor after the last, as far as they are said. */
  static boolean isWithin(Instant time, @Nullable Instant first, @Nullable Instant last) {
    return (first == null || !time.isBefore(first)) && (last == null || !time.isAfter(last));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.NETWORK_INSIGHTS_ANALYSIS, this::next);
  }

  private Step<NetworkInsightsAnalysis> next(NetworkInsightsAnalysis analysis) {
    String status = analysis.statusAsString();
    return analysis.status() == AnalysisStatus.RUNNING
        ? Step.work(status, InsightsFamilies.WORK, this::finish)
        : Step.term(
            status,
            InsightsFamilies.KEPT,
            (transaction, old) ->
                transaction.remove(
                    Kinds.NETWORK_INSIGHTS_ANALYSIS, old.networkInsightsAnalysisId()));
  }

  private void finish(Transaction transaction, NetworkInsightsAnalysis running) {
    transaction.replace(Kinds.NETWORK_INSIGHTS_ANALYSIS, finished(transaction, running));
  }

  private NetworkInsightsAnalysis finished(
      Transaction transaction, NetworkInsightsAnalysis running) {
    NetworkInsightsPath path =
        transaction.find(Kinds.NETWORK_INSIGHTS_PATH, running.networkInsightsPathId());
    if (path == null) {
      return failed(running, InsightsFamilies.missing(running.networkInsightsPathId()));
    }
    try {
      return new PathAnalysis(graphs.read(transaction.snapshot()), transaction, path)
          .finished(running);
    } catch (RoutingOscillation e) {
      return failed(running, String.valueOf(e.getMessage()));
    }
  }

  private static NetworkInsightsAnalysis failed(NetworkInsightsAnalysis running, String why) {
    return running.toBuilder().status(AnalysisStatus.FAILED).statusMessage(why).build();
  }

  private StartNetworkInsightsAnalysisResponse start(
      StartNetworkInsightsAnalysisRequest request, Transaction transaction) {
    NetworkInsightsPath path =
        Lookup.NETWORK_INSIGHTS_PATH.get(
            transaction, request.networkInsightsPathId(), "NetworkInsightsPathId");
    for (String account : request.additionalAccounts()) {
      if (!ACCOUNT.matcher(account).matches()) {
        throw invalid(account, "AdditionalAccount");
      }
    }
    arns(request.filterInArns(), "FilterInArn");
    arns(request.filterOutArns(), "FilterOutArn");
    if (transaction.all(Kinds.NETWORK_INSIGHTS_ANALYSIS).count() >= quotas.analyses()) {
      throw Ec2Error.NETWORK_INSIGHTS_ANALYSIS_LIMIT_EXCEEDED.with();
    }
    String id = Ids.next("nia");
    NetworkInsightsAnalysis started =
        transaction.add(
            Kinds.NETWORK_INSIGHTS_ANALYSIS,
            NetworkInsightsAnalysis.builder()
                .networkInsightsAnalysisId(id)
                .networkInsightsAnalysisArn(Arns.of(transaction.scope(), RESOURCE_TYPE, id))
                .networkInsightsPathId(path.networkInsightsPathId())
                .additionalAccounts(
                    request.hasAdditionalAccounts() ? request.additionalAccounts() : null)
                .filterInArns(request.hasFilterInArns() ? request.filterInArns() : null)
                .filterOutArns(request.hasFilterOutArns() ? request.filterOutArns() : null)
                .startDate(transaction.now())
                .status(AnalysisStatus.RUNNING)
                .tags(Tags.of(request.tagSpecifications(), RESOURCE_TYPE))
                .build());
    return StartNetworkInsightsAnalysisResponse.builder().networkInsightsAnalysis(started).build();
  }

  private static void arns(List<String> given, String parameter) {
    for (String arn : given) {
      if (!arn.startsWith("arn:") || arn.split(":", -1).length < 6) {
        throw invalid(arn, parameter);
      }
    }
  }

  private static RuntimeException invalid(String given, String parameter) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Value (" + given + ") for parameter " + parameter + " is invalid.");
  }

  private static DeleteNetworkInsightsAnalysisResponse delete(
      DeleteNetworkInsightsAnalysisRequest request, Transaction transaction) {
    String id =
        Lookup.NETWORK_INSIGHTS_ANALYSIS
            .get(transaction, request.networkInsightsAnalysisId(), "NetworkInsightsAnalysisId")
            .networkInsightsAnalysisId();
    transaction.remove(Kinds.NETWORK_INSIGHTS_ANALYSIS, id);
    return DeleteNetworkInsightsAnalysisResponse.builder().networkInsightsAnalysisId(id).build();
  }
}
