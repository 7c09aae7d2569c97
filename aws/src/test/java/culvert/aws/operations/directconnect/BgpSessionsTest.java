package culvert.aws.operations.directconnect;

import static culvert.aws.operations.directconnect.Cage.prefixes;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.Refused;
import culvert.aws.TestCloud;
import culvert.network.address.IpPrefix;
import culvert.network.topology.Site;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRoute;

/** What routing makes of virtual interfaces, seen through the API (B3, B5). */
class BgpSessionsTest {

  private final TestCloud cloud = new TestCloud();
  private final Cage cage = new Cage(cloud, TestCloud.ACCOUNT);
  private final String connection = cage.connection();
  private final String gateway = cage.gateway(64513);

  @AfterEach
  void close() {
    cloud.close();
  }

  private void site(String virtualInterface, long asn) {
    cloud
        .api()
        .sites()
        .put(
            new Site(
                "hq",
                asn,
                List.of(IpPrefix.parse("192.168.0.0/16")),
                List.of(),
                List.of(virtualInterface),
                List.of(),
                List.of(),
                List.of(),
                false));
  }

  private String state(String virtualInterface) {
    VirtualInterface shown = cage.describeInterface(virtualInterface);
    return shown.virtualInterfaceStateAsString()
        + " "
        + shown.bgpPeers().getFirst().bgpStatusAsString();
  }

  @Test
  void b3_a_session_is_up_where_a_router_with_its_asn_answers() {
    String vif = cage.transitInterface(connection, 7, v -> v.directConnectGatewayId(gateway));
    assertThat(state(vif)).as("nobody is there").isEqualTo("down down");
    site(vif, 65099);
    assertThat(state(vif)).as("with another ASN").isEqualTo("down down");
    site(vif, 65010);
    assertThat(state(vif)).isEqualTo("available up");
    cloud.api().failures().fail(connection);
    assertThat(state(vif)).isEqualTo("down down");
    cloud.api().failures().heal(connection);
    assertThat(state(vif)).isEqualTo("available up");
    cage.dx.startBgpFailoverTest(r -> r.virtualInterfaceId(vif));
    assertThat(state(vif)).isEqualTo("testing down");
    cage.dx.stopBgpFailoverTest(r -> r.virtualInterfaceId(vif));
    assertThat(state(vif)).isEqualTo("available up");
  }

  @Test
  void b5_what_a_site_announces_comes_into_the_transit_gateways_table() {
    String transit = cage.transitGateway(64514);
    cage.associate(gateway, transit, "10.0.0.0/8");
    String vif = cage.transitInterface(connection, 7, v -> v.directConnectGatewayId(gateway));
    site(vif, 65010);
    String table =
        cage.ec2
            .describeTransitGateways(r -> r.transitGatewayIds(transit))
            .transitGateways()
            .getFirst()
            .options()
            .propagationDefaultRouteTableId();
    assertThat(
            cage.ec2
                .searchTransitGatewayRoutes(r ->
                    r.transitGatewayRouteTableId(table)
                        .filters(f -> f.name("type").values("propagated")))
                .routes())
        .extracting(TransitGatewayRoute::destinationCidrBlock)
        .containsExactly("192.168.0.0/16");
  }

  @Test
  void b5_a_virtual_private_gateway_that_is_detached_leaves_its_direct_connect_gateway() {
    String vpc = cage.ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    String vpn = cage.ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId();
    cage.ec2.attachVpnGateway(r -> r.vpcId(vpc).vpnGatewayId(vpn));
    cage.associate(gateway, vpn);
    assertThat(cage.associations(gateway)).hasSize(1);
    cage.ec2.detachVpnGateway(r -> r.vpcId(vpc).vpnGatewayId(vpn));
    assertThat(cage.associations(gateway)).isEmpty();
  }

  @Test
  void b3_a_virtual_private_gateway_with_virtual_interfaces_stays() {
    String vpn = cage.ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId();
    String vif = cage.privateInterface(connection, 7, v -> v.virtualGatewayId(vpn));
    Refused.refused(
        () -> cage.ec2.deleteVpnGateway(r -> r.vpnGatewayId(vpn)), "IncorrectState", "in use");
    cage.dx.deleteVirtualInterface(r -> r.virtualInterfaceId(vif));
    cage.ec2.deleteVpnGateway(r -> r.vpnGatewayId(vpn));
  }

  @Test
  void b5_an_association_that_carries_a_private_vpn_stays() {
    String transit =
        cage.ec2
            .createTransitGateway(r ->
                r.options(o -> o.amazonSideAsn(64514L).transitGatewayCidrBlocks("10.99.0.0/24")))
            .transitGateway()
            .transitGatewayId();
    String association = cage.associate(gateway, transit, "10.99.0.0/24").associationId();
    String attachment =
        cage.ec2
            .describeTransitGatewayAttachments(r -> {})
            .transitGatewayAttachments()
            .getFirst()
            .transitGatewayAttachmentId();
    String customer =
        cage.ec2
            .createCustomerGateway(r -> r.type("ipsec.1").bgpAsn(65010).ipAddress("192.168.0.1"))
            .customerGateway()
            .customerGatewayId();
    String vpn =
        cage.ec2
            .createVpnConnection(r ->
                r.type("ipsec.1")
                    .customerGatewayId(customer)
                    .transitGatewayId(transit)
                    .options(o ->
                        o.outsideIpAddressType("PrivateIpv4")
                            .transportTransitGatewayAttachmentId(attachment)))
            .vpnConnection()
            .vpnConnectionId();
    Cage.refuses(
        () -> cage.dx.deleteDirectConnectGatewayAssociation(r -> r.associationId(association)),
        "has non-deleted Private IP VPN");
    cage.ec2.deleteVpnConnection(r -> r.vpnConnectionId(vpn));
    cage.dx.deleteDirectConnectGatewayAssociation(r -> r.associationId(association));
    assertThat(cage.associations(gateway)).isEmpty();
  }

  @Test
  void b3_a_public_one_needs_a_router_too() {
    String vif =
        cage.dx
            .createPublicVirtualInterface(r ->
                r.connectionId(connection)
                    .newPublicVirtualInterface(v ->
                        v.virtualInterfaceName("public")
                            .vlan(9)
                            .asn(65010)
                            .amazonAddress("203.0.113.1/30")
                            .customerAddress("203.0.113.2/30")
                            .routeFilterPrefixes(prefixes("203.0.113.0/24"))))
            .virtualInterfaceId();
    assertThat(state(vif)).isEqualTo("down down");
    site(vif, 65010);
    assertThat(state(vif)).isEqualTo("available up");
  }
}
