package culvert.aws.billing;

import culvert.network.cost.Meter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;
import software.amazon.awssdk.services.ec2.model.VpnTunnelBandwidth;

/** Site-to-Site VPN (A16). Its gateways are free. */
final class VpnMeters {

  private static final String PUBLIC_IPV4 = "PublicIpv4";

  /** An accelerated connection has one for each tunnel (A10). */
  private static final List<String> ACCELERATORS = List.of("1", "2");

  private static final Set<String> NOT_BILLED = Set.of("pending", "deleting", "deleted");

  private VpnMeters() {}

  /** A connection from available on, tunnels up or not, also while it is modified. */
  static void connection(VpnConnection connection, Metered metered) {
    if (NOT_BILLED.contains(connection.stateAsString())) {
      return;
    }
    VpnConnectionOptions options = connection.options();
    boolean large = options != null && options.tunnelBandwidth() == VpnTunnelBandwidth.LARGE;
    metered.runs("", Meter.VPN_CONNECTION_HOUR, large ? "large" : "");
    if (options != null) {
      options(options, metered);
    }
  }

  /** The outside addresses of AWS's ends are charged where they are public IPv4 addresses. */
  private static void options(VpnConnectionOptions options, Metered metered) {
    if (Boolean.TRUE.equals(options.enableAcceleration())) {
      ACCELERATORS.forEach(number -> metered.runs(number, Meter.VPN_ACCELERATOR_HOUR, ""));
    }
    String outside = options.outsideIpAddressType();
    if (outside == null || outside.equals(PUBLIC_IPV4)) {
      options.tunnelOptions().stream()
          .map(TunnelOption::outsideIpAddress)
          .filter(Objects::nonNull)
          .forEach(address -> metered.runs(address, Meter.PUBLIC_IPV4_IN_USE_HOUR, ""));
    }
  }

  static void vpnGateway(VpnGateway gateway, Metered metered) {
    if (gateway.state() == VpnState.AVAILABLE) {
      metered.runs(Meter.VPN_GATEWAY_HOUR);
    }
  }

  static void customerGateway(CustomerGateway gateway, Metered metered) {
    if ("available".equals(gateway.state())) {
      metered.runs(Meter.CUSTOMER_GATEWAY_HOUR);
    }
  }
}
