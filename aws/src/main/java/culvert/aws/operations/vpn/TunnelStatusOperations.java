package culvert.aws.operations.vpn;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.View;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.reading.TunnelProposal;
import culvert.network.routing.Session;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ActiveVpnTunnelStatus;
import software.amazon.awssdk.services.ec2.model.GetActiveVpnTunnelStatusRequest;
import software.amazon.awssdk.services.ec2.model.GetActiveVpnTunnelStatusResponse;
import software.amazon.awssdk.services.ec2.model.GetVpnTunnelReplacementStatusRequest;
import software.amazon.awssdk.services.ec2.model.GetVpnTunnelReplacementStatusResponse;
import software.amazon.awssdk.services.ec2.model.MaintenanceDetails;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnState;
import software.amazon.awssdk.services.ec2.model.VpnTunnelProvisioningStatus;

/** What a tunnel is made of now, and its maintenance (A4, A7). */
final class TunnelStatusOperations implements OperationFamily {

  private final LearnedRoutes learned;

  TunnelStatusOperations(LearnedRoutes learned) {
    this.learned = learned;
  }

  @Override
  public void register(Registry registry) {
    registry.read(
        "GetActiveVpnTunnelStatus", GetActiveVpnTunnelStatusRequest::builder, this::active);
    registry.read(
        "GetVpnTunnelReplacementStatus",
        GetVpnTunnelReplacementStatusRequest::builder,
        TunnelStatusOperations::replacement);
  }

  /** What was negotiated, where the tunnel is up: with a router that takes everything. */
  private GetActiveVpnTunnelStatusResponse active(
      GetActiveVpnTunnelStatusRequest request, View view) {
    VpnConnection connection = VpnConnections.get(view, request.vpnConnectionId());
    TunnelOption tunnel = VpnConnections.tunnel(connection, request.vpnTunnelOutsideIpAddress());
    ActiveVpnTunnelStatus.Builder status =
        ActiveVpnTunnelStatus.builder()
            .provisioningStatus(
                isPending(view, connection, tunnel)
                    ? VpnTunnelProvisioningStatus.PENDING
                    : VpnTunnelProvisioningStatus.AVAILABLE);
    Session session = learned.session(view.snapshot(), VpnConnections.tunnelId(connection, tunnel));
    if (session != null && session.linked()) {
      TunnelProposal agreed = TunnelProposal.weakest(tunnel);
      status
          .ikeVersion(agreed.ikeVersion())
          .phase1EncryptionAlgorithm(agreed.phase1().encryption())
          .phase1IntegrityAlgorithm(integrity(agreed.phase1()))
          .phase1DHGroup(agreed.phase1().group())
          .phase2EncryptionAlgorithm(agreed.phase2().encryption())
          .phase2IntegrityAlgorithm(integrity(agreed.phase2()))
          .phase2DHGroup(agreed.phase2().group());
    }
    return GetActiveVpnTunnelStatusResponse.builder().activeVpnTunnelStatus(status.build()).build();
  }

  private static @Nullable String integrity(TunnelProposal.Phase phase) {
    return phase.isCombined() ? null : phase.integrity();
  }

  private static boolean isPending(View view, VpnConnection connection, TunnelOption tunnel) {
    return connection.state() == VpnState.PENDING
        || view.find(Kinds.VPN_TUNNEL_REPLACEMENT, key(connection, tunnel)) != null;
  }

  private static String key(VpnConnection connection, TunnelOption tunnel) {
    return connection.vpnConnectionId() + "/" + tunnel.outsideIpAddress();
  }

  /** No maintenance is ever pending: nobody maintains these endpoints but who asks for it. */
  private static GetVpnTunnelReplacementStatusResponse replacement(
      GetVpnTunnelReplacementStatusRequest request, View view) {
    VpnConnection connection = VpnConnections.get(view, request.vpnConnectionId());
    TunnelOption tunnel = VpnConnections.tunnel(connection, request.vpnTunnelOutsideIpAddress());
    GetVpnTunnelReplacementStatusResponse last =
        view.find(Kinds.VPN_TUNNEL_MAINTENANCE, key(connection, tunnel));
    return GetVpnTunnelReplacementStatusResponse.builder()
        .vpnConnectionId(connection.vpnConnectionId())
        .transitGatewayId(connection.transitGatewayId())
        .customerGatewayId(connection.customerGatewayId())
        .vpnGatewayId(connection.vpnGatewayId())
        .vpnTunnelOutsideIpAddress(tunnel.outsideIpAddress())
        .maintenanceDetails(
            last == null ? MaintenanceDetails.builder().build() : last.maintenanceDetails())
        .build();
  }
}
