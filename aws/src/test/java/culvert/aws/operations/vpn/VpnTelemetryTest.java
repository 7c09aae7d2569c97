package culvert.aws.operations.vpn;

import static culvert.aws.operations.vpn.VpnLab.tunnel;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Snapshot;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.reading.TopologyReader;
import culvert.network.address.IpPrefix;
import culvert.network.routing.HybridRouting;
import culvert.network.topology.Component;
import culvert.network.topology.CustomerGateway;
import culvert.network.topology.Fault;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ActiveVpnTunnelStatus;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;

/** How tunnels are once a site has a router at their far end, by the engine's own routing. */
class VpnTelemetryTest {

  private static final List<Class<? extends Component>> READ =
      List.of(
          CustomerGateway.class,
          VpnGateway.class,
          VpnConnection.class,
          VpnTunnel.class,
          Vpc.class,
          TransitGateway.class,
          TransitGatewayRouteTable.class);

  private final TopologyReader reader = new TopologyReader();
  private final List<Component> beside = new ArrayList<>();
  private final TestCloud cloud = new TestCloud(LearnedRoutes.of(this::routing));
  private final VpnLab lab = new VpnLab(cloud);
  private final String customer = lab.customer();

  @AfterEach
  void close() {
    cloud.close();
  }

  /** What is in the catalog, and the sites and faults of the test. */
  private HybridRouting routing(Snapshot at) {
    Topology declared = reader.read(at);
    List<Component> all = new ArrayList<>(beside);
    READ.forEach(kind -> all.addAll(declared.all(kind)));
    return new HybridRouting(new Topology(all));
  }

  private void site(long asn, String... prefixes) {
    beside.add(
        new Site(
            "seoul",
            asn,
            Stream.of(prefixes).map(IpPrefix::parse).toList(),
            List.of(customer),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false));
  }

  private List<String> telemetry(software.amazon.awssdk.services.ec2.model.VpnConnection of) {
    return lab.described(of).vgwTelemetry().stream().map(VpnTelemetryTest::text).toList();
  }

  private static String text(VgwTelemetry tunnel) {
    return tunnel.statusAsString()
        + " "
        + tunnel.acceptedRouteCount()
        + " "
        + tunnel.statusMessage();
  }

  @Test
  void a6_bgp_tunnels_are_up_and_say_how_many_routes_they_have() {
    site(65_010, "192.168.0.0/24", "192.168.1.0/24");
    var made = lab.create(lab.vpnGateway(), null, customer, _ -> {});
    assertThat(telemetry(made)).containsExactly("UP 2 2 BGP ROUTES", "UP 2 2 BGP ROUTES");
    beside.add(new Fault(made.vpnConnectionId() + "/2"));
    assertThat(telemetry(made)).containsExactly("UP 2 2 BGP ROUTES", "DOWN 0 IPSEC IS DOWN");
  }

  @Test
  void a6_an_up_static_tunnel_has_no_message() {
    site(65_010, "192.168.0.0/24");
    var made = lab.create(lab.vpnGateway(), null, customer, o -> o.staticRoutesOnly(true));
    assertThat(telemetry(made)).containsExactly("UP 0 ", "UP 0 ");
  }

  @Test
  void a6_ipsec_is_up_where_only_the_asns_do_not_agree() {
    site(65_099, "192.168.0.0/24");
    var made = lab.create(lab.vpnGateway(), null, customer, _ -> {});
    assertThat(telemetry(made)).containsExactly("DOWN 0 IPSEC IS UP", "DOWN 0 IPSEC IS UP");
  }

  @Test
  void a4_the_weakest_that_is_allowed_is_agreed_on_while_the_tunnel_is_up() {
    var made =
        lab.create(
            lab.vpnGateway(),
            null,
            customer,
            VpnLab.first(t ->
                t.phase2EncryptionAlgorithms(v -> v.value("AES256-GCM-16"))
                    .phase1DHGroupNumbers(v -> v.value(19), v -> v.value(14))));
    assertThat(active(made, 1).phase1DHGroup()).isNull();
    site(65_010, "192.168.0.0/24");
    ActiveVpnTunnelStatus first = active(made, 1);
    assertThat(first.ikeVersion()).isEqualTo("ikev2");
    assertThat(first.phase1EncryptionAlgorithm()).isEqualTo("AES128");
    assertThat(first.phase1DHGroup()).isEqualTo(14);
    assertThat(first.phase2EncryptionAlgorithm()).isEqualTo("AES256-GCM-16");
    assertThat(first.phase2IntegrityAlgorithm()).isNull();
    assertThat(active(made, 2).phase2IntegrityAlgorithm()).isEqualTo("SHA1");
  }

  private ActiveVpnTunnelStatus active(
      software.amazon.awssdk.services.ec2.model.VpnConnection of, int number) {
    return lab.ec2
        .getActiveVpnTunnelStatus(r ->
            r.vpnConnectionId(of.vpnConnectionId())
                .vpnTunnelOutsideIpAddress(tunnel(of, number).outsideIpAddress()))
        .activeVpnTunnelStatus();
  }

  @Test
  void a8_prefixes_reach_the_tables_of_the_vpc_while_a_tunnel_carries_them() {
    site(65_010, "192.168.0.0/24");
    String vpc = lab.vpc("10.0.0.0/16");
    String gateway = lab.vpnGateway();
    lab.attach(gateway, vpc);
    String table = lab.mainTable(vpc);
    lab.ec2.enableVgwRoutePropagation(r -> r.routeTableId(table).gatewayId(gateway));
    var made = lab.create(gateway, null, customer, _ -> {});
    assertThat(destinations(table)).containsExactly("10.0.0.0/16", "192.168.0.0/24");
    beside.add(new Fault(made.vpnConnectionId() + "/1"));
    assertThat(destinations(table)).containsExactly("10.0.0.0/16", "192.168.0.0/24");
    beside.add(new Fault(made.vpnConnectionId() + "/2"));
    assertThat(destinations(table)).containsExactly("10.0.0.0/16");
  }

  @Test
  void a8_static_routes_propagate_while_a_tunnel_is_up() {
    String vpc = lab.vpc("10.0.0.0/16");
    String gateway = lab.vpnGateway();
    lab.attach(gateway, vpc);
    String table = lab.mainTable(vpc);
    lab.ec2.enableVgwRoutePropagation(r -> r.routeTableId(table).gatewayId(gateway));
    var made = lab.create(gateway, null, customer, o -> o.staticRoutesOnly(true));
    lab.ec2.createVpnConnectionRoute(
        r -> r.vpnConnectionId(made.vpnConnectionId()).destinationCidrBlock("172.30.0.0/16"));
    assertThat(destinations(table)).containsExactly("10.0.0.0/16");
    site(65_010, "172.30.0.0/16");
    assertThat(destinations(table)).containsExactly("10.0.0.0/16", "172.30.0.0/16");
  }

  private List<String> destinations(String table) {
    return lab
        .ec2
        .describeRouteTables(r -> r.routeTableIds(table))
        .routeTables()
        .getFirst()
        .routes()
        .stream()
        .map(Route::destinationCidrBlock)
        .toList();
  }
}
