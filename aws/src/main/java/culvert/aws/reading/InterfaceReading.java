package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.NetworkInterface.EndpointHolder;
import culvert.network.topology.NetworkInterface.Holder;
import culvert.network.topology.NetworkInterface.InstanceHolder;
import culvert.network.topology.NetworkInterface.NatGatewayHolder;
import culvert.network.topology.NetworkInterface.ServiceHolder;
import culvert.network.topology.NetworkInterface.Unattached;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/** Reads network interfaces and the instances that they belong to. */
final class InterfaceReading {

  /** The tag that makes an appliance drop flows whose first packet it never saw. */
  private static final String FIREWALL_TAG = "culvert:firewall";

  private InterfaceReading() {}

  static culvert.network.topology.NetworkInterface networkInterface(NetworkInterface shape) {
    List<IpAddress> addresses = new ArrayList<>();
    Map<IpAddress, IpAddress> publicAddresses = new HashMap<>();
    List<NetworkInterfacePrivateIpAddress> privates =
        shape.privateIpAddresses().stream()
            .sorted(Comparator.comparing((NetworkInterfacePrivateIpAddress a) -> !isPrimary(a)))
            .toList();
    for (NetworkInterfacePrivateIpAddress held : privates) {
      IpAddress address = IpAddress.parse(held.privateIpAddress());
      addresses.add(address);
      addPublic(publicAddresses, address, held.association());
    }
    shape.ipv6Addresses().forEach(address -> addresses.add(IpAddress.parse(address.ipv6Address())));
    return new culvert.network.topology.NetworkInterface(
        shape.networkInterfaceId(),
        shape.vpcId(),
        shape.subnetId(),
        VpcReading.name(shape.tagSet()),
        List.copyOf(addresses),
        Stream.concat(
                shape.ipv4Prefixes().stream().map(Ipv4PrefixSpecification::ipv4Prefix),
                shape.ipv6Prefixes().stream().map(Ipv6PrefixSpecification::ipv6Prefix))
            .map(IpPrefix::parse)
            .toList(),
        Map.copyOf(publicAddresses),
        shape.groups().stream().map(GroupIdentifier::groupId).toList(),
        !Objects.equals(shape.sourceDestCheck(), false),
        holder(shape));
  }

  private static boolean isPrimary(NetworkInterfacePrivateIpAddress address) {
    return Objects.equals(address.primary(), true);
  }

  private static void addPublic(
      Map<IpAddress, IpAddress> into,
      IpAddress address,
      @Nullable NetworkInterfaceAssociation association) {
    if (association != null && association.publicIp() != null) {
      into.put(address, IpAddress.parse(association.publicIp()));
    }
  }

  private static Holder holder(NetworkInterface shape) {
    NetworkInterfaceAttachment attachment = shape.attachment();
    if (isOnInstance(attachment)) {
      return new InstanceHolder(attachment.instanceId());
    }
    if (String.valueOf(shape.interfaceTypeAsString()).startsWith("nat")) {
      return new NatGatewayHolder(lastWord(shape.description()));
    }
    if (isOfEndpoint(shape.interfaceTypeAsString())) {
      return new EndpointHolder(lastWord(shape.description()));
    }
    return Objects.equals(shape.requesterManaged(), true)
        ? new ServiceHolder(Objects.requireNonNullElse(shape.description(), ""))
        : new Unattached();
  }

  /** Whether it is there: no longer on its way, not yet on its way back. */
  static boolean isOnInstance(@Nullable NetworkInterfaceAttachment attachment) {
    return attachment != null
        && attachment.instanceId() != null
        && attachment.status() != AttachmentStatus.ATTACHING
        && attachment.status() != AttachmentStatus.DETACHING;
  }

  private static boolean isOfEndpoint(@Nullable String type) {
    return "vpc_endpoint".equals(type) || "gateway_load_balancer_endpoint".equals(type);
  }

  /**
   * AWS names the holder at the end of the description: {@code Interface for NAT Gateway nat-…},
   * {@code VPC Endpoint Interface vpce-…}.
   */
  private static String lastWord(@Nullable String description) {
    String text = Objects.requireNonNullElse(description, "");
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  /** The id of the instance that it is on, or null. */
  static @Nullable String instanceOf(NetworkInterface shape) {
    NetworkInterfaceAttachment attachment = shape.attachment();
    return isOnInstance(attachment) ? attachment.instanceId() : null;
  }

  /** An instance with its interfaces in the order of devices. */
  static culvert.network.topology.Instance instance(Resource<Instance> resource, Snapshot from) {
    Instance shape = resource.shape();
    return new culvert.network.topology.Instance(
        shape.instanceId(),
        VpcReading.name(shape.tags()),
        from.referringAnywhere(Kinds.NETWORK_INTERFACE, resource.id())
            .map(Resource::shape)
            .filter(held -> resource.id().equals(instanceOf(held)))
            .sorted(
                Comparator.comparingInt(InterfaceReading::device)
                    .thenComparing(NetworkInterface::networkInterfaceId))
            .map(NetworkInterface::networkInterfaceId)
            .toList(),
        shape.state().name() == InstanceStateName.RUNNING,
        VpcReading.value(shape.tags(), FIREWALL_TAG).equals("stateful"));
  }

  private static int device(NetworkInterface shape) {
    return Objects.requireNonNullElse(shape.attachment().deviceIndex(), 0);
  }
}
