package culvert.aws.operations;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ConnectionTrackingConfiguration;
import software.amazon.awssdk.services.ec2.model.ConnectionTrackingSpecificationRequest;

/** How long security groups remember idle flows of an interface, in seconds. */
final class ConnectionTracking {

  private ConnectionTracking() {}

  static @Nullable ConnectionTrackingConfiguration of(
      @Nullable ConnectionTrackingSpecificationRequest wanted) {
    if (wanted == null) {
      return null;
    }
    check(wanted.tcpEstablishedTimeout(), "TcpEstablishedTimeout", 60, 432_000);
    check(wanted.udpStreamTimeout(), "UdpStreamTimeout", 60, 180);
    check(wanted.udpTimeout(), "UdpTimeout", 30, 60);
    return ConnectionTrackingConfiguration.builder()
        .tcpEstablishedTimeout(wanted.tcpEstablishedTimeout())
        .udpStreamTimeout(wanted.udpStreamTimeout())
        .udpTimeout(wanted.udpTimeout())
        .build();
  }

  private static void check(@Nullable Integer seconds, String parameter, int least, int most) {
    if (seconds != null && (seconds < least || seconds > most)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (%d) for parameter %s is invalid. It takes %d to %d."
              .formatted(seconds, parameter, least, most));
    }
  }
}
