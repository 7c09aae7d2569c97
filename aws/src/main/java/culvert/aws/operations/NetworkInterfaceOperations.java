package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Network interfaces: made, changed, described, deleted. */
final class NetworkInterfaceOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateNetworkInterface",
        CreateNetworkInterfaceRequest::builder,
        NetworkInterfaceOperations::create);
    registry.write(
        "DeleteNetworkInterface",
        DeleteNetworkInterfaceRequest::builder,
        NetworkInterfaceOperations::delete);
    registry.write(
        "ModifyNetworkInterfaceAttribute",
        ModifyNetworkInterfaceAttributeRequest::builder,
        NetworkInterfaceOperations::modify);
    registry.describe(
        "DescribeNetworkInterfaces",
        new Describe<>(
                Kinds.NETWORK_INTERFACE,
                DescribeNetworkInterfacesRequest::builder,
                DescribeNetworkInterfacesResponse::builder,
                "NetworkInterfaces",
                filters())
            .ids("NetworkInterfaceIds", Lookup.NETWORK_INTERFACE));
  }

  private static Filters<NetworkInterface> filters() {
    return new Filters<NetworkInterface>()
        .on("association.allocation-id", association(NetworkInterfaceAssociation::allocationId))
        .on("association.association-id", association(NetworkInterfaceAssociation::associationId))
        .on("association.ip-owner-id", association(NetworkInterfaceAssociation::ipOwnerId))
        .on("association.public-dns-name", association(NetworkInterfaceAssociation::publicDnsName))
        .on("association.public-ip", association(NetworkInterfaceAssociation::publicIp))
        .onEach(
            "addresses.private-ip-address",
            n -> n.privateIpAddresses().stream().map(a -> a.privateIpAddress()))
        .onEach(
            "addresses.primary",
            n -> n.privateIpAddresses().stream().map(a -> String.valueOf(a.primary())))
        .onEach(
            "addresses.association.public-ip",
            n ->
                n.privateIpAddresses().stream()
                    .flatMap(a -> Stream.ofNullable(a.association()))
                    .map(a -> a.publicIp()))
        .onEach(
            "addresses.association.owner-id",
            n ->
                n.privateIpAddresses().stream()
                    .flatMap(a -> Stream.ofNullable(a.association()))
                    .map(a -> a.ipOwnerId()))
        .on("attachment.attach-time", attachment(NetworkInterfaceAttachment::attachTime))
        .on("attachment.attachment-id", attachment(NetworkInterfaceAttachment::attachmentId))
        .on(
            "attachment.delete-on-termination",
            attachment(NetworkInterfaceAttachment::deleteOnTermination))
        .on("attachment.device-index", attachment(NetworkInterfaceAttachment::deviceIndex))
        .on("attachment.instance-id", attachment(NetworkInterfaceAttachment::instanceId))
        .on("attachment.instance-owner-id", attachment(NetworkInterfaceAttachment::instanceOwnerId))
        .on("attachment.status", attachment(NetworkInterfaceAttachment::statusAsString))
        .on("availability-zone", NetworkInterface::availabilityZone)
        .on("availability-zone-id", NetworkInterface::availabilityZoneId)
        .on("description", NetworkInterface::description)
        .onEach("group-id", n -> n.groups().stream().map(GroupIdentifier::groupId))
        .onEach("group-name", n -> n.groups().stream().map(GroupIdentifier::groupName))
        .onEach(
            "ipv6-addresses.ipv6-address",
            n -> n.ipv6Addresses().stream().map(a -> a.ipv6Address()))
        .on("interface-type", NetworkInterface::interfaceTypeAsString)
        .on("mac-address", NetworkInterface::macAddress)
        .on("network-interface-id", NetworkInterface::networkInterfaceId)
        .on("owner-id", NetworkInterface::ownerId)
        .on("private-dns-name", NetworkInterface::privateDnsName)
        .on("private-ip-address", NetworkInterface::privateIpAddress)
        .on("requester-id", NetworkInterface::requesterId)
        .on("requester-managed", NetworkInterface::requesterManaged)
        .on("source-dest-check", NetworkInterface::sourceDestCheck)
        .on("status", NetworkInterface::statusAsString)
        .onReference("subnet-id", NetworkInterface::subnetId)
        .onReference("vpc-id", NetworkInterface::vpcId)
        .onTags();
  }

  private static Function<NetworkInterface, @Nullable Object> association(
      Function<NetworkInterfaceAssociation, ? extends @Nullable Object> value) {
    return n -> n.association() == null ? null : value.apply(n.association());
  }

  private static Function<NetworkInterface, @Nullable Object> attachment(
      Function<NetworkInterfaceAttachment, ? extends @Nullable Object> value) {
    return n -> n.attachment() == null ? null : value.apply(n.attachment());
  }

  private static CreateNetworkInterfaceResponse create(
      CreateNetworkInterfaceRequest request, Transaction transaction) {
    Subnet subnet = Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
    boolean unsupported =
        !request.privateIpAddresses().isEmpty()
            || request.secondaryPrivateIpAddressCount() != null
            || !request.ipv6Addresses().isEmpty();
    if (unsupported) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "Culvert does not assign secondary or chosen IPv6 addresses in this version");
    }
    NetworkInterface made =
        NewNetworkInterface.in(subnet)
            .description(request.description())
            .address(request.privateIpAddress())
            .ipv6Count(Objects.requireNonNullElse(request.ipv6AddressCount(), 0))
            .groups(request.groups())
            .tags(Tags.of(request.tagSpecifications(), "network-interface"))
            .create(transaction);
    return CreateNetworkInterfaceResponse.builder().networkInterface(made).build();
  }

  private static DeleteNetworkInterfaceResponse delete(
      DeleteNetworkInterfaceRequest request, Transaction transaction) {
    NetworkInterface held =
        Lookup.NETWORK_INTERFACE.get(
            transaction, request.networkInterfaceId(), "NetworkInterfaceId");
    if (held.attachment() != null || Objects.equals(held.requesterManaged(), true)) {
      throw Ec2Error.INVALID_NETWORK_INTERFACE_IN_USE.with(
          "The network interface '" + held.networkInterfaceId() + "' is currently in use.");
    }
    ElasticIps.release(transaction, held);
    transaction.remove(Kinds.NETWORK_INTERFACE, held.networkInterfaceId());
    return DeleteNetworkInterfaceResponse.builder().build();
  }

  private static ModifyNetworkInterfaceAttributeResponse modify(
      ModifyNetworkInterfaceAttributeRequest request, Transaction transaction) {
    NetworkInterface held =
        Lookup.NETWORK_INTERFACE.get(
            transaction, request.networkInterfaceId(), "NetworkInterfaceId");
    NetworkInterface.Builder changed = held.toBuilder();
    if (request.sourceDestCheck() != null && request.sourceDestCheck().value() != null) {
      changed.sourceDestCheck(request.sourceDestCheck().value());
    }
    if (request.description() != null && request.description().value() != null) {
      changed.description(request.description().value());
    }
    if (!request.groups().isEmpty()) {
      changed.groups(groups(transaction, held, request.groups()));
    }
    if (request.attachment() != null) {
      NetworkInterfaceAttachment attachment = held.attachment();
      if (attachment == null
          || !Objects.equals(attachment.attachmentId(), request.attachment().attachmentId())) {
        throw Ec2Error.INVALID_ATTACHMENT_ID_NOT_FOUND.with(request.attachment().attachmentId());
      }
      changed.attachment(
          attachment.toBuilder()
              .deleteOnTermination(request.attachment().deleteOnTermination())
              .build());
    }
    transaction.replace(Kinds.NETWORK_INTERFACE, changed.build());
    return ModifyNetworkInterfaceAttributeResponse.builder().build();
  }

  static List<GroupIdentifier> groups(
      Transaction transaction, NetworkInterface held, List<String> ids) {
    return ids.stream()
        .map(id -> Lookup.SECURITY_GROUP.get(transaction, id, "SecurityGroupId"))
        .map(group -> {
          if (!SecurityGroups.usable(transaction, group, held.vpcId())) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.with(
                "You have specified two resources that belong to different networks.");
          }
          return GroupIdentifier.builder()
              .groupId(group.groupId())
              .groupName(group.groupName())
              .build();
        })
        .toList();
  }
}
