package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.transitgateway.Hub.by;
import static culvert.aws.operations.transitgateway.MulticastHub.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import culvert.network.why.Answer;
import culvert.network.why.Blocker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastGroup;

/** Members and sources of multicast groups, and who then gets the packets. */
class MulticastGroupOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());
  private final MulticastHub multicast = new MulticastHub(hub);
  private final String gateway = multicast.gateway();
  private final Spoke a = hub.spoke(gateway, "10.1");
  private final Spoke b = hub.spoke(gateway, "10.2");
  private final String eniA = multicast.networkInterface(a);
  private final String eniB = multicast.networkInterface(b);

  @AfterEach
  void close() {
    cloud.close();
  }

  private String domain(String igmp, String staticSources) {
    String domain = multicast.domain(gateway, igmp, staticSources);
    multicast.associate(domain, a);
    multicast.associate(domain, b);
    return domain;
  }

  private void join(Spoke spoke, String groups) {
    hub.ec2.createTags(
        r -> r.resources(spoke.host()).tags(t -> t.key("culvert:igmp").value(groups)));
  }

  @Test
  void r4_8_2_registered_sources_send_to_registered_members() {
    String domain = domain("disable", "enable");
    multicast.registerMembers(domain, eniA, eniB);
    multicast.registerSources(domain, eniA);
    assertThat(multicast.groups(domain))
        .containsExactly(
            GROUP + " " + eniA + " receives static sends static",
            GROUP + " " + eniB + " receives static");
    Answer answer = hub.why(a.host(), GROUP);
    assertThat(answer.reachable()).isTrue();
    assertThat(answer.receivers()).containsExactly(eniB);
    assertThat(hub.why(b.host(), GROUP).blockers())
        .extracting(blocker -> blocker.code() + " " + blocker.component())
        .containsExactly("MULTICAST_SOURCE_NOT_REGISTERED " + domain);
    multicast.deregisterMembers(domain, eniB);
    assertThat(hub.why(a.host(), GROUP).blockers())
        .extracting(Blocker::component)
        .containsExactly(domain);
    multicast.deregisterSources(domain, eniA);
    assertThat(multicast.groups(domain)).containsExactly(GROUP + " " + eniA + " receives static");
  }

  @Test
  void r4_8_3_hosts_of_an_igmp_domain_join_and_leave_by_themselves() {
    String domain = domain("enable", "disable");
    multicast.registerMembers(domain, eniA);
    join(b, GROUP + ", 224.0.0.201, 10.0.0.1, ff0e::1");
    assertThat(multicast.groups(domain))
        .containsExactly(
            GROUP + " " + eniA + " receives static",
            GROUP + " " + eniB + " receives igmp",
            "224.0.0.201 " + eniB + " receives igmp");
    assertThat(hub.why(a.host(), GROUP).receivers()).containsExactly(eniB);
    assertThat(hub.why(b.host(), GROUP).receivers()).containsExactly(eniA);
    hub.ec2.stopInstances(r -> r.instanceIds(b.host()));
    assertThat(hub.why(a.host(), GROUP).receivers()).isEmpty();
    assertThat(multicast.groups(domain)).containsExactly(GROUP + " " + eniA + " receives static");
  }

  @Test
  void r4_8_4_without_igmp_nobody_joins() {
    String domain = domain("disable", "disable");
    join(b, GROUP);
    assertThat(multicast.groups(domain)).isEmpty();
    multicast.registerMembers(domain, eniB);
    assertThat(hub.why(a.host(), GROUP).receivers()).containsExactly(eniB);
    refused(() -> multicast.registerSources(domain, eniA), "InvalidParameterCombination", domain);
  }

  @Test
  void the_search_says_where_an_interface_is_and_is_filtered() {
    String domain = domain("enable", "disable");
    multicast.registerMembers(domain, eniA);
    join(b, GROUP);
    TransitGatewayMulticastGroup line =
        hub.ec2
            .searchTransitGatewayMulticastGroups(r ->
                r.transitGatewayMulticastDomainId(domain)
                    .filters(
                        by("group-ip-address", GROUP),
                        by("is-group-member", "true"),
                        by("is-group-source", "false"),
                        by("member-type", "igmp"),
                        by("resource-id", b.vpc()),
                        by("resource-type", "vpc"),
                        by("subnet-id", b.subnet()),
                        by("transit-gateway-attachment-id", b.attachment())))
            .multicastGroups()
            .getFirst();
    assertThat(line.networkInterfaceId()).isEqualTo(eniB);
    assertThat(line.resourceOwnerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(multicast.groups(domain, by("member-type", "static"))).hasSize(1);
    assertThat(multicast.groups(domain, by("source-type", "static"))).isEmpty();
    refused(
        () -> multicast.groups("tgw-mcast-domain-00000000000000000"),
        "InvalidTransitGatewayMulticastDomainId.NotFound");
  }

  @Test
  void r4_8_1_members_are_interfaces_in_subnets_of_the_domain() {
    String domain = multicast.domain(gateway, "disable", "enable");
    multicast.associate(domain, a);
    refused(() -> multicast.registerMembers(domain, eniB), "InvalidParameterValue", eniB);
    refused(
        () -> multicast.registerMembers(domain, "eni-00000000000000000"),
        "InvalidNetworkInterfaceID.NotFound");
    for (String group : new String[] {"10.0.0.1", "x", "223.255.255.255"}) {
      refused(
          () ->
              hub.ec2.registerTransitGatewayMulticastGroupMembers(r ->
                  r.transitGatewayMulticastDomainId(domain)
                      .groupIpAddress(group)
                      .networkInterfaceIds(eniA)),
          "InvalidParameterValue",
          group);
    }
    refused(
        () ->
            hub.ec2.registerTransitGatewayMulticastGroupMembers(
                r -> r.transitGatewayMulticastDomainId(domain).networkInterfaceIds(eniA)),
        "MissingParameter",
        "GroupIpAddress");
    refused(
        () -> multicast.deregisterMembers(domain, eniA),
        "TransitGatewayMulticastGroupMember.NotFound",
        eniA);
    refused(
        () -> multicast.deregisterSources(domain, eniA),
        "TransitGatewayMulticastGroupSource.NotFound",
        eniA);
    assertThat(multicast.groups(domain)).isEmpty();
  }

  @Test
  void a_subnet_that_leaves_and_an_interface_that_goes_are_in_no_group() {
    String domain = domain("disable", "enable");
    multicast.registerMembers(domain, eniA, eniB);
    multicast.registerSources(domain, eniA);
    multicast.disassociate(domain, a);
    assertThat(multicast.groups(domain)).containsExactly(GROUP + " " + eniB + " receives static");
    hub.ec2.terminateInstances(r -> r.instanceIds(b.host()));
    assertThat(multicast.groups(domain)).isEmpty();
  }

  @Test
  void r4_8_8_one_source_a_group_unless_raised() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Hub there = new Hub(small, small.ec2());
      MulticastHub groups = new MulticastHub(there);
      String of = groups.gateway();
      Spoke one = there.spoke(of, "10.1");
      Spoke other = there.spoke(of, "10.2");
      String domain = groups.domain(of, "disable", "enable");
      groups.associate(domain, one);
      groups.associate(domain, other);
      String first = groups.networkInterface(one);
      groups.registerSources(domain, first);
      groups.registerSources(domain, first);
      refused(
          () -> groups.registerSources(domain, groups.networkInterface(other)),
          "TransitGatewayMulticastGroupLimitExceeded",
          "1");
      assertThat(groups.groups(domain)).containsExactly(GROUP + " " + first + " sends static");
    }
  }
}
