package culvert.aws.operations.vpn;

import culvert.aws.operations.Families;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.List;

/** Every family of operations on Site-to-Site VPN. */
public final class VpnFamilies {

  /** How long what is deleted is still described (A1). */
  static final Duration AFTERGLOW = Duration.ofHours(1);

  private VpnFamilies() {}

  public static OperationFamily of(Quotas quotas, LearnedRoutes learned) {
    VpnConnections connections = new VpnConnections(learned);
    return new Families(
        List.of(
            new CustomerGatewayOperations(quotas.vpn()),
            new VpnGatewayOperations(quotas.vpn()),
            new RoutePropagationOperations(),
            new VpnConnectionOperations(quotas, connections),
            new VpnConnectionRouteOperations(),
            new ModifyVpnConnectionOperations(quotas, connections),
            new TunnelOperations(connections),
            new TunnelStatusOperations(learned),
            new DeviceConfigurationOperations()));
  }
}
