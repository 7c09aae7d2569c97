package culvert.aws.operations.ram;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Shares and invitations while AWS takes its time (R4.3.12). */
class SharingOverTimeTest {

  private static final String OTHER = TestCloud.OTHER_ACCOUNT;

  private final TestCloud cloud = new TestCloud(Timing.AWS, Quotas.raised());
  private final Ec2Client ec2 = cloud.ec2();
  private final Ec2Client guests = cloud.ec2(OTHER, "us-east-1");
  private final Sharing owner = new Sharing(cloud, TestCloud.ACCOUNT);
  private final Sharing guest = new Sharing(cloud, OTHER);
  private String gateway;

  @BeforeEach
  void makeGateway() {
    gateway = ec2.createTransitGateway(r -> {}).transitGateway().transitGatewayArn();
    pass(Duration.ofMinutes(2));
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private void pass(Duration time) {
    cloud.timeline().advance(time);
  }

  private String id() {
    return gateway.substring(gateway.lastIndexOf('/') + 1);
  }

  private int seen() {
    return guests.describeTransitGateways(r -> {}).transitGateways().size();
  }

  @Test
  void a_resource_is_associating_before_participants_see_it() {
    owner.share(gateway, OTHER);
    assertThat(owner.associations("RESOURCE")).containsExactly(gateway + " ASSOCIATING");
    guest.accept();
    assertThat(seen()).isZero();
    pass(Duration.ofSeconds(5));
    assertThat(owner.associations("RESOURCE")).containsExactly(gateway + " ASSOCIATED");
    assertThat(seen()).isOne();
  }

  @Test
  void what_is_added_after_the_invitation_was_accepted_is_shared_too() {
    String share =
        owner
            .ram
            .createResourceShare(r -> r.name("hub").principals(OTHER))
            .resourceShare()
            .resourceShareArn();
    guest.accept();
    assertThat(owner.associations("PRINCIPAL")).containsExactly(OTHER + " ASSOCIATED");
    owner.ram.associateResourceShare(r -> r.resourceShareArn(share).resourceArns(gateway));
    pass(Duration.ofSeconds(5));
    assertThat(seen()).isOne();
    assertThat(guest.invitations()).as("nobody is asked again").hasSize(1);
    owner.ram.disassociateResourceShare(r -> r.resourceShareArn(share).resourceArns(gateway));
    assertThat(owner.associations("RESOURCE")).containsExactly(gateway + " DISASSOCIATING");
    assertThat(seen()).isZero();
    owner.ram.associateResourceShare(r -> r.resourceShareArn(share).resourceArns(gateway));
    pass(Duration.ofSeconds(5));
    assertThat(owner.associations("RESOURCE")).containsExactly(gateway + " ASSOCIATED");
    assertThat(seen()).isOne();
  }

  @Test
  void who_leaves_while_attached_keeps_the_attachment() {
    String share = owner.share(gateway, OTHER);
    guest.accept();
    pass(Duration.ofSeconds(5));
    String vpc = guests.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    pass(Duration.ofMinutes(1));
    String subnet =
        guests.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.1.0.0/24")).subnet().subnetId();
    pass(Duration.ofMinutes(1));
    String attachment =
        guests
            .createTransitGatewayVpcAttachment(
                r -> r.transitGatewayId(id()).vpcId(vpc).subnetIds(subnet))
            .transitGatewayVpcAttachment()
            .transitGatewayAttachmentId();
    guest.end(share, OTHER);
    assertThat(seen()).isZero();
    ec2.acceptTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(attachment));
    pass(Duration.ofMinutes(1));
    assertThat(
            guests
                .describeTransitGatewayVpcAttachments(
                    r -> r.transitGatewayAttachmentIds(attachment))
                .transitGatewayVpcAttachments()
                .getFirst()
                .stateAsString())
        .isEqualTo("available");
    guests.deleteTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(attachment));
  }

  @Test
  void a_share_that_is_deleted_before_the_answer_takes_its_invitation_along() {
    String share = owner.share(gateway, OTHER);
    String invitation = guest.invitations().getFirst().resourceShareInvitationArn();
    owner.ram.deleteResourceShare(r -> r.resourceShareArn(share));
    assertThat(owner.associations("PRINCIPAL")).containsExactly(OTHER + " DISASSOCIATING");
    refused(
        () ->
            guest.ram.acceptResourceShareInvitation(r -> r.resourceShareInvitationArn(invitation)),
        "ResourceShareInvitationArnNotFoundException");
    refused(
        () -> owner.ram.associateResourceShare(r -> r.resourceShareArn(share).principals(OTHER)),
        "UnknownResourceException");
    pass(Duration.ofSeconds(5));
    assertThat(owner.associations("PRINCIPAL")).containsExactly(OTHER + " DISASSOCIATED");
  }

  @Test
  void an_invitation_that_has_expired_makes_way_for_another() {
    String share = owner.share(gateway, OTHER);
    pass(Duration.ofDays(7));
    assertThat(guest.invitations().getFirst().statusAsString()).isEqualTo("EXPIRED");
    owner.ram.associateResourceShare(r -> r.resourceShareArn(share).principals(OTHER));
    guest.accept();
    assertThat(seen()).isOne();
  }
}
