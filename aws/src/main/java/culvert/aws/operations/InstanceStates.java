package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.StateReason;

/** The states of an instance, and what becomes of its addresses, interfaces and volumes in each. */
final class InstanceStates {

  private static final Duration STARTING = Duration.ofSeconds(15);
  private static final Duration STOPPING = Duration.ofSeconds(30);
  private static final Duration SHOWN = Duration.ofHours(1);

  private static final DateTimeFormatter SPOKEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'GMT'").withZone(ZoneOffset.UTC);

  private InstanceStates() {}

  /** The state with the code that AWS gives it. */
  static InstanceState of(InstanceStateName name) {
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

  /** What an instance does by itself. */
  static @Nullable Step<Instance> next(Instance instance) {
    return switch (instance.state().name()) {
      case PENDING ->
          Step.work("pending", STARTING, (t, i) -> move(t, i, InstanceStateName.RUNNING));
      case STOPPING -> Step.work("stopping", STOPPING, InstanceStates::stopped);
      case SHUTTING_DOWN -> Step.work("shutting-down", STOPPING, InstanceStates::end);
      case TERMINATED -> Step.term("terminated", SHOWN, InstanceStates::forget);
      case RUNNING, STOPPED, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static void move(Transaction transaction, Instance instance, InstanceStateName name) {
    transaction.replace(Kinds.INSTANCE, instance.toBuilder().state(of(name)).build());
  }

  /** An interface that was launched with a public address of Amazon's gets another one. */
  static void start(Transaction transaction, Instance instance) {
    for (NetworkInterface held :
        InstanceOperations.interfaces(transaction, instance.instanceId())) {
      if (held.association() == null
          && transaction.find(Kinds.PUBLIC_AT_START, held.networkInterfaceId()) != null) {
        transaction.replace(
            Kinds.NETWORK_INTERFACE,
            ElasticIps.visible(held, held.privateIpAddress(), PublicAddresses.lend(transaction)));
      }
    }
    transaction.replace(
        Kinds.INSTANCE,
        instance.toBuilder()
            .state(of(InstanceStateName.PENDING))
            .launchTime(transaction.now())
            .stateReason((StateReason) null)
            .stateTransitionReason("")
            .build());
  }

  /** The user's wish to stop or terminate, which AWS then works on. */
  static void leave(Transaction transaction, Instance instance, InstanceStateName towards) {
    transaction.replace(
        Kinds.INSTANCE,
        instance.toBuilder()
            .state(of(towards))
            .stateReason(r ->
                r.code("Client.UserInitiatedShutdown")
                    .message("Client.UserInitiatedShutdown: User initiated shutdown"))
            .stateTransitionReason(userInitiated(transaction.now()))
            .build());
  }

  private static String userInitiated(Instant at) {
    return "User initiated (" + SPOKEN.format(at) + ")";
  }

  /** Public addresses of Amazon's go back to it; Elastic ones stay. */
  private static void stopped(Transaction transaction, Instance instance) {
    for (NetworkInterface held :
        InstanceOperations.interfaces(transaction, instance.instanceId())) {
      NetworkInterfaceAssociation association = held.association();
      if (association != null && association.allocationId() == null) {
        transaction.replace(
            Kinds.NETWORK_INTERFACE, ElasticIps.visible(held, held.privateIpAddress(), null));
      }
    }
    move(transaction, instance, InstanceStateName.STOPPED);
  }

  /** The interfaces and volumes that go with the instance go; the others are free. */
  private static void end(Transaction transaction, Instance instance) {
    String id = instance.instanceId();
    for (NetworkInterface held : InstanceOperations.interfaces(transaction, id)) {
      transaction.remove(Kinds.PUBLIC_AT_START, held.networkInterfaceId());
      if (held.attachment().deleteOnTermination()) {
        NetworkInterfaceAttachments.delete(transaction, held);
      } else {
        NetworkInterfaceAttachments.free(transaction, held.networkInterfaceId());
      }
    }
    VolumeOperations.release(transaction, id);
    InstanceProfileOperations.release(transaction, id);
    transaction.replace(
        Kinds.INSTANCE,
        instance.toBuilder()
            .state(of(InstanceStateName.TERMINATED))
            .vpcId(null)
            .subnetId(null)
            .blockDeviceMappings(List.of())
            .build());
  }

  private static void forget(Transaction transaction, Instance instance) {
    String id = instance.instanceId();
    transaction.remove(Kinds.RESERVATION, id);
    transaction.remove(Kinds.INSTANCE_ATTRIBUTES, id);
    transaction.remove(Kinds.INSTANCE_CREDIT, id);
    transaction.remove(Kinds.INSTANCE, id);
  }
}
