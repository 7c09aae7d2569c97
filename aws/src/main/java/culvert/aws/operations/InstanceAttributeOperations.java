package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResetInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetInstanceAttributeResponse;

/** One attribute of an instance described, changed or reset, wherever it is kept. */
final class InstanceAttributeOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.read(
        "DescribeInstanceAttribute",
        DescribeInstanceAttributeRequest::builder,
        InstanceAttributeOperations::describe);
    registry.write(
        "ModifyInstanceAttribute",
        ModifyInstanceAttributeRequest::builder,
        InstanceAttributeOperations::modify);
    registry.write(
        "ResetInstanceAttribute",
        ResetInstanceAttributeRequest::builder,
        InstanceAttributeOperations::reset);
  }

  private static DescribeInstanceAttributeResponse describe(
      DescribeInstanceAttributeRequest request, View view) {
    Instance instance = Lookup.INSTANCE.get(view, request.instanceId(), "InstanceId");
    DescribeInstanceAttributeResponse kept = InstanceAttributes.of(view, request.instanceId());
    DescribeInstanceAttributeResponse.Builder answer =
        DescribeInstanceAttributeResponse.builder().instanceId(request.instanceId());
    return switch (request.attribute()) {
      case INSTANCE_TYPE -> answer.instanceType(text(instance.instanceTypeAsString())).build();
      case KERNEL -> answer.kernelId(text(instance.kernelId())).build();
      case RAMDISK -> answer.ramdiskId(text(instance.ramdiskId())).build();
      case USER_DATA -> answer.userData(kept.userData()).build();
      case DISABLE_API_TERMINATION ->
          answer.disableApiTermination(kept.disableApiTermination()).build();
      case DISABLE_API_STOP -> answer.disableApiStop(kept.disableApiStop()).build();
      case INSTANCE_INITIATED_SHUTDOWN_BEHAVIOR ->
          answer
              .instanceInitiatedShutdownBehavior(kept.instanceInitiatedShutdownBehavior())
              .build();
      case ROOT_DEVICE_NAME -> answer.rootDeviceName(text(instance.rootDeviceName())).build();
      case BLOCK_DEVICE_MAPPING ->
          answer.blockDeviceMappings(instance.blockDeviceMappings()).build();
      case PRODUCT_CODES -> answer.productCodes(instance.productCodes()).build();
      case SOURCE_DEST_CHECK ->
          answer.sourceDestCheck(v -> v.value(only(view, instance).sourceDestCheck())).build();
      case GROUP_SET -> answer.groups(only(view, instance).groups()).build();
      case EBS_OPTIMIZED -> answer.ebsOptimized(v -> v.value(instance.ebsOptimized())).build();
      case SRIOV_NET_SUPPORT -> answer.sriovNetSupport(text(instance.sriovNetSupport())).build();
      case ENA_SUPPORT -> answer.enaSupport(v -> v.value(instance.enaSupport())).build();
      case ENCLAVE_OPTIONS -> answer.enclaveOptions(instance.enclaveOptions()).build();
      case null, default -> throw Ec2Error.MISSING_PARAMETER.with("Attribute");
    };
  }

  private static AttributeValue text(@Nullable String value) {
    return AttributeValue.builder().value(value).build();
  }

  /** The interface that stands for the whole instance: the only one that it has. */
  private static NetworkInterface only(CatalogView view, Instance instance) {
    List<NetworkInterface> held = InstanceOperations.interfaces(view, instance.instanceId());
    if (held.isEmpty()) {
      throw Ec2Error.INCORRECT_INSTANCE_STATE.with(
          "The instance '" + instance.instanceId() + "' has no network interface.");
    }
    if (held.size() > 1) {
      throw Ec2Error.INVALID_INSTANCE_ID.with(
          "There are multiple interfaces attached to instance '"
              + instance.instanceId()
              + "'. Please specify an interface ID for the operation instead.");
    }
    return held.getFirst();
  }

  private static ModifyInstanceAttributeResponse modify(
      ModifyInstanceAttributeRequest request, Transaction transaction) {
    Instance instance = Lookup.INSTANCE.get(transaction, request.instanceId(), "InstanceId");
    if (instance.state().name() == InstanceStateName.TERMINATED) {
      throw Ec2Error.INCORRECT_INSTANCE_STATE.with(
          "The instance '" + instance.instanceId() + "' is terminated.");
    }
    InstanceAttributeChange change = InstanceAttributeChange.of(request);
    switch (change.name()) {
      case SOURCE_DEST_CHECK -> check(transaction, instance, change.flag());
      case GROUP_SET -> {
        NetworkInterface held = only(transaction, instance);
        transaction.replace(
            Kinds.NETWORK_INTERFACE,
            held.toBuilder()
                .groups(NetworkInterfaceOperations.groups(transaction, held, request.groups()))
                .build());
      }
      case DISABLE_API_TERMINATION, DISABLE_API_STOP, INSTANCE_INITIATED_SHUTDOWN_BEHAVIOR ->
          transaction.update(
              Kinds.INSTANCE_ATTRIBUTES, instance.instanceId(), kept -> change.keptIn(kept));
      case USER_DATA -> {
        refuseUnlessStopped(instance);
        transaction.update(
            Kinds.INSTANCE_ATTRIBUTES, instance.instanceId(), kept -> change.keptIn(kept));
      }
      case BLOCK_DEVICE_MAPPING ->
          InstanceVolumes.modify(transaction, instance, request.blockDeviceMappings());
      case INSTANCE_TYPE, KERNEL, RAMDISK, EBS_OPTIMIZED, SRIOV_NET_SUPPORT, ENA_SUPPORT -> {
        refuseUnlessStopped(instance);
        transaction.replace(Kinds.INSTANCE, change.shownBy(instance));
        InstanceCreditOperations.follow(transaction, instance.instanceId());
      }
      default ->
          throw Ec2Error.UNSUPPORTED_INSTANCE_ATTRIBUTE.with(
              "The attribute '" + change.name() + "' cannot be modified.");
    }
    return ModifyInstanceAttributeResponse.builder().build();
  }

  private static void refuseUnlessStopped(Instance instance) {
    if (instance.state().name() != InstanceStateName.STOPPED) {
      throw Ec2Error.INCORRECT_INSTANCE_STATE.with(
          "The instance '" + instance.instanceId() + "' is not in the 'stopped' state.");
    }
  }

  /** R1.8.1: the check is the interface's. */
  private static void check(Transaction transaction, Instance instance, boolean checked) {
    NetworkInterface held = only(transaction, instance);
    transaction.replace(Kinds.NETWORK_INTERFACE, held.toBuilder().sourceDestCheck(checked).build());
  }

  private static ResetInstanceAttributeResponse reset(
      ResetInstanceAttributeRequest request, Transaction transaction) {
    Instance instance = Lookup.INSTANCE.get(transaction, request.instanceId(), "InstanceId");
    InstanceAttributeName name = request.attribute();
    if (name == null) {
      throw Ec2Error.MISSING_PARAMETER.with("Attribute");
    }
    switch (name) {
      case SOURCE_DEST_CHECK -> check(transaction, instance, true);
      case KERNEL, RAMDISK -> {
        refuseUnlessStopped(instance);
        Instance.Builder changed = instance.toBuilder();
        transaction.replace(
            Kinds.INSTANCE,
            Objects.equals(name, InstanceAttributeName.KERNEL)
                ? changed.kernelId(null).build()
                : changed.ramdiskId(null).build());
      }
      default ->
          throw Ec2Error.INVALID_PARAMETER_VALUE.with(
              "The attribute '"
                  + name
                  + "' cannot be reset: kernel, ramdisk and sourceDestCheck"
                  + " can.");
    }
    return ResetInstanceAttributeResponse.builder().build();
  }
}
