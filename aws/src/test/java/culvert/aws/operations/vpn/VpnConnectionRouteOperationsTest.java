package culvert.aws.operations.vpn;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnState;
import software.amazon.awssdk.services.ec2.model.VpnStaticRoute;
import software.amazon.awssdk.services.ec2.model.VpnStaticRouteSource;

class VpnConnectionRouteOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final VpnLab lab = new VpnLab(cloud);
  private final VpnConnection connection =
      lab.toVpnGateway(lab.vpnGateway(), o -> o.staticRoutesOnly(true));

  @AfterEach
  void close() {
    cloud.close();
  }

  private void create(VpnConnection of, String destination) {
    lab.ec2.createVpnConnectionRoute(
        r -> r.vpnConnectionId(of.vpnConnectionId()).destinationCidrBlock(destination));
  }

  private void delete(String destination) {
    lab.ec2.deleteVpnConnectionRoute(
        r -> r.vpnConnectionId(connection.vpnConnectionId()).destinationCidrBlock(destination));
  }

  @Test
  void a8_a_static_connection_has_the_routes_that_it_is_given() {
    create(connection, "192.168.0.0/16");
    create(connection, "192.168.0.0/16");
    assertThat(lab.described(connection).routes())
        .containsExactly(
            VpnStaticRoute.builder()
                .destinationCidrBlock("192.168.0.0/16")
                .source(VpnStaticRouteSource.STATIC)
                .state(VpnState.AVAILABLE)
                .build());
    delete("192.168.0.0/16");
    assertThat(lab.described(connection).routes()).isEmpty();
    refused(() -> delete("192.168.0.0/16"), "InvalidRoute.NotFound", "192.168.0.0/16");
  }

  @Test
  void a8_bgp_excludes_static_routes() {
    VpnConnection bgp =
        lab.create(connection.vpnGatewayId(), null, lab.customer("203.0.113.44", 65_044), _ -> {});
    refused(() -> create(bgp, "192.168.0.0/16"), "InvalidVpnConnection.InvalidType", "BGP");
  }

  @Test
  void a8_routes_to_a_transit_gateways_connection_are_in_its_tables() {
    VpnConnection transit =
        lab.toTransitGateway(lab.transitGateway(), o -> o.staticRoutesOnly(true));
    refused(() -> create(transit, "192.168.0.0/16"), "UnsupportedOperation", "transit gateway");
  }

  @Test
  void a8_destinations_are_ipv4_blocks() {
    refused(() -> create(connection, "192.168.0.0"), "InvalidParameterValue");
    refused(() -> create(connection, "fd00::/8"), "InvalidParameterValue");
  }

  @Test
  void a2_a_connection_has_a_hundred_static_routes_at_most() {
    for (int i = 0; i < 100; i++) {
      create(connection, "192.168." + i + ".0/24");
    }
    refused(() -> create(connection, "192.168.100.0/24"), "RouteLimitExceeded");
  }
}
