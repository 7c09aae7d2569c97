package culvert.aws.operations.vpn;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.CidrRules;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lists;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.network.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpnConnectionRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpnConnectionRouteResponse;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnState;
import software.amazon.awssdk.services.ec2.model.VpnStaticRoute;
import software.amazon.awssdk.services.ec2.model.VpnStaticRouteSource;

/** Static routes of a connection to a virtual private gateway: what is behind it (A8). */
final class VpnConnectionRouteOperations implements OperationFamily {

  private static final int MOST_ROUTES = 100;

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateVpnConnectionRoute",
        CreateVpnConnectionRouteRequest::builder,
        VpnConnectionRouteOperations::create);
    registry.write(
        "DeleteVpnConnectionRoute",
        DeleteVpnConnectionRouteRequest::builder,
        VpnConnectionRouteOperations::delete);
  }

  /** The same again is no change. */
  private static CreateVpnConnectionRouteResponse create(
      CreateVpnConnectionRouteRequest request, Transaction transaction) {
    String destination = destination(request.destinationCidrBlock());
    VpnConnection connection = VpnConnections.available(transaction, request.vpnConnectionId());
    if (!connection.options().staticRoutesOnly()) {
      throw Ec2Error.INVALID_VPN_CONNECTION_TYPE.with(
          "The VPN connection "
              + connection.vpnConnectionId()
              + " uses BGP and takes no static routes");
    }
    if (connection.vpnGatewayId() == null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "The VPN connection "
              + connection.vpnConnectionId()
              + " is not attached to a virtual private gateway. Static routes to a transit gateway"
              + " attachment belong into the transit gateway route table.");
    }
    List<VpnStaticRoute> others =
        Lists.without(connection.routes(), each -> isTo(each, destination));
    if (others.size() >= MOST_ROUTES) {
      throw Ec2Error.ROUTE_LIMIT_EXCEEDED.with();
    }
    boolean present =
        connection.routes().stream()
            .anyMatch(each -> isTo(each, destination) && each.state() != VpnState.DELETING);
    if (!present) {
      VpnStaticRoute route =
          VpnStaticRoute.builder()
              .destinationCidrBlock(destination)
              .source(VpnStaticRouteSource.STATIC)
              .state(VpnState.PENDING)
              .build();
      put(transaction, connection, Lists.plus(others, route));
    }
    return CreateVpnConnectionRouteResponse.builder().build();
  }

  private static String destination(@Nullable String text) {
    IpPrefix destination = CidrRules.any(text, "destinationCidrBlock");
    if (!destination.isV4()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + text + ") for parameter destinationCidrBlock is invalid.");
    }
    return destination.toString();
  }

  private static boolean isTo(VpnStaticRoute route, String destination) {
    return route.destinationCidrBlock().equals(destination);
  }

  private static void put(
      Transaction transaction, VpnConnection connection, List<VpnStaticRoute> routes) {
    transaction.replace(Kinds.VPN_CONNECTION, connection.toBuilder().routes(routes).build());
  }

  private static DeleteVpnConnectionRouteResponse delete(
      DeleteVpnConnectionRouteRequest request, Transaction transaction) {
    String destination = destination(request.destinationCidrBlock());
    VpnConnection connection = VpnConnections.get(transaction, request.vpnConnectionId());
    if (connection.routes().stream().noneMatch(each -> isTo(each, destination))) {
      throw Ec2Error.VPN_CONNECTION_ROUTE_NOT_FOUND.with(destination, connection.vpnConnectionId());
    }
    put(
        transaction,
        connection,
        Lists.replacing(
            connection.routes(),
            each -> isTo(each, destination),
            each -> each.toBuilder().state(VpnState.DELETING).build()));
    return DeleteVpnConnectionRouteResponse.builder().build();
  }
}
