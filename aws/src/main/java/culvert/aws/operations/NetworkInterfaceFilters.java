package culvert.aws.operations;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;

/** The filters that AWS documents for network interfaces. */
final class NetworkInterfaceFilters {

  private NetworkInterfaceFilters() {}

  static Filters<NetworkInterface> all() {
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
        .on("operator.managed", n -> n.operator() != null && n.operator().managed())
        .on("operator.principal", n -> n.operator() == null ? null : n.operator().principal())
        .on("owner-id", NetworkInterface::ownerId)
        .on("private-dns-name", NetworkInterface::privateDnsName)
        .onEach(
            "private-ip-address",
            n -> n.privateIpAddresses().stream().map(a -> a.privateIpAddress()))
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
}
