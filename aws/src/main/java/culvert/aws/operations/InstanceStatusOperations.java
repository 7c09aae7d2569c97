package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.View;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.EbsStatusSummary;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;
import software.amazon.awssdk.services.ec2.model.InstanceTypeHypervisor;

/** How instances are, and what their consoles say. What runs is well: nothing breaks here. */
final class InstanceStatusOperations implements OperationFamily {

  static final Filters<InstanceStatus> FILTERS =
      new Filters<InstanceStatus>()
          .at("availability-zone", "AvailabilityZone")
          .at("availability-zone-id", "AvailabilityZoneId")
          .at("event.code", "Events.Code")
          .at("event.description", "Events.Description")
          .at("event.instance-event-id", "Events.InstanceEventId")
          .at("event.not-after", "Events.NotAfter")
          .at("event.not-before", "Events.NotBefore")
          .at("event.not-before-deadline", "Events.NotBeforeDeadline")
          .at("instance-state-code", "InstanceState.Code")
          .at("instance-state-name", "InstanceState.Name")
          .at("instance-status.reachability", "InstanceStatus.Details.Status")
          .at("instance-status.status", "InstanceStatus.Status")
          .at("operator.managed", "Operator.Managed")
          .at("operator.principal", "Operator.Principal")
          .at("system-status.reachability", "SystemStatus.Details.Status")
          .at("system-status.status", "SystemStatus.Status")
          .at("attached-ebs-status.status", "AttachedEbsStatus.Status");

  @Override
  public void register(Registry registry) {
    registry.read(
        "DescribeInstanceStatus",
        DescribeInstanceStatusRequest::builder,
        InstanceStatusOperations::describe);
    registry.read(
        "GetConsoleOutput",
        GetConsoleOutputRequest::builder,
        InstanceStatusOperations::consoleOutput);
  }

  /** Those that run, unless all are asked for. */
  private static DescribeInstanceStatusResponse describe(
      DescribeInstanceStatusRequest request, View view) {
    Paging.refuseWithIds(request.maxResults(), !request.instanceIds().isEmpty(), "instancesSet");
    Stream<Instance> asked =
        request.instanceIds().isEmpty()
            ? view.all(Kinds.INSTANCE)
            : request.instanceIds().stream().map(id -> Lookup.INSTANCE.get(view, id, "InstanceId"));
    boolean all = Boolean.TRUE.equals(request.includeAllInstances());
    List<InstanceStatus> found =
        asked
            .filter(each -> all || each.state().name() == InstanceStateName.RUNNING)
            .map(InstanceStatusOperations::status)
            .filter(FILTERS.matching(request.filters()))
            .toList();
    Listing<InstanceStatus> page = Listing.page(found, Paging.of(request, 5, 1000));
    return DescribeInstanceStatusResponse.builder()
        .instanceStatuses(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static InstanceStatus status(Instance instance) {
    String summary =
        switch (instance.state().name()) {
          case RUNNING -> "ok";
          case PENDING -> "initializing";
          case SHUTTING_DOWN, TERMINATED, STOPPING, STOPPED, UNKNOWN_TO_SDK_VERSION ->
              "not-applicable";
        };
    InstanceStatusSummary.Builder checks = InstanceStatusSummary.builder().status(summary);
    EbsStatusSummary.Builder volumes = EbsStatusSummary.builder().status(summary);
    if (!summary.equals("not-applicable")) {
      String check = summary.equals("ok") ? "passed" : "initializing";
      checks.details(d -> d.name("reachability").status(check));
      volumes.details(d -> d.name("reachability").status(check));
    }
    return InstanceStatus.builder()
        .instanceId(instance.instanceId())
        .availabilityZone(instance.placement().availabilityZone())
        .availabilityZoneId(instance.placement().availabilityZoneId())
        .instanceState(instance.state())
        .instanceStatus(checks.build())
        .systemStatus(checks.build())
        .attachedEbsStatus(volumes.build())
        .build();
  }

  /** No machine boots, so its console has said nothing yet. */
  private static GetConsoleOutputResponse consoleOutput(
      GetConsoleOutputRequest request, View view) {
    Instance instance = Lookup.INSTANCE.get(view, request.instanceId(), "InstanceId");
    if (Boolean.TRUE.equals(request.latest()) && !isNitro(instance)) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "This instance type does not support retrieving the latest console logs.");
    }
    return GetConsoleOutputResponse.builder()
        .instanceId(instance.instanceId())
        .timestamp(instance.launchTime())
        .build();
  }

  private static boolean isNitro(Instance instance) {
    return Objects.requireNonNull(InstanceTypes.find(instance.instanceTypeAsString())).hypervisor()
        == InstanceTypeHypervisor.NITRO;
  }
}
