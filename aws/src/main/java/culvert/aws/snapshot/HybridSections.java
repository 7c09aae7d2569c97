package culvert.aws.snapshot;

import static culvert.aws.snapshot.Described.as;
import static culvert.aws.snapshot.Described.inNoRegion;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationProposal;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/** Site-to-Site VPN and Direct Connect. */
final class HybridSections {

  private HybridSections() {}

  static List<Section> all() {
    return List.of(
        as("CustomerGateways", Kinds.CUSTOMER_GATEWAY, CustomerGateway::builder),
        as("VpnGateways", Kinds.VPN_GATEWAY, VpnGateway::builder),
        as(
            "VpnConnections",
            Kinds.VPN_CONNECTION,
            VpnConnection::builder,
            HybridSections::withoutState),
        as("connections", Kinds.DIRECT_CONNECT_CONNECTION, Connection::builder),
        as("interconnects", Kinds.DIRECT_CONNECT_INTERCONNECT, Connection::builder),
        as("lags", Kinds.DIRECT_CONNECT_LAG, Lag::builder, HybridSections::withoutConnections),
        as("virtualInterfaces", Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE, VirtualInterface::builder),
        inNoRegion(
            "directConnectGateways", Kinds.DIRECT_CONNECT_GATEWAY, DirectConnectGateway::builder),
        inNoRegion(
            "directConnectGatewayAssociations",
            Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION,
            DirectConnectGatewayAssociation::builder),
        inNoRegion(
            "directConnectGatewayAssociationProposals",
            Kinds.DIRECT_CONNECT_PROPOSAL,
            DirectConnectGatewayAssociationProposal::builder));
  }

  /** How its tunnels are and what configures its router is derived for the answer. */
  private static VpnConnection withoutState(VpnConnection shown, Scope scope) {
    return shown.toBuilder()
        .customerGatewayConfiguration(null)
        .vgwTelemetry((Collection<VgwTelemetry>) null)
        .build();
  }

  /** Connections name their group themselves. */
  private static Lag withoutConnections(Lag shown, Scope scope) {
    return shown.toBuilder().connections((Collection<Connection>) null).build();
  }
}
