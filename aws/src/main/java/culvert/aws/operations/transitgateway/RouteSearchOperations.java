package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.View;
import culvert.aws.operations.Buckets;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Paging;
import culvert.aws.operations.Registry;
import culvert.aws.reading.TransitGatewayRouteReading;
import culvert.network.address.IpPrefix;
import culvert.network.routing.TransitGatewayRoute.Origin;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ExportTransitGatewayRoutesRequest;
import software.amazon.awssdk.services.ec2.model.ExportTransitGatewayRoutesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayRoutesRequest;
import software.amazon.awssdk.services.ec2.model.SearchTransitGatewayRoutesResponse;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRoute;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteType;

/** The best routes of a table, as the engine takes them (R4.4.8, R4.4.18). */
final class RouteSearchOperations implements OperationFamily {

  private static final int LEAST_RESULTS = 5;
  private static final int MOST_RESULTS = 1000;

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final Filters<TransitGatewayRoute> SEARCH =
      common()
          .onEach(
              "attachment.resource-type",
              r ->
                  r.transitGatewayAttachments().stream()
                      .map(TransitGatewayRouteAttachment::resourceTypeAsString))
          .on("prefix-list-id", TransitGatewayRoute::prefixListId);

  private static final Filters<TransitGatewayRoute> EXPORT =
      common()
          .on(
              "transit-gateway-route-destination-cidr-block",
              TransitGatewayRoute::destinationCidrBlock);

  /** What was searched last: a table is often asked for one route after the other. */
  private record Searched(
      Snapshot snapshot, String table, List<culvert.network.routing.TransitGatewayRoute> best) {}

  private final Buckets buckets;
  private final LearnedRoutes learned;
  private volatile @Nullable Searched last;

  RouteSearchOperations(Buckets buckets, LearnedRoutes learned) {
    this.buckets = buckets;
    this.learned = learned;
  }

  private static Filters<TransitGatewayRoute> common() {
    return new Filters<TransitGatewayRoute>()
        .onEach(
            "attachment.resource-id",
            r ->
                r.transitGatewayAttachments().stream()
                    .map(TransitGatewayRouteAttachment::resourceId))
        .onEach(
            "attachment.transit-gateway-attachment-id",
            r ->
                r.transitGatewayAttachments().stream()
                    .map(TransitGatewayRouteAttachment::transitGatewayAttachmentId))
        .on("state", TransitGatewayRoute::stateAsString)
        .on("type", TransitGatewayRoute::typeAsString);
  }

  @Override
  public void register(Registry registry) {
    registry.read(
        "SearchTransitGatewayRoutes", SearchTransitGatewayRoutesRequest::builder, this::search);
    registry.read(
        "ExportTransitGatewayRoutes", ExportTransitGatewayRoutesRequest::builder, this::export);
  }

  private SearchTransitGatewayRoutesResponse search(
      SearchTransitGatewayRoutesRequest request, View view) {
    if (request.filters().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("Filter");
    }
    int most = Objects.requireNonNullElse(request.maxResults(), MOST_RESULTS);
    if (most < LEAST_RESULTS || most > MOST_RESULTS) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ( " + most + " ) for parameter maxResults is invalid.");
    }
    TransitGatewayRouteTable table = RouteTables.own(view, request.transitGatewayRouteTableId());
    List<TransitGatewayRoute> found = matching(view, table, request.filters(), SEARCH);
    Paging paging = Paging.of(request, LEAST_RESULTS);
    int first = (int) Math.min(paging.after(), found.size());
    int end = Math.min(first + most, found.size());
    boolean more = end < found.size();
    return SearchTransitGatewayRoutesResponse.builder()
        .routes(found.subList(first, end))
        .additionalRoutesAvailable(more)
        .nextToken(more ? paging.token(end) : null)
        .build();
  }

  /** The file's name says account, Region, table and time, as AWS's does. */
  private ExportTransitGatewayRoutesResponse export(
      ExportTransitGatewayRoutesRequest request, View view) {
    TransitGatewayRouteTable table = RouteTables.own(view, request.transitGatewayRouteTableId());
    List<TransitGatewayRoute> routes = matching(view, table, request.filters(), EXPORT);
    buckets.check(request.s3Bucket());
    if (Objects.equals(request.dryRun(), true)) {
      return ExportTransitGatewayRoutesResponse.builder().build();
    }
    String name =
        String.join(
            "_",
            view.scope().account(),
            view.scope().region(),
            table.transitGatewayRouteTableId(),
            FILE_TIME.format(view.now()));
    return ExportTransitGatewayRoutesResponse.builder()
        .s3Location(
            buckets.put(
                request.s3Bucket(),
                "VPCTransitGateway/TransitGatewayRouteTables/" + name + ".json",
                RouteExport.json(request.filters(), routes)))
        .build();
  }

  private List<TransitGatewayRoute> matching(
      CatalogView view,
      TransitGatewayRouteTable table,
      List<Filter> filters,
      Filters<TransitGatewayRoute> known) {
    List<culvert.network.routing.TransitGatewayRoute> best =
        best(view, table.transitGatewayRouteTableId());
    List<IpPrefix> prefixes =
        best.stream().map(culvert.network.routing.TransitGatewayRoute::destination).toList();
    Predicate<IpPrefix> searched =
        filters.stream()
            .filter(RouteSearch::isOne)
            .map(filter -> RouteSearch.of(filter, prefixes))
            .reduce(_ -> true, Predicate::and);
    Predicate<TransitGatewayRoute> matching =
        known.matching(filters.stream().filter(each -> !RouteSearch.isOne(each)).toList());
    return best.stream()
        .filter(route -> searched.test(route.destination()))
        .map(route -> shown(view, route))
        .filter(matching)
        .toList();
  }

  /** Sorted by prefix. */
  private List<culvert.network.routing.TransitGatewayRoute> best(CatalogView view, String table) {
    Searched before = last;
    if (before != null && before.snapshot == view.snapshot() && before.table.equals(table)) {
      return before.best;
    }
    List<culvert.network.routing.TransitGatewayRoute> best =
        learned
            .ofTable(
                view.snapshot(),
                TransitGatewayRouteReading.table(view.snapshot(), view.scope(), table))
            .stream()
            .sorted(Comparator.comparing(culvert.network.routing.TransitGatewayRoute::destination))
            .toList();
    last = new Searched(view.snapshot(), table, best);
    return best;
  }

  /** AWS lists the routes of a prefix list as propagated (R4.4.14). */
  private static TransitGatewayRoute shown(
      CatalogView view, culvert.network.routing.TransitGatewayRoute route) {
    TransitGatewayRoute.Builder shown =
        TransitGatewayRoute.builder()
            .destinationCidrBlock(route.destination().toString())
            .prefixListId(route.prefixList())
            .type(
                route.origin() == Origin.STATIC
                    ? TransitGatewayRouteType.STATIC
                    : TransitGatewayRouteType.PROPAGATED)
            .state(
                route.isBlackhole()
                    ? TransitGatewayRouteState.BLACKHOLE
                    : TransitGatewayRouteState.ACTIVE);
    if (!route.isBlackhole()) {
      shown.transitGatewayAttachments(
          route.attachments().stream().map(id -> attachment(view, id)).toList());
    }
    return shown.build();
  }

  private static TransitGatewayRouteAttachment attachment(CatalogView view, String id) {
    TransitGatewayAttachment attachment =
        Objects.requireNonNull(view.find(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id));
    return TransitGatewayRouteAttachment.builder()
        .transitGatewayAttachmentId(attachment.transitGatewayAttachmentId())
        .resourceId(attachment.resourceId())
        .resourceType(attachment.resourceType())
        .build();
  }
}
