package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.transitgateway.Hub.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import culvert.network.topology.TransitGatewayVpcAttachment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayConnectPeerRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnect;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeer;
import software.amazon.awssdk.services.ec2.model.TransitGatewayConnectPeerConfiguration;

/** Connect attachments and their peers. */
class ConnectOperationsTest {

  private static final String NO_PEER = "tgw-connect-peer-00000000000000000";
  private static final String PEER_NOT_FOUND = "InvalidTransitGatewayConnectPeerID.NotFound";

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());
  private final String gateway =
      hub.ec2
          .createTransitGateway(r ->
              r.options(o -> o.amazonSideAsn(64520L).transitGatewayCidrBlocks("10.255.0.0/24")))
          .transitGateway()
          .transitGatewayId();
  private final Spoke spoke = hub.spoke(gateway, "10.1");

  @AfterEach
  void close() {
    cloud.close();
  }

  private TransitGatewayConnect made(String transport) {
    return hub.ec2
        .createTransitGatewayConnect(
            r -> r.transportTransitGatewayAttachmentId(transport).options(o -> o.protocol("gre")))
        .transitGatewayConnect();
  }

  private String connect() {
    return made(spoke.attachment()).transitGatewayAttachmentId();
  }

  private TransitGatewayConnect described(String connect) {
    return hub.ec2
        .describeTransitGatewayConnects(r -> r.transitGatewayAttachmentIds(connect))
        .transitGatewayConnects()
        .getFirst();
  }

  private void delete(String connect) {
    hub.ec2.deleteTransitGatewayConnect(r -> r.transitGatewayAttachmentId(connect));
  }

  private TransitGatewayConnectPeer peer(String connect, String... inside) {
    return peer(request(connect, inside));
  }

  private static CreateTransitGatewayConnectPeerRequest.Builder request(
      String connect, String... inside) {
    return CreateTransitGatewayConnectPeerRequest.builder()
        .transitGatewayAttachmentId(connect)
        .peerAddress("10.1.0.10")
        .insideCidrBlocks(inside);
  }

  private TransitGatewayConnectPeer peer(CreateTransitGatewayConnectPeerRequest.Builder request) {
    return hub.ec2.createTransitGatewayConnectPeer(request.build()).transitGatewayConnectPeer();
  }

  private void deletePeer(String peer) {
    hub.ec2.deleteTransitGatewayConnectPeer(r -> r.transitGatewayConnectPeerId(peer));
  }

  private List<String> peers(Filter... filters) {
    return hub
        .ec2
        .describeTransitGatewayConnectPeers(r -> r.filters(filters))
        .transitGatewayConnectPeers()
        .stream()
        .map(TransitGatewayConnectPeer::transitGatewayConnectPeerId)
        .toList();
  }

  @Test
  void r4_3_9_a_connect_attachment_stands_on_a_vpcs() {
    TransitGatewayConnect made = made(spoke.attachment());
    String id = made.transitGatewayAttachmentId();
    assertThat(made.stateAsString()).isEqualTo("pending");
    assertThat(made.transportTransitGatewayAttachmentId()).isEqualTo(spoke.attachment());
    assertThat(made.transitGatewayId()).isEqualTo(gateway);
    assertThat(described(id).stateAsString()).isEqualTo("available");
    TransitGatewayAttachment common = hub.attachment(id);
    assertThat(common.resourceTypeAsString()).isEqualTo("connect");
    assertThat(common.resourceId()).isEqualTo(spoke.attachment());
    assertThat(
            hub.ec2
                .describeTransitGatewayConnects(r ->
                    r.filters(
                        by("options.protocol", "gre"),
                        by("state", "available"),
                        by("transit-gateway-attachment-id", id),
                        by("transit-gateway-id", gateway),
                        by("transport-transit-gateway-attachment-id", spoke.attachment())))
                .transitGatewayConnects())
        .containsExactly(described(id));
    refused(() -> made(id), "InvalidParameterCombination", id);
    refused(() -> made(Hub.NO_ATTACHMENT), "InvalidTransitGatewayAttachmentID.NotFound");
  }

  @Test
  void r4_3_10_it_has_a_table_of_its_own_and_takes_no_static_route() {
    String table = hub.defaultTable(gateway);
    String connect = connect();
    assertThat(hub.associations(table))
        .containsExactlyInAnyOrder(spoke.attachment() + " associated", connect + " associated");
    assertThat(hub.propagations(table)).contains(connect);
    assertThat(hub.routes(table))
        .containsExactly("10.1.0.0/16 propagated active " + spoke.attachment());
    refused(
        () -> hub.lead(table, "10.9.0.0/16", connect),
        "InvalidParameterCombination",
        "static route to a Connect attachment");
    delete(connect);
    assertThat(hub.associations(table)).containsExactly(spoke.attachment() + " associated");
    assertThat(hub.propagations(table)).doesNotContain(connect);
    assertThat(hub.topology().all(TransitGatewayVpcAttachment.class)).hasSize(1);
  }

  @Test
  void a_transport_and_a_connect_attachment_with_peers_stay() {
    String connect = connect();
    refused(
        () -> hub.delete(spoke.attachment()),
        "IncorrectState",
        spoke.attachment() + " has non-deleted Connect Attachments");
    String peer = peer(connect, "169.254.6.0/29").transitGatewayConnectPeerId();
    refused(() -> delete(connect), "IncorrectState", connect + " has non-deleted Connect Peers");
    deletePeer(peer);
    delete(connect);
    assertThat(described(connect).stateAsString()).isEqualTo("deleted");
    refused(() -> delete(connect), "InvalidTransitGatewayAttachmentID.NotFound", connect);
    refused(() -> delete(spoke.attachment()), "InvalidTransitGatewayAttachmentID.NotFound");
    hub.delete(spoke.attachment());
    cloud.timeline().advance(Duration.ofHours(2));
    refused(() -> described(connect), "InvalidTransitGatewayAttachmentID.NotFound", connect);
    refused(() -> hub.attachment(connect), "InvalidTransitGatewayAttachmentID.NotFound", connect);
  }

  @Test
  void r4_3_9_a_peer_has_two_sessions_with_the_gateways_number_unless_said() {
    String connect = connect();
    TransitGatewayConnectPeer made = peer(connect, "169.254.6.0/29", "fd00::/125");
    assertThat(made.stateAsString()).isEqualTo("pending");
    TransitGatewayConnectPeerConfiguration tunnel = made.connectPeerConfiguration();
    assertThat(tunnel.protocolAsString()).isEqualTo("gre");
    assertThat(tunnel.transitGatewayAddress()).isEqualTo("10.255.0.1");
    assertThat(tunnel.peerAddress()).isEqualTo("10.1.0.10");
    assertThat(tunnel.insideCidrBlocks()).containsExactly("169.254.6.0/29", "fd00::/125");
    assertThat(tunnel.bgpConfigurations())
        .extracting(s ->
            s.transitGatewayAddress()
                + " "
                + s.transitGatewayAsn()
                + " "
                + s.peerAddress()
                + " "
                + s.peerAsn()
                + " "
                + s.bgpStatusAsString())
        .containsExactly(
            "169.254.6.2 64520 169.254.6.1 64520 down", "169.254.6.3 64520 169.254.6.1 64520 down");
    TransitGatewayConnectPeer second =
        peer(request(connect, "169.254.6.8/29").bgpOptions(b -> b.peerAsn(65001L)));
    assertThat(second.connectPeerConfiguration().transitGatewayAddress()).isEqualTo("10.255.0.2");
    assertThat(second.connectPeerConfiguration().bgpConfigurations().getFirst().peerAsn())
        .isEqualTo(65001L);
    assertThat(
            peers(
                by("state", "available"),
                by("transit-gateway-attachment-id", connect),
                by("transit-gateway-connect-peer-id", second.transitGatewayConnectPeerId())))
        .containsExactly(second.transitGatewayConnectPeerId());
  }

  @Test
  void r4_3_9_the_inside_ranges_are_one_29_and_perhaps_one_125() {
    String connect = connect();
    for (String reserved : List.of("169.254.0.0/29", "169.254.5.0/29", "169.254.169.248/29")) {
      refused(() -> peer(connect, reserved), "InvalidParameterValue", reserved);
    }
    for (String wrong : List.of("169.254.6.0/28", "10.0.0.0/29", "fd00::/124", "x")) {
      refused(() -> peer(connect, wrong), "InvalidParameterValue", wrong);
    }
    refused(() -> peer(connect, "fd00::/125"), "InvalidParameterValue", "fd00::/125");
    refused(
        () -> peer(connect, "169.254.6.0/29", "169.254.7.0/29"),
        "InvalidParameterValue",
        "169.254.7.0/29");
    peer(connect, "169.254.6.0/29");
    refused(() -> peer(connect(), "169.254.6.0/29"), "InvalidParameterValue", "169.254.6.0/29");
    assertThat(peers()).hasSize(1);
  }

  @Test
  void r4_3_9_four_peers_an_attachment() {
    String connect = connect();
    for (int i = 0; i < 4; i++) {
      peer(connect, "169.254.6." + 8 * i + "/29");
    }
    refused(() -> peer(connect, "169.254.7.0/29"), "TransitGatewayConnectPeerLimitExceeded", "4");
    deletePeer(peers().getFirst());
    peer(connect, "169.254.7.0/29");
  }

  @Test
  void r4_1_8_the_gateways_end_is_of_its_blocks_and_keeps_them() {
    String connect = connect();
    refused(
        () -> peer(request(connect, "169.254.6.0/29").transitGatewayAddress("10.254.0.1")),
        "InvalidParameterValue",
        "10.254.0.1");
    refused(
        () -> peer(request(connect, "169.254.6.0/29").peerAddress("2001:db8::1")),
        "IncorrectState",
        "IPv6");
    String peer =
        peer(request(connect, "169.254.6.0/29").transitGatewayAddress("10.255.0.77"))
            .transitGatewayConnectPeerId();
    refused(
        () -> peer(request(connect, "169.254.7.0/29").transitGatewayAddress("10.255.0.77")),
        "InvalidParameterValue",
        "10.255.0.77");
    refused(() -> removeBlock(), "IncorrectState", "10.255.0.0/24");
    deletePeer(peer);
    removeBlock();
    assertThat(hub.described(gateway).options().transitGatewayCidrBlocks()).isEmpty();
    refused(() -> peer(connect, "169.254.6.0/29"), "IncorrectState", "no free");
  }

  private void removeBlock() {
    hub.ec2.modifyTransitGateway(r ->
        r.transitGatewayId(gateway)
            .options(o -> o.removeTransitGatewayCidrBlocks("10.255.0.0/24")));
  }

  @Test
  void peers_stand_on_connect_attachments_and_are_described_for_two_hours_when_deleted() {
    refused(
        () -> peer(spoke.attachment(), "169.254.6.0/29"),
        "InvalidTransitGatewayAttachmentID.NotFound",
        spoke.attachment());
    String peer = peer(connect(), "169.254.6.0/29").transitGatewayConnectPeerId();
    deletePeer(peer);
    assertThat(peers(by("state", "deleted"))).containsExactly(peer);
    refused(() -> deletePeer(peer), PEER_NOT_FOUND, peer);
    refused(() -> deletePeer(NO_PEER), PEER_NOT_FOUND, NO_PEER);
    refused(() -> deletePeer("tgw-connect-peer-x"), "InvalidTransitGatewayConnectPeerID.Malformed");
    cloud.timeline().advance(Duration.ofHours(2));
    assertThat(peers()).isEmpty();
  }
}
