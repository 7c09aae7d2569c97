package culvert.aws.operations.vpn;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lists;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.aws.operations.transitgateway.VpnAttachments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionResponse;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.DeleteVpnConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpnConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.GatewayAssociationState;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.VpnState;
import software.amazon.awssdk.services.ec2.model.VpnStaticRoute;
import software.amazon.awssdk.services.ec2.model.VpnTunnelOptionsSpecification;

/** Site-to-Site VPN connections: made, described, deleted (A1, A2). */
final class VpnConnectionOperations implements OperationFamily {

  private static final Duration CREATION = Duration.ofMinutes(3);
  private static final Duration DELETION = Duration.ofMinutes(2);
  private static final Duration ROUTE_WORK = Duration.ofSeconds(15);

  private final Quotas quotas;
  private final VpnConnections connections;

  VpnConnectionOperations(Quotas quotas, VpnConnections connections) {
    this.quotas = quotas;
    this.connections = connections;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateVpnConnection", CreateVpnConnectionRequest::builder, this::create);
    registry.write(
        "DeleteVpnConnection",
        DeleteVpnConnectionRequest::builder,
        VpnConnectionOperations::delete);
    registry.describe(
        "DescribeVpnConnections",
        new Describe<>(
                Kinds.VPN_CONNECTION,
                DescribeVpnConnectionsRequest::builder,
                DescribeVpnConnectionsResponse::builder,
                "VpnConnections",
                filters())
            .ids("VpnConnectionIds", Lookup.VPN_CONNECTION)
            .view(connections::shown));
  }

  private static Filters<VpnConnection> filters() {
    return new Filters<VpnConnection>()
        .on("customer-gateway-configuration", VpnConnection::customerGatewayConfiguration)
        .on("customer-gateway-id", VpnConnection::customerGatewayId)
        .on("state", VpnConnection::stateAsString)
        .on("option.static-routes-only", c -> c.options().staticRoutesOnly())
        .onEach(
            "route.destination-cidr-block",
            c -> c.routes().stream().map(VpnStaticRoute::destinationCidrBlock))
        .on(
            "bgp-asn",
            c -> CustomerGatewayConfiguration.customerAsn(c.customerGatewayConfiguration()))
        .on("type", VpnConnection::typeAsString)
        .on("vpn-connection-id", VpnConnection::vpnConnectionId)
        .on("vpn-gateway-id", VpnConnection::vpnGatewayId)
        .on("transit-gateway-id", VpnConnection::transitGatewayId)
        .onTags();
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.VPN_CONNECTION, VpnConnectionOperations::next);
  }

  private static @Nullable Step<VpnConnection> next(VpnConnection connection) {
    String state = connection.stateAsString();
    return switch (connection.state()) {
      case PENDING -> Step.work(state, CREATION, VpnConnectionOperations::arrive);
      case DELETING ->
          Step.work(
              state,
              DELETION,
              (t, gone) ->
                  t.replace(
                      Kinds.VPN_CONNECTION, gone.toBuilder().state(VpnState.DELETED).build()));
      case DELETED ->
          Step.term(
              state,
              VpnFamilies.AFTERGLOW,
              (t, gone) -> t.remove(Kinds.VPN_CONNECTION, gone.vpnConnectionId()));
      case AVAILABLE, UNKNOWN_TO_SDK_VERSION ->
          connection.routes().stream().allMatch(each -> each.state() == VpnState.AVAILABLE)
              ? null
              : Step.work("routes", ROUTE_WORK, VpnConnectionOperations::settleRoutes);
    };
  }

  private static void arrive(Transaction transaction, VpnConnection connection) {
    transaction.replace(
        Kinds.VPN_CONNECTION,
        connection.toBuilder()
            .state(VpnState.AVAILABLE)
            .gatewayAssociationState(
                connection.gatewayAssociationState() == GatewayAssociationState.ASSOCIATING
                    ? GatewayAssociationState.ASSOCIATED
                    : connection.gatewayAssociationState())
            .build());
  }

  private static void settleRoutes(Transaction transaction, VpnConnection connection) {
    transaction.replace(
        Kinds.VPN_CONNECTION,
        connection.toBuilder()
            .routes(
                Lists.without(connection.routes(), each -> each.state() == VpnState.DELETING)
                    .stream()
                    .map(each -> each.toBuilder().state(VpnState.AVAILABLE).build())
                    .toList())
            .build());
  }

  private CreateVpnConnectionResponse create(
      CreateVpnConnectionRequest request, Transaction transaction) {
    if (request.vpnConcentratorId() != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("There are no VPN concentrators here");
    }
    CustomerGateway customer = CustomerGateways.available(transaction, request.customerGatewayId());
    ConnectionTarget target =
        ConnectionTarget.of(transaction, request.vpnGatewayId(), request.transitGatewayId());
    VpnConnectionOptionsSpecification asked =
        request.options() == null
            ? VpnConnectionOptionsSpecification.builder().build()
            : request.options();
    VpnConnectionOptions options = ConnectionOptions.of(asked);
    ConnectionOptions.refuseUnfit(transaction, options, target, customer);
    List<VpnTunnelOptionsSpecification> tunnels = tunnels(options, asked.tunnelOptions());
    VpnConnection present = same(transaction, target, customer, options);
    if (present != null) {
      return answer(present, transaction);
    }
    checkQuotas(transaction, options, target);
    String id = Ids.next("vpn");
    List<TunnelOption> made = NewTunnels.of(transaction, options, tunnels, target, customer);
    VpnConnection connection =
        transaction.add(
            Kinds.VPN_CONNECTION,
            VpnConnection.builder()
                .vpnConnectionId(id)
                .state(VpnState.PENDING)
                .category("VPN")
                .type(request.type())
                .customerGatewayId(customer.customerGatewayId())
                .vpnGatewayId(target.vpnGatewayId())
                .transitGatewayId(target.transitGatewayId())
                .gatewayAssociationState(
                    target.isThere()
                        ? GatewayAssociationState.ASSOCIATING
                        : GatewayAssociationState.NOT_ASSOCIATED)
                .preSharedKeyArn(
                    PreSharedKeys.secret(request.preSharedKeyStorage(), transaction.scope(), id))
                .options(options.toBuilder().tunnelOptions(made).build())
                .routes(List.of())
                .vgwTelemetry(NewTunnels.telemetry(transaction, made, customer))
                .tags(Tags.of(request.tagSpecifications(), "vpn-connection"))
                .build());
    if (target.transitGateway() != null) {
      VpnAttachments.attach(transaction, target.transitGateway(), id, quotas);
    }
    return answer(connection, transaction);
  }

  private CreateVpnConnectionResponse answer(VpnConnection connection, Transaction transaction) {
    return CreateVpnConnectionResponse.builder()
        .vpnConnection(connections.shown(connection, transaction))
        .build();
  }

  /** What is asked for of each of the tunnels. */
  private static List<VpnTunnelOptionsSpecification> tunnels(
      VpnConnectionOptions options, List<VpnTunnelOptionsSpecification> asked) {
    if (asked.size() > NewTunnels.COUNT) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "A VPN connection has " + NewTunnels.COUNT + " tunnels, not " + asked.size());
    }
    if (!ConnectionOptions.isIpv6(options)
        && asked.stream().anyMatch(each -> each.tunnelInsideIpv6Cidr() != null)) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameter tunnelInsideIpv6Cidr takes tunnels that carry IPv6");
    }
    List<VpnTunnelOptionsSpecification> all = new ArrayList<>(asked);
    while (all.size() < NewTunnels.COUNT) {
      all.add(VpnTunnelOptionsSpecification.builder().build());
    }
    return all;
  }

  /**
   * The same connection of a virtual private gateway asked for again is the one there is. A transit
   * gateway takes several to one customer gateway, for ECMP.
   */
  private static @Nullable VpnConnection same(
      Transaction transaction,
      ConnectionTarget target,
      CustomerGateway customer,
      VpnConnectionOptions options) {
    String id = target.vpnGatewayId();
    return id == null
        ? null
        : VpnGateways.connections(transaction, id)
            .filter(each ->
                each.state() != VpnState.DELETING
                    && each.customerGatewayId().equals(customer.customerGatewayId())
                    && Objects.equals(
                        each.options().staticRoutesOnly(), options.staticRoutesOnly()))
            .findFirst()
            .orElse(null);
  }

  private void checkQuotas(
      Transaction transaction, VpnConnectionOptions options, ConnectionTarget target) {
    Quotas.Vpn most = quotas.vpn();
    if (count(transaction, false) >= most.connectionsPerRegion()) {
      throw Ec2Error.VPN_CONNECTION_LIMIT_EXCEEDED.with(
          "The maximum number of VPN connections has been reached.");
    }
    if (options.enableAcceleration()
        && count(transaction, true) >= most.acceleratedConnectionsPerRegion()) {
      throw Ec2Error.VPN_CONNECTION_LIMIT_EXCEEDED.with(
          "The maximum number of accelerated VPN connections has been reached.");
    }
    checkQuota(transaction, target, most);
  }

  private static long count(Transaction transaction, boolean accelerated) {
    return transaction
        .all(Kinds.VPN_CONNECTION)
        .filter(each ->
            !VpnConnections.isGone(each) && (!accelerated || each.options().enableAcceleration()))
        .count();
  }

  /** Refuses one connection more of a virtual private gateway than it may have. */
  static void checkQuota(Transaction transaction, ConnectionTarget target, Quotas.Vpn most) {
    String id = target.vpnGatewayId();
    if (id != null
        && VpnGateways.connections(transaction, id).count() >= most.connectionsPerVpnGateway()) {
      throw Ec2Error.VPN_CONNECTION_LIMIT_EXCEEDED.with(
          "The maximum number of VPN connections of " + id + " has been reached.");
    }
  }

  private static DeleteVpnConnectionResponse delete(
      DeleteVpnConnectionRequest request, Transaction transaction) {
    VpnConnection connection = VpnConnections.get(transaction, request.vpnConnectionId());
    String id = connection.vpnConnectionId();
    if (connection.state() != VpnState.DELETING) {
      VpnAttachments.detach(transaction, id);
      TunnelReplacements.forget(transaction, connection);
      transaction.replace(
          Kinds.VPN_CONNECTION,
          connection.toBuilder().state(VpnState.DELETING).routes(List.of()).build());
    }
    return DeleteVpnConnectionResponse.builder().build();
  }
}
