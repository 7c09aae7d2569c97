package culvert.aws.billing;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.ram.Sharing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;

/** Attachments of transit gateways on the bill (C2, B10), and who pays in a shared hub. */
class AttachmentMetersTest {

  private static final String HUB = TestCloud.ACCOUNT;
  private static final String SPOKE = TestCloud.OTHER_ACCOUNT;

  private final TestCloud cloud = new TestCloud(Timing.AWS, Quotas.raised());
  private final Books books = new Books(cloud);
  private final Ec2Client hub = cloud.ec2();
  private final Ec2Client spoke = cloud.ec2(SPOKE, "us-east-1");

  @AfterEach
  void close() {
    cloud.close();
  }

  private TransitGateway gateway(Ec2Client of) {
    TransitGateway made = of.createTransitGateway(r -> {}).transitGateway();
    books.pass(Duration.ofHours(1));
    return made;
  }

  private static String attach(Ec2Client of, TransitGateway gateway) {
    Subnet subnet = of.describeSubnets().subnets().getFirst();
    return of.createTransitGatewayVpcAttachment(r ->
            r.transitGatewayId(gateway.transitGatewayId())
                .vpcId(subnet.vpcId())
                .subnetIds(subnet.subnetId()))
        .transitGatewayVpcAttachment()
        .transitGatewayAttachmentId();
  }

  private static void delete(Ec2Client of, String attachment) {
    of.deleteTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(attachment));
  }

  /** Shares a gateway of the hub's with the spoke's account. */
  private void share(TransitGateway gateway) {
    new Sharing(cloud, HUB).share(gateway.transitGatewayArn(), SPOKE);
    books.pass(Duration.ofHours(1));
    new Sharing(cloud, SPOKE).accept();
    books.pass(Duration.ofHours(1));
  }

  private static List<String> attachments(Ec2Client of, String type) {
    return of.describeTransitGatewayAttachments().transitGatewayAttachments().stream()
        .filter(each -> each.resourceTypeAsString().equals(type))
        .map(TransitGatewayAttachment::transitGatewayAttachmentId)
        .toList();
  }

  @Test
  void c2_a_vpc_attachment_bills_from_available_to_its_deletion() {
    TransitGateway gateway = gateway(hub);
    String attachment = attach(hub, gateway);
    books.pass(Duration.ofHours(2));
    assertThat(books.of(attachment)).containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:vpc 1h30s..");
    delete(hub, attachment);
    books.pass(Duration.ofHours(2));
    assertThat(books.of(attachment))
        .containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:vpc 1h30s..3h");
  }

  @Test
  void c2_an_attachment_bills_on_while_it_is_modified() {
    TransitGateway gateway = gateway(hub);
    String attachment = attach(hub, gateway);
    books.pass(Duration.ofHours(1));
    hub.modifyTransitGatewayVpcAttachment(r ->
        r.transitGatewayAttachmentId(attachment).options(o -> o.applianceModeSupport("enable")));
    books.pass(Duration.ofSeconds(1));
    assertThat(attachments(hub, "vpc")).containsExactly(attachment);
    books.pass(Duration.ofHours(1));
    assertThat(books.of(attachment)).containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:vpc 1h30s..");
  }

  @Test
  void c2_in_a_shared_hub_the_vpcs_owner_pays_from_acceptance_on() {
    TransitGateway gateway = gateway(hub);
    share(gateway);
    String attachment = attach(spoke, gateway);
    books.pass(Duration.ofHours(2));
    assertThat(books.payers(attachment)).as("nobody has accepted").isEmpty();
    hub.acceptTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(attachment));
    books.pass(Duration.ofHours(1));
    assertThat(books.payers(attachment)).containsExactly(SPOKE);
    assertThat(books.of(SPOKE, "us-east-1", attachment))
        .containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:vpc 5h30s..");
    delete(hub, attachment);
    books.pass(Duration.ofHours(3));
    assertThat(books.of(SPOKE, "us-east-1", attachment))
        .containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:vpc 5h30s..6h");
    assertThat(books.payers(attachment)).containsExactly(SPOKE);
  }

  @Test
  void c2_a_rejected_attachment_has_never_billed() {
    TransitGateway gateway = gateway(hub);
    share(gateway);
    String attachment = attach(spoke, gateway);
    hub.rejectTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(attachment));
    books.pass(Duration.ofHours(3));
    assertThat(books.payers(attachment)).isEmpty();
  }

  @Test
  void c2_vpn_and_connect_are_paid_by_the_gateways_owner() {
    TransitGateway gateway = gateway(hub);
    String customer =
        hub.createCustomerGateway(r -> r.type("ipsec.1").ipAddress("203.0.113.9").bgpAsn(65010))
            .customerGateway()
            .customerGatewayId();
    books.pass(Duration.ofHours(1));
    String vpn =
        hub.createVpnConnection(r ->
                r.type("ipsec.1")
                    .customerGatewayId(customer)
                    .transitGatewayId(gateway.transitGatewayId()))
            .vpnConnection()
            .vpnConnectionId();
    String transport = attach(hub, gateway);
    books.pass(Duration.ofHours(1));
    String connect =
        hub.createTransitGatewayConnect(r ->
                r.transportTransitGatewayAttachmentId(transport).options(o -> o.protocol("gre")))
            .transitGatewayConnect()
            .transitGatewayAttachmentId();
    books.pass(Duration.ofHours(1));
    String tunnel = attachments(hub, "vpn").getFirst();
    assertThat(books.of(tunnel)).containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:vpn 2h2m..");
    assertThat(books.of(connect))
        .containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:connect 3h30s..");
    hub.deleteVpnConnection(r -> r.vpnConnectionId(vpn));
    hub.deleteTransitGatewayConnect(r -> r.transitGatewayAttachmentId(connect));
    assertThat(books.of(tunnel)).containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:vpn 2h2m..4h");
    assertThat(books.of(connect))
        .containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:connect 3h30s..4h");
  }

  @Test
  void c2_each_side_of_a_peering_pays_for_its_own_end() {
    Ec2Client far = cloud.ec2(SPOKE, "eu-west-1");
    TransitGateway near = gateway(hub);
    TransitGateway other = gateway(far);
    String id =
        hub.createTransitGatewayPeeringAttachment(r ->
                r.transitGatewayId(near.transitGatewayId())
                    .peerTransitGatewayId(other.transitGatewayId())
                    .peerAccountId(SPOKE)
                    .peerRegion("eu-west-1"))
            .transitGatewayPeeringAttachment()
            .transitGatewayAttachmentId();
    books.pass(Duration.ofHours(1));
    assertThat(books.payers(id)).as("nobody has accepted").isEmpty();
    far.acceptTransitGatewayPeeringAttachment(r -> r.transitGatewayAttachmentId(id));
    books.pass(Duration.ofHours(1));
    String line = "TRANSIT_GATEWAY_ATTACHMENT_HOUR:peering 3h30s..";
    assertThat(books.of(HUB, "us-east-1", id)).containsExactly(line);
    assertThat(books.of(SPOKE, "eu-west-1", id)).containsExactly(line);
    hub.deleteTransitGatewayPeeringAttachment(r -> r.transitGatewayAttachmentId(id));
    assertThat(books.of(HUB, "us-east-1", id)).containsExactly(line + "4h");
    assertThat(books.of(SPOKE, "eu-west-1", id)).containsExactly(line + "4h");
  }

  @Test
  void b10_the_direct_connect_gateways_owner_pays_for_its_attachment() {
    TransitGateway gateway = gateway(hub);
    var theirs = cloud.directConnect(SPOKE, "us-east-1");
    String directConnect =
        theirs
            .createDirectConnectGateway(
                r -> r.directConnectGatewayName("wan").amazonSideAsn(64520L))
            .directConnectGateway()
            .directConnectGatewayId();
    books.pass(Duration.ofHours(1));
    assertThat(books.of(SPOKE, "global", directConnect))
        .containsExactly("DIRECT_CONNECT_GATEWAY_HOUR 1h30s..");
    String proposal =
        cloud
            .directConnect(HUB, "us-east-1")
            .createDirectConnectGatewayAssociationProposal(r ->
                r.directConnectGatewayId(directConnect)
                    .directConnectGatewayOwnerAccount(SPOKE)
                    .gatewayId(gateway.transitGatewayId())
                    .addAllowedPrefixesToDirectConnectGateway(p -> p.cidr("10.0.0.0/8")))
            .directConnectGatewayAssociationProposal()
            .proposalId();
    String association =
        theirs
            .acceptDirectConnectGatewayAssociationProposal(r ->
                r.directConnectGatewayId(directConnect)
                    .proposalId(proposal)
                    .associatedGatewayOwnerAccount(HUB))
            .directConnectGatewayAssociation()
            .associationId();
    books.pass(Duration.ofHours(1));
    String attachment = attachments(hub, "direct-connect-gateway").getFirst();
    assertThat(books.payers(attachment)).containsExactly(SPOKE);
    assertThat(books.of(SPOKE, "us-east-1", attachment))
        .containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:dxgw 2h10m..");
    theirs.deleteDirectConnectGatewayAssociation(r -> r.associationId(association));
    books.pass(Duration.ofHours(1));
    assertThat(books.of(SPOKE, "us-east-1", attachment))
        .containsExactly("TRANSIT_GATEWAY_ATTACHMENT_HOUR:dxgw 2h10m..3h");
  }
}
