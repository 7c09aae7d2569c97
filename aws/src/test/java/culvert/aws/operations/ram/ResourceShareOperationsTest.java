package culvert.aws.operations.ram;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.Tag;

class ResourceShareOperationsTest {

  private static final String OTHER = TestCloud.OTHER_ACCOUNT;

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final Sharing owner = new Sharing(cloud, TestCloud.ACCOUNT);
  private final Sharing guest = new Sharing(cloud, OTHER);

  @AfterEach
  void close() {
    cloud.close();
  }

  private String gateway() {
    return ec2.createTransitGateway(r -> {}).transitGateway().transitGatewayArn();
  }

  private static List<ResourceShare> shares(Sharing side, String of) {
    return side.ram.getResourceShares(r -> r.resourceOwner(of)).resourceShares();
  }

  @Test
  void an_account_takes_part_once_it_has_accepted() {
    String gateway = gateway();
    String share = owner.share(gateway, OTHER);
    assertThat(owner.associations("RESOURCE")).containsExactly(gateway + " ASSOCIATED");
    assertThat(owner.associations("PRINCIPAL")).containsExactly(OTHER + " ASSOCIATING");
    assertThat(owner.resources("SELF")).containsExactly(gateway);
    assertThat(owner.principals("SELF")).isEmpty();
    assertThat(guest.resources("OTHER-ACCOUNTS")).isEmpty();
    assertThat(shares(guest, "OTHER-ACCOUNTS")).isEmpty();
    assertThat(guest.invitations())
        .singleElement()
        .satisfies(invitation -> {
          assertThat(invitation.resourceShareArn()).isEqualTo(share);
          assertThat(invitation.senderAccountId()).isEqualTo(TestCloud.ACCOUNT);
          assertThat(invitation.statusAsString()).isEqualTo("PENDING");
          assertThat(
                  guest
                      .ram
                      .listPendingInvitationResources(r ->
                          r.resourceShareInvitationArn(invitation.resourceShareInvitationArn()))
                      .resources())
              .extracting(each -> each.arn())
              .containsExactly(gateway);
        });
    guest.accept();
    assertThat(owner.associations("PRINCIPAL")).containsExactly(OTHER + " ASSOCIATED");
    assertThat(owner.principals("SELF")).containsExactly(OTHER);
    assertThat(guest.principals("OTHER-ACCOUNTS")).containsExactly(TestCloud.ACCOUNT);
    assertThat(guest.resources("OTHER-ACCOUNTS")).containsExactly(gateway);
    assertThat(shares(guest, "OTHER-ACCOUNTS"))
        .singleElement()
        .satisfies(seen -> assertThat(seen.owningAccountId()).isEqualTo(TestCloud.ACCOUNT));
    assertThat(guest.associations("PRINCIPAL")).isEmpty();
  }

  @Test
  void an_invitation_is_answered_once() {
    owner.share(gateway(), OTHER);
    String invitation = guest.invitations().getFirst().resourceShareInvitationArn();
    guest.accept();
    refused(
        () ->
            guest.ram.acceptResourceShareInvitation(r -> r.resourceShareInvitationArn(invitation)),
        "ResourceShareInvitationAlreadyAcceptedException");
    refused(
        () ->
            guest.ram.rejectResourceShareInvitation(r -> r.resourceShareInvitationArn(invitation)),
        "ResourceShareInvitationAlreadyAcceptedException");
    refused(
        () ->
            owner.ram.acceptResourceShareInvitation(r -> r.resourceShareInvitationArn(invitation)),
        "ResourceShareInvitationArnNotFoundException");
    refused(
        () ->
            guest.ram.acceptResourceShareInvitation(
                r -> r.resourceShareInvitationArn(Sharing.NO_INVITATION)),
        "ResourceShareInvitationArnNotFoundException");
  }

  @Test
  void a_rejected_account_can_be_invited_again() {
    String share = owner.share(gateway(), OTHER);
    String first = guest.invitations().getFirst().resourceShareInvitationArn();
    guest.ram.rejectResourceShareInvitation(r -> r.resourceShareInvitationArn(first));
    assertThat(owner.associations("PRINCIPAL")).containsExactly(OTHER + " FAILED");
    refused(
        () -> guest.ram.acceptResourceShareInvitation(r -> r.resourceShareInvitationArn(first)),
        "ResourceShareInvitationAlreadyRejectedException");
    owner.ram.associateResourceShare(r -> r.resourceShareArn(share).principals(OTHER));
    assertThat(guest.invitations())
        .extracting(each -> each.statusAsString())
        .containsExactly("PENDING");
    guest.accept();
    assertThat(owner.associations("PRINCIPAL")).containsExactly(OTHER + " ASSOCIATED");
  }

  @Test
  void an_invitation_expires_after_a_week() {
    owner.share(gateway(), OTHER);
    cloud.timeline().advance(Duration.ofDays(7));
    String invitation = guest.invitations().getFirst().resourceShareInvitationArn();
    refused(
        () ->
            guest.ram.acceptResourceShareInvitation(r -> r.resourceShareInvitationArn(invitation)),
        "ResourceShareInvitationExpiredException");
    assertThat(owner.associations("PRINCIPAL")).containsExactly(OTHER + " FAILED");
  }

  @Test
  void a_principal_leaves_and_an_owner_takes_a_resource_back() {
    String gateway = gateway();
    String share = owner.share(gateway, OTHER, "333333333333");
    guest.accept();
    refused(() -> guest.end(share, "333333333333"), "OperationNotPermittedException");
    guest.end(share, OTHER);
    assertThat(guest.resources("OTHER-ACCOUNTS")).isEmpty();
    assertThat(guest.invitations()).isEmpty();
    assertThat(owner.associations("PRINCIPAL"))
        .containsExactly(OTHER + " DISASSOCIATED", "333333333333 ASSOCIATING");
    refused(() -> guest.end(share, OTHER), "UnknownResourceException");
    owner.ram.disassociateResourceShare(r -> r.resourceShareArn(share).resourceArns(gateway));
    assertThat(owner.resources("SELF")).isEmpty();
    assertThat(owner.associations("RESOURCE")).containsExactly(gateway + " DISASSOCIATED");
    cloud.timeline().advance(Duration.ofHours(2));
    assertThat(owner.associations("RESOURCE")).isEmpty();
  }

  @Test
  void a_deleted_share_ends_for_everybody() {
    String share = owner.share(gateway(), OTHER);
    guest.accept();
    assertThat(owner.ram.deleteResourceShare(r -> r.resourceShareArn(share)).returnValue())
        .isTrue();
    assertThat(shares(owner, "SELF"))
        .extracting(ResourceShare::statusAsString)
        .containsExactly("DELETED");
    assertThat(shares(guest, "OTHER-ACCOUNTS")).isEmpty();
    refused(
        () -> owner.ram.deleteResourceShare(r -> r.resourceShareArn(share)),
        "UnknownResourceException");
    cloud.timeline().advance(Duration.ofHours(2));
    assertThat(shares(owner, "SELF")).isEmpty();
    assertThat(owner.associations("PRINCIPAL")).isEmpty();
  }

  @Test
  void a_deleted_gateway_is_in_no_share() {
    String gateway = gateway();
    owner.share(gateway, OTHER);
    guest.accept();
    ec2.deleteTransitGateway(
        r -> r.transitGatewayId(gateway.substring(gateway.lastIndexOf('/') + 1)));
    assertThat(owner.resources("SELF")).isEmpty();
    assertThat(guest.resources("OTHER-ACCOUNTS")).isEmpty();
    assertThat(owner.associations("RESOURCE")).containsExactly(gateway + " DISASSOCIATED");
    assertThat(shares(guest, "OTHER-ACCOUNTS")).hasSize(1);
  }

  @Test
  void a_share_is_renamed_and_tagged() {
    String share =
        owner
            .ram
            .createResourceShare(r -> r.name("a").tags(t -> t.key("team").value("net")))
            .resourceShare()
            .resourceShareArn();
    owner.ram.updateResourceShare(
        r -> r.resourceShareArn(share).name("b").allowExternalPrincipals(false));
    owner.ram.tagResource(r -> r.resourceShareArn(share).tags(t -> t.key("stage").value("test")));
    owner.ram.untagResource(r -> r.resourceShareArn(share).tagKeys("team"));
    assertThat(
            owner
                .ram
                .getResourceShares(r ->
                    r.resourceOwner("SELF")
                        .name("b")
                        .tagFilters(f -> f.tagKey("stage").tagValues("test")))
                .resourceShares())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.allowExternalPrincipals()).isFalse();
          assertThat(found.tags())
              .containsExactly(Tag.builder().key("stage").value("test").build());
        });
    assertThat(ec2.describeTags(r -> {}).tags()).noneMatch(tag -> tag.key().equals("stage"));
    refused(
        () -> owner.ram.associateResourceShare(r -> r.resourceShareArn(share).principals(OTHER)),
        "OperationNotPermittedException");
  }

  @Test
  void the_default_permission_is_what_a_share_of_a_gateway_has() {
    String share = owner.share(gateway());
    String permission =
        owner
            .ram
            .listResourceSharePermissions(r -> r.resourceShareArn(share))
            .permissions()
            .getFirst()
            .arn();
    assertThat(permission)
        .isEqualTo("arn:aws:ram::aws:permission/AWSRAMDefaultPermissionTransitGateway");
    owner.ram.createResourceShare(r -> r.name("empty"));
    assertThat(
            owner
                .ram
                .getResourceShares(r -> r.resourceOwner("SELF").permissionArn(permission))
                .resourceShares())
        .extracting(ResourceShare::resourceShareArn)
        .containsExactly(share);
    assertThat(owner.ram.getPermission(r -> r.permissionArn(permission)).permission().permission())
        .contains("ec2:CreateTransitGatewayVpcAttachment");
    assertThat(owner.ram.listPermissions(r -> r.resourceType("ec2:TransitGateway")).permissions())
        .hasSize(1);
    assertThat(owner.ram.listPermissions(r -> r.resourceType("ec2:Subnet")).permissions())
        .isEmpty();
    refused(
        () -> owner.ram.getPermission(r -> r.permissionArn("arn:aws:ram::aws:permission/Other")),
        "UnknownResourceException");
  }

  @Test
  void a_multicast_domain_is_shared_by_its_own_type_and_permission() {
    String gateway =
        ec2.createTransitGateway(r -> r.options(o -> o.multicastSupport("enable")))
            .transitGateway()
            .transitGatewayArn();
    String domain =
        ec2.createTransitGatewayMulticastDomain(
                r -> r.transitGatewayId(gateway.substring(gateway.lastIndexOf('/') + 1)))
            .transitGatewayMulticastDomain()
            .transitGatewayMulticastDomainArn();
    String share = owner.share(domain);
    owner.share(gateway, OTHER);
    guest.accept();
    String type = "ec2:TransitGatewayMulticastDomain";
    assertThat(owner.ram.listResources(r -> r.resourceOwner("SELF").resourceType(type)).resources())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.arn()).isEqualTo(domain);
          assertThat(found.type()).isEqualTo(type);
        });
    assertThat(
            owner.ram.listPrincipals(r -> r.resourceOwner("SELF").resourceType(type)).principals())
        .isEmpty();
    assertThat(
            owner
                .ram
                .listPrincipals(r -> r.resourceOwner("SELF").resourceType("ec2:TransitGateway"))
                .principals())
        .hasSize(1);
    assertThat(owner.ram.listResourceSharePermissions(r -> r.resourceShareArn(share)).permissions())
        .extracting(each -> each.name())
        .containsExactly("AWSRAMDefaultPermissionTransitGatewayMulticastDomain");
    refused(
        () -> owner.ram.listResources(r -> r.resourceOwner("SELF").resourceType("ec2:Nothing")),
        "InvalidResourceTypeException");
  }

  @Test
  void one_client_token_is_one_share() {
    String first =
        owner
            .ram
            .createResourceShare(r -> r.name("a").clientToken("t"))
            .resourceShare()
            .resourceShareArn();
    assertThat(
            owner
                .ram
                .createResourceShare(r -> r.name("a").clientToken("t"))
                .resourceShare()
                .resourceShareArn())
        .isEqualTo(first);
    refused(
        () -> owner.ram.createResourceShare(r -> r.name("b").clientToken("t")),
        "IdempotentParameterMismatchException");
    assertThat(shares(owner, "SELF")).hasSize(1);
  }

  @Test
  void pages_follow_each_other() {
    for (String name : List.of("a", "b", "c")) {
      owner.ram.createResourceShare(r -> r.name(name));
    }
    assertThat(
            owner
                .ram
                .getResourceSharesPaginator(r -> r.resourceOwner("SELF").maxResults(2))
                .stream()
                .map(page -> page.resourceShares().size()))
        .containsExactly(2, 1);
    refused(
        () -> owner.ram.getResourceShares(r -> r.resourceOwner("SELF").nextToken("x")),
        "InvalidNextTokenException");
  }

  @Test
  void what_cannot_be_shared_is_refused_and_leaves_no_share() {
    String gateway = gateway();
    refused(() -> owner.share("tgw"), "MalformedArnException");
    refused(
        () -> owner.share("arn:aws:ec2:us-east-1:111111111111:subnet/subnet-0123456789abcdef0"),
        "InvalidParameterException",
        "transit gateways and their multicast domains only");
    refused(
        () ->
            owner.share("arn:aws:ec2:us-east-1:111111111111:transit-gateway/tgw-00000000000000000"),
        "UnknownResourceException");
    refused(() -> guest.share(gateway), "OperationNotPermittedException");
    refused(() -> owner.share(gateway, "11"), "InvalidParameterException");
    refused(
        () -> owner.share(gateway, "arn:aws:organizations::1:organization/o-1"),
        "OperationNotPermittedException",
        "organizations");
    refused(
        () -> owner.ram.enableSharingWithAwsOrganization(r -> {}),
        "OperationNotPermittedException");
    refused(() -> owner.ram.createResourceShare(r -> {}), "InvalidParameterException", "name");
    refused(
        () -> owner.ram.getResourceShares(r -> {}), "InvalidParameterException", "resourceOwner");
    refused(
        () ->
            owner.ram.getResourceShares(
                r -> r.resourceOwner("SELF").resourceShareArns(Sharing.NO_SHARE)),
        "UnknownResourceException");
    refused(
        () -> owner.ram.updateResourceShare(r -> r.resourceShareArn("x").name("y")),
        "MalformedArnException");
    assertThat(shares(owner, "SELF")).isEmpty();
    assertThat(guest.invitations()).isEmpty();
  }
}
