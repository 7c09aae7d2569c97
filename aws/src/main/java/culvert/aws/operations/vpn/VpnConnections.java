package culvert.aws.operations.vpn;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.LoggedEvent;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.operations.Lookup;
import culvert.network.routing.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.TelemetryStatus;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** VPN connections by their ids, and as AWS shows them. */
final class VpnConnections {

  /** A state that AWS has and its model does not. */
  static final String MODIFYING = "modifying";

  private final LearnedRoutes learned;

  VpnConnections(LearnedRoutes learned) {
    this.learned = learned;
  }

  /** The one of that id; one that is deleted is described, and nothing else. */
  static VpnConnection get(CatalogView view, @Nullable String id) {
    VpnConnection connection = Lookup.VPN_CONNECTION.get(view, id, "VpnConnectionId");
    if (isGone(connection)) {
      throw Lookup.VPN_CONNECTION.notFound(connection.vpnConnectionId());
    }
    return connection;
  }

  /** The same, on which something can be done. */
  static VpnConnection available(CatalogView view, @Nullable String id) {
    VpnConnection connection = get(view, id);
    if (connection.state() != VpnState.AVAILABLE) {
      throw Ec2Error.INVALID_VPN_CONNECTION_STATE.with(
          connection.vpnConnectionId(), connection.stateAsString());
    }
    return connection;
  }

  static boolean isGone(VpnConnection connection) {
    return connection.state() == VpnState.DELETED;
  }

  /** The tunnel with that outside address on AWS's side. */
  static TunnelOption tunnel(VpnConnection connection, @Nullable String outside) {
    if (outside == null) {
      throw Ec2Error.MISSING_PARAMETER.with("VpnTunnelOutsideIpAddress");
    }
    return connection.options().tunnelOptions().stream()
        .filter(each -> each.outsideIpAddress().equals(outside))
        .findFirst()
        .orElseThrow(() ->
            Ec2Error.INVALID_PARAMETER_VALUE.with(
                "Value ("
                    + outside
                    + ") for parameter vpnTunnelOutsideIpAddress is invalid. It is of no tunnel of "
                    + connection.vpnConnectionId()
                    + "."));
  }

  /** What the topology calls a tunnel: {@code vpn-…/1}. */
  static String tunnelId(VpnConnection connection, TunnelOption tunnel) {
    return connection.vpnConnectionId()
        + "/"
        + (1 + connection.options().tunnelOptions().indexOf(tunnel));
  }

  /** As AWS shows it: with its configuration, and with how its tunnels are now. */
  VpnConnection shown(VpnConnection connection, CatalogView view) {
    VpnConnection shown =
        PreSharedKeys.shown(connection).toBuilder()
            .vgwTelemetry(telemetry(connection, view))
            .build();
    return switch (connection.state()) {
      case DELETING, DELETED -> shown;
      default ->
          shown.toBuilder()
              .customerGatewayConfiguration(
                  CustomerGatewayConfiguration.of(
                      shown, customer(view, connection), ConnectionTarget.of(view, connection)))
              .build();
    };
  }

  static CustomerGateway customer(CatalogView view, VpnConnection connection) {
    return Objects.requireNonNull(
        view.find(Kinds.CUSTOMER_GATEWAY, connection.customerGatewayId()));
  }

  private List<VgwTelemetry> telemetry(VpnConnection connection, CatalogView view) {
    List<VgwTelemetry> all = new ArrayList<>();
    for (int i = 0; i < connection.vgwTelemetry().size(); i++) {
      String tunnel = connection.vpnConnectionId() + "/" + (i + 1);
      Session session = hasTunnels(connection) ? learned.session(view.snapshot(), tunnel) : null;
      all.add(telemetry(changed(connection.vgwTelemetry().get(i), tunnel, view), session));
    }
    return all;
  }

  /** While one tunnel is modified the other goes on (A7). */
  private static boolean hasTunnels(VpnConnection connection) {
    return connection.state() == VpnState.AVAILABLE || MODIFYING.equals(connection.stateAsString());
  }

  /** With the time of the last thing that happened to the tunnel (A6). */
  private static VgwTelemetry changed(VgwTelemetry stored, String tunnel, CatalogView view) {
    Resource<LoggedEvent> last = view.snapshot().find(Scope.OWN, Kinds.LAST_EVENT, tunnel);
    if (last == null) {
      return stored;
    }
    Instant at = last.shape().event().at();
    return stored.lastStatusChange() == null || at.isAfter(stored.lastStatusChange())
        ? stored.toBuilder().lastStatusChange(at).build()
        : stored;
  }

  /**
   * The status is that of BGP where there is BGP; the message says which of the two is down (A6).
   */
  private static VgwTelemetry telemetry(VgwTelemetry stored, @Nullable Session session) {
    VgwTelemetry.Builder telemetry = stored.toBuilder();
    if (session != null && session.up()) {
      return telemetry
          .status(TelemetryStatus.UP)
          .statusMessage(session.bgp() ? session.accepted() + " BGP ROUTES" : "")
          .acceptedRouteCount(session.accepted())
          .build();
    }
    boolean secured = session != null && session.bgp() && session.linked();
    return telemetry
        .status(TelemetryStatus.DOWN)
        .statusMessage(secured ? "IPSEC IS UP" : "IPSEC IS DOWN")
        .acceptedRouteCount(0)
        .build();
  }
}
