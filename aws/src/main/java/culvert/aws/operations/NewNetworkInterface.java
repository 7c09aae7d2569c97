package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ConnectionTrackingConfiguration;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A network interface that is about to be made in a subnet. */
public final class NewNetworkInterface {

  private static final String WITHOUT_ADDRESSES = "efa-only";

  private final Subnet subnet;
  private String description = "";
  private String type = "interface";
  private @Nullable String address;
  private WantedAddresses secondary = WantedAddresses.none(IpFamily.V4);
  private WantedAddresses ipv6 = WantedAddresses.none(IpFamily.V6);
  private boolean primaryIpv6;
  private boolean requesterManaged;
  private @Nullable ConnectionTrackingConfiguration tracking;
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

  NewNetworkInterface type(String interfaceType) {
    type = interfaceType;
    return this;
  }

  /** The interface of a service of AWS's, which has groups. */
  public NewNetworkInterface guarded(String interfaceType) {
    requesterManaged = true;
    return type(interfaceType);
  }

  /** The interface of a service of AWS's, which has no groups. */
  public NewNetworkInterface ofService(String interfaceType) {
    withoutGroups = true;
    return guarded(interfaceType);
  }

  /** The primary IPv4 address; null for the next free one. */
  public NewNetworkInterface address(@Nullable String given) {
    address = given;
    return this;
  }

  /** Its IPv4 addresses and prefixes beside the primary address. */
  NewNetworkInterface secondary(WantedAddresses wanted) {
    secondary = wanted;
    return this;
  }

  NewNetworkInterface ipv6(WantedAddresses wanted) {
    ipv6 = wanted;
    return this;
  }

  public NewNetworkInterface ipv6Count(@Nullable Integer count) {
    return ipv6(WantedAddresses.count(IpFamily.V6, count));
  }

  /** Whether the first IPv6 address is the one that stays. */
  NewNetworkInterface primaryIpv6(boolean wanted) {
    primaryIpv6 = wanted;
    return this;
  }

  NewNetworkInterface tracking(@Nullable ConnectionTrackingConfiguration given) {
    tracking = given;
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
    secondary.checkLimit(1);
    ipv6.checkLimit(0);
    SubnetAddresses free = SubnetAddresses.of(transaction, subnet);
    NetworkInterface.Builder made =
        NetworkInterface.builder()
            .networkInterfaceId(Ids.next("eni"))
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
            .ipv6Native(subnet.ipv6Native())
            .connectionTrackingConfiguration(tracking)
            .groups(withoutGroups ? List.of() : identifiers(transaction))
            .attachment(attachment)
            .tagSet(tags);
    if (!type.equals(WITHOUT_ADDRESSES)) {
      addIpv4(made, free);
      addIpv6(made, free);
    } else if (address != null || !secondary.isUnsaid() || !ipv6.isUnsaid()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "An interface of the type " + WITHOUT_ADDRESSES + " has no IP addresses");
    }
    return transaction.add(Kinds.NETWORK_INTERFACE, made.build());
  }

  private void addIpv4(NetworkInterface.Builder made, SubnetAddresses free) {
    boolean only6 = Boolean.TRUE.equals(subnet.ipv6Native());
    if (only6 && address == null && secondary.isUnsaid()) {
      return;
    }
    WantedAddresses first =
        address == null
            ? WantedAddresses.count(IpFamily.V4, 1)
            : new WantedAddresses(IpFamily.V4, List.of(address), null, List.of(), null);
    IpAddress primary = first.takeAddresses(free).getFirst();
    List<IpAddress> addresses = new ArrayList<>(List.of(primary));
    addresses.addAll(secondary.takeAddresses(free));
    made.privateIpAddress(primary.toString())
        .association(association)
        .privateIpAddresses(
            addresses.stream()
                .map(each ->
                    NetworkInterfacePrivateIpAddress.builder()
                        .primary(each.equals(primary))
                        .privateIpAddress(each.toString())
                        .association(each.equals(primary) ? association : null)
                        .build())
                .toList())
        .ipv4Prefixes(
            secondary.takePrefixes(free).stream()
                .map(each -> Ipv4PrefixSpecification.builder().ipv4Prefix(each.toString()).build())
                .toList());
  }

  private void addIpv6(NetworkInterface.Builder made, SubnetAddresses free) {
    boolean byItself =
        Boolean.TRUE.equals(subnet.assignIpv6AddressOnCreation())
            || Boolean.TRUE.equals(subnet.ipv6Native());
    WantedAddresses wanted =
        ipv6.isUnsaid() && byItself && !requesterManaged
            ? WantedAddresses.count(IpFamily.V6, 1)
            : ipv6;
    List<IpAddress> addresses = wanted.takeAddresses(free);
    if (primaryIpv6 && addresses.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "An interface without an IPv6 address has no primary one");
    }
    made.ipv6Address(addresses.isEmpty() ? null : addresses.getFirst().toString())
        .ipv6Addresses(
            addresses.stream()
                .map(each ->
                    NetworkInterfaceIpv6Address.builder()
                        .ipv6Address(each.toString())
                        .isPrimaryIpv6(primaryIpv6 && each.equals(addresses.getFirst()))
                        .build())
                .toList())
        .ipv6Prefixes(
            wanted.takePrefixes(free).stream()
                .map(each -> Ipv6PrefixSpecification.builder().ipv6Prefix(each.toString()).build())
                .toList());
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
