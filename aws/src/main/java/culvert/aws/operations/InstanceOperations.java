package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Instances: run, described, started, stopped, terminated. */
final class InstanceOperations implements OperationFamily {

  private static final Duration STARTING = Duration.ofSeconds(15);
  private static final Duration STOPPING = Duration.ofSeconds(30);
  private static final Duration SHOWN = Duration.ofHours(1);
  private static final int MOST_AT_ONCE = 1000;

  @Override
  public void register(Registry registry) {
    registry.write("RunInstances", RunInstancesRequest::builder, InstanceOperations::run);
    registry.write("StartInstances", StartInstancesRequest::builder, InstanceOperations::start);
    registry.write("StopInstances", StopInstancesRequest::builder, InstanceOperations::stop);
    registry.write(
        "TerminateInstances", TerminateInstancesRequest::builder, InstanceOperations::terminate);
    registry.read(
        "DescribeInstances", DescribeInstancesRequest::builder, InstanceOperations::describe);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.INSTANCE, InstanceOperations::next);
  }

  private static @Nullable Step<Instance> next(Instance instance) {
    return switch (instance.state().name()) {
      case PENDING ->
          Step.work("pending", STARTING, (t, i) -> move(t, i, InstanceStateName.RUNNING));
      case STOPPING ->
          Step.work("stopping", STOPPING, (t, i) -> move(t, i, InstanceStateName.STOPPED));
      case SHUTTING_DOWN -> Step.work("shutting-down", STOPPING, InstanceOperations::end);
      case TERMINATED -> Step.term("terminated", SHOWN, InstanceOperations::forget);
      case RUNNING, STOPPED, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static void forget(Transaction transaction, Instance instance) {
    transaction.remove(Kinds.RESERVATION, instance.instanceId());
    transaction.remove(Kinds.INSTANCE, instance.instanceId());
  }

  /** The state with the code that AWS gives it. */
  static InstanceState state(InstanceStateName name) {
    int code =
        switch (name) {
          case PENDING, UNKNOWN_TO_SDK_VERSION -> 0;
          case RUNNING -> 16;
          case SHUTTING_DOWN -> 32;
          case TERMINATED -> 48;
          case STOPPING -> 64;
          case STOPPED -> 80;
        };
    return InstanceState.builder().code(code).name(name).build();
  }

  private static void move(Transaction transaction, Instance instance, InstanceStateName name) {
    transaction.replace(Kinds.INSTANCE, instance.toBuilder().state(state(name)).build());
  }

  /** The interfaces that go with the instance go; the others are free. */
  private static void end(Transaction transaction, Instance instance) {
    for (NetworkInterface held : interfaces(transaction, instance.instanceId())) {
      NetworkInterfaceAttachment attachment = held.attachment();
      if (attachment.deleteOnTermination()) {
        NetworkInterfaceAttachments.delete(transaction, held);
      } else {
        NetworkInterfaceAttachments.free(transaction, held.networkInterfaceId());
      }
    }
    move(transaction, instance, InstanceStateName.TERMINATED);
  }

  static List<NetworkInterface> interfaces(CatalogView view, String instanceId) {
    return view.snapshot()
        .referringAnywhere(Kinds.NETWORK_INTERFACE, instanceId)
        .map(Resource::shape)
        .filter(held -> held.attachment() != null)
        .filter(held -> instanceId.equals(held.attachment().instanceId()))
        .toList();
  }

  private static RunInstancesResponse run(RunInstancesRequest request, Transaction transaction) {
    if (request.minCount() == null || request.maxCount() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("MinCount");
    }
    if (request.minCount() < 1
        || request.maxCount() < request.minCount()
        || request.maxCount() > MOST_AT_ONCE) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "MinCount and MaxCount take 1 to 1000, the first not above the second");
    }
    NewInstances launch = new NewInstances(request, transaction);
    List<Instance> made = new ArrayList<>();
    for (int i = 0; i < request.maxCount(); i++) {
      made.add(InstanceView.shown(launch.create(i), transaction));
    }
    return RunInstancesResponse.builder()
        .reservationId(launch.reservationId())
        .ownerId(transaction.scope().account())
        .groups(List.of())
        .instances(made)
        .build();
  }

  private static DescribeInstancesResponse describe(DescribeInstancesRequest request, View view) {
    Predicate<Instance> matching = InstanceView.FILTERS.matching(request.filters());
    List<Instance> found =
        request.instanceIds().isEmpty()
            ? view.all(Kinds.INSTANCE).toList()
            : request.instanceIds().stream()
                .map(id -> Lookup.INSTANCE.get(view, id, "InstanceId"))
                .toList();
    List<Reservation> reservations =
        found.stream()
            .map(instance -> InstanceView.shown(instance, view))
            .filter(matching)
            .map(instance ->
                Reservation.builder()
                    .reservationId(InstanceView.reservationOf(instance, view))
                    .ownerId(view.scope().account())
                    .groups(List.of())
                    .instances(instance)
                    .build())
            .toList();
    return DescribeInstancesResponse.builder().reservations(reservations).build();
  }

  private static List<InstanceStateChange> change(
      Transaction transaction,
      List<String> ids,
      Predicate<InstanceStateName> already,
      Predicate<InstanceStateName> from,
      InstanceStateName to) {
    if (ids.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("InstanceId");
    }
    List<InstanceStateChange> changes = new ArrayList<>();
    for (String id : ids) {
      Instance instance = Lookup.INSTANCE.get(transaction, id, "InstanceId");
      InstanceStateName present = instance.state().name();
      if (!already.test(present)) {
        if (!from.test(present)) {
          throw Ec2Error.INCORRECT_INSTANCE_STATE.with(
              "The instance '" + id + "' is not in a state from which it can be " + to + ".");
        }
        move(transaction, instance, to);
      }
      changes.add(
          InstanceStateChange.builder()
              .instanceId(id)
              .previousState(instance.state())
              .currentState(state(already.test(present) ? present : to))
              .build());
    }
    return changes;
  }

  private static StartInstancesResponse start(
      StartInstancesRequest request, Transaction transaction) {
    return StartInstancesResponse.builder()
        .startingInstances(
            change(
                transaction,
                request.instanceIds(),
                state -> state == InstanceStateName.RUNNING || state == InstanceStateName.PENDING,
                state -> state == InstanceStateName.STOPPED,
                InstanceStateName.PENDING))
        .build();
  }

  private static StopInstancesResponse stop(StopInstancesRequest request, Transaction transaction) {
    return StopInstancesResponse.builder()
        .stoppingInstances(
            change(
                transaction,
                request.instanceIds(),
                state -> state == InstanceStateName.STOPPED || state == InstanceStateName.STOPPING,
                state -> state == InstanceStateName.RUNNING,
                InstanceStateName.STOPPING))
        .build();
  }

  private static TerminateInstancesResponse terminate(
      TerminateInstancesRequest request, Transaction transaction) {
    return TerminateInstancesResponse.builder()
        .terminatingInstances(
            change(
                transaction,
                request.instanceIds(),
                state ->
                    state == InstanceStateName.TERMINATED
                        || state == InstanceStateName.SHUTTING_DOWN,
                _ -> true,
                InstanceStateName.SHUTTING_DOWN))
        .build();
  }
}
