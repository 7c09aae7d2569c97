package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.EveryPair;
import culvert.aws.TestCloud;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import culvert.network.forwarding.Reason;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.why.Blocker;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/** The guide's designs, declared through the API and asked of the engine (§4.7). */
class HubDesignsTest {

  private static final String NEITHER_WAY =
      "forward TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT isolated,"
          + " return TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT isolated";

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void r4_7_1_a_centralized_router_joins_everything() {
    String gateway = hub.gateway();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    Spoke c = hub.spoke(gateway, "10.3");
    assertThat(
            new EveryPair(cloud).end("a", a.host()).end("b", b.host()).end("c", c.host()).asked())
        .containsExactly("a -> b", "a -> c", "b -> a", "b -> c", "c -> a", "c -> b");
    assertThat(hub.why(a.host(), b.host()).forward().path())
        .extracting(element -> element.component())
        .containsSubsequence(a.attachment(), hub.defaultTable(gateway), b.attachment());
  }

  /** The guide's far end is a VPN; a VPC stands for it. */
  @Test
  void r4_7_2_isolated_vpcs_reach_only_what_their_table_knows() {
    String gateway = hub.bareGateway();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    Spoke far = hub.spoke(gateway, "10.3");
    String isolated = hub.table(gateway);
    String back = hub.table(gateway);
    hub.associate(isolated, a.attachment());
    hub.associate(isolated, b.attachment());
    hub.associate(back, far.attachment());
    hub.propagate(isolated, far.attachment());
    hub.propagate(back, a.attachment());
    hub.propagate(back, b.attachment());
    assertThat(
            new EveryPair(cloud)
                .end("a", a.host())
                .end("b", b.host())
                .end("far", far.host())
                .named("isolated", isolated)
                .asked())
        .containsExactly(
            "a -> b: " + NEITHER_WAY,
            "a -> far",
            "b -> a: " + NEITHER_WAY,
            "b -> far",
            "far -> a",
            "far -> b");
  }

  @Test
  void r4_7_4_shared_services_reach_each_other_and_the_isolated_which_do_not() {
    String gateway = hub.bareGateway();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    Spoke far = hub.spoke(gateway, "10.3");
    Spoke shared = hub.spoke(gateway, "10.4");
    String isolated = hub.table(gateway);
    String all = hub.table(gateway);
    for (Spoke spoke : List.of(a, b)) {
      hub.associate(isolated, spoke.attachment());
      hub.propagate(all, spoke.attachment());
    }
    for (Spoke spoke : List.of(far, shared)) {
      hub.associate(all, spoke.attachment());
      hub.propagate(all, spoke.attachment());
      hub.propagate(isolated, spoke.attachment());
    }
    assertThat(
            new EveryPair(cloud)
                .end("a", a.host())
                .end("b", b.host())
                .end("far", far.host())
                .end("shared", shared.host())
                .named("isolated", isolated)
                .asked())
        .containsExactly(
            "a -> b: " + NEITHER_WAY,
            "a -> far",
            "a -> shared",
            "b -> a: " + NEITHER_WAY,
            "b -> far",
            "b -> shared",
            "far -> a",
            "far -> b",
            "far -> shared",
            "shared -> a",
            "shared -> b",
            "shared -> far");
  }

  @Test
  void r4_4_2_without_an_association_packets_are_dropped() {
    String gateway = hub.gateway();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    hub.ec2.disassociateTransitGatewayRouteTable(r ->
        r.transitGatewayRouteTableId(hub.defaultTable(gateway))
            .transitGatewayAttachmentId(b.attachment()));
    assertThat(hub.why(a.host(), b.host()).blockers())
        .extracting(Blocker::code, Blocker::component)
        .containsExactly(tuple(Reason.TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION, b.attachment()));
  }

  @Test
  void r4_4_10_a_more_specific_blackhole_cuts_a_hole_into_a_propagated_range() {
    String gateway = hub.gateway();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    hub.blackhole(hub.defaultTable(gateway), "10.2.0.0/24");
    assertThat(hub.why(a.host(), b.host()).blockers())
        .extracting(Blocker::code, Blocker::component)
        .containsExactly(tuple(Reason.TGW_RTB_BAD_STATE_ROUTE, hub.defaultTable(gateway)));
  }

  @Test
  void r4_4_14_a_prefix_list_leads_to_an_attachment_until_it_is_emptied() {
    String gateway = hub.bareGateway();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    String table = hub.table(gateway);
    hub.associate(table, a.attachment());
    hub.associate(table, b.attachment());
    hub.propagate(table, a.attachment());
    String list =
        hub.ec2
            .createManagedPrefixList(r ->
                r.prefixListName("customers")
                    .addressFamily("IPv4")
                    .maxEntries(5)
                    .entries(e -> e.cidr("10.2.0.0/16")))
            .prefixList()
            .prefixListId();
    assertThat(hub.reaches(a, b)).isFalse();
    hub.ec2.createTransitGatewayPrefixListReference(r ->
        r.transitGatewayRouteTableId(table)
            .prefixListId(list)
            .transitGatewayAttachmentId(b.attachment()));
    assertThat(hub.reaches(a, b)).isTrue();
    hub.ec2.modifyManagedPrefixList(
        r -> r.prefixListId(list).currentVersion(1L).removeEntries(e -> e.cidr("10.2.0.0/16")));
    assertThat(hub.reaches(a, b)).isFalse();
  }

  @Test
  void r4_2_5_a_zone_without_an_attachment_subnet_cannot_send_until_one_is_added() {
    String gateway = hub.gateway();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    String other = hub.subnet(a.vpc(), "10.1.1.0/24", "us-east-1b");
    String host = hub.host(a.vpc(), other);
    assertThat(hub.why(host, b.host()).blockers())
        .extracting(Blocker::code)
        .containsExactly(Reason.TGW_ROUTE_AZ_RESTRICTION);
    hub.ec2.modifyTransitGatewayVpcAttachment(
        r -> r.transitGatewayAttachmentId(a.attachment()).addSubnetIds(other));
    assertThat(hub.why(host, b.host()).reachable()).isTrue();
  }

  @Test
  void r4_2_10_the_later_of_two_vpcs_with_one_cidr_does_not_propagate() {
    String gateway = hub.gateway();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke first = hub.spoke(gateway, "10.2");
    Spoke second = hub.spoke(gateway, "10.2");
    String table = hub.defaultTable(gateway);
    assertThat(hub.routes(table))
        .containsExactly(
            "10.1.0.0/16 propagated active " + a.attachment(),
            "10.2.0.0/16 propagated active " + first.attachment());
    assertThat(hub.propagations(table)).contains(second.attachment());
    hub.delete(first.attachment());
    assertThat(hub.routes(table)).contains("10.2.0.0/16 propagated active " + second.attachment());
  }

  private static String groupOf(Hub hub, String host) {
    return hub.ec2
        .describeInstances(r -> r.instanceIds(host))
        .reservations()
        .getFirst()
        .instances()
        .getFirst()
        .securityGroups()
        .getFirst()
        .groupId();
  }

  private static IpPermission from(String group) {
    return IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(443)
        .toPort(443)
        .userIdGroupPairs(p -> p.groupId(group))
        .build();
  }

  private String gatewayWithReferences() {
    return hub.ec2
        .createTransitGateway(r -> r.options(o -> o.securityGroupReferencingSupport("enable")))
        .transitGateway()
        .transitGatewayId();
  }

  /** A host in b's subnet that lets in what has a's group only. */
  private String guarded(Spoke a, Spoke b) {
    String group =
        hub.ec2
            .createSecurityGroup(r -> r.vpcId(b.vpc()).groupName("a").description("a only"))
            .groupId();
    hub.ec2.authorizeSecurityGroupIngress(
        r -> r.groupId(group).ipPermissions(from(groupOf(hub, a.host()))));
    return hub.hostIn(group, b.subnet());
  }

  @Test
  void r4_6_1_inbound_rules_name_groups_across_a_gateway_that_allows_it() {
    String gateway = gatewayWithReferences();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    String host = guarded(a, b);
    assertThat(hub.why(a.host(), host).blockers()).isEmpty();
    String group = groupOf(hub, a.host());
    assertThat(
            hub.ec2
                .describeSecurityGroupReferences(r -> r.groupId(group))
                .securityGroupReferenceSet())
        .singleElement()
        .satisfies(reference -> {
          assertThat(reference.referencingVpcId()).isEqualTo(b.vpc());
          assertThat(reference.transitGatewayId()).isEqualTo(gateway);
          assertThat(reference.vpcPeeringConnectionId()).isNull();
        });
  }

  @Test
  void r4_6_2_outbound_rules_do_not() {
    String gateway = gatewayWithReferences();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    refused(
        () ->
            hub.ec2.authorizeSecurityGroupEgress(
                r -> r.groupId(groupOf(hub, b.host())).ipPermissions(from(groupOf(hub, a.host())))),
        "InvalidGroup.NotFound",
        "different networks");
  }

  @Test
  void r4_6_1_without_the_gateways_option_no_group_is_known() {
    String gateway = hub.gateway();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    refused(() -> guarded(a, b), "InvalidGroup.NotFound", "different networks");
  }

  @Test
  void r4_6_4_turned_off_again_references_match_nothing_and_are_stale() {
    String gateway = gatewayWithReferences();
    Spoke a = hub.spoke(gateway, "10.1");
    Spoke b = hub.spoke(gateway, "10.2");
    String host = guarded(a, b);
    assertThat(stale(b)).isZero();
    hub.ec2.modifyTransitGateway(r ->
        r.transitGatewayId(gateway).options(o -> o.securityGroupReferencingSupport("disable")));
    assertThat(hub.why(a.host(), host).reachable()).isFalse();
    assertThat(stale(b)).isOne();
  }

  private int stale(Spoke spoke) {
    return hub.ec2
        .describeStaleSecurityGroups(r -> r.vpcId(spoke.vpc()))
        .staleSecurityGroupSet()
        .size();
  }

  @Test
  void r4_2_4_an_attachment_is_read_with_its_options() {
    String gateway = gatewayWithReferences();
    Spoke a = hub.spoke(gateway, "10.1");
    assertThat(hub.topology().find(TransitGatewayVpcAttachment.class, a.attachment()))
        .satisfies(attachment -> {
          assertThat(attachment.securityGroupReferencing()).isTrue();
          assertThat(attachment.ipv6()).isFalse();
          assertThat(attachment.applianceMode()).isFalse();
          assertThat(attachment.dnsSupport()).isTrue();
          assertThat(attachment.subnets()).containsExactly(a.subnet());
        });
  }

  @Test
  void an_unchanged_attachment_is_not_read_again() {
    String gateway = hub.gateway();
    Spoke a = hub.spoke(gateway, "10.1");
    TransitGatewayVpcAttachment before =
        hub.topology().get(TransitGatewayVpcAttachment.class, a.attachment());
    hub.spoke(gateway, "10.2");
    assertThat(hub.topology().get(TransitGatewayVpcAttachment.class, a.attachment()))
        .isSameAs(before);
    hub.ec2.modifyTransitGatewayVpcAttachment(r ->
        r.transitGatewayAttachmentId(a.attachment())
            .options(o -> o.applianceModeSupport("enable")));
    assertThat(
            hub.topology().get(TransitGatewayVpcAttachment.class, a.attachment()).applianceMode())
        .isTrue();
  }
}
