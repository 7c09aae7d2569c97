package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.transitgateway.Hub.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SubnetAssociation;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;

/** Multicast domains and the subnets in them. */
class MulticastDomainOperationsTest {

  private static final String NO_DOMAIN = "tgw-mcast-domain-00000000000000000";
  private static final String NOT_FOUND = "InvalidTransitGatewayMulticastDomainId.NotFound";

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());
  private final MulticastHub multicast = new MulticastHub(hub);
  private final String gateway = multicast.gateway();

  @AfterEach
  void close() {
    cloud.close();
  }

  private TransitGatewayMulticastDomain described(String domain) {
    return hub.ec2
        .describeTransitGatewayMulticastDomains(r -> r.transitGatewayMulticastDomainIds(domain))
        .transitGatewayMulticastDomains()
        .getFirst();
  }

  private List<String> found(Filter... filters) {
    return hub
        .ec2
        .describeTransitGatewayMulticastDomains(r -> r.filters(filters))
        .transitGatewayMulticastDomains()
        .stream()
        .map(TransitGatewayMulticastDomain::transitGatewayMulticastDomainId)
        .toList();
  }

  @Test
  void r4_8_1_a_domain_needs_multicast_support_of_the_gateway() {
    String plain = hub.gateway();
    refused(() -> multicast.domain(plain), "IncorrectState", plain);
    refused(() -> multicast.domain(Hub.NO_GATEWAY), "InvalidTransitGatewayID.NotFound");
    TransitGatewayMulticastDomain made =
        hub.ec2
            .createTransitGatewayMulticastDomain(r ->
                r.transitGatewayId(gateway)
                    .tagSpecifications(s ->
                        s.resourceType("transit-gateway-multicast-domain")
                            .tags(t -> t.key("Name").value("video"))))
            .transitGatewayMulticastDomain();
    String id = made.transitGatewayMulticastDomainId();
    assertThat(made.stateAsString()).isEqualTo("pending");
    assertThat(made.ownerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(made.transitGatewayMulticastDomainArn())
        .isEqualTo("arn:aws:ec2:us-east-1:111111111111:transit-gateway-multicast-domain/" + id);
    assertThat(made.options().igmpv2SupportAsString()).isEqualTo("disable");
    assertThat(made.options().staticSourcesSupportAsString()).isEqualTo("disable");
    assertThat(made.options().autoAcceptSharedAssociationsAsString()).isEqualTo("disable");
    assertThat(described(id).stateAsString()).isEqualTo("available");
    assertThat(found(by("transit-gateway-id", gateway), by("tag:Name", "video")))
        .containsExactly(id);
    assertThat(found(by("state", "deleted"))).isEmpty();
  }

  @Test
  void r4_8_3_static_sources_are_not_combined_with_igmp() {
    refused(
        () ->
            hub.ec2.createTransitGatewayMulticastDomain(r ->
                r.transitGatewayId(gateway)
                    .options(o -> o.igmpv2Support("enable").staticSourcesSupport("enable"))),
        "InvalidParameterCombination",
        "Igmpv2Support");
    assertThat(found()).isEmpty();
  }

  @Test
  void r4_8_9_a_domain_with_subnets_stays_and_a_deleted_one_is_described_for_two_hours() {
    Spoke spoke = hub.spoke(gateway, "10.1");
    String domain = multicast.domain(gateway);
    multicast.associate(domain, spoke);
    refused(() -> multicast.delete(domain), "IncorrectState", domain + " has associated subnets");
    refused(() -> hub.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway)), "IncorrectState");
    multicast.disassociate(domain, spoke);
    multicast.delete(domain);
    assertThat(described(domain).stateAsString()).isEqualTo("deleted");
    refused(() -> multicast.delete(domain), NOT_FOUND, domain);
    refused(() -> multicast.associate(domain, spoke), NOT_FOUND, domain);
    cloud.timeline().advance(Duration.ofHours(2));
    refused(() -> described(domain), NOT_FOUND, domain);
    refused(
        () -> described("tgw-mcast-domain-x"), "InvalidTransitGatewayMulticastDomainId.Malformed");
  }

  @Test
  void a_gateway_with_domains_stays() {
    String domain = multicast.domain(gateway);
    refused(
        () -> hub.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway)),
        "IncorrectState",
        gateway + " has non-deleted Multicast Domains: " + domain + ".");
    multicast.delete(domain);
    hub.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway));
  }

  @Test
  void r4_8_1_a_subnet_is_in_one_domain_at_most() {
    Spoke spoke = hub.spoke(gateway, "10.1");
    String first = multicast.domain(gateway);
    String second = multicast.domain(gateway);
    TransitGatewayMulticastDomainAssociations made = multicast.associate(first, spoke);
    assertThat(made.transitGatewayMulticastDomainId()).isEqualTo(first);
    assertThat(made.resourceId()).isEqualTo(spoke.vpc());
    assertThat(made.resourceTypeAsString()).isEqualTo("vpc");
    assertThat(made.resourceOwnerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(made.subnets())
        .containsExactly(
            SubnetAssociation.builder().subnetId(spoke.subnet()).state("associating").build());
    assertThat(multicast.associations(first)).containsExactly(spoke.subnet() + " associated");
    for (String domain : List.of(first, second)) {
      refused(
          () -> multicast.associate(domain, spoke), "Resource.AlreadyAssociated", spoke.subnet());
    }
    multicast.disassociate(first, spoke);
    assertThat(multicast.associations(first)).isEmpty();
    multicast.associate(second, spoke);
    assertThat(multicast.associations(second)).containsExactly(spoke.subnet() + " associated");
  }

  @Test
  void r4_8_1_the_subnet_is_of_the_attachments_vpc_and_need_not_be_attached_itself() {
    Spoke spoke = hub.spoke(gateway, "10.1");
    Spoke other = hub.spoke(gateway, "10.2");
    Spoke elsewhere = hub.spoke(multicast.gateway(), "10.3");
    String domain = multicast.domain(gateway);
    String second = hub.subnet(spoke.vpc(), "10.1.9.0/24", "us-east-1b");
    multicast.associate(domain, spoke.attachment(), second);
    refused(
        () -> multicast.associate(domain, spoke.attachment(), other.subnet()),
        "InvalidSubnetID.NotFound",
        other.subnet());
    refused(
        () -> multicast.associate(domain, elsewhere),
        "InvalidTransitGatewayAttachmentID.NotFound",
        elsewhere.attachment());
    refused(() -> multicast.associate(NO_DOMAIN, spoke), NOT_FOUND, NO_DOMAIN);
    assertThat(multicast.associations(domain)).containsExactly(second + " associated");
    assertThat(multicast.associations(domain, by("subnet-id", spoke.subnet()))).isEmpty();
    assertThat(
            multicast.associations(
                domain,
                by("resource-id", spoke.vpc()),
                by("resource-type", "vpc"),
                by("state", "associated"),
                by("transit-gateway-attachment-id", spoke.attachment())))
        .hasSize(1);
    refused(() -> hub.ec2.deleteSubnet(r -> r.subnetId(second)), "DependencyViolation", second);
    refused(
        () -> multicast.disassociate(domain, spoke),
        "InvalidTransitGatewayMulticastDomainAssociation.NotFound",
        spoke.subnet());
  }

  @Test
  void r4_8_7_subnets_of_vpc_attachments_alone_are_in_a_domain() {
    Spoke spoke = hub.spoke(gateway, "10.1");
    String domain = multicast.domain(gateway);
    String far = hub.gateway();
    String peering =
        hub.peer(gateway, far, TestCloud.ACCOUNT, "us-east-1").transitGatewayAttachmentId();
    hub
        .ec2
        .describeTransitGatewayPeeringAttachments(r -> {})
        .transitGatewayPeeringAttachments()
        .stream()
        .map(each -> each.transitGatewayAttachmentId())
        .filter(id -> !id.equals(peering))
        .forEach(hub::acceptPeering);
    String connect =
        hub.ec2
            .createTransitGatewayConnect(r ->
                r.transportTransitGatewayAttachmentId(spoke.attachment())
                    .options(o -> o.protocol("gre")))
            .transitGatewayConnect()
            .transitGatewayAttachmentId();
    for (String attachment : List.of(peering, connect)) {
      refused(
          () -> multicast.associate(domain, attachment, spoke.subnet()),
          "InvalidParameterCombination");
    }
    assertThat(multicast.associations(domain)).isEmpty();
  }

  @Test
  void an_attachment_that_goes_takes_its_subnets_out_of_the_domain() {
    Spoke spoke = hub.spoke(gateway, "10.1");
    String domain = multicast.domain(gateway);
    multicast.associate(domain, spoke);
    multicast.registerMembers(domain, multicast.networkInterface(spoke));
    hub.delete(spoke.attachment());
    assertThat(multicast.associations(domain)).isEmpty();
    assertThat(multicast.groups(domain)).isEmpty();
  }

  @Test
  void r4_8_9_the_owner_answers_associations_of_others() {
    Spoke spoke = hub.spoke(gateway, "10.1");
    String domain = multicast.domain(gateway);
    refused(
        () -> multicast.accept(domain, spoke),
        "InvalidTransitGatewayMulticastDomainAssociation.NotFound");
    request(domain, spoke);
    assertThat(multicast.associations(domain))
        .containsExactly(spoke.subnet() + " pendingAcceptance");
    multicast.accept(domain, spoke);
    assertThat(multicast.associations(domain)).containsExactly(spoke.subnet() + " associated");
    refused(() -> multicast.reject(domain, spoke), "IncorrectState", spoke.subnet());
    multicast.disassociate(domain, spoke);
    request(domain, spoke);
    multicast.reject(domain, spoke);
    assertThat(multicast.associations(domain)).containsExactly(spoke.subnet() + " rejected");
    multicast.associate(domain, spoke);
    assertThat(multicast.associations(domain)).containsExactly(spoke.subnet() + " associated");
  }

  /** As another account's AssociateTransitGatewayMulticastDomain leaves it. */
  private void request(String domain, Spoke spoke) {
    cloud
        .api()
        .catalog()
        .write(
            new Scope(TestCloud.ACCOUNT, "us-east-1"),
            transaction ->
                transaction.add(
                    Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION,
                    TransitGatewayMulticastDomainAssociations.builder()
                        .transitGatewayMulticastDomainId(domain)
                        .transitGatewayAttachmentId(spoke.attachment())
                        .resourceId(spoke.vpc())
                        .resourceType(TransitGatewayAttachmentResourceType.VPC)
                        .resourceOwnerId(TestCloud.OTHER_ACCOUNT)
                        .subnets(s -> s.subnetId(spoke.subnet()).state("pendingAcceptance"))
                        .build()));
  }

  @Test
  void r4_8_8_twenty_domains_a_gateway() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      MulticastHub there = new MulticastHub(new Hub(small, small.ec2()));
      String full = there.gateway();
      for (int i = 0; i < 20; i++) {
        there.domain(full);
      }
      refused(() -> there.domain(full), "TransitGatewayMulticastDomainLimitExceeded", "20");
    }
  }
}
