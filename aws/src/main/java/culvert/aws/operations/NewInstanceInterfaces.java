package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The interfaces of instances at their launch: new ones, and such as are there already. */
final class NewInstanceInterfaces {

  private final RunInstancesRequest request;
  private final Transaction transaction;
  private final List<InstanceNetworkInterfaceSpecification> wanted;
  private final List<Tag> tags;

  NewInstanceInterfaces(
      RunInstancesRequest request, Transaction transaction, InstanceTypeInfo type, List<Tag> tags) {
    this.request = request;
    this.transaction = transaction;
    this.tags = tags;
    boolean asInstance = request.networkInterfaces().isEmpty();
    if (!asInstance) {
      refuseBothLevels();
      refuseDevices(request.networkInterfaces(), type);
    }
    wanted = asInstance ? List.of(ofInstance()) : request.networkInterfaces();
    wanted.forEach(this::refuseWhatDoesNotGo);
  }

  private void refuseBothLevels() {
    if (request.subnetId() != null
        || !request.securityGroupIds().isEmpty()
        || !request.securityGroups().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Network interfaces and an instance-level subnet ID or security groups may not be"
              + " specified on the same request");
    }
    if (request.privateIpAddress() != null
        || request.ipv6AddressCount() != null
        || !request.ipv6Addresses().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Network interfaces and instance-level addresses may not be specified on the same"
              + " request");
    }
  }

  private static void refuseDevices(
      List<InstanceNetworkInterfaceSpecification> asked, InstanceTypeInfo type) {
    Set<Integer> devices = new HashSet<>();
    for (InstanceNetworkInterfaceSpecification each : asked) {
      if (each.deviceIndex() == null) {
        throw Ec2Error.MISSING_PARAMETER.with("NetworkInterface.DeviceIndex");
      }
      if (!devices.add(each.deviceIndex())) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "Each network interface requires a unique device index.");
      }
      if (each.associatePublicIpAddress() != null && asked.size() > 1) {
        throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
            "The associatePublicIPAddress parameter cannot be specified when launching with"
                + " multiple network interfaces.");
      }
    }
    if (!devices.contains(0)) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The primary network interface, of device index 0, must be specified.");
    }
    if (asked.size() > type.networkInfo().maximumNetworkInterfaces()) {
      throw Ec2Error.ATTACHMENT_LIMIT_EXCEEDED.with(asked.size(), type.instanceTypeAsString());
    }
  }

  /** The one interface that a launch without a list of them describes. */
  private InstanceNetworkInterfaceSpecification ofInstance() {
    return InstanceNetworkInterfaceSpecification.builder()
        .deviceIndex(0)
        .subnetId(request.subnetId())
        .groups(Stream.concat(request.securityGroupIds().stream(), idsOfGroupNames()).toList())
        .privateIpAddress(request.privateIpAddress())
        .ipv6AddressCount(request.ipv6AddressCount())
        .ipv6Addresses(request.ipv6Addresses())
        .primaryIpv6(request.enablePrimaryIpv6())
        .build();
  }

  /** Names are the default VPC's. */
  private Stream<String> idsOfGroupNames() {
    if (request.securityGroups().isEmpty()) {
      return Stream.empty();
    }
    if (request.subnetId() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameter groupName cannot be used with the parameter subnet");
    }
    Vpc standard = DefaultNetwork.find(transaction);
    if (standard == null) {
      throw Ec2Error.DEFAULT_VPC_DOES_NOT_EXIST.with();
    }
    return request.securityGroups().stream()
        .map(name ->
            transaction
                .referring(Kinds.SECURITY_GROUP, standard.vpcId())
                .filter(group -> group.groupName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                    Ec2Error.INVALID_GROUP_NOT_FOUND_IN_DEFAULT_VPC.with(name, standard.vpcId()))
                .groupId());
  }

  private void refuseWhatDoesNotGo(InstanceNetworkInterfaceSpecification each) {
    boolean several = request.maxCount() > 1;
    if (each.networkInterfaceId() != null) {
      if (several) {
        throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
            "A network interface ID may not be specified when launching more than one instance");
      }
      if (each.subnetId() != null
          || each.privateIpAddress() != null
          || !each.groups().isEmpty()
          || each.associatePublicIpAddress() != null) {
        throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
            "A network interface ID may not be specified together with a subnet, an address or"
                + " security groups");
      }
    }
    if (several && (each.privateIpAddress() != null || !each.privateIpAddresses().isEmpty())) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "A private IP address may not be specified when launching more than one instance");
    }
    if (Boolean.TRUE.equals(each.associateCarrierIpAddress())) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("Culvert has no carrier gateways");
    }
  }

  /** The subnet of the primary interface. */
  Subnet subnet() {
    return wanted.stream()
        .filter(each -> Objects.equals(each.deviceIndex(), 0))
        .findFirst()
        .map(this::subnet)
        .orElseThrow();
  }

  /** Where a subnet is not named, it is the default VPC's in the zone that is, or in the first. */
  private Subnet subnet(InstanceNetworkInterfaceSpecification each) {
    if (each.networkInterfaceId() != null) {
      return Lookup.SUBNET.get(transaction, existing(each).subnetId(), "SubnetId");
    }
    if (each.subnetId() != null) {
      return Lookup.SUBNET.get(transaction, each.subnetId(), "SubnetId");
    }
    Placement placement = request.placement();
    String zone =
        placement == null
            ? ""
            : LaunchOptions.said(placement.availabilityZone(), placement.availabilityZoneId());
    return transaction
        .all(Kinds.SUBNET)
        .filter(Subnet::defaultForAz)
        .filter(subnet ->
            zone.isEmpty()
                || zone.equals(subnet.availabilityZone())
                || zone.equals(subnet.availabilityZoneId()))
        .findFirst()
        .orElseThrow(() ->
            zone.isEmpty()
                ? Ec2Error.MISSING_PARAMETER.with("SubnetId")
                : Ec2Error.INVALID_PARAMETER_VALUE.with(
                    "There is no default subnet in the Availability Zone " + zone));
  }

  private NetworkInterface existing(InstanceNetworkInterfaceSpecification each) {
    return Lookup.NETWORK_INTERFACE.get(
        transaction, each.networkInterfaceId(), "NetworkInterfaceId");
  }

  /** Makes or attaches them all, in the zone of the primary one. */
  void create(String instance, Subnet primary) {
    for (InstanceNetworkInterfaceSpecification each : wanted) {
      Subnet subnet = subnet(each);
      if (!subnet.availabilityZone().equals(primary.availabilityZone())) {
        throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
            "You may not attach network interfaces of different Availability Zones");
      }
      if (each.networkInterfaceId() == null) {
        add(instance, subnet, each);
      } else {
        attach(instance, each);
      }
    }
  }

  private void add(String instance, Subnet subnet, InstanceNetworkInterfaceSpecification each) {
    boolean visible =
        each.associatePublicIpAddress() == null
            ? wanted.size() == 1 && Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch())
            : each.associatePublicIpAddress();
    boolean deletes = Objects.requireNonNullElse(each.deleteOnTermination(), true);
    NetworkInterface made =
        NetworkInterfaceOperations.wanted(subnet, asCall(each))
            .attachedBy(attachment(instance, each, deletes))
            .visibleAs(visible ? PublicAddresses.lend(transaction) : null)
            .tags(tags)
            .create(transaction);
    if (visible) {
      transaction.add(
          Kinds.PUBLIC_AT_START,
          InstanceNetworkInterfaceSpecification.builder()
              .networkInterfaceId(made.networkInterfaceId())
              .associatePublicIpAddress(true)
              .build());
    }
  }

  private static CreateNetworkInterfaceRequest asCall(InstanceNetworkInterfaceSpecification each) {
    return CreateNetworkInterfaceRequest.builder()
        .description(each.description())
        .interfaceType("interface".equals(each.interfaceType()) ? null : each.interfaceType())
        .groups(each.groups())
        .privateIpAddress(each.privateIpAddress())
        .privateIpAddresses(each.privateIpAddresses())
        .secondaryPrivateIpAddressCount(each.secondaryPrivateIpAddressCount())
        .ipv4Prefixes(each.ipv4Prefixes())
        .ipv4PrefixCount(each.ipv4PrefixCount())
        .ipv6Addresses(each.ipv6Addresses())
        .ipv6AddressCount(each.ipv6AddressCount())
        .ipv6Prefixes(each.ipv6Prefixes())
        .ipv6PrefixCount(each.ipv6PrefixCount())
        .enablePrimaryIpv6(each.primaryIpv6())
        .connectionTrackingSpecification(each.connectionTrackingSpecification())
        .build();
  }

  private void attach(String instance, InstanceNetworkInterfaceSpecification each) {
    NetworkInterface held = existing(each);
    if (held.attachment() != null) {
      throw Ec2Error.INVALID_NETWORK_INTERFACE_IN_USE.with(
          "Interface: [" + held.networkInterfaceId() + "] in use.");
    }
    NetworkInterfaceAttachments.attach(
        transaction,
        Objects.requireNonNull(
            transaction.resource(Kinds.NETWORK_INTERFACE, held.networkInterfaceId())),
        attachment(instance, each, Objects.requireNonNullElse(each.deleteOnTermination(), false)));
  }

  private NetworkInterfaceAttachment attachment(
      String instance, InstanceNetworkInterfaceSpecification each, boolean deletes) {
    return NetworkInterfaceAttachment.builder()
        .attachmentId(Ids.next("eni-attach"))
        .attachTime(transaction.now())
        .deleteOnTermination(deletes)
        .deviceIndex(each.deviceIndex())
        .networkCardIndex(Objects.requireNonNullElse(each.networkCardIndex(), 0))
        .instanceId(instance)
        .instanceOwnerId(transaction.scope().account())
        .status("attached")
        .build();
  }
}
