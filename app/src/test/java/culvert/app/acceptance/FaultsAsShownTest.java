package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.directconnect.model.AddressFamily;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GatewayType;
import software.amazon.awssdk.services.ec2.model.TelemetryStatus;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;
import tools.jackson.databind.node.ObjectNode;

/** What is down, as AWS's own APIs show it. */
class FaultsAsShownTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final CulvertServer server = CulvertServer.start(Settings.ephemeral().onVirtualClock());
  private final Answers answers = new Answers(server);
  private final Ec2Client ec2 = new Place(server, "111111111111", "us-east-1").ec2();
  private final DirectConnectClient customer =
      new Place(server, "111111111111", "us-east-1").directConnect();
  private final DirectConnectClient partner =
      new Place(server, "222222222222", "us-east-1").directConnect();

  @AfterEach
  void close() {
    ec2.close();
    customer.close();
    partner.close();
    server.close();
  }

  private ConnectionState state(String connection) {
    return customer
        .describeConnections(r -> r.connectionId(connection))
        .connections()
        .getFirst()
        .connectionState();
  }

  @Test
  void b1_a_connection_is_down_with_its_port_and_its_location() {
    String connection =
        customer
            .createConnection(r -> r.location("EqDC2").bandwidth("1Gbps").connectionName("port"))
            .connectionId();
    for (String each : new String[] {connection, "EqDC2"}) {
      answers.fault(each, "down");
      assertThat(state(connection)).as(each).isEqualTo(ConnectionState.DOWN);
      answers.fault(each, "up");
      assertThat(state(connection)).as(each).isEqualTo(ConnectionState.AVAILABLE);
    }
  }

  @Test
  void b1_a_hosted_connection_goes_down_with_its_partners_interconnect() {
    String interconnect =
        partner
            .createInterconnect(
                r -> r.location("EqDC2").bandwidth("10Gbps").interconnectName("partner"))
            .interconnectId();
    String hosted =
        partner
            .allocateHostedConnection(r ->
                r.connectionId(interconnect)
                    .ownerAccount("111111111111")
                    .bandwidth("500Mbps")
                    .connectionName("hosted")
                    .vlan(101))
            .connectionId();
    customer.confirmConnection(r -> r.connectionId(hosted));
    String gateway =
        ec2.createVpnGateway(r -> r.type(GatewayType.IPSEC_1)).vpnGateway().vpnGatewayId();
    String virtualInterface =
        customer
            .createPrivateVirtualInterface(r ->
                r.connectionId(hosted)
                    .newPrivateVirtualInterface(v ->
                        v.virtualInterfaceName("vif")
                            .vlan(101)
                            .asn(65001)
                            .addressFamily(AddressFamily.IPV4)
                            .virtualGatewayId(gateway)))
            .virtualInterfaceId();
    ObjectNode site = Json.object().put("asn", 65001);
    site.putArray("prefixes").add("192.168.0.0/16");
    site.putArray("virtualInterfaces").add(virtualInterface);
    answers.connect("dc", site);
    assertThat(bgp(virtualInterface)).isEqualTo("up");
    answers.fault(interconnect, "down");
    assertThat(state(hosted)).isEqualTo(ConnectionState.DOWN);
    answers.advance("PT90S");
    assertThat(bgp(virtualInterface)).isEqualTo("down");
  }

  private String bgp(String virtualInterface) {
    return customer
        .describeVirtualInterfaces(r -> r.virtualInterfaceId(virtualInterface))
        .virtualInterfaces()
        .getFirst()
        .bgpPeers()
        .getFirst()
        .bgpStatusAsString();
  }

  @Test
  void a4_a_static_tunnel_is_given_up_after_the_dead_peer_detection_that_it_asks_for() {
    String gateway =
        ec2.createVpnGateway(r -> r.type(GatewayType.IPSEC_1)).vpnGateway().vpnGatewayId();
    String customerGateway =
        ec2.createCustomerGateway(
                r -> r.type(GatewayType.IPSEC_1).bgpAsn(65001).ipAddress("203.0.113.1"))
            .customerGateway()
            .customerGatewayId();
    String vpn =
        ec2.createVpnConnection(r ->
                r.type("ipsec.1")
                    .customerGatewayId(customerGateway)
                    .vpnGatewayId(gateway)
                    .options(o ->
                        o.staticRoutesOnly(true)
                            .tunnelOptions(t -> t.dpdTimeoutSeconds(60), _ -> {})))
            .vpnConnection()
            .vpnConnectionId();
    ObjectNode site = Json.object().put("asn", 65001);
    site.putArray("customerGateways").add(customerGateway);
    answers.connect("dc", site);
    answers.fault(vpn, "down");
    answers.advance("PT40S");
    assertThat(tunnel(vpn, 0).status()).isEqualTo(TelemetryStatus.UP);
    assertThat(tunnel(vpn, 1).status()).isEqualTo(TelemetryStatus.DOWN);
    assertThat(tunnel(vpn, 1).lastStatusChange()).isEqualTo(START.plusSeconds(40));
    answers.advance("PT20S");
    assertThat(tunnel(vpn, 0).status()).isEqualTo(TelemetryStatus.DOWN);
    assertThat(tunnel(vpn, 0).lastStatusChange()).isEqualTo(START.plusSeconds(60));
  }

  private VgwTelemetry tunnel(String vpn, int index) {
    return ec2.describeVpnConnections(r -> r.vpnConnectionIds(vpn))
        .vpnConnections()
        .getFirst()
        .vgwTelemetry()
        .get(index);
  }
}
