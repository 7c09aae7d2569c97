package culvert.aws.billing;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptionsSpecification;

/** Site-to-Site VPN on the bill (A16), where AWS's work takes its time. */
class VpnMetersTest {

  private final TestCloud cloud = new TestCloud(Timing.AWS, Quotas.raised());
  private final Books books = new Books(cloud);
  private final Ec2Client ec2 = cloud.ec2();
  private final String customer =
      ec2.createCustomerGateway(r -> r.type("ipsec.1").ipAddress("203.0.113.9").bgpAsn(65010))
          .customerGateway()
          .customerGatewayId();

  @AfterEach
  void close() {
    cloud.close();
  }

  private VpnConnection toTransitGateway(
      Consumer<VpnConnectionOptionsSpecification.Builder> options) {
    String gateway = ec2.createTransitGateway(r -> {}).transitGateway().transitGatewayId();
    books.pass(Duration.ofHours(1));
    return ec2.createVpnConnection(r ->
            r.type("ipsec.1")
                .customerGatewayId(customer)
                .transitGatewayId(gateway)
                .options(options))
        .vpnConnection();
  }

  private static String outside(VpnConnection connection, int tunnel) {
    TunnelOption of = connection.options().tunnelOptions().get(tunnel - 1);
    return of.outsideIpAddress();
  }

  private void delete(VpnConnection connection) {
    ec2.deleteVpnConnection(r -> r.vpnConnectionId(connection.vpnConnectionId()));
  }

  @Test
  void a16_a_connection_bills_from_available_to_its_deletion_though_no_tunnel_is_up() {
    String gateway = ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId();
    books.pass(Duration.ofHours(1));
    assertThat(books.of(gateway))
        .singleElement()
        .asString()
        .startsWith("VPN_GATEWAY_HOUR ")
        .endsWith("..");
    assertThat(books.of(customer))
        .singleElement()
        .asString()
        .startsWith("CUSTOMER_GATEWAY_HOUR ")
        .endsWith("..");
    VpnConnection made =
        ec2.createVpnConnection(
                r -> r.type("ipsec.1").customerGatewayId(customer).vpnGatewayId(gateway))
            .vpnConnection();
    assertThat(books.of(made.vpnConnectionId())).isEmpty();
    books.pass(Duration.ofHours(5));
    assertThat(made.vgwTelemetry())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.statusAsString()).isEqualTo("DOWN"));
    delete(made);
    books.pass(Duration.ofHours(5));
    assertThat(books.of(made.vpnConnectionId()))
        .containsExactlyInAnyOrder(
            "VPN_CONNECTION_HOUR 1h3m..6h",
            "PUBLIC_IPV4_IN_USE_HOUR " + outside(made, 1) + " 1h3m..6h",
            "PUBLIC_IPV4_IN_USE_HOUR " + outside(made, 2) + " 1h3m..6h");
  }

  @Test
  void a16_a_connection_that_is_deleted_before_it_is_available_bills_nothing() {
    VpnConnection made = toTransitGateway(_ -> {});
    books.pass(Duration.ofMinutes(1));
    delete(made);
    books.pass(Duration.ofHours(1));
    assertThat(books.of(made.vpnConnectionId())).isEmpty();
  }

  @Test
  void a10_an_accelerated_connection_has_two_accelerators() {
    VpnConnection made = toTransitGateway(o -> o.enableAcceleration(true));
    books.pass(Duration.ofHours(1));
    assertThat(books.of(made.vpnConnectionId()))
        .containsExactlyInAnyOrder(
            "VPN_CONNECTION_HOUR 1h3m..",
            "VPN_ACCELERATOR_HOUR 1 1h3m..",
            "VPN_ACCELERATOR_HOUR 2 1h3m..",
            "PUBLIC_IPV4_IN_USE_HOUR " + outside(made, 1) + " 1h3m..",
            "PUBLIC_IPV4_IN_USE_HOUR " + outside(made, 2) + " 1h3m..");
  }

  @Test
  void a16_tunnels_of_5_gbps_have_a_rate_of_their_own_from_when_they_have_it() {
    VpnConnection made = toTransitGateway(_ -> {});
    books.pass(Duration.ofHours(1));
    ec2.modifyVpnConnectionOptions(
        r -> r.vpnConnectionId(made.vpnConnectionId()).tunnelBandwidth("large"));
    books.pass(Duration.ofHours(1));
    assertThat(books.of(made.vpnConnectionId()))
        .contains("VPN_CONNECTION_HOUR 1h3m..2h", "VPN_CONNECTION_HOUR:large 2h..")
        .hasSize(4);
    delete(made);
    assertThat(books.of(made.vpnConnectionId())).contains("VPN_CONNECTION_HOUR:large 2h..3h");
  }

  @Test
  void a16_a_connection_bills_on_while_it_moves_to_another_gateway() {
    VpnConnection made = toTransitGateway(_ -> {});
    books.pass(Duration.ofHours(1));
    String other = ec2.createTransitGateway(r -> {}).transitGateway().transitGatewayId();
    books.pass(Duration.ofHours(1));
    ec2.modifyVpnConnection(r -> r.vpnConnectionId(made.vpnConnectionId()).transitGatewayId(other));
    books.pass(Duration.ofHours(1));
    assertThat(books.of(made.vpnConnectionId())).contains("VPN_CONNECTION_HOUR 1h3m..");
  }
}
