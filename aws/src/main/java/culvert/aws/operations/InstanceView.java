package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.HostnameType;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;

/** What an instance shows of its interfaces, which are the only place where addresses are kept. */
public final class InstanceView {

  private InstanceView() {}

  /** An instance with what the filters look at beside it. */
  static InstanceFilters.Described described(Instance instance, CatalogView view) {
    return new InstanceFilters.Described(
        shown(instance, view),
        Objects.requireNonNull(view.find(Kinds.RESERVATION, instance.instanceId())).reservationId(),
        view.scope().account(),
        interfaces(instance, view));
  }

  private static List<NetworkInterface> interfaces(Instance instance, CatalogView view) {
    return InstanceOperations.interfaces(view, instance.instanceId()).stream()
        .sorted(Comparator.comparing(each -> each.attachment().deviceIndex()))
        .map(held -> HostNames.shown(held, view))
        .toList();
  }

  /** As AWS shows it. */
  public static Instance shown(Instance instance, CatalogView view) {
    List<NetworkInterface> held = interfaces(instance, view);
    if (held.isEmpty()) {
      return instance.toBuilder().privateDnsName("").publicDnsName("").build();
    }
    NetworkInterface first = held.getFirst();
    NetworkInterfaceAssociation association = first.association();
    return instance.toBuilder()
        .vpcId(first.vpcId())
        .subnetId(first.subnetId())
        .privateIpAddress(first.privateIpAddress())
        .privateDnsName(privateName(instance, first, view))
        .publicDnsName(association == null ? "" : orEmpty(association.publicDnsName()))
        .publicIpAddress(association == null ? null : association.publicIp())
        .ipv6Address(
            first.ipv6Addresses().isEmpty() ? null : first.ipv6Addresses().getFirst().ipv6Address())
        .securityGroups(first.groups())
        .sourceDestCheck(first.sourceDestCheck())
        .networkInterfaces(held.stream().map(InstanceView::networkInterface).toList())
        .build();
  }

  /** By the address, or by the instance's id where that is asked for. */
  private static String privateName(Instance instance, NetworkInterface held, CatalogView view) {
    String region = view.scope().region();
    boolean byId = instance.privateDnsNameOptions().hostnameType() == HostnameType.RESOURCE_NAME;
    return byId
        ? HostNames.resourceName(instance.instanceId(), region)
        : HostNames.privateName(held.privateIpAddress(), region);
  }

  private static String orEmpty(@Nullable String name) {
    return name == null ? "" : name;
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
        .privateDnsName(held.privateDnsName())
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
                .networkCardIndex(held.attachment().networkCardIndex())
                .status(held.attachment().statusAsString())
                .build())
        .privateIpAddresses(
            held.privateIpAddresses().stream()
                .map(a ->
                    InstancePrivateIpAddress.builder()
                        .privateIpAddress(a.privateIpAddress())
                        .privateDnsName(a.privateDnsName())
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
                .publicDnsName(a.publicDnsName())
                .ipOwnerId(a.ipOwnerId())
                .build())
        .findFirst()
        .orElse(null);
  }
}
