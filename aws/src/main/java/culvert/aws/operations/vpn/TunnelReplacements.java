package culvert.aws.operations.vpn;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.GetVpnTunnelReplacementStatusResponse;
import software.amazon.awssdk.services.ec2.model.MaintenanceDetails;
import software.amazon.awssdk.services.ec2.model.ReplaceVpnTunnelRequest;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnState;

/**
 * The tunnels that AWS is building anew, and that are down meanwhile: one of them, or both where
 * the whole connection changes (A7). The connection is modified until the last one is done.
 */
final class TunnelReplacements {

  private static final Duration WORK = Duration.ofMinutes(3);

  private TunnelReplacements() {}

  /** Puts the changed connection in its place and starts on those tunnels of it. */
  static VpnConnection start(
      Transaction transaction,
      VpnConnection changed,
      List<TunnelOption> tunnels,
      boolean maintenance) {
    tunnels.forEach(tunnel ->
        transaction.add(
            Kinds.VPN_TUNNEL_REPLACEMENT,
            ReplaceVpnTunnelRequest.builder()
                .vpnConnectionId(changed.vpnConnectionId())
                .vpnTunnelOutsideIpAddress(tunnel.outsideIpAddress())
                .applyPendingMaintenance(maintenance)
                .build()));
    return transaction.replace(
        Kinds.VPN_CONNECTION, changed.toBuilder().state(VpnConnections.MODIFYING).build());
  }

  static Step<ReplaceVpnTunnelRequest> next(ReplaceVpnTunnelRequest replacement) {
    return Step.work("replacing", WORK, TunnelReplacements::finish);
  }

  private static void finish(Transaction transaction, ReplaceVpnTunnelRequest replacement) {
    String id = replacement.vpnConnectionId();
    String outside = replacement.vpnTunnelOutsideIpAddress();
    transaction.remove(Kinds.VPN_TUNNEL_REPLACEMENT, id + "/" + outside);
    if (replacement.applyPendingMaintenance()) {
      recordMaintenance(transaction, id, outside);
    }
    boolean more = transaction.referring(Kinds.VPN_TUNNEL_REPLACEMENT, id).findAny().isPresent();
    VpnConnection connection = Objects.requireNonNull(transaction.find(Kinds.VPN_CONNECTION, id));
    transaction.replace(
        Kinds.VPN_CONNECTION,
        connection.toBuilder()
            .state(more ? VpnConnections.MODIFYING : VpnState.AVAILABLE.toString())
            .vgwTelemetry(
                connection.vgwTelemetry().stream()
                    .map(each -> changedNow(transaction, each, outside))
                    .toList())
            .build());
  }

  private static VgwTelemetry changedNow(
      Transaction transaction, VgwTelemetry telemetry, String outside) {
    return telemetry.outsideIpAddress().equals(outside)
        ? telemetry.toBuilder().lastStatusChange(transaction.now()).build()
        : telemetry;
  }

  private static void recordMaintenance(Transaction transaction, String id, String outside) {
    transaction.remove(Kinds.VPN_TUNNEL_MAINTENANCE, id + "/" + outside);
    transaction.add(
        Kinds.VPN_TUNNEL_MAINTENANCE,
        GetVpnTunnelReplacementStatusResponse.builder()
            .vpnConnectionId(id)
            .vpnTunnelOutsideIpAddress(outside)
            .maintenanceDetails(
                MaintenanceDetails.builder().lastMaintenanceApplied(transaction.now()).build())
            .build());
  }

  /** Nothing is done on the tunnels of a connection any longer, nor known of what was. */
  static void forget(Transaction transaction, VpnConnection connection) {
    connection
        .options()
        .tunnelOptions()
        .forEach(tunnel -> {
          String key = connection.vpnConnectionId() + "/" + tunnel.outsideIpAddress();
          transaction.remove(Kinds.VPN_TUNNEL_REPLACEMENT, key);
          transaction.remove(Kinds.VPN_TUNNEL_MAINTENANCE, key);
        });
  }
}
