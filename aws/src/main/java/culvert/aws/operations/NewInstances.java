package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The instances of one RunInstances call: each with its interfaces. Any AMI id will do. */
final class NewInstances {

  private static final String DEFAULT_TYPE = "m1.small";

  private final RunInstancesRequest request;
  private final Transaction transaction;
  private final String reservationId = Ids.next("r");

  NewInstances(RunInstancesRequest request, Transaction transaction) {
    this.request = request;
    this.transaction = transaction;
    if (request.imageId() == null && request.launchTemplate() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("ImageId");
    }
    if (request.launchTemplate() != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("Culvert has no launch templates");
    }
    if (!request.networkInterfaces().isEmpty()
        && (request.subnetId() != null || !request.securityGroupIds().isEmpty())) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Network interfaces and an instance-level subnet ID or security groups may not be"
              + " specified on the same request");
    }
  }

  String reservationId() {
    return reservationId;
  }

  Instance create(int index) {
    String id = Ids.next("i");
    Subnet subnet = subnet();
    Instance made =
        transaction.add(
            Kinds.INSTANCE,
            Instance.builder()
                .instanceId(id)
                .imageId(request.imageId())
                .instanceType(
                    Objects.requireNonNullElse(request.instanceTypeAsString(), DEFAULT_TYPE))
                .keyName(request.keyName())
                .amiLaunchIndex(index)
                .launchTime(transaction.now())
                .state(InstanceOperations.state(InstanceStateName.PENDING))
                .architecture("x86_64")
                .hypervisor("xen")
                .virtualizationType("hvm")
                .rootDeviceName("/dev/xvda")
                .rootDeviceType("ebs")
                .ebsOptimized(Objects.requireNonNullElse(request.ebsOptimized(), false))
                .clientToken(request.clientToken())
                .monitoring(m -> m.state("disabled"))
                .placement(p ->
                    p.availabilityZone(subnet.availabilityZone()).tenancy("default").groupName(""))
                .vpcId(subnet.vpcId())
                .subnetId(subnet.subnetId())
                .tags(tags(ResourceType.INSTANCE))
                .build());
    transaction.add(
        transaction.scope(),
        Kinds.RESERVATION,
        id,
        RunInstancesResponse.builder().reservationId(reservationId).build());
    addInterfaces(id, subnet);
    return made;
  }

  private List<Tag> tags(ResourceType type) {
    List<TagSpecification> ofType =
        request.tagSpecifications().stream().filter(s -> s.resourceType() == type).toList();
    return Tags.of(ofType, type.toString());
  }

  /** The subnet that is asked for, or the default VPC's first one. */
  private Subnet subnet() {
    if (!request.networkInterfaces().isEmpty()) {
      InstanceNetworkInterfaceSpecification first = request.networkInterfaces().getFirst();
      String id =
          first.networkInterfaceId() == null
              ? first.subnetId()
              : Lookup.NETWORK_INTERFACE
                  .get(transaction, first.networkInterfaceId(), "NetworkInterfaceId")
                  .subnetId();
      return Lookup.SUBNET.get(transaction, id, "SubnetId");
    }
    if (request.subnetId() != null) {
      return Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
    }
    return transaction
        .all(Kinds.SUBNET)
        .filter(Subnet::defaultForAz)
        .findFirst()
        .orElseThrow(() -> Ec2Error.MISSING_PARAMETER.with("SubnetId"));
  }

  private void addInterfaces(String instance, Subnet subnet) {
    if (request.networkInterfaces().isEmpty()) {
      NewNetworkInterface.in(subnet)
          .address(request.privateIpAddress())
          .groups(request.securityGroupIds())
          .ipv6Count(request.ipv6AddressCount())
          .attachedBy(attachment(instance, 0, true))
          .visibleAs(publicAddress(subnet.mapPublicIpOnLaunch()))
          .tags(tags(ResourceType.NETWORK_INTERFACE))
          .create(transaction);
      return;
    }
    for (InstanceNetworkInterfaceSpecification wanted : request.networkInterfaces()) {
      add(instance, subnet, wanted);
    }
  }

  private void add(String instance, Subnet first, InstanceNetworkInterfaceSpecification wanted) {
    int device = Objects.requireNonNullElse(wanted.deviceIndex(), 0);
    if (wanted.networkInterfaceId() != null) {
      attach(instance, device, wanted.networkInterfaceId());
      return;
    }
    Subnet subnet =
        wanted.subnetId() == null
            ? first
            : Lookup.SUBNET.get(transaction, wanted.subnetId(), "SubnetId");
    boolean visible =
        wanted.associatePublicIpAddress() == null
            ? device == 0 && subnet.mapPublicIpOnLaunch()
            : wanted.associatePublicIpAddress();
    NewNetworkInterface.in(subnet)
        .description(wanted.description())
        .address(wanted.privateIpAddress())
        .groups(wanted.groups())
        .ipv6Count(wanted.ipv6AddressCount())
        .attachedBy(
            attachment(
                instance, device, Objects.requireNonNullElse(wanted.deleteOnTermination(), true)))
        .visibleAs(publicAddress(visible))
        .tags(tags(ResourceType.NETWORK_INTERFACE))
        .create(transaction);
  }

  private void attach(String instance, int device, String id) {
    NetworkInterface held = Lookup.NETWORK_INTERFACE.get(transaction, id, "NetworkInterfaceId");
    if (held.attachment() != null) {
      throw Ec2Error.INVALID_NETWORK_INTERFACE_IN_USE.with("Interface: [" + id + "] in use.");
    }
    NetworkInterfaceAttachments.attach(
        transaction,
        Objects.requireNonNull(transaction.resource(Kinds.NETWORK_INTERFACE, id)),
        attachment(instance, device, false));
  }

  private NetworkInterfaceAttachment attachment(String instance, int device, boolean deletes) {
    return NetworkInterfaceAttachment.builder()
        .attachmentId(Ids.next("eni-attach"))
        .attachTime(transaction.now())
        .deleteOnTermination(deletes)
        .deviceIndex(device)
        .networkCardIndex(0)
        .instanceId(instance)
        .instanceOwnerId(transaction.scope().account())
        .status("attached")
        .build();
  }

  private @Nullable NetworkInterfaceAssociation publicAddress(boolean wanted) {
    return wanted ? PublicAddresses.lend(transaction) : null;
  }
}
