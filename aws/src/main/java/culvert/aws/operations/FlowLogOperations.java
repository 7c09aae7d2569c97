package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItemError;

/** Flow logs, as they are declared; no packet flows yet, so that nothing is logged. */
final class FlowLogOperations implements OperationFamily {

  private static final String FORMAT =
      "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport}"
          + " ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";
  private static final Set<Integer> INTERVALS_SECONDS = Set.of(60, 600);
  private static final int MOST_RESOURCES = 1000;

  @Override
  public void register(Registry registry) {
    registry.write("CreateFlowLogs", CreateFlowLogsRequest::builder, FlowLogOperations::create);
    registry.write("DeleteFlowLogs", DeleteFlowLogsRequest::builder, FlowLogOperations::delete);
    registry.describe(
        "DescribeFlowLogs",
        new Describe<>(
                Kinds.FLOW_LOG,
                DescribeFlowLogsRequest::builder,
                DescribeFlowLogsResponse::builder,
                "FlowLogs",
                filters())
            .ids("FlowLogIds", Lookup.FLOW_LOG));
  }

  private static Filters<FlowLog> filters() {
    return new Filters<FlowLog>()
        .on("deliver-log-status", FlowLog::deliverLogsStatus)
        .on("log-destination-type", FlowLog::logDestinationTypeAsString)
        .on("flow-log-id", FlowLog::flowLogId)
        .on("log-group-name", FlowLog::logGroupName)
        .onReference("resource-id", FlowLog::resourceId)
        .on("traffic-type", FlowLog::trafficTypeAsString)
        .onTags();
  }

  /** One log a resource; what cannot have one is listed, and hinders no other (R5.1.9). */
  private static CreateFlowLogsResponse create(
      CreateFlowLogsRequest request, Transaction transaction) {
    FlowLog wanted = wanted(request, transaction);
    Lookup<?> lookup = lookup(request.resourceType());
    List<String> made = new ArrayList<>();
    List<UnsuccessfulItem> failed = new ArrayList<>();
    for (String resource : request.resourceIds()) {
      try {
        made.add(add(transaction, wanted, lookup, resource));
      } catch (WireException e) {
        failed.add(unsuccessful(resource, e));
      }
    }
    return CreateFlowLogsResponse.builder().flowLogIds(made).unsuccessful(failed).build();
  }

  private static String add(
      Transaction transaction, FlowLog wanted, Lookup<?> lookup, String resource) {
    lookup.get(transaction, resource, "ResourceId");
    boolean present =
        transaction
            .referring(Kinds.FLOW_LOG, resource)
            .anyMatch(log ->
                Objects.equals(log.logDestination(), wanted.logDestination())
                    && Objects.equals(log.logGroupName(), wanted.logGroupName())
                    && log.trafficType() == wanted.trafficType());
    if (present) {
      throw Ec2Error.FLOW_LOG_ALREADY_EXISTS.with();
    }
    String id = Ids.next("fl");
    transaction.add(Kinds.FLOW_LOG, wanted.toBuilder().flowLogId(id).resourceId(resource).build());
    return id;
  }

  private static UnsuccessfulItem unsuccessful(String resource, WireException e) {
    return UnsuccessfulItem.builder()
        .resourceId(resource)
        .error(UnsuccessfulItemError.builder().code(e.code()).message(e.message()).build())
        .build();
  }

  private static Lookup<?> lookup(@Nullable FlowLogsResourceType type) {
    return switch (type) {
      case VPC -> Lookup.VPC;
      case SUBNET -> Lookup.SUBNET;
      case NETWORK_INTERFACE -> Lookup.NETWORK_INTERFACE;
      case null -> throw Ec2Error.MISSING_PARAMETER.with("ResourceType");
      default ->
          throw Ec2Error.INVALID_PARAMETER_VALUE.with(
              "Culvert keeps flow logs of a VPC, a Subnet or a NetworkInterface, not of a " + type);
    };
  }

  private static FlowLog wanted(CreateFlowLogsRequest request, Transaction transaction) {
    if (request.resourceIds().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("ResourceId");
    }
    if (request.resourceIds().size() > MOST_RESOURCES) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "A call takes at most " + MOST_RESOURCES + " resources");
    }
    if (request.trafficType() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("TrafficType");
    }
    int interval = Objects.requireNonNullElse(request.maxAggregationInterval(), 600);
    if (!INTERVALS_SECONDS.contains(interval)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + interval
              + ") for parameter MaxAggregationInterval is invalid. Expecting 60"
              + " or 600 seconds");
    }
    FlowLog.Builder log =
        FlowLog.builder()
            .creationTime(transaction.now())
            .flowLogStatus("ACTIVE")
            .deliverLogsStatus("SUCCESS")
            .trafficType(request.trafficType())
            .maxAggregationInterval(interval)
            .logFormat(Objects.requireNonNullElse(request.logFormat(), FORMAT))
            .tags(Tags.of(request.tagSpecifications(), "vpc-flow-log"));
    destination(request, log);
    return log.build();
  }

  private static void destination(CreateFlowLogsRequest request, FlowLog.Builder log) {
    LogDestinationType type =
        Objects.requireNonNullElse(
            request.logDestinationType(), LogDestinationType.CLOUD_WATCH_LOGS);
    boolean cloudWatch = type == LogDestinationType.CLOUD_WATCH_LOGS;
    if (request.logGroupName() != null && (!cloudWatch || request.logDestination() != null)) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "LogGroupName goes with cloud-watch-logs only, and not with LogDestination");
    }
    if (request.logGroupName() == null && request.logDestination() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("LogDestination");
    }
    if (cloudWatch && request.deliverLogsPermissionArn() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("DeliverLogsPermissionArn");
    }
    checkArn(type, request.logDestination());
    log.logDestinationType(type)
        .logDestination(request.logDestination())
        .logGroupName(
            request.logGroupName() != null
                ? request.logGroupName()
                : cloudWatch ? group(request.logDestination()) : null)
        .deliverLogsPermissionArn(request.deliverLogsPermissionArn())
        .deliverCrossAccountRole(request.deliverCrossAccountRole());
    if (request.destinationOptions() != null) {
      var options = request.destinationOptions();
      log.destinationOptions(o ->
          o.fileFormat(options.fileFormat())
              .hiveCompatiblePartitions(options.hiveCompatiblePartitions())
              .perHourPartition(options.perHourPartition()));
    }
  }

  private static void checkArn(LogDestinationType type, @Nullable String arn) {
    String service =
        switch (type) {
          case S3 -> ":s3:";
          case KINESIS_DATA_FIREHOSE -> ":firehose:";
          default -> ":logs:";
        };
    if (arn != null && (!arn.startsWith("arn:") || !arn.contains(service))) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The log destination " + arn + " is not an ARN of the type " + type);
    }
  }

  /** {@code arn:aws:logs:REGION:ACCOUNT:log-group:NAME}, perhaps with {@code :*} behind it. */
  private static String group(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length > 6 ? parts[6] : arn;
  }

  private static DeleteFlowLogsResponse delete(
      DeleteFlowLogsRequest request, Transaction transaction) {
    if (request.flowLogIds().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("FlowLogId");
    }
    List<UnsuccessfulItem> failed = new ArrayList<>();
    for (String id : request.flowLogIds()) {
      try {
        Lookup.FLOW_LOG.get(transaction, id, "FlowLogId");
        transaction.remove(Kinds.FLOW_LOG, id);
      } catch (WireException e) {
        failed.add(unsuccessful(id, e));
      }
    }
    return DeleteFlowLogsResponse.builder().unsuccessful(failed).build();
  }
}
