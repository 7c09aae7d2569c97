package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A network interface that is about to be made in a subnet. */
public final class NewNetworkInterface {

  private final Subnet subnet;
  private String description = "";
  private String type = "interface";
  private @Nullable String address;
  private int ipv6Count;
  private boolean requesterManaged;
  private boolean withoutGroups;
  private List<String> groups = List.of();
  private List<Tag> tags = List.of();
  private @Nullable NetworkInterfaceAttachment attachment;
  private @Nullable NetworkInterfaceAssociation association;

  private NewNetworkInterface(Subnet subnet) {
    this.subnet = subnet;
  }

  public static NewNetworkInterface in(Subnet subnet) {
    return new NewNetworkInterface(subnet);
  }

  public NewNetworkInterface description(@Nullable String given) {
    description = given == null ? "" : given;
    return this;
  }

  /** The interface of a service of AWS's, which has no groups. */
  public NewNetworkInterface ofService(String interfaceType) {
    withoutGroups = true;
    return guarded(interfaceType);
  }

  /** The interface of a service of AWS's, which has groups. */
  public NewNetworkInterface guarded(String interfaceType) {
    type = interfaceType;
    requesterManaged = true;
    return this;
  }

  /** The primary IPv4 address; null for the next free one. */
  public NewNetworkInterface address(@Nullable String given) {
    address = given;
    return this;
  }

  public NewNetworkInterface ipv6Count(int count) {
    ipv6Count = count;
    return this;
  }

  /** The ids of its security groups; none for the VPC's default group. */
  public NewNetworkInterface groups(List<String> ids) {
    groups = ids;
    return this;
  }

  public NewNetworkInterface tags(List<Tag> given) {
    tags = given;
    return this;
  }

  public NewNetworkInterface attachedBy(NetworkInterfaceAttachment given) {
    attachment = given;
    return this;
  }

  /** The public address that is its primary address's translation. */
  public NewNetworkInterface visibleAs(@Nullable NetworkInterfaceAssociation given) {
    association = given;
    return this;
  }

  public NetworkInterface create(Transaction transaction) {
    SubnetAddresses free = SubnetAddresses.of(transaction, subnet);
    String id = Ids.next("eni");
    IpAddress primary = address == null ? free.nextIpv4() : free.take(address);
    List<NetworkInterfaceIpv6Address> ipv6 = new ArrayList<>();
    for (int i = 0; i < ipv6Count; i++) {
      ipv6.add(
          NetworkInterfaceIpv6Address.builder()
              .ipv6Address(free.nextIpv6().toString())
              .isPrimaryIpv6(false)
              .build());
    }
    NetworkInterface.Builder made =
        NetworkInterface.builder()
            .networkInterfaceId(id)
            .subnetId(subnet.subnetId())
            .vpcId(subnet.vpcId())
            .availabilityZone(subnet.availabilityZone())
            .availabilityZoneId(subnet.availabilityZoneId())
            .ownerId(transaction.scope().account())
            .description(description)
            .interfaceType(type)
            .requesterManaged(requesterManaged)
            .sourceDestCheck(!requesterManaged)
            .status(attachment == null ? "available" : "in-use")
            .macAddress(mac())
            .privateIpAddress(primary.toString())
            .privateIpAddresses(
                NetworkInterfacePrivateIpAddress.builder()
                    .primary(true)
                    .privateIpAddress(primary.toString())
                    .association(association)
                    .build())
            .ipv6Addresses(ipv6)
            .groups(withoutGroups ? List.of() : identifiers(transaction))
            .association(association)
            .attachment(attachment)
            .tagSet(tags);
    return transaction.add(Kinds.NETWORK_INTERFACE, made.build());
  }

  private List<GroupIdentifier> identifiers(Transaction transaction) {
    if (groups.isEmpty()) {
      return transaction
          .referring(Kinds.SECURITY_GROUP, subnet.vpcId())
          .filter(group -> group.groupName().equals("default"))
          .map(group -> identifier(group.groupId(), group.groupName()))
          .toList();
    }
    return groups.stream().distinct().map(id -> checked(transaction, id)).toList();
  }

  private GroupIdentifier checked(Transaction transaction, String id) {
    var group = Lookup.SECURITY_GROUP.get(transaction, id, "SecurityGroupId");
    if (!SecurityGroups.usable(transaction, group, subnet.vpcId())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "You have specified two resources that belong to different networks.");
    }
    return identifier(id, group.groupName());
  }

  private static GroupIdentifier identifier(String id, String name) {
    return GroupIdentifier.builder().groupId(id).groupName(name).build();
  }

  /** Locally administered, as AWS's are. */
  private static String mac() {
    int random = ThreadLocalRandom.current().nextInt();
    return "0a:%02x:%02x:%02x:%02x:%02x"
        .formatted(
            ThreadLocalRandom.current().nextInt(256),
            random >>> 24,
            random >>> 16 & 255,
            random >>> 8 & 255,
            random & 255);
  }
}
