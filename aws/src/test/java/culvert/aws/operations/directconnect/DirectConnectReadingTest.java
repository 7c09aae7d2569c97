package culvert.aws.operations.directconnect;

import static culvert.aws.operations.directconnect.Cage.prefixes;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.reading.TopologyReader;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.Topology;
import culvert.network.topology.VirtualInterface;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engines see of Direct Connect. */
class DirectConnectReadingTest {

  private final TestCloud cloud = new TestCloud();
  private final Cage cage = new Cage(cloud, TestCloud.ACCOUNT);
  private final TopologyReader reader = new TopologyReader();

  @AfterEach
  void close() {
    cloud.close();
  }

  private Topology read() {
    return reader.read(cloud.api().catalog().snapshot());
  }

  @Test
  void ports_and_lags() {
    String lag = cage.lag(1);
    String link = cage.describeLag(lag).connections().getFirst().connectionId();
    String interconnect = cage.interconnect();
    assertThat(read().find(DirectConnectConnection.class, link))
        .isEqualTo(
            new DirectConnectConnection(
                link,
                TestCloud.ACCOUNT,
                "us-east-1",
                "Requested 1 for Lag " + lag,
                "EqDC2",
                lag,
                true,
                false));
    assertThat(read().find(DirectConnectConnection.class, interconnect)).isNotNull();
    assertThat(read().find(DirectConnectLag.class, lag))
        .isEqualTo(new DirectConnectLag(lag, TestCloud.ACCOUNT, "us-east-1", "bundle", "EqDC2", 0));
    cage.dx.deleteConnection(r -> r.connectionId(link));
    assertThat(read().find(DirectConnectConnection.class, link)).isNull();
  }

  @Test
  void virtual_interfaces_that_forward() {
    String connection = cage.connection();
    String gateway = cage.gateway(64512);
    String vif =
        cage.privateInterface(
            connection,
            7,
            v ->
                v.directConnectGatewayId(gateway)
                    .mtu(8500)
                    .enableSiteLink(true)
                    .amazonAddress("10.0.0.1/30")
                    .customerAddress("10.0.0.2/30"));
    VirtualInterface seen = read().find(VirtualInterface.class, vif);
    assertThat(seen.type()).isEqualTo(VirtualInterface.Type.PRIVATE);
    assertThat(seen.parent()).isEqualTo(connection);
    assertThat(seen.vlan()).isEqualTo(7);
    assertThat(seen.mtu()).isEqualTo(8500);
    assertThat(seen.siteLink()).isTrue();
    assertThat(seen.target())
        .isEqualTo(new VirtualInterface.Target.ToDirectConnectGateway(gateway));
    assertThat(seen.peers())
        .singleElement()
        .satisfies(peer -> {
          assertThat(peer.id()).startsWith("dxpeer-");
          assertThat(peer.family()).isEqualTo(IpFamily.V4);
          assertThat(peer.customerAsn()).isEqualTo(65010);
          assertThat(peer.amazonAddress()).hasToString("10.0.0.1");
          assertThat(peer.customerAddress()).hasToString("10.0.0.2");
        });
    assertThat(read().find(VirtualInterface.class, vif)).as("read once").isSameAs(seen);
    cage.dx.deleteVirtualInterface(r -> r.virtualInterfaceId(vif));
    assertThat(read().find(VirtualInterface.class, vif)).isNull();
  }

  @Test
  void gateways_and_what_they_lead_to() {
    String vpnHub = cage.gateway(64512);
    String transitHub = cage.gateway(64513);
    String vpn = cage.attachedVpnGateway("10.1.0.0/16");
    String transit = cage.transitGateway(64514);
    String first = cage.associate(vpnHub, vpn).associationId();
    String second = cage.associate(transitHub, transit, "10.0.0.0/8").associationId();
    assertThat(read().find(DirectConnectGateway.class, vpnHub).asn()).isEqualTo(64512);
    assertThat(read().find(DirectConnectGatewayAssociation.class, first))
        .satisfies(each -> {
          assertThat(each.gateway()).isEqualTo(new Gateway.OfVpnGateway(vpn));
          assertThat(each.allowedPrefixes()).containsExactly(IpPrefix.parse("10.1.0.0/16"));
        });
    String attachment =
        cage.ec2
            .describeTransitGatewayAttachments(r -> {})
            .transitGatewayAttachments()
            .getFirst()
            .transitGatewayAttachmentId();
    assertThat(read().find(DirectConnectGatewayAssociation.class, second).gateway())
        .isEqualTo(new Gateway.OfTransitGateway(transit, attachment));
    cage.dx.updateDirectConnectGatewayAssociation(r ->
        r.associationId(second)
            .addAllowedPrefixesToDirectConnectGateway(prefixes("172.16.0.0/12")));
    assertThat(read().find(DirectConnectGatewayAssociation.class, second).allowedPrefixes())
        .hasSize(2);
    cage.dx.deleteDirectConnectGatewayAssociation(r -> r.associationId(second));
    assertThat(read().find(DirectConnectGatewayAssociation.class, second)).isNull();
  }
}
