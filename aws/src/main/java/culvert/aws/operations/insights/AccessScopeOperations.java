package culvert.aws.operations.insights;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Arns;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AccessScopePath;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInsightsAccessScopeRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInsightsAccessScopeResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInsightsAccessScopeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInsightsAccessScopeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInsightsAccessScopesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInsightsAccessScopesResponse;
import software.amazon.awssdk.services.ec2.model.GetNetworkInsightsAccessScopeContentRequest;
import software.amazon.awssdk.services.ec2.model.GetNetworkInsightsAccessScopeContentResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScope;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeContent;

/** Network Access Scopes: which access an analysis looks for. */
final class AccessScopeOperations implements OperationFamily {

  private static final String RESOURCE_TYPE = "network-insights-access-scope";

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateNetworkInsightsAccessScope",
        CreateNetworkInsightsAccessScopeRequest::builder,
        AccessScopeOperations::create);
    registry.write(
        "DeleteNetworkInsightsAccessScope",
        DeleteNetworkInsightsAccessScopeRequest::builder,
        AccessScopeOperations::delete);
    registry.read(
        "GetNetworkInsightsAccessScopeContent",
        GetNetworkInsightsAccessScopeContentRequest::builder,
        AccessScopeOperations::content);
    registry.describe(
        "DescribeNetworkInsightsAccessScopes",
        new Describe<>(
                Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE,
                DescribeNetworkInsightsAccessScopesRequest::builder,
                DescribeNetworkInsightsAccessScopesResponse::builder,
                "NetworkInsightsAccessScopes",
                new Filters<>())
            .ids("NetworkInsightsAccessScopeIds", Lookup.NETWORK_INSIGHTS_ACCESS_SCOPE)
            .leastResults(InsightsFamilies.LEAST_RESULTS));
  }

  private static CreateNetworkInsightsAccessScopeResponse create(
      CreateNetworkInsightsAccessScopeRequest request, Transaction transaction) {
    if (request.matchPaths().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("MatchPath");
    }
    List<AccessScopePath> matches = AccessScopePaths.of(request.matchPaths(), "MatchPath");
    List<AccessScopePath> excludes = AccessScopePaths.of(request.excludePaths(), "ExcludePath");
    String id = Ids.next("nis");
    NetworkInsightsAccessScope made =
        transaction.add(
            Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE,
            NetworkInsightsAccessScope.builder()
                .networkInsightsAccessScopeId(id)
                .networkInsightsAccessScopeArn(Arns.of(transaction.scope(), RESOURCE_TYPE, id))
                .createdDate(transaction.now())
                .updatedDate(transaction.now())
                .tags(Tags.of(request.tagSpecifications(), RESOURCE_TYPE))
                .build());
    NetworkInsightsAccessScopeContent content =
        transaction.add(
            Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_CONTENT,
            NetworkInsightsAccessScopeContent.builder()
                .networkInsightsAccessScopeId(id)
                .matchPaths(matches)
                .excludePaths(excludes)
                .build());
    return CreateNetworkInsightsAccessScopeResponse.builder()
        .networkInsightsAccessScope(made)
        .networkInsightsAccessScopeContent(content)
        .build();
  }

  private static GetNetworkInsightsAccessScopeContentResponse content(
      GetNetworkInsightsAccessScopeContentRequest request, CatalogView view) {
    String id = id(view, request.networkInsightsAccessScopeId());
    return GetNetworkInsightsAccessScopeContentResponse.builder()
        .networkInsightsAccessScopeContent(
            view.find(Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_CONTENT, id))
        .build();
  }

  /** The id of a scope that is there. */
  static String id(CatalogView view, @Nullable String given) {
    return Lookup.NETWORK_INSIGHTS_ACCESS_SCOPE
        .get(view, given, "NetworkInsightsAccessScopeId")
        .networkInsightsAccessScopeId();
  }

  private static DeleteNetworkInsightsAccessScopeResponse delete(
      DeleteNetworkInsightsAccessScopeRequest request, Transaction transaction) {
    String id = id(transaction, request.networkInsightsAccessScopeId());
    boolean analyzed =
        transaction
            .referring(Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_ANALYSIS, id)
            .anyMatch(each -> Objects.equals(each.networkInsightsAccessScopeId(), id));
    if (analyzed) {
      throw Ec2Error.ANALYSIS_EXISTS_FOR_NETWORK_INSIGHTS_ACCESS_SCOPE.with(id);
    }
    transaction.remove(Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE, id);
    transaction.remove(Kinds.NETWORK_INSIGHTS_ACCESS_SCOPE_CONTENT, id);
    return DeleteNetworkInsightsAccessScopeResponse.builder()
        .networkInsightsAccessScopeId(id)
        .build();
  }
}
