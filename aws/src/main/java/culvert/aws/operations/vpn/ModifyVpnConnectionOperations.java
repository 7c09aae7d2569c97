package culvert.aws.operations.vpn;

import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.transitgateway.VpnAttachments;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.GatewayAssociationState;
import software.amazon.awssdk.services.ec2.model.ModifyVpnConnectionOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpnConnectionOptionsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpnConnectionRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpnConnectionResponse;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;
import software.amazon.awssdk.services.ec2.model.VpnTunnelOptionsSpecification;

/** Changes of a whole connection, for which both tunnels are built anew (A2, A7). */
final class ModifyVpnConnectionOperations implements OperationFamily {

  private final Quotas quotas;
  private final VpnConnections connections;

  ModifyVpnConnectionOperations(Quotas quotas, VpnConnections connections) {
    this.quotas = quotas;
    this.connections = connections;
  }

  @Override
  public void register(Registry registry) {
    registry.write("ModifyVpnConnection", ModifyVpnConnectionRequest::builder, this::modify);
    registry.write(
        "ModifyVpnConnectionOptions",
        ModifyVpnConnectionOptionsRequest::builder,
        this::modifyOptions);
  }

  /** Another target, another customer gateway, or both. */
  private ModifyVpnConnectionResponse modify(
      ModifyVpnConnectionRequest request, Transaction transaction) {
    VpnConnection before = VpnConnections.available(transaction, request.vpnConnectionId());
    boolean moves = request.vpnGatewayId() != null || request.transitGatewayId() != null;
    if (!moves && request.customerGatewayId() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("TransitGatewayId, VpnGatewayId or CustomerGatewayId");
    }
    CustomerGateway customer =
        request.customerGatewayId() == null
            ? VpnConnections.customer(transaction, before)
            : CustomerGateways.available(transaction, request.customerGatewayId());
    ConnectionTarget from = ConnectionTarget.of(transaction, before);
    ConnectionTarget to =
        moves
            ? ConnectionTarget.of(transaction, request.vpnGatewayId(), request.transitGatewayId())
            : from;
    if (moves && to.isSame(from)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The gateway is the target of " + before.vpnConnectionId() + " already.");
    }
    ConnectionOptions.refuseUnfit(transaction, before.options(), to, customer);
    refuseUnfitTunnels(before, customer);
    VpnConnection.Builder changed =
        before.toBuilder().customerGatewayId(customer.customerGatewayId());
    List<TunnelOption> tunnels = before.options().tunnelOptions();
    if (moves) {
      tunnels = move(transaction, before, to);
      changed
          .vpnGatewayId(to.vpnGatewayId())
          .transitGatewayId(to.transitGatewayId())
          .gatewayAssociationState(GatewayAssociationState.ASSOCIATED)
          .options(before.options().toBuilder().tunnelOptions(tunnels).build());
    }
    changed.vgwTelemetry(NewTunnels.telemetry(transaction, tunnels, customer));
    VpnConnection made = TunnelReplacements.start(transaction, changed.build(), tunnels, false);
    return ModifyVpnConnectionResponse.builder()
        .vpnConnection(connections.shown(made, transaction))
        .build();
  }

  private static void refuseUnfitTunnels(VpnConnection connection, CustomerGateway customer) {
    VpnTunnelOptionsSpecification nothing = VpnTunnelOptionsSpecification.builder().build();
    for (TunnelOption tunnel : connection.options().tunnelOptions()) {
      TunnelOptions.changed(tunnel, nothing, customer.ipAddress() != null);
      if ((tunnel.preSharedKey() == null) != (customer.certificateArn() != null)) {
        throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
            "The authentication of "
                + connection.vpnConnectionId()
                + " does not go with "
                + customer.customerGatewayId());
      }
    }
  }

  /** The tunnels with other outside addresses, at the other gateway. */
  private List<TunnelOption> move(
      Transaction transaction, VpnConnection connection, ConnectionTarget to) {
    String id = connection.vpnConnectionId();
    if (to.transitGateway() != null && !connection.routes().isEmpty()) {
      throw Ec2Error.INCORRECT_STATE.with(
          "The VPN connection "
              + id
              + " has static routes, which must be deleted before it moves to a transit gateway");
    }
    VpnConnectionOperations.checkQuota(transaction, to, quotas.vpn());
    VpnConnectionOptions options = connection.options();
    refuseTaken(options, to.insideV4(transaction), to.insideV6(transaction));
    List<String> outside = NewTunnels.outside(transaction, options, to);
    TunnelReplacements.forget(transaction, connection);
    VpnAttachments.detach(transaction, id);
    if (to.transitGateway() != null) {
      VpnAttachments.attach(transaction, to.transitGateway(), id, quotas);
    }
    List<TunnelOption> tunnels = new ArrayList<>();
    for (TunnelOption tunnel : options.tunnelOptions()) {
      tunnels.add(tunnel.toBuilder().outsideIpAddress(outside.get(tunnels.size())).build());
    }
    return tunnels;
  }

  private static void refuseTaken(
      VpnConnectionOptions options, Set<IpPrefix> takenV4, Set<IpPrefix> takenV6) {
    for (TunnelOption tunnel : options.tunnelOptions()) {
      InsideCidrs.v4(tunnel.tunnelInsideCidr(), takenV4);
      if (tunnel.tunnelInsideIpv6Cidr() != null) {
        InsideCidrs.v6(tunnel.tunnelInsideIpv6Cidr(), takenV6);
      }
    }
  }

  private ModifyVpnConnectionOptionsResponse modifyOptions(
      ModifyVpnConnectionOptionsRequest request, Transaction transaction) {
    VpnConnection before = VpnConnections.available(transaction, request.vpnConnectionId());
    if (request.localIpv4NetworkCidr() == null
        && request.remoteIpv4NetworkCidr() == null
        && request.localIpv6NetworkCidr() == null
        && request.remoteIpv6NetworkCidr() == null
        && request.tunnelBandwidth() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("LocalIpv4NetworkCidr");
    }
    VpnConnectionOptions options =
        ConnectionOptions.withNetworks(
            before.options(),
            request.localIpv4NetworkCidr(),
            request.remoteIpv4NetworkCidr(),
            request.localIpv6NetworkCidr(),
            request.remoteIpv6NetworkCidr());
    if (request.tunnelBandwidth() != null) {
      options = options.toBuilder().tunnelBandwidth(request.tunnelBandwidth()).build();
      ConnectionOptions.refuseUnfit(
          transaction,
          options,
          ConnectionTarget.of(transaction, before),
          VpnConnections.customer(transaction, before));
    }
    VpnConnection made =
        TunnelReplacements.start(
            transaction,
            before.toBuilder().options(options).build(),
            options.tunnelOptions(),
            false);
    return ModifyVpnConnectionOptionsResponse.builder()
        .vpnConnection(connections.shown(made, transaction))
        .build();
  }
}
