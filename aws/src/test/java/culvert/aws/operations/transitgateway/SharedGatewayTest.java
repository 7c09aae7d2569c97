package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.EveryPair;
import culvert.aws.TestCloud;
import culvert.aws.operations.ram.Sharing;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/** A gateway that its owner shares, and the accounts that attach their VPCs to it (R4.3.12). */
class SharedGatewayTest {

  private static final String ONE = TestCloud.OTHER_ACCOUNT;
  private static final String TWO = "333333333333";

  private final TestCloud cloud = new TestCloud();
  private final Hub owner = new Hub(cloud, cloud.ec2());
  private final Hub one = new Hub(cloud, cloud.ec2(ONE, "us-east-1"));
  private final Hub two = new Hub(cloud, cloud.ec2(TWO, "us-east-1"));
  private final Sharing owners = new Sharing(cloud, TestCloud.ACCOUNT);
  private final Sharing ones = new Sharing(cloud, ONE);
  private final Sharing twos = new Sharing(cloud, TWO);

  @AfterEach
  void close() {
    cloud.close();
  }

  private String autoAccepting() {
    return owner
        .ec2
        .createTransitGateway(r -> r.options(o -> o.autoAcceptSharedAttachments("enable")))
        .transitGateway()
        .transitGatewayId();
  }

  private String share(String gateway, String... accounts) {
    String share = owners.share(owner.described(gateway).transitGatewayArn(), accounts);
    ones.accept();
    twos.accept();
    return share;
  }

  private static List<String> attachments(Hub hub) {
    return hub.ec2.describeTransitGatewayAttachments().transitGatewayAttachments().stream()
        .map(TransitGatewayAttachment::transitGatewayAttachmentId)
        .toList();
  }

  private static List<String> vpcAttachments(Hub hub) {
    return hub.ec2.describeTransitGatewayVpcAttachments().transitGatewayVpcAttachments().stream()
        .map(TransitGatewayVpcAttachment::transitGatewayAttachmentId)
        .toList();
  }

  private static List<String> gateways(Hub hub) {
    return hub.ec2.describeTransitGateways().transitGateways().stream()
        .map(TransitGateway::transitGatewayId)
        .toList();
  }

  @Test
  void r4_3_12_participants_meet_through_the_gateway_and_do_not_see_each_other() {
    String gateway = autoAccepting();
    share(gateway, ONE, TWO);
    Spoke a = one.spoke(gateway, "10.1");
    Spoke b = two.spoke(gateway, "10.2");
    Spoke c = owner.spoke(gateway, "10.3");
    assertThat(attachments(one)).containsExactly(a.attachment());
    assertThat(vpcAttachments(one)).containsExactly(a.attachment());
    assertThat(attachments(two)).containsExactly(b.attachment());
    assertThat(vpcAttachments(two)).containsExactly(b.attachment());
    assertThat(attachments(owner)).containsExactly(a.attachment(), b.attachment(), c.attachment());
    refused(() -> two.delete(a.attachment()), "InvalidTransitGatewayAttachmentID.NotFound");
    refused(() -> two.attachment(a.attachment()), "InvalidTransitGatewayAttachmentID.NotFound");
    assertThat(
            new EveryPair(cloud).end("a", a.host()).end("b", b.host()).end("c", c.host()).asked())
        .containsExactly("a -> b", "a -> c", "b -> a", "b -> c", "c -> a", "c -> b");
    assertThat(owner.why(a.host(), b.host()).forward().path())
        .extracting(element -> element.component())
        .containsSubsequence(a.attachment(), owner.defaultTable(gateway), b.attachment());
  }

  @Test
  void r4_3_12_a_participant_sees_the_gateway_without_its_owners_tags() {
    String gateway = owner.gateway();
    owner.ec2.createTags(r -> r.resources(gateway).tags(t -> t.key("Name").value("hub")));
    String share = owners.share(owner.described(gateway).transitGatewayArn(), ONE);
    assertThat(gateways(one)).isEmpty();
    refused(() -> one.described(gateway), "InvalidTransitGatewayID.NotFound");
    ones.accept();
    String own = one.gateway();
    assertThat(gateways(one)).containsExactly(gateway, own);
    assertThat(one.described(gateway).ownerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(one.described(gateway).tags()).isEmpty();
    assertThat(owner.described(gateway).tags()).hasSize(1);
    assertThat(gateways(two)).isEmpty();
    ones.end(share, ONE);
    assertThat(gateways(one)).containsExactly(own);
  }

  @Test
  void r4_3_12_no_account_attaches_to_what_is_not_shared_with_it() {
    String gateway = autoAccepting();
    owners.share(owner.described(gateway).transitGatewayArn(), ONE);
    String vpc = one.vpc("10.1.0.0/16");
    String subnet = one.subnet(vpc, "10.1.0.0/24", "us-east-1a");
    refused(() -> one.attach(gateway, vpc, subnet), "InvalidTransitGatewayID.NotFound");
    assertThat(attachments(owner)).isEmpty();
  }

  @Test
  void r4_3_12_without_auto_accept_the_owner_accepts() {
    String gateway = owner.gateway();
    share(gateway, ONE);
    String vpc = one.vpc("10.1.0.0/16");
    String attachment = one.attach(gateway, vpc, one.subnet(vpc, "10.1.0.0/24", "us-east-1a"));
    assertThat(owner.vpcAttachment(attachment).stateAsString()).isEqualTo("pendingAcceptance");
    refused(
        () ->
            one.ec2.acceptTransitGatewayVpcAttachment(
                r -> r.transitGatewayAttachmentId(attachment)),
        "OperationNotPermitted");
    owner.ec2.acceptTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(attachment));
    assertThat(one.vpcAttachment(attachment).stateAsString()).isEqualTo("available");
    one.ec2.modifyTransitGatewayVpcAttachment(
        r -> r.transitGatewayAttachmentId(attachment).options(o -> o.dnsSupport("disable")));
    assertThat(owner.vpcAttachment(attachment).options().dnsSupportAsString()).isEqualTo("disable");
  }

  @Test
  void r4_3_12_a_participant_neither_sees_nor_changes_tables() {
    String gateway = autoAccepting();
    share(gateway, ONE);
    Spoke spoke = one.spoke(gateway, "10.1");
    String table = owner.defaultTable(gateway);
    assertThat(one.ec2.describeTransitGatewayRouteTables().transitGatewayRouteTables()).isEmpty();
    assertThat(one.attachment(spoke.attachment()).association()).isNull();
    refused(() -> one.table(gateway), "InvalidTransitGatewayID.NotFound");
    refused(() -> one.associate(table, spoke.attachment()), "InvalidRouteTableID.NotFound");
    refused(() -> one.propagate(table, spoke.attachment()), "InvalidRouteTableID.NotFound");
    refused(() -> one.propagations(table), "InvalidRouteTableID.NotFound");
    refused(() -> one.blackhole(table, "10.9.0.0/16"), "InvalidRouteTableID.NotFound");
    refused(() -> one.routes(table), "InvalidRouteTableID.NotFound");
    refused(
        () -> one.ec2.modifyTransitGateway(r -> r.transitGatewayId(gateway).description("mine")),
        "InvalidTransitGatewayID.NotFound");
    refused(
        () -> one.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway)),
        "InvalidTransitGatewayID.NotFound");
    refused(
        () -> one.peer(gateway, one.gateway(), ONE, "us-east-1"),
        "InvalidTransitGatewayID.NotFound");
  }

  @Test
  void r4_3_12_unsharing_leaves_attachments_working() {
    String gateway = autoAccepting();
    String share = share(gateway, ONE);
    Spoke a = one.spoke(gateway, "10.1");
    Spoke c = owner.spoke(gateway, "10.3");
    owners.end(share, ONE);
    assertThat(gateways(one)).isEmpty();
    assertThat(owner.why(a.host(), c.host()).reachable()).isTrue();
    String vpc = one.vpc("10.5.0.0/16");
    String subnet = one.subnet(vpc, "10.5.0.0/24", "us-east-1a");
    refused(() -> one.attach(gateway, vpc, subnet), "InvalidTransitGatewayID.NotFound");
    one.delete(a.attachment());
    assertThat(owner.vpcAttachment(a.attachment()).stateAsString()).isEqualTo("deleted");
  }
}
