package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachmentChanges;
import software.amazon.awssdk.services.ec2.model.ResetNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetNetworkInterfaceAttributeResponse;

/** The attributes of network interfaces, of which a call names one. */
final class NetworkInterfaceAttributeOperations implements OperationFamily {

  private final Quotas quotas;

  NetworkInterfaceAttributeOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "ModifyNetworkInterfaceAttribute",
        ModifyNetworkInterfaceAttributeRequest::builder,
        this::modify);
    registry.read(
        "DescribeNetworkInterfaceAttribute",
        DescribeNetworkInterfaceAttributeRequest::builder,
        NetworkInterfaceAttributeOperations::describe);
    registry.write(
        "ResetNetworkInterfaceAttribute",
        ResetNetworkInterfaceAttributeRequest::builder,
        NetworkInterfaceAttributeOperations::reset);
  }

  private ModifyNetworkInterfaceAttributeResponse modify(
      ModifyNetworkInterfaceAttributeRequest request, Transaction transaction) {
    NetworkInterface held =
        NetworkInterfaceOperations.changeable(transaction, request.networkInterfaceId());
    checkOne(request);
    if (request.associatePublicIpAddress() != null) {
      setPublic(transaction, held, request.associatePublicIpAddress());
    } else {
      transaction.replace(Kinds.NETWORK_INTERFACE, changed(transaction, held, request));
    }
    return ModifyNetworkInterfaceAttributeResponse.builder().build();
  }

  private static void checkOne(ModifyNetworkInterfaceAttributeRequest request) {
    long attributes =
        Stream.of(
                request.sourceDestCheck(),
                request.description(),
                request.attachment(),
                request.enaSrdSpecification(),
                request.enablePrimaryIpv6(),
                request.connectionTrackingSpecification(),
                request.associatePublicIpAddress(),
                request.groups().isEmpty() ? null : request.groups(),
                request.associatedSubnetIds().isEmpty() ? null : request.associatedSubnetIds())
            .filter(Objects::nonNull)
            .count();
    if (attributes != 1) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          attributes == 0
              ? "No attributes specified."
              : "Fields for multiple attribute types specified");
    }
  }

  private NetworkInterface changed(
      Transaction transaction,
      NetworkInterface held,
      ModifyNetworkInterfaceAttributeRequest request) {
    if (request.sourceDestCheck() != null) {
      return held.toBuilder()
          .sourceDestCheck(required(request.sourceDestCheck().value(), "SourceDestCheck.Value"))
          .build();
    }
    if (request.description() != null) {
      return held.toBuilder()
          .description(required(request.description().value(), "Description.Value"))
          .build();
    }
    if (!request.groups().isEmpty()) {
      NetworkInterfaceOperations.checkGroupCount(quotas, request.groups());
      return held.toBuilder()
          .groups(NetworkInterfaceOperations.groups(transaction, held, request.groups()))
          .build();
    }
    if (request.attachment() != null) {
      return withAttachment(held, request.attachment());
    }
    if (request.enaSrdSpecification() != null) {
      return held.toBuilder()
          .attachment(
              attachment(held).toBuilder()
                  .enaSrdSpecification(
                      NetworkInterfaceAttachmentOperations.enaSrd(request.enaSrdSpecification()))
                  .build())
          .build();
    }
    if (request.enablePrimaryIpv6() != null) {
      return withPrimaryIpv6(held, request.enablePrimaryIpv6());
    }
    if (request.connectionTrackingSpecification() != null) {
      return held.toBuilder()
          .connectionTrackingConfiguration(
              ConnectionTracking.of(request.connectionTrackingSpecification()))
          .build();
    }
    throw Ec2Error.UNSUPPORTED_OPERATION.with(
        "Culvert's network interfaces have one subnet: AssociatedSubnetIds is not supported");
  }

  private static <T> T required(@Nullable T value, String parameter) {
    if (value == null) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter);
    }
    return value;
  }

  private static NetworkInterfaceAttachment attachment(NetworkInterface held) {
    if (held.attachment() == null) {
      throw Ec2Error.INCORRECT_STATE.with(
          "The network interface '" + held.networkInterfaceId() + "' is not attached");
    }
    return held.attachment();
  }

  private static NetworkInterface withAttachment(
      NetworkInterface held, NetworkInterfaceAttachmentChanges changes) {
    String id = required(changes.attachmentId(), "Attachment.AttachmentId");
    NetworkInterfaceAttachment attachment = held.attachment();
    if (attachment == null || !id.equals(attachment.attachmentId())) {
      throw Ec2Error.INVALID_ATTACHMENT_ID_NOT_FOUND.with(id);
    }
    NetworkInterfaceAttachment.Builder changed = attachment.toBuilder();
    if (changes.deleteOnTermination() != null) {
      changed.deleteOnTermination(changes.deleteOnTermination());
    }
    if (changes.enaQueueCount() != null) {
      changed.enaQueueCount(changes.enaQueueCount());
    } else if (Boolean.TRUE.equals(changes.defaultEnaQueueCount())) {
      changed.enaQueueCount(null);
    }
    return held.toBuilder().attachment(changed.build()).build();
  }

  /** Once there is one, there is no way back. */
  private static NetworkInterface withPrimaryIpv6(NetworkInterface held, boolean wanted) {
    boolean present =
        held.ipv6Addresses().stream().anyMatch(a -> Boolean.TRUE.equals(a.isPrimaryIpv6()));
    if (present == wanted) {
      return held;
    }
    if (present || held.ipv6Addresses().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          present
              ? "A primary IPv6 address cannot be disabled"
              : "The network interface has no IPv6 address");
    }
    return NetworkInterfaceAddresses.withPrimaryIpv6(held);
  }

  /** Any interface may say so; only the first one of an instance gets a public address by it. */
  private static void setPublic(Transaction transaction, NetworkInterface held, boolean wanted) {
    String id = held.networkInterfaceId();
    transaction.remove(Kinds.NETWORK_INTERFACE_ATTRIBUTES, id);
    transaction.add(
        Kinds.NETWORK_INTERFACE_ATTRIBUTES,
        DescribeNetworkInterfaceAttributeResponse.builder()
            .networkInterfaceId(id)
            .associatePublicIpAddress(wanted)
            .build());
    NetworkInterfaceAssociation association = held.association();
    boolean first = held.attachment() != null && held.attachment().deviceIndex() == 0;
    boolean lent = association != null && association.allocationId() == null;
    if (first && wanted && association == null) {
      transaction.replace(
          Kinds.NETWORK_INTERFACE,
          ElasticIps.visible(held, held.privateIpAddress(), PublicAddresses.lend(transaction)));
    } else if (first && !wanted && lent) {
      transaction.replace(
          Kinds.NETWORK_INTERFACE, ElasticIps.visible(held, held.privateIpAddress(), null));
    }
  }

  private static DescribeNetworkInterfaceAttributeResponse describe(
      DescribeNetworkInterfaceAttributeRequest request, View view) {
    NetworkInterface held =
        Lookup.NETWORK_INTERFACE.get(view, request.networkInterfaceId(), "NetworkInterfaceId");
    if (request.attribute() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("Attribute");
    }
    DescribeNetworkInterfaceAttributeResponse.Builder answer =
        DescribeNetworkInterfaceAttributeResponse.builder()
            .networkInterfaceId(held.networkInterfaceId());
    return switch (request.attribute()) {
      case DESCRIPTION -> answer.description(d -> d.value(held.description())).build();
      case GROUP_SET -> answer.groups(held.groups()).build();
      case SOURCE_DEST_CHECK ->
          answer.sourceDestCheck(c -> c.value(held.sourceDestCheck())).build();
      case ATTACHMENT -> answer.attachment(held.attachment()).build();
      case ASSOCIATE_PUBLIC_IP_ADDRESS ->
          answer.associatePublicIpAddress(isPublic(held, view)).build();
      case UNKNOWN_TO_SDK_VERSION ->
          throw Ec2Error.INVALID_PARAMETER_VALUE.with(
              "Value (" + request.attributeAsString() + ") for parameter attribute is invalid.");
    };
  }

  private static boolean isPublic(NetworkInterface held, View view) {
    DescribeNetworkInterfaceAttributeResponse said =
        view.find(Kinds.NETWORK_INTERFACE_ATTRIBUTES, held.networkInterfaceId());
    return said == null
        ? held.association() != null && held.association().allocationId() == null
        : said.associatePublicIpAddress();
  }

  private static ResetNetworkInterfaceAttributeResponse reset(
      ResetNetworkInterfaceAttributeRequest request, Transaction transaction) {
    NetworkInterface held =
        NetworkInterfaceOperations.changeable(transaction, request.networkInterfaceId());
    if (request.sourceDestCheck() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("SourceDestCheck");
    }
    transaction.replace(Kinds.NETWORK_INTERFACE, held.toBuilder().sourceDestCheck(true).build());
    return ResetNetworkInterfaceAttributeResponse.builder().build();
  }
}
