package culvert.aws.operations.loadbalancing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** How a target group declares its health checks. Culvert checks nothing. */
final class HealthChecks {

  private static final int LEAST_SECONDS = 2;
  private static final int MOST_SECONDS = 300;
  private static final int LEAST_COUNT = 2;
  private static final int MOST_COUNT = 10;

  private HealthChecks() {}

  /** A new group's, with AWS's defaults. */
  static TargetGroup of(TargetGroup group, CreateTargetGroupRequest request) {
    ProtocolEnum protocol =
        Objects.requireNonNullElse(request.healthCheckProtocol(), ProtocolEnum.TCP);
    boolean http = protocol == ProtocolEnum.HTTP || protocol == ProtocolEnum.HTTPS;
    boolean geneve = group.protocol() == ProtocolEnum.GENEVE;
    return checked(
        group.toBuilder()
            .healthCheckProtocol(protocol)
            .healthCheckPort(
                Objects.requireNonNullElse(
                    request.healthCheckPort(), geneve ? "80" : "traffic-port"))
            .healthCheckEnabled(Objects.requireNonNullElse(request.healthCheckEnabled(), true))
            .healthCheckIntervalSeconds(
                Objects.requireNonNullElse(request.healthCheckIntervalSeconds(), geneve ? 10 : 30))
            .healthCheckTimeoutSeconds(
                Objects.requireNonNullElse(
                    request.healthCheckTimeoutSeconds(), http ? 6 : geneve ? 5 : 10))
            .healthyThresholdCount(Objects.requireNonNullElse(request.healthyThresholdCount(), 5))
            .unhealthyThresholdCount(
                Objects.requireNonNullElse(request.unhealthyThresholdCount(), 2))
            .healthCheckPath(
                http ? Objects.requireNonNullElse(request.healthCheckPath(), "/") : null)
            .matcher(http ? matcher(request.matcher()) : null)
            .build());
  }

  private static Matcher matcher(@Nullable Matcher given) {
    return given == null ? Matcher.builder().httpCode("200-399").build() : given;
  }

  /** A group with what a request changes. */
  static TargetGroup changed(TargetGroup group, ModifyTargetGroupRequest request) {
    return checked(
        group.toBuilder()
            .healthCheckProtocol(
                Objects.requireNonNullElse(
                    request.healthCheckProtocol(), group.healthCheckProtocol()))
            .healthCheckPort(
                Objects.requireNonNullElse(request.healthCheckPort(), group.healthCheckPort()))
            .healthCheckEnabled(
                Objects.requireNonNullElse(
                    request.healthCheckEnabled(), group.healthCheckEnabled()))
            .healthCheckIntervalSeconds(
                Objects.requireNonNullElse(
                    request.healthCheckIntervalSeconds(), group.healthCheckIntervalSeconds()))
            .healthCheckTimeoutSeconds(
                Objects.requireNonNullElse(
                    request.healthCheckTimeoutSeconds(), group.healthCheckTimeoutSeconds()))
            .healthyThresholdCount(
                Objects.requireNonNullElse(
                    request.healthyThresholdCount(), group.healthyThresholdCount()))
            .unhealthyThresholdCount(
                Objects.requireNonNullElse(
                    request.unhealthyThresholdCount(), group.unhealthyThresholdCount()))
            .healthCheckPath(
                request.healthCheckPath() == null
                    ? group.healthCheckPath()
                    : request.healthCheckPath())
            .matcher(request.matcher() == null ? group.matcher() : request.matcher())
            .build());
  }

  private static TargetGroup checked(TargetGroup group) {
    within(group.healthCheckIntervalSeconds(), 5, MOST_SECONDS, "Health check interval");
    within(group.healthCheckTimeoutSeconds(), LEAST_SECONDS, 120, "Health check timeout");
    within(group.healthyThresholdCount(), LEAST_COUNT, MOST_COUNT, "Healthy threshold count");
    within(group.unhealthyThresholdCount(), LEAST_COUNT, MOST_COUNT, "Unhealthy threshold count");
    return group;
  }

  private static void within(int value, int least, int most, String what) {
    if (value < least || value > most) {
      throw BalancingError.VALIDATION_ERROR.with(
          what + " '" + value + "' must be between " + least + " and " + most);
    }
  }
}
