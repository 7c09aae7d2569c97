package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** The attributes of an instance that its shape does not show: protection, user data, shutdown. */
final class InstanceAttributes {

  private static final int MOST_USER_DATA = 16_384;

  private InstanceAttributes() {}

  static DescribeInstanceAttributeResponse of(CatalogView view, String instanceId) {
    return Objects.requireNonNull(view.find(Kinds.INSTANCE_ATTRIBUTES, instanceId));
  }

  /** What an instance starts with. */
  static DescribeInstanceAttributeResponse asked(String instanceId, RunInstancesRequest request) {
    boolean keeps = Objects.requireNonNullElse(request.disableApiTermination(), false);
    boolean runs = Objects.requireNonNullElse(request.disableApiStop(), false);
    String shutdown =
        Objects.requireNonNullElse(request.instanceInitiatedShutdownBehaviorAsString(), "stop");
    String userData = request.userData();
    return DescribeInstanceAttributeResponse.builder()
        .instanceId(instanceId)
        .disableApiTermination(v -> v.value(keeps))
        .disableApiStop(v -> v.value(runs))
        .instanceInitiatedShutdownBehavior(v -> v.value(shutdown))
        .userData(v -> v.value(userData == null ? null : checkedUserData(userData)))
        .build();
  }

  /** User data in base64, of 16 KiB at most; null for none. */
  static @Nullable String checkedUserData(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("Invalid BASE64 encoding of user data.");
    }
    return checkedUserData(bytes);
  }

  static @Nullable String checkedUserData(byte[] bytes) {
    if (bytes.length > MOST_USER_DATA) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "User data is limited to " + MOST_USER_DATA + " bytes");
    }
    return bytes.length == 0 ? null : Base64.getEncoder().encodeToString(bytes);
  }
}
