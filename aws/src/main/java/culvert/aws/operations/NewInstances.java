package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * The instances of one RunInstances call: each with its interfaces and volumes. Any AMI id will do.
 */
final class NewInstances {

  private static final String DEFAULT_TYPE = "m1.small";

  private static final Set<ResourceType> TAGGED =
      Set.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE);

  private final RunInstancesRequest request;
  private final Transaction transaction;
  private final String reservationId = Ids.next("r");
  private final Image image;
  private final InstanceTypeInfo type;
  private final NewInstanceInterfaces interfaces;
  private final NewVolumes volumes;

  NewInstances(RunInstancesRequest request, Transaction transaction) {
    this.request = request;
    this.transaction = transaction;
    refuseWhatIsNotThere();
    image = Images.get(transaction.scope().region(), request.imageId());
    type = knownType(type(request));
    refuseOtherArchitecture();
    if (request.keyName() != null
        && KeyPairOperations.named(transaction, request.keyName()) == null) {
      throw Ec2Error.INVALID_KEY_PAIR_NOT_FOUND.with(request.keyName());
    }
    interfaces =
        new NewInstanceInterfaces(request, transaction, type, tags(ResourceType.NETWORK_INTERFACE));
    volumes = new NewVolumes(image, request.blockDeviceMappings());
  }

  static String type(RunInstancesRequest request) {
    return Objects.requireNonNullElse(request.instanceTypeAsString(), DEFAULT_TYPE);
  }

  /** AWS has the type, though it may offer it in none of Culvert's zones. */
  private static InstanceTypeInfo knownType(String name) {
    InstanceTypeInfo found = InstanceTypes.find(name);
    if (found == null) {
      throw Ec2Error.UNSUPPORTED.with(
          "Your requested instance type (" + name + ") is not supported in any Availability Zone.");
    }
    return found;
  }

  @SuppressWarnings("deprecation") // what AWS has ended is refused by name
  private void refuseWhatIsNotThere() {
    if (request.launchTemplate() != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("Culvert has no launch templates");
    }
    if (request.imageId() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("ImageId");
    }
    if (request.instanceMarketOptions() != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("Culvert has no Spot or capacity block instances");
    }
    if (!request.elasticGpuSpecification().isEmpty()
        || !request.elasticInferenceAccelerators().isEmpty()) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "AWS has ended Elastic Graphics and Elastic Inference");
    }
    var reservation = request.capacityReservationSpecification();
    if (reservation != null && reservation.capacityReservationTarget() != null) {
      var target = reservation.capacityReservationTarget();
      throw Ec2Error.INVALID_CAPACITY_RESERVATION_ID_NOT_FOUND.with(
          target.capacityReservationId() == null
              ? target.capacityReservationResourceGroupArn()
              : target.capacityReservationId());
    }
    for (TagSpecification specification : request.tagSpecifications()) {
      if (!TAGGED.contains(specification.resourceType())) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "'"
                + specification.resourceTypeAsString()
                + "' is not a valid taggable resource type for this operation.");
      }
    }
  }

  /** Of an image that is not in Culvert's list the architecture is the type's. */
  private void refuseOtherArchitecture() {
    List<String> runs = type.processorInfo().supportedArchitecturesAsStrings();
    if (Images.isKnown(transaction.scope().region(), image.imageId())
        && !runs.contains(image.architectureAsString())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          ("The architecture '%s' of the specified instance type does not match the architecture"
                  + " '%s' of the specified AMI. Specify an instance type and an AMI that have"
                  + " matching architectures, and try again.")
              .formatted(String.join(",", runs), image.architectureAsString()));
    }
  }

  private String architecture() {
    List<String> runs = type.processorInfo().supportedArchitecturesAsStrings();
    String ofImage = image.architectureAsString();
    return runs.contains(ofImage) ? ofImage : runs.getLast();
  }

  private List<Tag> tags(ResourceType resource) {
    List<TagSpecification> ofType =
        request.tagSpecifications().stream().filter(s -> s.resourceType() == resource).toList();
    return Tags.of(ofType, resource.toString());
  }

  String reservationId() {
    return reservationId;
  }

  Instance create(int index) {
    String id = Ids.next("i");
    Subnet subnet = interfaces.subnet();
    Instance made = transaction.add(Kinds.INSTANCE, instance(id, index, subnet));
    transaction.add(
        transaction.scope(),
        Kinds.RESERVATION,
        id,
        RunInstancesResponse.builder().reservationId(reservationId).build());
    transaction.add(Kinds.INSTANCE_ATTRIBUTES, InstanceAttributes.asked(id, request));
    InstanceCreditOperations.add(transaction, made, request.creditSpecification());
    interfaces.create(id, subnet);
    if (request.iamInstanceProfile() != null) {
      InstanceProfileOperations.give(transaction, made, request.iamInstanceProfile());
    }
    return Objects.requireNonNull(transaction.find(Kinds.INSTANCE, id));
  }

  private Instance instance(String id, int index, Subnet subnet) {
    Instance.Builder made =
        Instance.builder()
            .instanceId(id)
            .imageId(request.imageId())
            .instanceType(type(request))
            .keyName(request.keyName())
            .amiLaunchIndex(index)
            .launchTime(transaction.now())
            .state(InstanceStates.of(InstanceStateName.PENDING))
            .stateTransitionReason("")
            .architecture(architecture())
            .hypervisor("xen")
            .virtualizationType(image.virtualizationType())
            .rootDeviceName(image.rootDeviceName())
            .rootDeviceType(image.rootDeviceTypeAsString())
            .blockDeviceMappings(volumes.create(transaction, id, subnet, tags(ResourceType.VOLUME)))
            .bootMode(image.bootModeAsString())
            .currentInstanceBootMode(bootMode())
            .enaSupport(image.enaSupport())
            .ebsOptimized(Objects.requireNonNullElse(request.ebsOptimized(), false))
            .kernelId(request.kernelId())
            .ramdiskId(request.ramdiskId())
            .platform(image.platformAsString())
            .platformDetails(image.platformDetails())
            .usageOperation(image.usageOperation())
            .usageOperationUpdateTime(transaction.now())
            .clientToken(request.clientToken())
            .placement(LaunchOptions.placement(request.placement(), subnet, tenancy(subnet)))
            .vpcId(subnet.vpcId())
            .subnetId(subnet.subnetId())
            .tags(tags(ResourceType.INSTANCE));
    return LaunchOptions.put(made, request, image, subnet).build();
  }

  private String bootMode() {
    boolean uefi =
        image.bootModeAsString() != null && type.supportedBootModesAsStrings().contains("uefi");
    return uefi || !type.supportedBootModesAsStrings().contains("legacy-bios")
        ? "uefi"
        : "legacy-bios";
  }

  private Tenancy tenancy(Subnet subnet) {
    Vpc vpc = transaction.find(Kinds.VPC, subnet.vpcId());
    return vpc == null ? Tenancy.DEFAULT : vpc.instanceTenancy();
  }
}
