package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.directconnect.model.AddressFamily;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GatewayType;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
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
    assertThat(
            partner
                .describeInterconnects(r -> r.interconnectId(interconnect))
                .interconnects()
                .getFirst()
                .interconnectStateAsString())
        .isEqualTo("down");
    assertThat(
            partner
                .describeHostedConnections(r -> r.connectionId(interconnect))
                .connections()
                .getFirst()
                .connectionState())
        .isEqualTo(ConnectionState.DOWN);
    answers.advance("PT90S");
    assertThat(bgp(virtualInterface)).isEqualTo("down");
  }

  @Test
  void b2_a_lag_is_down_by_itself_with_its_location_and_with_too_few_of_its_links() {
    Lag made =
        customer
            .describeLags(r ->
                r.lagId(
                    customer
                        .createLag(c ->
                            c.location("EqDC2")
                                .connectionsBandwidth("10Gbps")
                                .numberOfConnections(2)
                                .lagName("lag"))
                        .lagId()))
            .lags()
            .getFirst();
    String first = made.connections().getFirst().connectionId();
    String second = made.connections().getLast().connectionId();
    answers.fault(first, "down");
    assertThat(lag(made.lagId())).isEqualTo("available down available");
    customer.updateLag(r -> r.lagId(made.lagId()).minimumLinks(2));
    assertThat(lag(made.lagId())).isEqualTo("down down available");
    customer.updateLag(r -> r.lagId(made.lagId()).minimumLinks(0));
    answers.fault(second, "down");
    assertThat(lag(made.lagId())).isEqualTo("down down down");
    answers.fault(first, "up");
    answers.fault(second, "up");
    assertThat(lag(made.lagId())).isEqualTo("available available available");
    answers.fault(made.lagId(), "down");
    assertThat(lag(made.lagId())).isEqualTo("down available available");
    answers.fault(made.lagId(), "up");
    answers.fault("EqDC2", "down");
    assertThat(lag(made.lagId())).isEqualTo("down down down");
  }

  /** Its state, and those of its links. */
  private String lag(String id) {
    Lag lag = customer.describeLags(r -> r.lagId(id)).lags().getFirst();
    return Stream.concat(
            Stream.of(lag.lagStateAsString()),
            lag.connections().stream().map(each -> each.connectionStateAsString()))
        .collect(Collectors.joining(" "));
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

  @Test
  void a4_a_static_tunnel_that_does_nothing_about_a_dead_peer_stands_until_its_keys_end() {
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
                            .tunnelOptions(
                                t -> t.dpdTimeoutAction("none").phase2LifetimeSeconds(1200),
                                t -> t.dpdTimeoutAction("restart"))))
            .vpnConnection()
            .vpnConnectionId();
    ObjectNode site = Json.object().put("asn", 65001);
    site.putArray("customerGateways").add(customerGateway);
    answers.connect("dc", site);
    answers.fault(vpn, "down");
    answers.advance("PT1199S");
    assertThat(tunnel(vpn, 0).status()).isEqualTo(TelemetryStatus.UP);
    assertThat(tunnel(vpn, 1).status()).isEqualTo(TelemetryStatus.DOWN);
    assertThat(tunnel(vpn, 1).lastStatusChange()).isEqualTo(START.plusSeconds(40));
    answers.advance("PT1S");
    assertThat(tunnel(vpn, 0).status()).isEqualTo(TelemetryStatus.DOWN);
  }

  @Test
  void r1_2_8_a_table_has_a_hundred_propagated_routes_and_no_more() {
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    String gateway =
        ec2.createVpnGateway(r -> r.type(GatewayType.IPSEC_1)).vpnGateway().vpnGatewayId();
    ec2.attachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(vpc));
    String table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    ec2.enableVgwRoutePropagation(r -> r.routeTableId(table).gatewayId(gateway));
    for (int i = 1; i <= 2; i++) {
      int number = i;
      String customerGateway =
          ec2.createCustomerGateway(r ->
                  r.type(GatewayType.IPSEC_1)
                      .bgpAsn(65000 + number)
                      .ipAddress("203.0.113." + number))
              .customerGateway()
              .customerGatewayId();
      ec2.createVpnConnection(
          r -> r.type("ipsec.1").customerGatewayId(customerGateway).vpnGatewayId(gateway));
      ObjectNode site = Json.object().put("asn", 65000 + number);
      site.putArray("customerGateways").add(customerGateway);
      for (int p = 0; p < 60; p++) {
        site.withArray("prefixes").add("192.168.%d.0/24".formatted(60 * (number - 1) + p));
      }
      answers.connect("dc-" + number, site);
    }
    assertThat(
            ec2.describeRouteTables(r -> r.routeTableIds(table)).routeTables().getFirst().routes())
        .filteredOn(route -> route.origin() == RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION)
        .hasSize(100)
        .last()
        .satisfies(route -> assertThat(route.destinationCidrBlock()).isEqualTo("192.168.99.0/24"));
    String subnet =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
    ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet));
    String host =
        ec2.runInstances(r ->
                r.imageId("ami-0c0ffee0c0ffee0c0")
                    .instanceType("t3.micro")
                    .minCount(1)
                    .maxCount(1)
                    .subnetId(subnet))
            .instances()
            .getFirst()
            .instanceId();
    assertThat(answers.why(host, "site:dc-2/192.168.99.9", 443)).isTrue();
    assertThat(answers.why(host, "site:dc-2/192.168.100.9", 443)).isFalse();
  }

  private VgwTelemetry tunnel(String vpn, int index) {
    return ec2.describeVpnConnections(r -> r.vpnConnectionIds(vpn))
        .vpnConnections()
        .getFirst()
        .vgwTelemetry()
        .get(index);
  }
}
