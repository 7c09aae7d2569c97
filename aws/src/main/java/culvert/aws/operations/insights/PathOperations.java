package culvert.aws.operations.insights;

import culvert.aws.catalog.Kinds;
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
import culvert.network.address.IpAddress;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInsightsPathRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInsightsPathResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInsightsPathRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInsightsPathResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInsightsPathsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInsightsPathsResponse;
import software.amazon.awssdk.services.ec2.model.FilterPortRange;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsPath;
import software.amazon.awssdk.services.ec2.model.PathFilter;
import software.amazon.awssdk.services.ec2.model.PathRequestFilter;
import software.amazon.awssdk.services.ec2.model.RequestFilterPortRange;

/** Network insights paths: what an analysis asks. */
final class PathOperations implements OperationFamily {

  private static final String RESOURCE_TYPE = "network-insights-path";
  private static final int MAX_PORT = 65535;

  private final Quotas.Insights quotas;

  PathOperations(Quotas.Insights quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateNetworkInsightsPath", CreateNetworkInsightsPathRequest::builder, this::create);
    registry.write(
        "DeleteNetworkInsightsPath",
        DeleteNetworkInsightsPathRequest::builder,
        PathOperations::delete);
    registry.describe(
        "DescribeNetworkInsightsPaths",
        new Describe<>(
                Kinds.NETWORK_INSIGHTS_PATH,
                DescribeNetworkInsightsPathsRequest::builder,
                DescribeNetworkInsightsPathsResponse::builder,
                "NetworkInsightsPaths",
                filters())
            .ids("NetworkInsightsPathIds", Lookup.NETWORK_INSIGHTS_PATH)
            .leastResults(InsightsFamilies.LEAST_RESULTS));
  }

  private static Filters<NetworkInsightsPath> filters() {
    Filters<NetworkInsightsPath> filters =
        new Filters<NetworkInsightsPath>()
            .onReference("destination", NetworkInsightsPath::destination)
            .onReference("source", NetworkInsightsPath::source)
            .on("protocol", NetworkInsightsPath::protocolAsString)
            .onTags();
    on(filters, "filter-at-source", NetworkInsightsPath::filterAtSource);
    on(filters, "filter-at-destination", NetworkInsightsPath::filterAtDestination);
    return filters;
  }

  private static void on(
      Filters<NetworkInsightsPath> filters,
      String name,
      Function<NetworkInsightsPath, @Nullable PathFilter> filter) {
    filters
        .on(name + ".source-address", path -> part(filter.apply(path), PathFilter::sourceAddress))
        .on(
            name + ".destination-address",
            path -> part(filter.apply(path), PathFilter::destinationAddress))
        .on(
            name + ".source-port-range",
            path -> text(part(filter.apply(path), PathFilter::sourcePortRange)))
        .on(
            name + ".destination-port-range",
            path -> text(part(filter.apply(path), PathFilter::destinationPortRange)));
  }

  private static <T> @Nullable T part(
      @Nullable PathFilter filter, Function<PathFilter, @Nullable T> part) {
    return filter == null ? null : part.apply(filter);
  }

  /** {@code 80-90}. */
  private static @Nullable String text(@Nullable FilterPortRange range) {
    return range == null ? null : range.fromPort() + "-" + range.toPort();
  }

  private CreateNetworkInsightsPathResponse create(
      CreateNetworkInsightsPathRequest request, Transaction transaction) {
    checkPresent(request);
    checkCombination(request);
    address(request.sourceIp(), "SourceIp");
    address(request.destinationIp(), "DestinationIp");
    port(request.destinationPort(), "DestinationPort");
    PathFilter atSource = filter(request.filterAtSource(), "FilterAtSource");
    PathFilter atDestination = filter(request.filterAtDestination(), "FilterAtDestination");
    EndResource source = EndResource.of(transaction, request.source(), "Source");
    EndResource destination =
        request.destination() == null
            ? null
            : EndResource.of(transaction, request.destination(), "Destination");
    if (transaction.all(Kinds.NETWORK_INSIGHTS_PATH).count() >= quotas.paths()) {
      throw Ec2Error.NETWORK_INSIGHTS_PATH_LIMIT_EXCEEDED.with();
    }
    String id = Ids.next("nip");
    NetworkInsightsPath made =
        transaction.add(
            Kinds.NETWORK_INSIGHTS_PATH,
            NetworkInsightsPath.builder()
                .networkInsightsPathId(id)
                .networkInsightsPathArn(Arns.of(transaction.scope(), RESOURCE_TYPE, id))
                .createdDate(transaction.now())
                .source(source.id())
                .sourceArn(source.arn())
                .destination(destination == null ? null : destination.id())
                .destinationArn(destination == null ? null : destination.arn())
                .sourceIp(request.sourceIp())
                .destinationIp(request.destinationIp())
                .protocol(request.protocol())
                .destinationPort(request.destinationPort())
                .filterAtSource(atSource)
                .filterAtDestination(atDestination)
                .tags(Tags.of(request.tagSpecifications(), RESOURCE_TYPE))
                .build());
    return CreateNetworkInsightsPathResponse.builder().networkInsightsPath(made).build();
  }

  private static void checkPresent(CreateNetworkInsightsPathRequest request) {
    if (request.source() == null || request.source().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("Source");
    }
    if (request.protocol() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("Protocol");
    }
    boolean anywhere =
        request.destination() == null
            && request.destinationIp() == null
            && destinationAddress(request.filterAtSource()) == null
            && destinationAddress(request.filterAtDestination()) == null;
    if (anywhere) {
      throw Ec2Error.MISSING_PARAMETER.with("Destination");
    }
  }

  private static @Nullable String destinationAddress(@Nullable PathRequestFilter filter) {
    return filter == null ? null : filter.destinationAddress();
  }

  private static void checkCombination(CreateNetworkInsightsPathRequest request) {
    if (request.filterAtSource() != null) {
      refuse(request.sourceIp(), "FilterAtSource", "SourceIp");
      refuse(request.destinationPort(), "FilterAtSource", "DestinationPort");
    }
    if (request.filterAtDestination() != null) {
      refuse(request.destinationIp(), "FilterAtDestination", "DestinationIp");
    }
  }

  private static void refuse(@Nullable Object given, String filter, String parameter) {
    if (given != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameters " + filter + " and " + parameter + " cannot be used together");
    }
  }

  private static @Nullable PathFilter filter(@Nullable PathRequestFilter given, String parameter) {
    if (given == null) {
      return null;
    }
    address(given.sourceAddress(), parameter + ".SourceAddress");
    address(given.destinationAddress(), parameter + ".DestinationAddress");
    return PathFilter.builder()
        .sourceAddress(given.sourceAddress())
        .destinationAddress(given.destinationAddress())
        .sourcePortRange(range(given.sourcePortRange(), parameter + ".SourcePortRange"))
        .destinationPortRange(
            range(given.destinationPortRange(), parameter + ".DestinationPortRange"))
        .build();
  }

  /** A range with one port alone is that port. */
  private static @Nullable FilterPortRange range(
      @Nullable RequestFilterPortRange given, String parameter) {
    if (given == null || given.fromPort() == null && given.toPort() == null) {
      return null;
    }
    int from = given.fromPort() == null ? given.toPort() : given.fromPort();
    int to = given.toPort() == null ? from : given.toPort();
    port(from, parameter + ".FromPort");
    port(to, parameter + ".ToPort");
    if (from > to) {
      throw invalid(from + "-" + to, parameter, "The first port is above the last.");
    }
    return FilterPortRange.builder().fromPort(from).toPort(to).build();
  }

  private static void port(@Nullable Integer given, String parameter) {
    if (given != null && (given < 0 || given > MAX_PORT)) {
      throw invalid(given.toString(), parameter, "A port is from 0 to 65535.");
    }
  }

  /** Only IPv4 is analyzed (the guide's considerations). */
  private static void address(@Nullable String given, String parameter) {
    if (given != null) {
      IpAddress address = IpAddress.tryParse(given);
      if (address == null || !address.isV4()) {
        throw invalid(given, parameter, "It is not an IPv4 address.");
      }
    }
  }

  private static RuntimeException invalid(String given, String parameter, String why) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Value (" + given + ") for parameter " + parameter + " is invalid. " + why);
  }

  /** Its analyses go first (the guide, step 4). */
  private static DeleteNetworkInsightsPathResponse delete(
      DeleteNetworkInsightsPathRequest request, Transaction transaction) {
    String id =
        Lookup.NETWORK_INSIGHTS_PATH
            .get(transaction, request.networkInsightsPathId(), "NetworkInsightsPathId")
            .networkInsightsPathId();
    boolean analyzed =
        transaction
            .referring(Kinds.NETWORK_INSIGHTS_ANALYSIS, id)
            .anyMatch(each -> Objects.equals(each.networkInsightsPathId(), id));
    if (analyzed) {
      throw Ec2Error.ANALYSIS_EXISTS_FOR_NETWORK_INSIGHTS_PATH.with(id);
    }
    transaction.remove(Kinds.NETWORK_INSIGHTS_PATH, id);
    return DeleteNetworkInsightsPathResponse.builder().networkInsightsPathId(id).build();
  }
}
