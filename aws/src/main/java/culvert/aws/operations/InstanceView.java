package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;

/** What an instance shows of its interfaces, which are the only place where addresses are kept. */
final class InstanceView {

  /** The filters on what is shown. */
  static final Filters<Instance> FILTERS =
      new Filters<Instance>()
          .on("architecture", Instance::architectureAsString)
          .on("availability-zone", i -> i.placement().availabilityZone())
          .on("client-token", Instance::clientToken)
          .on("dns-name", Instance::publicDnsName)
          .onEach("group-id", i -> i.securityGroups().stream().map(GroupIdentifier::groupId))
          .onEach("group-name", i -> i.securityGroups().stream().map(GroupIdentifier::groupName))
          .onEach(
              "instance.group-id", i -> i.securityGroups().stream().map(GroupIdentifier::groupId))
          .onEach(
              "instance.group-name",
              i -> i.securityGroups().stream().map(GroupIdentifier::groupName))
          .on("hypervisor", Instance::hypervisorAsString)
          .on("image-id", Instance::imageId)
          .on("instance-id", Instance::instanceId)
          .on("instance-lifecycle", Instance::instanceLifecycleAsString)
          .on("instance-state-code", i -> i.state().code())
          .on("instance-state-name", i -> i.state().nameAsString())
          .on("instance-type", Instance::instanceTypeAsString)
          .on("ip-address", Instance::publicIpAddress)
          .on("ipv6-address", Instance::ipv6Address)
          .on("key-name", Instance::keyName)
          .on("launch-time", Instance::launchTime)
          .onEach(
              "network-interface.network-interface-id",
              i -> i.networkInterfaces().stream().map(n -> n.networkInterfaceId()))
          .onEach(
              "network-interface.subnet-id",
              i -> i.networkInterfaces().stream().map(n -> n.subnetId()))
          .onEach(
              "network-interface.vpc-id", i -> i.networkInterfaces().stream().map(n -> n.vpcId()))
          .onEach(
              "network-interface.addresses.private-ip-address",
              i ->
                  i.networkInterfaces().stream()
                      .flatMap(n -> n.privateIpAddresses().stream())
                      .map(a -> a.privateIpAddress()))
          .on("platform", Instance::platformAsString)
          .on("private-dns-name", Instance::privateDnsName)
          .on("private-ip-address", Instance::privateIpAddress)
          .on("root-device-name", Instance::rootDeviceName)
          .on("root-device-type", Instance::rootDeviceTypeAsString)
          .on("source-dest-check", Instance::sourceDestCheck)
          .on("subnet-id", Instance::subnetId)
          .on("tenancy", i -> i.placement().tenancyAsString())
          .on("virtualization-type", Instance::virtualizationTypeAsString)
          .on("vpc-id", Instance::vpcId)
          .onTags();

  private InstanceView() {}

  /** The reservation that an instance was launched in; AWS keeps it beside the instance. */
  static String reservationOf(Instance instance, CatalogView view) {
    var attributes = view.find(Kinds.RESERVATION, instance.instanceId());
    return attributes == null ? "" : attributes.reservationId();
  }

  static Instance shown(Instance instance, CatalogView view) {
    List<NetworkInterface> held =
        InstanceOperations.interfaces(view, instance.instanceId()).stream()
            .sorted(Comparator.comparing(each -> each.attachment().deviceIndex()))
            .toList();
    if (held.isEmpty()) {
      return instance;
    }
    NetworkInterface first = held.getFirst();
    NetworkInterfaceAssociation association = first.association();
    return instance.toBuilder()
        .vpcId(first.vpcId())
        .subnetId(first.subnetId())
        .privateIpAddress(first.privateIpAddress())
        .privateDnsName(privateName(first, view))
        .publicIpAddress(association == null ? null : association.publicIp())
        .ipv6Address(
            first.ipv6Addresses().isEmpty() ? null : first.ipv6Addresses().getFirst().ipv6Address())
        .securityGroups(first.groups())
        .sourceDestCheck(first.sourceDestCheck())
        .networkInterfaces(held.stream().map(InstanceView::networkInterface).toList())
        .build();
  }

  private static @Nullable String privateName(NetworkInterface held, CatalogView view) {
    String address = held.privateIpAddress();
    return address == null ? null : HostNames.privateName(address, view.scope().region());
  }

  private static InstanceNetworkInterface networkInterface(NetworkInterface held) {
    return InstanceNetworkInterface.builder()
        .networkInterfaceId(held.networkInterfaceId())
        .subnetId(held.subnetId())
        .vpcId(held.vpcId())
        .ownerId(held.ownerId())
        .description(held.description())
        .interfaceType(held.interfaceTypeAsString())
        .macAddress(held.macAddress())
        .privateIpAddress(held.privateIpAddress())
        .sourceDestCheck(held.sourceDestCheck())
        .status(held.statusAsString())
        .groups(held.groups())
        .association(association(held.association()))
        .attachment(
            InstanceNetworkInterfaceAttachment.builder()
                .attachmentId(held.attachment().attachmentId())
                .attachTime(held.attachment().attachTime())
                .deleteOnTermination(held.attachment().deleteOnTermination())
                .deviceIndex(held.attachment().deviceIndex())
                .networkCardIndex(0)
                .status(held.attachment().statusAsString())
                .build())
        .privateIpAddresses(
            held.privateIpAddresses().stream()
                .map(a ->
                    InstancePrivateIpAddress.builder()
                        .privateIpAddress(a.privateIpAddress())
                        .primary(a.primary())
                        .association(association(a.association()))
                        .build())
                .toList())
        .ipv6Addresses(
            held.ipv6Addresses().stream()
                .map(a -> InstanceIpv6Address.builder().ipv6Address(a.ipv6Address()).build())
                .toList())
        .build();
  }

  private static @Nullable InstanceNetworkInterfaceAssociation association(
      @Nullable NetworkInterfaceAssociation association) {
    return Stream.ofNullable(association)
        .map(a ->
            InstanceNetworkInterfaceAssociation.builder()
                .publicIp(a.publicIp())
                .ipOwnerId(a.ipOwnerId())
                .build())
        .findFirst()
        .orElse(null);
  }
}
