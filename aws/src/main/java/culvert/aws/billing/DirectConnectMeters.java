package culvert.aws.billing;

import culvert.network.cost.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayState;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

/**
 * Direct Connect (B10). Gateways and virtual interfaces are free, but for SiteLink (B6). What a
 * partner pays AWS for an interconnect, AWS does not say: it has no meter.
 */
final class DirectConnectMeters {

  /** How long after its letter a port that nobody has connected begins to bill (B10). */
  private static final Duration UNCONNECTED = Duration.ofDays(90);

  private DirectConnectMeters() {}

  /** Each port by itself, also those of a LAG; whether it is up or down is nothing to the bill. */
  static void connection(Connection connection, Metered metered) {
    boolean hosted = connection.vlan() != null;
    switch (connection.connectionState()) {
      case AVAILABLE, DOWN, UNKNOWN -> runs(connection, hosted, metered.now(), metered);
      case PENDING -> {
        if (hosted) {
          runs(connection, true, metered.now(), metered);
        } else if (connection.loaIssueTime() != null) {
          Instant due = connection.loaIssueTime().plus(UNCONNECTED);
          runs(connection, false, due.isAfter(metered.now()) ? due : metered.now(), metered);
        }
      }
      case ORDERING, REQUESTED, DELETING, DELETED, REJECTED, UNKNOWN_TO_SDK_VERSION -> {
        // Nothing has been accepted, or it has been given up.
      }
    }
  }

  private static void runs(Connection connection, boolean hosted, Instant from, Metered metered) {
    metered.runs(
        "",
        hosted ? Meter.DIRECT_CONNECT_HOSTED_HOUR : Meter.DIRECT_CONNECT_PORT_HOUR,
        capacity(connection.bandwidth()) + "@" + Objects.toString(connection.location(), ""),
        from);
  }

  /** {@code 10G} of {@code 10Gbps}, as bills say it; empty where a loaded file does not say. */
  private static String capacity(@Nullable String bandwidth) {
    return bandwidth == null ? "" : bandwidth.replace("bps", "");
  }

  static void gateway(DirectConnectGateway gateway, Metered metered) {
    if (gateway.directConnectGatewayState() == DirectConnectGatewayState.AVAILABLE) {
      metered.runs(Meter.DIRECT_CONNECT_GATEWAY_HOUR);
    }
  }

  static void virtualInterface(VirtualInterface shape, Metered metered) {
    switch (shape.virtualInterfaceState()) {
      case null -> {}
      case AVAILABLE, DOWN, TESTING, UNKNOWN -> {
        metered.runs(Meter.VIRTUAL_INTERFACE_HOUR);
        if (Boolean.TRUE.equals(shape.siteLinkEnabled())) {
          metered.runs(Meter.SITE_LINK_HOUR);
        }
      }
      case CONFIRMING, VERIFYING, PENDING, DELETING, DELETED, REJECTED, UNKNOWN_TO_SDK_VERSION -> {
        // Not there yet, or not any more.
      }
    }
  }
}
