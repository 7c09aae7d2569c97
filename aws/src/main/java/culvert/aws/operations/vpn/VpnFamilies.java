package culvert.aws.operations.vpn;

import culvert.aws.catalog.Lifecycles;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.time.Duration;
import java.util.List;

/** Every family of operations on Site-to-Site VPN. */
public final class VpnFamilies implements OperationFamily {

  /** How long what is deleted is still described (A1). */
  static final Duration AFTERGLOW = Duration.ofHours(1);

  private final List<OperationFamily> families;

  public VpnFamilies(Quotas quotas, LearnedRoutes learned) {
    VpnConnections connections = new VpnConnections(learned);
    families =
        List.of(
            new CustomerGatewayOperations(quotas.vpn()),
            new VpnGatewayOperations(quotas.vpn()),
            new RoutePropagationOperations(),
            new VpnConnectionOperations(quotas, connections),
            new VpnConnectionRouteOperations(),
            new ModifyVpnConnectionOperations(quotas, connections),
            new TunnelOperations(connections),
            new TunnelStatusOperations(learned),
            new DeviceConfigurationOperations());
  }

  @Override
  public void register(Registry registry) {
    families.forEach(family -> family.register(registry));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    families.forEach(family -> family.lifecycles(lifecycles));
  }
}
