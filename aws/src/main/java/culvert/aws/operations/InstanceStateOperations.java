package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMonitoring;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.MonitorInstancesRequest;
import software.amazon.awssdk.services.ec2.model.MonitorInstancesResponse;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;
import software.amazon.awssdk.services.ec2.model.UnmonitorInstancesRequest;
import software.amazon.awssdk.services.ec2.model.UnmonitorInstancesResponse;

/** Instances started, stopped, rebooted, terminated and monitored, several at once. */
final class InstanceStateOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "StartInstances", StartInstancesRequest::builder, InstanceStateOperations::start);
    registry.write("StopInstances", StopInstancesRequest::builder, InstanceStateOperations::stop);
    registry.write(
        "RebootInstances", RebootInstancesRequest::builder, InstanceStateOperations::reboot);
    registry.write(
        "TerminateInstances",
        TerminateInstancesRequest::builder,
        InstanceStateOperations::terminate);
    registry.write(
        "MonitorInstances", MonitorInstancesRequest::builder, InstanceStateOperations::monitor);
    registry.write(
        "UnmonitorInstances",
        UnmonitorInstancesRequest::builder,
        InstanceStateOperations::unmonitor);
  }

  private static List<Instance> named(Transaction transaction, List<String> ids) {
    if (ids.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("InstanceId");
    }
    return ids.stream().map(id -> Lookup.INSTANCE.get(transaction, id, "InstanceId")).toList();
  }

  /**
   * A change of state.
   *
   * @param to where it leads first; an instance that is there or beyond stays as it is
   * @param word what AWS calls it in its refusals
   */
  private record Change(
      Set<InstanceStateName> already,
      Set<InstanceStateName> from,
      InstanceStateName to,
      String word) {

    List<InstanceStateChange> of(
        Transaction transaction, List<String> ids, BiConsumer<Transaction, Instance> change) {
      List<InstanceStateChange> changes = new ArrayList<>();
      for (Instance instance : named(transaction, ids)) {
        InstanceStateName present = instance.state().name();
        boolean stays = already.contains(present);
        if (!stays) {
          if (!from.contains(present)) {
            throw Ec2Error.INCORRECT_INSTANCE_STATE.with(
                "The instance '"
                    + instance.instanceId()
                    + "' is not in a state from which it can be "
                    + word
                    + ".");
          }
          change.accept(transaction, instance);
        }
        changes.add(
            InstanceStateChange.builder()
                .instanceId(instance.instanceId())
                .previousState(instance.state())
                .currentState(InstanceStates.of(stays ? present : to))
                .build());
      }
      return changes;
    }
  }

  private static final Change START =
      new Change(
          Set.of(InstanceStateName.RUNNING, InstanceStateName.PENDING),
          Set.of(InstanceStateName.STOPPED),
          InstanceStateName.PENDING,
          "started");

  private static final Change STOP =
      new Change(
          Set.of(InstanceStateName.STOPPED, InstanceStateName.STOPPING),
          Set.of(InstanceStateName.RUNNING),
          InstanceStateName.STOPPING,
          "stopped");

  private static final Change TERMINATE =
      new Change(
          Set.of(InstanceStateName.TERMINATED, InstanceStateName.SHUTTING_DOWN),
          Set.of(
              InstanceStateName.PENDING,
              InstanceStateName.RUNNING,
              InstanceStateName.STOPPING,
              InstanceStateName.STOPPED),
          InstanceStateName.SHUTTING_DOWN,
          "terminated");

  private static StartInstancesResponse start(
      StartInstancesRequest request, Transaction transaction) {
    return StartInstancesResponse.builder()
        .startingInstances(START.of(transaction, request.instanceIds(), InstanceStates::start))
        .build();
  }

  private static StopInstancesResponse stop(StopInstancesRequest request, Transaction transaction) {
    return StopInstancesResponse.builder()
        .stoppingInstances(
            STOP.of(
                transaction,
                request.instanceIds(),
                (t, instance) -> {
                  refuseProtected(attributes(t, instance), instance, "stopped", false);
                  if (Boolean.TRUE.equals(request.hibernate())
                      && !instance.hibernationOptions().configured()) {
                    throw Ec2Error.UNSUPPORTED_OPERATION.with(
                        "The hibernation option is not enabled for the instance '"
                            + instance.instanceId()
                            + "'.");
                  }
                  InstanceStates.leave(t, instance, InstanceStateName.STOPPING);
                }))
        .build();
  }

  private static TerminateInstancesResponse terminate(
      TerminateInstancesRequest request, Transaction transaction) {
    return TerminateInstancesResponse.builder()
        .terminatingInstances(
            TERMINATE.of(
                transaction,
                request.instanceIds(),
                (t, instance) -> {
                  refuseProtected(attributes(t, instance), instance, "terminated", true);
                  InstanceStates.leave(t, instance, InstanceStateName.SHUTTING_DOWN);
                }))
        .build();
  }

  private static DescribeInstanceAttributeResponse attributes(
      Transaction transaction, Instance instance) {
    return InstanceAttributes.of(transaction, instance.instanceId());
  }

  /** Protection against stopping protects against termination, too. */
  private static void refuseProtected(
      DescribeInstanceAttributeResponse attributes,
      Instance instance,
      String word,
      boolean terminates) {
    String protection =
        terminates && attributes.disableApiTermination().value()
            ? "disableApiTermination"
            : attributes.disableApiStop().value() ? "disableApiStop" : null;
    if (protection != null) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "The instance '%s' may not be %s. Modify its '%s' instance attribute and try again."
              .formatted(instance.instanceId(), word, protection));
    }
  }

  /** What runs goes on running under the same addresses: nothing that AWS shows is different. */
  private static RebootInstancesResponse reboot(
      RebootInstancesRequest request, Transaction transaction) {
    for (Instance instance : named(transaction, request.instanceIds())) {
      if (instance.state().name() != InstanceStateName.RUNNING) {
        throw Ec2Error.INCORRECT_INSTANCE_STATE.with(
            "The instance '" + instance.instanceId() + "' is not in the 'running' state.");
      }
    }
    return RebootInstancesResponse.builder().build();
  }

  private static List<InstanceMonitoring> monitoring(
      Transaction transaction, List<String> ids, String state) {
    return named(transaction, ids).stream()
        .map(instance ->
            transaction.replace(
                Kinds.INSTANCE, instance.toBuilder().monitoring(m -> m.state(state)).build()))
        .map(instance ->
            InstanceMonitoring.builder()
                .instanceId(instance.instanceId())
                .monitoring(instance.monitoring())
                .build())
        .toList();
  }

  private static MonitorInstancesResponse monitor(
      MonitorInstancesRequest request, Transaction transaction) {
    return MonitorInstancesResponse.builder()
        .instanceMonitorings(monitoring(transaction, request.instanceIds(), "enabled"))
        .build();
  }

  private static UnmonitorInstancesResponse unmonitor(
      UnmonitorInstancesRequest request, Transaction transaction) {
    return UnmonitorInstancesResponse.builder()
        .instanceMonitorings(monitoring(transaction, request.instanceIds(), "disabled"))
        .build();
  }
}
