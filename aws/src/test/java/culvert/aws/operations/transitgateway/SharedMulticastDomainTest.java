package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.transitgateway.MulticastHub.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.operations.ram.Sharing;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;

/** A multicast domain that its owner shares, and the accounts that put subnets into it (R4.8.7). */
class SharedMulticastDomainTest {

  private static final String NO_DOMAIN = "InvalidTransitGatewayMulticastDomainId.NotFound";
  private static final String ONE = TestCloud.OTHER_ACCOUNT;
  private static final String TWO = "333333333333";

  private final TestCloud cloud = new TestCloud();
  private final MulticastHub owner = new MulticastHub(new Hub(cloud, cloud.ec2()));
  private final MulticastHub one = new MulticastHub(new Hub(cloud, cloud.ec2(ONE, "us-east-1")));
  private final MulticastHub two = new MulticastHub(new Hub(cloud, cloud.ec2(TWO, "us-east-1")));
  private final Sharing owners = new Sharing(cloud, TestCloud.ACCOUNT);
  private final Sharing ones = new Sharing(cloud, ONE);
  private final Sharing twos = new Sharing(cloud, TWO);
  private final String gateway =
      owner
          .hub()
          .ec2
          .createTransitGateway(r ->
              r.options(o -> o.multicastSupport("enable").autoAcceptSharedAttachments("enable")))
          .transitGateway()
          .transitGatewayId();

  SharedMulticastDomainTest() {
    share(owner.hub().described(gateway).transitGatewayArn(), ONE, TWO);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private String share(String arn, String... accounts) {
    String share = owners.share(arn, accounts);
    ones.accept();
    twos.accept();
    return share;
  }

  private TransitGatewayMulticastDomain domain(String autoAccept) {
    return owner
        .hub()
        .ec2
        .createTransitGatewayMulticastDomain(r ->
            r.transitGatewayId(gateway)
                .options(o -> o.autoAcceptSharedAssociations(autoAccept))
                .tagSpecifications(s ->
                    s.resourceType("transit-gateway-multicast-domain")
                        .tags(t -> t.key("Name").value("video"))))
        .transitGatewayMulticastDomain();
  }

  private static List<TransitGatewayMulticastDomain> seen(MulticastHub by) {
    return by.hub()
        .ec2
        .describeTransitGatewayMulticastDomains(r -> {})
        .transitGatewayMulticastDomains();
  }

  @Test
  void r4_8_7_a_domain_is_nobodys_but_its_owners_until_it_is_shared() {
    TransitGatewayMulticastDomain made = domain("disable");
    String domain = made.transitGatewayMulticastDomainId();
    Spoke spoke = one.hub().spoke(gateway, "10.1");
    refused(() -> one.associate(domain, spoke), NO_DOMAIN);
    assertThat(seen(one)).isEmpty();
    share(made.transitGatewayMulticastDomainArn(), ONE);
    assertThat(seen(two)).isEmpty();
    assertThat(seen(one))
        .singleElement()
        .satisfies(shown -> {
          assertThat(shown.transitGatewayMulticastDomainId()).isEqualTo(domain);
          assertThat(shown.ownerId()).isEqualTo(TestCloud.ACCOUNT);
          assertThat(shown.tags()).isEmpty();
        });
    assertThat(seen(owner).getFirst().tags()).hasSize(1);
    refused(() -> one.delete(domain), NO_DOMAIN);
    refused(() -> one.domain(gateway), "InvalidTransitGatewayID.NotFound");
  }

  @Test
  void r4_8_9_the_owner_answers_a_participants_association() {
    TransitGatewayMulticastDomain made = domain("disable");
    String domain = made.transitGatewayMulticastDomainId();
    share(made.transitGatewayMulticastDomainArn(), ONE);
    Spoke spoke = one.hub().spoke(gateway, "10.1");
    assertThat(one.associate(domain, spoke).subnets().getFirst().stateAsString())
        .isEqualTo("pendingAcceptance");
    refused(
        () -> one.registerMembers(domain, one.networkInterface(spoke)), "InvalidParameterValue");
    refused(() -> one.accept(domain, spoke), "OperationNotPermitted", domain);
    owner.reject(domain, spoke);
    assertThat(one.associations(domain)).containsExactly(spoke.subnet() + " rejected");
    one.associate(domain, spoke);
    owner.accept(domain, spoke);
    assertThat(one.associations(domain)).containsExactly(spoke.subnet() + " associated");
    one.disassociate(domain, spoke);
    assertThat(owner.associations(domain)).isEmpty();
  }

  @Test
  void r4_8_7_hosts_of_several_accounts_are_in_one_group() {
    TransitGatewayMulticastDomain made = domain("enable");
    String domain = made.transitGatewayMulticastDomainId();
    share(made.transitGatewayMulticastDomainArn(), ONE, TWO);
    Spoke a = owner.hub().spoke(gateway, "10.1");
    Spoke b = one.hub().spoke(gateway, "10.2");
    Spoke c = two.hub().spoke(gateway, "10.3");
    owner.associate(domain, a);
    one.associate(domain, b);
    two.associate(domain, c);
    String eniB = one.networkInterface(b);
    String eniC = two.networkInterface(c);
    one.registerMembers(domain, eniB);
    two.registerMembers(domain, eniC);
    assertThat(owner.hub().why(a.host(), GROUP).receivers()).containsExactlyInAnyOrder(eniB, eniC);
    assertThat(owner.groups(domain)).hasSize(2);
    assertThat(one.groups(domain)).containsExactly(GROUP + " " + eniB + " receives static");
    assertThat(owner.associations(domain)).hasSize(3);
    assertThat(two.associations(domain)).containsExactly(c.subnet() + " associated");
    refused(() -> one.registerMembers(domain, eniC), "InvalidNetworkInterfaceID.NotFound", eniC);
    refused(
        () -> one.deregisterMembers(domain, eniC),
        "TransitGatewayMulticastGroupMember.NotFound",
        eniC);
    refused(
        () -> one.disassociate(domain, c),
        "InvalidTransitGatewayAttachmentID.NotFound",
        c.attachment());
    owner.deregisterMembers(domain, eniC);
    assertThat(owner.hub().why(a.host(), GROUP).receivers()).containsExactly(eniB);
  }

  @Test
  void r4_8_1_each_account_associates_its_own_subnets_only() {
    TransitGatewayMulticastDomain made = domain("enable");
    Spoke spoke = one.hub().spoke(gateway, "10.1");
    refused(
        () -> owner.associate(made.transitGatewayMulticastDomainId(), spoke),
        "InvalidSubnetID.NotFound",
        spoke.subnet());
  }

  @Test
  void r4_8_7_unsharing_takes_the_participants_subnets_and_members_out() {
    TransitGatewayMulticastDomain made = domain("enable");
    String arn = made.transitGatewayMulticastDomainArn();
    String domain = made.transitGatewayMulticastDomainId();
    String first = share(arn, ONE, TWO);
    String second = share(arn, ONE);
    Spoke a = owner.hub().spoke(gateway, "10.1");
    Spoke b = one.hub().spoke(gateway, "10.2");
    Spoke c = two.hub().spoke(gateway, "10.3");
    owner.associate(domain, a);
    one.associate(domain, b);
    two.associate(domain, c);
    one.registerMembers(domain, one.networkInterface(b));
    two.registerMembers(domain, two.networkInterface(c));
    owners.end(first, ONE);
    assertThat(one.groups(domain)).as("there is another share").hasSize(1);
    ones.end(second, ONE);
    refused(() -> one.groups(domain), NO_DOMAIN);
    assertThat(owner.associations(domain))
        .containsExactly(a.subnet() + " associated", c.subnet() + " associated");
    assertThat(owner.groups(domain))
        .containsExactly(GROUP + " " + two.networkInterface(c) + " receives static");
    owners.delete(first);
    assertThat(owner.associations(domain)).containsExactly(a.subnet() + " associated");
    assertThat(owner.groups(domain)).isEmpty();
    assertThat(two.hub().vpcAttachment(c.attachment()).stateAsString()).isEqualTo("available");
    owner.disassociate(domain, a);
    owner.delete(domain);
    assertThat(owners.associations("RESOURCE")).noneMatch(text -> text.equals(arn + " ASSOCIATED"));
  }
}
