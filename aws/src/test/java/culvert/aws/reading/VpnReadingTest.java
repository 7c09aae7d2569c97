package culvert.aws.reading;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.network.address.IpPrefix;
import culvert.network.topology.CustomerGateway;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TunnelOption;

/** VPNs and Connect attachments as the engines see them. */
class VpnReadingTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final TopologyReader reader = new TopologyReader();
  private final String customer =
      ec2.createCustomerGateway(r -> r.type("ipsec.1").ipAddress("203.0.113.9").bgpAsn(65_010))
          .customerGateway()
          .customerGatewayId();

  @AfterEach
  void close() {
    cloud.close();
  }

  private Topology read() {
    return reader.read(cloud.api().catalog().snapshot());
  }

  private software.amazon.awssdk.services.ec2.model.VpnConnection create(
      Consumer<CreateVpnConnectionRequest.Builder> request) {
    return ec2.createVpnConnection(
            CreateVpnConnectionRequest.builder()
                .type("ipsec.1")
                .customerGatewayId(customer)
                .applyMutation(request)
                .build())
        .vpnConnection();
  }

  private String vpnGateway() {
    return ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId();
  }

  private String transitGateway() {
    return ec2.createTransitGateway(
            r -> r.options(o -> o.transitGatewayCidrBlocks("10.255.0.0/24")))
        .transitGateway()
        .transitGatewayId();
  }

  @Test
  void a1_gateways_are_read_with_their_asns_and_the_vpc() {
    String gateway = vpnGateway();
    ec2.createTags(r -> r.resources(gateway).tags(Tag.builder().key("Name").value("edge").build()));
    assertThat(read().get(VpnGateway.class, gateway))
        .isEqualTo(new VpnGateway(gateway, TestCloud.ACCOUNT, "us-east-1", "edge", 64_512, null));
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    ec2.attachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(vpc));
    assertThat(read().get(VpnGateway.class, gateway).vpc()).isEqualTo(vpc);
    assertThat(read().get(CustomerGateway.class, customer).asn()).isEqualTo(65_010);
    ec2.deleteCustomerGateway(r -> r.customerGatewayId(customer));
    assertThat(read().find(CustomerGateway.class, customer)).isNull();
  }

  @Test
  void a1_the_tunnels_end_in_two_zones_with_the_addresses_of_a3() {
    String gateway = vpnGateway();
    var made = create(r -> r.vpnGatewayId(gateway).options(o -> o.staticRoutesOnly(true)));
    String id = made.vpnConnectionId();
    ec2.createVpnConnectionRoute(r -> r.vpnConnectionId(id).destinationCidrBlock("192.168.0.0/16"));
    VpnConnection connection = read().get(VpnConnection.class, id);
    assertThat(connection.target()).isEqualTo(new VpnTarget.ToVpnGateway(gateway));
    assertThat(connection.bgp()).isFalse();
    assertThat(connection.staticRoutes()).containsExactly(IpPrefix.parse("192.168.0.0/16"));
    assertThat(connection.tunnels()).containsExactly(id + "/1", id + "/2");
    VpnTunnel first = read().get(VpnTunnel.class, id + "/1");
    VpnTunnel second = read().get(VpnTunnel.class, id + "/2");
    assertThat(first.zone()).isNotEqualTo(second.zone());
    TunnelOption option = made.options().tunnelOptions().getFirst();
    IpPrefix inside = IpPrefix.parse(option.tunnelInsideCidr());
    assertThat(first.outside()).hasToString(option.outsideIpAddress());
    assertThat(first.inside()).isEqualTo(inside.first().plus(1));
    assertThat(first.customerInside()).isEqualTo(inside.first().plus(2));
    ec2.deleteVpnConnection(r -> r.vpnConnectionId(id));
    assertThat(read().find(VpnConnection.class, id)).isNull();
    assertThat(read().find(VpnTunnel.class, id + "/1")).isNull();
  }

  @Test
  void a5_the_mtu_follows_from_the_algorithms_that_are_agreed_on() {
    String transit = transitGateway();
    assertThat(mtu(transit, false, "AES128", "SHA1")).isEqualTo(1438);
    assertThat(mtu(transit, true, "AES128", "SHA1")).isEqualTo(1422);
    assertThat(mtu(transit, false, "AES256-GCM-16", "SHA1")).isEqualTo(1446);
    assertThat(mtu(transit, true, "AES128-GCM-16", "SHA1")).isEqualTo(1438);
    assertThat(mtu(transit, false, "AES256", "SHA2-384")).isEqualTo(1422);
    assertThat(mtu(transit, false, "AES256", "SHA2-512")).isEqualTo(1422);
    assertThat(mtu(transit, true, "AES256", "SHA2-512")).isEqualTo(1406);
  }

  private int mtu(String transit, boolean accelerated, String encryption, String integrity) {
    var made =
        create(r ->
            r.transitGatewayId(transit)
                .options(o ->
                    o.enableAcceleration(accelerated)
                        .tunnelOptions(t ->
                            t.phase2EncryptionAlgorithms(v -> v.value(encryption))
                                .phase2IntegrityAlgorithms(v -> v.value(integrity)))));
    return read().get(VpnTunnel.class, made.vpnConnectionId() + "/1").mtu();
  }

  @Test
  void a2_a_transit_gateway_is_reached_by_an_attachment() {
    String transit = transitGateway();
    String id = create(r -> r.transitGatewayId(transit)).vpnConnectionId();
    VpnTarget target = read().get(VpnConnection.class, id).target();
    assertThat(target).isInstanceOf(VpnTarget.ToTransitGateway.class);
    assertThat(((VpnTarget.ToTransitGateway) target).attachment()).startsWith("tgw-attach-");
  }

  @Test
  void a1_a_connection_without_a_target_is_none_yet() {
    String id = create(_ -> {}).vpnConnectionId();
    assertThat(read().find(VpnConnection.class, id)).isNull();
  }

  @Test
  void an_unchanged_connection_is_not_read_again() {
    String id = create(r -> r.vpnGatewayId(vpnGateway())).vpnConnectionId();
    VpnConnection before = read().get(VpnConnection.class, id);
    vpnGateway();
    assertThat(read().get(VpnConnection.class, id)).isSameAs(before);
  }

  @Test
  void r4_3_9_connect_attachments_and_their_peers() {
    String transit = transitGateway();
    String vpc = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    String subnet =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.1.0.0/24")).subnet().subnetId();
    String transport =
        ec2.createTransitGatewayVpcAttachment(
                r -> r.transitGatewayId(transit).vpcId(vpc).subnetIds(subnet))
            .transitGatewayVpcAttachment()
            .transitGatewayAttachmentId();
    String connect =
        ec2.createTransitGatewayConnect(r ->
                r.transportTransitGatewayAttachmentId(transport).options(o -> o.protocol("gre")))
            .transitGatewayConnect()
            .transitGatewayAttachmentId();
    String peer =
        ec2.createTransitGatewayConnectPeer(r ->
                r.transitGatewayAttachmentId(connect)
                    .peerAddress("10.1.0.10")
                    .bgpOptions(b -> b.peerAsn(65_020L))
                    .insideCidrBlocks("169.254.100.0/29"))
            .transitGatewayConnectPeer()
            .transitGatewayConnectPeerId();
    assertThat(read().get(TransitGatewayConnect.class, connect))
        .isEqualTo(new TransitGatewayConnect(connect, transit, "", transport));
    TransitGatewayConnectPeer read = read().get(TransitGatewayConnectPeer.class, peer);
    assertThat(read.connect()).isEqualTo(connect);
    assertThat(read.peerAsn()).isEqualTo(65_020);
    assertThat(read.gatewayAddress()).hasToString("10.255.0.1");
    ec2.deleteTransitGatewayConnectPeer(r -> r.transitGatewayConnectPeerId(peer));
    assertThat(read().find(TransitGatewayConnectPeer.class, peer)).isNull();
  }
}
