package culvert.aws.snapshot;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/** What an instance has beside its shape, where the files do not have it by itself. */
final class InstanceParts {

  private InstanceParts() {}

  /** What AWS starts an instance with, where nobody asks for more. */
  static DescribeInstanceAttributeResponse attributes(String id) {
    return DescribeInstanceAttributeResponse.builder()
        .instanceId(id)
        .disableApiTermination(v -> v.value(false))
        .disableApiStop(v -> v.value(false))
        .instanceInitiatedShutdownBehavior(v -> v.value("stop"))
        .userData(v -> v.value(null))
        .build();
  }

  /**
   * The interfaces of an instance in a subnet that no file lists: as the instance shows them, or as
   * its own addresses say.
   */
  static void interfaces(Instance shown, Scope owner, Gathering into) {
    for (InstanceNetworkInterface each : shown.networkInterfaces()) {
      if (each.networkInterfaceId() != null
          && into.find(Kinds.NETWORK_INTERFACE, each.networkInterfaceId()) == null) {
        add(of(shown, each, owner), owner, into);
      }
    }
    if (shown.networkInterfaces().isEmpty()
        && shown.privateIpAddress() != null
        && shown.subnetId() != null
        && !into.instancesWithInterfaces().contains(shown.instanceId())) {
      add(only(shown, owner), owner, into);
    }
  }

  private static void add(NetworkInterface made, Scope owner, Gathering into) {
    NetworkInterface stored =
        Usual.complete(Kinds.NETWORK_INTERFACE, HostSections.stored(made, owner), owner);
    into.derive(owner, Kinds.NETWORK_INTERFACE, stored.networkInterfaceId(), stored);
  }

  private static NetworkInterface of(
      Instance instance, InstanceNetworkInterface shown, Scope owner) {
    NetworkInterface.Builder made =
        NetworkInterface.builder()
            .networkInterfaceId(shown.networkInterfaceId())
            .ownerId(shown.ownerId() == null ? owner.account() : shown.ownerId())
            .vpcId(shown.vpcId() == null ? instance.vpcId() : shown.vpcId())
            .subnetId(shown.subnetId() == null ? instance.subnetId() : shown.subnetId())
            .availabilityZone(zone(instance))
            .description(shown.description())
            .interfaceType(shown.interfaceType())
            .macAddress(shown.macAddress())
            .privateIpAddress(shown.privateIpAddress())
            .association(association(shown.association()))
            .sourceDestCheck(shown.sourceDestCheck())
            .status(shown.statusAsString())
            .groups(shown.groups())
            .ipv6Addresses(
                shown.ipv6Addresses().stream()
                    .map(a ->
                        NetworkInterfaceIpv6Address.builder().ipv6Address(a.ipv6Address()).build())
                    .toList())
            .tagSet(List.of())
            .privateIpAddresses(
                shown.privateIpAddresses().stream()
                    .map(a ->
                        NetworkInterfacePrivateIpAddress.builder()
                            .primary(a.primary())
                            .privateIpAddress(a.privateIpAddress())
                            .association(association(a.association()))
                            .build())
                    .toList());
    var attachment = shown.attachment();
    return made.attachment(
            a -> {
              a.instanceId(instance.instanceId()).instanceOwnerId(owner.account()).deviceIndex(0);
              if (attachment != null) {
                a.attachmentId(attachment.attachmentId())
                    .attachTime(attachment.attachTime())
                    .deleteOnTermination(attachment.deleteOnTermination())
                    .deviceIndex(attachment.deviceIndex())
                    .networkCardIndex(attachment.networkCardIndex())
                    .status(attachment.statusAsString());
              }
            })
        .build();
  }

  /** An instance in a subnet has one interface at least, which has its addresses. */
  private static NetworkInterface only(Instance shown, Scope owner) {
    NetworkInterfaceAssociation association =
        shown.publicIpAddress() == null
            ? null
            : NetworkInterfaceAssociation.builder()
                .publicIp(shown.publicIpAddress())
                .ipOwnerId("amazon")
                .build();
    return NetworkInterface.builder()
        .networkInterfaceId(DerivedIds.of("eni", shown.instanceId()))
        .ownerId(owner.account())
        .vpcId(shown.vpcId())
        .subnetId(shown.subnetId())
        .availabilityZone(zone(shown))
        .privateIpAddress(shown.privateIpAddress())
        .association(association)
        .sourceDestCheck(shown.sourceDestCheck())
        .groups(shown.securityGroups())
        .tagSet(List.of())
        .attachment(a ->
            a.attachmentId(DerivedIds.of("eni-attach", shown.instanceId()))
                .instanceId(shown.instanceId())
                .instanceOwnerId(owner.account())
                .deviceIndex(0)
                .deleteOnTermination(true)
                .status("attached"))
        .build();
  }

  private static @Nullable String zone(Instance instance) {
    return instance.placement() == null ? null : instance.placement().availabilityZone();
  }

  private static @Nullable NetworkInterfaceAssociation association(
      @Nullable InstanceNetworkInterfaceAssociation shown) {
    return shown == null
        ? null
        : NetworkInterfaceAssociation.builder()
            .publicIp(shown.publicIp())
            .ipOwnerId(shown.ipOwnerId())
            .build();
  }
}
