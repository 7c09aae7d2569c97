package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.AttachmentEnaSrdSpecification;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.EnaSrdSpecification;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InterfacePermissionType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;

/** Network interfaces attached to instances, and detached. */
final class NetworkInterfaceAttachmentOperations implements OperationFamily {

  private static final Duration ATTACHING = Duration.ofSeconds(5);
  private static final Duration DETACHING = Duration.ofSeconds(10);

  @Override
  public void register(Registry registry) {
    registry.write(
        "AttachNetworkInterface",
        AttachNetworkInterfaceRequest::builder,
        NetworkInterfaceAttachmentOperations::attach);
    registry.write(
        "DetachNetworkInterface",
        DetachNetworkInterfaceRequest::builder,
        NetworkInterfaceAttachmentOperations::detach);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.NETWORK_INTERFACE, NetworkInterfaceAttachmentOperations::next);
  }

  private static @Nullable Step<NetworkInterface> next(NetworkInterface held) {
    if (held.attachment() == null || held.attachment().status() == null) {
      return null;
    }
    return switch (held.attachment().status()) {
      case ATTACHING ->
          Step.work("attaching", ATTACHING, (t, n) -> turn(t, n, AttachmentStatus.ATTACHED));
      case DETACHING ->
          Step.work(
              "detaching",
              DETACHING,
              (t, n) -> NetworkInterfaceAttachments.free(t, n.networkInterfaceId()));
      case ATTACHED, DETACHED, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static void turn(Transaction transaction, NetworkInterface held, AttachmentStatus to) {
    transaction.replace(
        Kinds.NETWORK_INTERFACE,
        held.toBuilder().attachment(held.attachment().toBuilder().status(to).build()).build());
  }

  private static AttachNetworkInterfaceResponse attach(
      AttachNetworkInterfaceRequest request, Transaction transaction) {
    Resource<NetworkInterface> held =
        NetworkInterfacePermissionOperations.permitted(
            transaction, request.networkInterfaceId(), InterfacePermissionType.INSTANCE_ATTACH);
    Instance instance = Lookup.INSTANCE.get(transaction, request.instanceId(), "InstanceId");
    if (request.deviceIndex() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("DeviceIndex");
    }
    int card = Objects.requireNonNullElse(request.networkCardIndex(), 0);
    checkPlace(transaction, instance, request.deviceIndex(), card);
    checkInterface(held.shape(), instance);
    NetworkInterfaceAttachment attachment =
        NetworkInterfaceAttachment.builder()
            .attachmentId(Ids.next("eni-attach"))
            .attachTime(transaction.now())
            .deleteOnTermination(false)
            .deviceIndex(request.deviceIndex())
            .networkCardIndex(card)
            .instanceId(instance.instanceId())
            .instanceOwnerId(transaction.scope().account())
            .enaSrdSpecification(enaSrd(request.enaSrdSpecification()))
            .enaQueueCount(request.enaQueueCount())
            .status(AttachmentStatus.ATTACHING)
            .build();
    NetworkInterfaceAttachments.attach(transaction, held, attachment);
    return AttachNetworkInterfaceResponse.builder()
        .attachmentId(attachment.attachmentId())
        .networkCardIndex(card)
        .build();
  }

  private static void checkPlace(Transaction transaction, Instance instance, int device, int card) {
    String id = instance.instanceId();
    if (device < 0 || card < 0) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("An index must not be negative");
    }
    InstanceStateName state = instance.state().name();
    if (state != InstanceStateName.RUNNING && state != InstanceStateName.STOPPED) {
      throw Ec2Error.INCORRECT_INSTANCE_STATE.with(
          "The instance '" + id + "' is neither 'running' nor 'stopped'");
    }
    boolean taken =
        InstanceOperations.interfaces(transaction, id).stream()
            .anyMatch(other -> NetworkInterfaceAttachments.isAt(other, device, card));
    if (taken) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Instance '"
              + id
              + "' already has an interface attached at device index '"
              + device
              + "'.");
    }
  }

  private static void checkInterface(NetworkInterface held, Instance instance) {
    if (held.attachment() != null || Boolean.TRUE.equals(held.requesterManaged())) {
      throw Ec2Error.INVALID_NETWORK_INTERFACE_IN_USE.with(
          "Interface: [" + held.networkInterfaceId() + "] in use.");
    }
    if (!held.availabilityZone().equals(instance.placement().availabilityZone())) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "You may not attach a network interface to an instance if they are not in the same"
              + " availability zone");
    }
  }

  /** ENA Express as an attachment shows it. */
  static @Nullable AttachmentEnaSrdSpecification enaSrd(@Nullable EnaSrdSpecification wanted) {
    if (wanted == null) {
      return null;
    }
    AttachmentEnaSrdSpecification.Builder shown =
        AttachmentEnaSrdSpecification.builder().enaSrdEnabled(wanted.enaSrdEnabled());
    if (wanted.enaSrdUdpSpecification() != null) {
      shown.enaSrdUdpSpecification(
          udp -> udp.enaSrdUdpEnabled(wanted.enaSrdUdpSpecification().enaSrdUdpEnabled()));
    }
    return shown.build();
  }

  private static DetachNetworkInterfaceResponse detach(
      DetachNetworkInterfaceRequest request, Transaction transaction) {
    Resource<NetworkInterface> held = attached(transaction, request.attachmentId());
    NetworkInterfaceAttachment attachment = held.shape().attachment();
    if (attachment.deviceIndex() == 0) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "The network interface at device index 0 and networkCard index "
              + attachment.networkCardIndex()
              + " cannot be detached.");
    }
    if (Boolean.TRUE.equals(request.force())) {
      NetworkInterfaceAttachments.free(transaction, held);
    } else if (attachment.status() == AttachmentStatus.DETACHING) {
      throw Ec2Error.INCORRECT_STATE.with(
          "The attachment '" + attachment.attachmentId() + "' is already detaching");
    } else {
      NetworkInterfaceAttachments.attach(
          transaction, held, attachment.toBuilder().status(AttachmentStatus.DETACHING).build());
    }
    return DetachNetworkInterfaceResponse.builder().build();
  }

  /** The interface of an attachment to the caller's instance, or of the caller's interface. */
  private static Resource<NetworkInterface> attached(
      Transaction transaction, @Nullable String attachmentId) {
    if (attachmentId == null) {
      throw Ec2Error.MISSING_PARAMETER.with("AttachmentId");
    }
    if (attachmentId.startsWith(NatGateways.ATTACHMENT + "-")) {
      throw Ec2Error.OPERATION_NOT_PERMITTED.with(
          "You are not allowed to manage '" + NatGateways.ATTACHMENT + "' attachments.");
    }
    if (!Ids.isId("eni-attach", attachmentId)) {
      throw Ec2Error.INVALID_NETWORK_INTERFACE_ATTACHMENT_ID_MALFORMED.with(attachmentId);
    }
    String account = transaction.scope().account();
    List<Resource<NetworkInterface>> found =
        transaction
            .snapshot()
            .referringAnywhere(Kinds.NETWORK_INTERFACE, attachmentId)
            .filter(held -> held.scope().region().equals(transaction.scope().region()))
            .filter(held ->
                held.scope().account().equals(account)
                    || account.equals(held.shape().attachment().instanceOwnerId()))
            .toList();
    if (found.isEmpty()) {
      throw Ec2Error.INVALID_ATTACHMENT_ID_NOT_FOUND.with(attachmentId);
    }
    return found.getFirst();
  }
}
