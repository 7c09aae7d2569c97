package culvert.aws.operations;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;

/**
 * The one attribute that a ModifyInstanceAttribute changes, however the request says it: by a
 * member of its own, or by its name and a value.
 *
 * @param value as text; empty for lists, which stand in the request
 */
record InstanceAttributeChange(InstanceAttributeName name, String value) {

  static InstanceAttributeChange of(ModifyInstanceAttributeRequest request) {
    Map<InstanceAttributeName, String> given = given(request);
    if (request.attribute() != null && !given.containsKey(request.attribute())) {
      if (request.value() == null) {
        throw Ec2Error.MISSING_PARAMETER.with("Value");
      }
      given.put(request.attribute(), request.value());
    }
    if (given.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with("No attributes specified.");
    }
    if (given.size() > 1) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Fields for multiple attribute types specified: " + given.keySet());
    }
    Map.Entry<InstanceAttributeName, String> only = given.entrySet().iterator().next();
    return new InstanceAttributeChange(only.getKey(), only.getValue());
  }

  private static Map<InstanceAttributeName, String> given(ModifyInstanceAttributeRequest request) {
    Map<InstanceAttributeName, String> given = new EnumMap<>(InstanceAttributeName.class);
    flag(given, InstanceAttributeName.SOURCE_DEST_CHECK, request.sourceDestCheck());
    flag(given, InstanceAttributeName.DISABLE_API_STOP, request.disableApiStop());
    flag(given, InstanceAttributeName.DISABLE_API_TERMINATION, request.disableApiTermination());
    flag(given, InstanceAttributeName.EBS_OPTIMIZED, request.ebsOptimized());
    flag(given, InstanceAttributeName.ENA_SUPPORT, request.enaSupport());
    text(given, InstanceAttributeName.INSTANCE_TYPE, request.instanceType());
    text(given, InstanceAttributeName.KERNEL, request.kernel());
    text(given, InstanceAttributeName.RAMDISK, request.ramdisk());
    text(given, InstanceAttributeName.SRIOV_NET_SUPPORT, request.sriovNetSupport());
    text(
        given,
        InstanceAttributeName.INSTANCE_INITIATED_SHUTDOWN_BEHAVIOR,
        request.instanceInitiatedShutdownBehavior());
    if (request.userData() != null) {
      byte[] bytes =
          request.userData().value() == null
              ? new byte[0]
              : request.userData().value().asByteArray();
      String checked = InstanceAttributes.checkedUserData(bytes);
      given.put(InstanceAttributeName.USER_DATA, checked == null ? "" : checked);
    }
    if (!request.groups().isEmpty()) {
      given.put(InstanceAttributeName.GROUP_SET, "");
    }
    if (!request.blockDeviceMappings().isEmpty()) {
      given.put(InstanceAttributeName.BLOCK_DEVICE_MAPPING, "");
    }
    return given;
  }

  private static void flag(
      Map<InstanceAttributeName, String> given,
      InstanceAttributeName name,
      @Nullable AttributeBooleanValue value) {
    if (value != null && value.value() != null) {
      given.put(name, value.value().toString());
    }
  }

  private static void text(
      Map<InstanceAttributeName, String> given,
      InstanceAttributeName name,
      @Nullable AttributeValue value) {
    if (value != null && value.value() != null) {
      given.put(name, value.value());
    }
  }

  boolean flag() {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid();
    };
  }

  private RuntimeException invalid() {
    return Ec2Error.INVALID_INSTANCE_ATTRIBUTE_VALUE.with(
        "Invalid value '" + value + "' for " + name + ".");
  }

  /** The kept attributes with this one changed. */
  DescribeInstanceAttributeResponse keptIn(DescribeInstanceAttributeResponse kept) {
    DescribeInstanceAttributeResponse.Builder changed = kept.toBuilder();
    return switch (name) {
      case DISABLE_API_TERMINATION -> changed.disableApiTermination(v -> v.value(flag())).build();
      case DISABLE_API_STOP -> changed.disableApiStop(v -> v.value(flag())).build();
      case USER_DATA -> {
        String checked = InstanceAttributes.checkedUserData(value);
        yield changed.userData(v -> v.value(checked)).build();
      }
      case INSTANCE_INITIATED_SHUTDOWN_BEHAVIOR -> {
        if (!value.equals("stop") && !value.equals("terminate")) {
          throw invalid();
        }
        yield changed.instanceInitiatedShutdownBehavior(v -> v.value(value)).build();
      }
      default -> throw new IllegalStateException(name + " is not kept beside the instance");
    };
  }

  /** The instance with this one changed. */
  Instance shownBy(Instance instance) {
    Instance.Builder changed = instance.toBuilder();
    return switch (name) {
      case INSTANCE_TYPE -> {
        if (InstanceTypes.find(value) == null) {
          throw invalid();
        }
        yield changed.instanceType(value).cpuOptions(LaunchOptions.cpu(value, null)).build();
      }
      case KERNEL -> changed.kernelId(value).build();
      case RAMDISK -> changed.ramdiskId(value).build();
      case EBS_OPTIMIZED -> changed.ebsOptimized(flag()).build();
      case ENA_SUPPORT -> changed.enaSupport(flag()).build();
      case SRIOV_NET_SUPPORT -> {
        if (!value.equals("simple")) {
          throw invalid();
        }
        yield changed.sriovNetSupport(value).build();
      }
      default -> throw new IllegalStateException(name + " is not shown by the instance");
    };
  }
}
