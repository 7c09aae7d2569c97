package culvert.aws.operations.endpoint;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Filtered;
import culvert.aws.operations.Quotas;
import culvert.aws.reading.TopologyReader;
import culvert.network.topology.VpcEndpoint.EndpointName;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

class InterfaceEndpointTest {

  private final TestCloud cloud = new TestCloud();
  private final Workshop our = Workshop.in(cloud);
  private final String vpc = our.vpc("10.0.0.0/16");
  private final String inA = our.subnet(vpc, "10.0.1.0/24", "a");
  private final String inB = our.subnet(vpc, "10.0.2.0/24", "b");

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void r2_2_1_one_requester_managed_interface_in_each_subnet() {
    String group = our.openGroup(vpc);
    VpcEndpoint made =
        our.interfaceEndpoint(our.request(vpc, "sqs", inA, inB).securityGroupIds(group).build());
    assertThat(made.stateAsString()).isEqualTo("pending");
    assertThat(made.networkInterfaceIds()).hasSize(2);
    assertThat(our.described(made.vpcEndpointId()).stateAsString()).isEqualTo("available");
    NetworkInterface held = our.networkInterface(made.networkInterfaceIds().getFirst());
    assertThat(held.interfaceTypeAsString()).isEqualTo("vpc_endpoint");
    assertThat(held.requesterManaged()).isTrue();
    assertThat(held.subnetId()).isEqualTo(inA);
    assertThat(held.statusAsString()).isEqualTo("in-use");
    assertThat(held.groups()).singleElement().matches(g -> g.groupId().equals(group));
    assertThat(held.description()).isEqualTo("VPC Endpoint Interface " + made.vpcEndpointId());
    String id = held.networkInterfaceId();
    refused(
        () -> our.ec2.deleteNetworkInterface(r -> r.networkInterfaceId(id)),
        "InvalidParameterValue");
  }

  @Test
  void r2_2_1_two_subnets_of_one_zone_are_refused() {
    String again = our.subnet(vpc, "10.0.3.0/24", "a");
    refused(
        () -> our.interfaceEndpoint(vpc, "sqs", inA, again), "DuplicateSubnetsInSameZone", again);
    String id = our.interfaceEndpoint(vpc, "sqs", inA).vpcEndpointId();
    refused(
        () -> our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).addSubnetIds(again)),
        "DuplicateSubnetsInSameZone");
    assertThat(our.described(id).subnetIds()).containsExactly(inA);
  }

  @Test
  void r2_2_3_the_default_group_guards_it_where_none_is_given() {
    VpcEndpoint made = our.interfaceEndpoint(vpc, "sqs", inA);
    assertThat(made.groups()).singleElement().matches(g -> g.groupName().equals("default"));
    String foreign = our.openGroup(our.vpc("10.1.0.0/16"));
    refused(
        () -> our.interfaceEndpoint(our.request(vpc, "sns", inA).securityGroupIds(foreign).build()),
        "InvalidParameter",
        foreign);
  }

  @Test
  void r2_2_3_its_groups_decide_who_reaches_it() {
    String open = our.openGroup(vpc);
    String host = our.host(inB, open, false);
    VpcEndpoint made = our.interfaceEndpoint(vpc, "sqs", inA);
    String id = made.vpcEndpointId();
    String guard = made.groups().getFirst().groupId();
    assertThat(our.blocked(host, id)).isEqualTo("forward ENI_SG_RULES_MISMATCH " + guard);
    our.ec2.modifyVpcEndpoint(
        r -> r.vpcEndpointId(id).addSecurityGroupIds(open).removeSecurityGroupIds(guard));
    our.reaches(host, id);
    refused(
        () -> our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).removeSecurityGroupIds(open)),
        "InvalidParameter",
        "must keep a security group");
    refused(() -> our.ec2.deleteSecurityGroup(r -> r.groupId(open)), "DependencyViolation");
  }

  @Test
  void r2_2_8_its_names_are_regional_zonal_then_private() {
    VpcEndpoint made = our.interfaceEndpoint(vpc, "ecr.api", inA, inB);
    String id = made.vpcEndpointId();
    assertThat(made.privateDnsEnabled()).isTrue();
    assertThat(made.dnsEntries()).hasSize(4);
    assertThat(name(made, 0)).matches(id + "-[0-9a-z]{8}\\.api\\.ecr\\.us-east-1\\.vpce\\..*");
    assertThat(name(made, 1)).matches(id + "-[0-9a-z]{8}-us-east-1a\\.api\\.ecr\\..*");
    assertThat(name(made, 2)).contains("-us-east-1b.api.ecr.us-east-1.vpce.amazonaws.com");
    assertThat(name(made, 3)).isEqualTo("api.ecr.us-east-1.amazonaws.com");
    our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).removeSubnetIds(inB));
    assertThat(our.described(id).dnsEntries()).hasSize(3);
    assertThat(name(our.described(id), 0)).isEqualTo(name(made, 0));
  }

  private static String name(VpcEndpoint endpoint, int index) {
    return endpoint.dnsEntries().get(index).dnsName();
  }

  @Test
  void r2_2_6_r2_2_8_the_engines_see_private_names_and_zonal_ones() {
    VpcEndpoint made = our.interfaceEndpoint(vpc, "sqs", inA);
    culvert.network.topology.VpcEndpoint seen =
        new TopologyReader()
            .read(cloud.api().catalog().snapshot())
            .get(culvert.network.topology.VpcEndpoint.class, made.vpcEndpointId());
    assertThat(seen)
        .isInstanceOfSatisfying(
            culvert.network.topology.VpcEndpoint.Interface.class,
            found -> {
              assertThat(found.privateNames())
                  .containsExactly("sqs.us-east-1.amazonaws.com", "us-east-1.queue.amazonaws.com");
              assertThat(found.endpointNames())
                  .containsExactly(
                      new EndpointName(name(made, 0), null),
                      new EndpointName(name(made, 1), "use1-az1"));
            });
  }

  @Test
  void r2_2_7_private_dns_needs_both_dns_attributes() {
    String plain = our.ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    String subnet = our.subnet(plain, "10.9.1.0/24", "a");
    String text =
        "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes"
            + " set to true for "
            + plain;
    refused(() -> our.interfaceEndpoint(plain, "sqs", subnet), "InvalidParameter", text);
    String id =
        our.interfaceEndpoint(our.request(plain, "sqs", subnet).privateDnsEnabled(false).build())
            .vpcEndpointId();
    refused(
        () -> our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).privateDnsEnabled(true)),
        "InvalidParameter",
        text);
    our.ec2.modifyVpcAttribute(r -> r.vpcId(plain).enableDnsHostnames(v -> v.value(true)));
    our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).privateDnsEnabled(true));
    assertThat(our.described(id).dnsEntries().stream().map(DnsEntry::dnsName))
        .contains("sqs.us-east-1.amazonaws.com");
  }

  @Test
  @DisplayName("api-ifep-dns-conflict (R2.2.7)")
  void r2_2_7_a_vpc_has_one_endpoint_with_private_dns_for_a_service() {
    String first = our.interfaceEndpoint(vpc, "sqs", inA).vpcEndpointId();
    String text =
        "private-dns-enabled cannot be set because there is already a conflicting DNS domain for"
            + " sqs.us-east-1.amazonaws.com in the VPC "
            + vpc;
    refused(() -> our.interfaceEndpoint(vpc, "sqs", inA), "InvalidParameter", text);
    String second =
        our.interfaceEndpoint(our.request(vpc, "sqs", inA).privateDnsEnabled(false).build())
            .vpcEndpointId();
    refused(
        () -> our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(second).privateDnsEnabled(true)),
        "InvalidParameter",
        text);
    our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(first).privateDnsEnabled(false));
    our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(second).privateDnsEnabled(true));
    assertThat(our.described(second).privateDnsEnabled()).isTrue();
  }

  @Test
  void r2_2_9_private_dns_of_s3_for_inbound_resolvers_only_rests_on_the_gateway_endpoint() {
    var inboundOnly =
        our.request(vpc, "s3", inA)
            .privateDnsEnabled(true)
            .dnsOptions(o -> o.privateDnsOnlyForInboundResolverEndpoint(true))
            .build();
    refused(
        () -> our.interfaceEndpoint(inboundOnly),
        "InvalidParameter",
        "must have a Gateway endpoint for the service");
    String gateway = our.gatewayEndpoint(vpc, "s3", our.mainTable(vpc)).vpcEndpointId();
    String id = our.interfaceEndpoint(inboundOnly).vpcEndpointId();
    assertThat(our.described(id).dnsOptions().privateDnsOnlyForInboundResolverEndpoint()).isTrue();
    UnsuccessfulItem kept =
        our.ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(gateway)).unsuccessful().getFirst();
    assertThat(kept.resourceId()).isEqualTo(gateway);
    assertThat(kept.error().code()).isEqualTo("OperationNotPermitted");
    assertThat(our.described(gateway).stateAsString()).isEqualTo("available");
    our.ec2.modifyVpcEndpoint(r ->
        r.vpcEndpointId(id).dnsOptions(o -> o.privateDnsOnlyForInboundResolverEndpoint(false)));
    assertThat(our.ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(gateway)).unsuccessful()).isEmpty();
    refused(
        () ->
            our.interfaceEndpoint(
                our.request(vpc, "sqs", inA)
                    .dnsOptions(o -> o.privateDnsOnlyForInboundResolverEndpoint(true))
                    .build()),
        "InvalidParameter",
        "PrivateDnsOnlyForInboundResolverEndpoint not supported for this service.");
  }

  @Test
  void r2_2_13_a_service_without_policies_takes_full_access_only() {
    String policy =
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"%s\","
            + "\"Resource\":\"*\"}]}";
    refused(
        () ->
            our.interfaceEndpoint(
                our.request(vpc, "storagegateway", inA)
                    .policyDocument(policy.formatted("storagegateway:List*"))
                    .build()),
        "InvalidParameter",
        "does not support VPC endpoint policies");
    our.interfaceEndpoint(
        our.request(vpc, "storagegateway", inA).policyDocument(policy.formatted("*")).build());
  }

  @Test
  void r2_2_14_a_vpc_has_fifty() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Workshop there = Workshop.in(small);
      String full = there.vpc("10.0.0.0/16");
      for (int i = 0; i < 50; i++) {
        there.interfaceEndpoint(there.request(full, "sqs").privateDnsEnabled(false).build());
      }
      refused(() -> there.interfaceEndpoint(full, "sns"), "VpcEndpointLimitExceeded");
    }
  }

  @Test
  void r2_2_16_subnets_are_added_and_removed_but_for_the_last_one() {
    VpcEndpoint made = our.interfaceEndpoint(vpc, "sqs", inA);
    String id = made.vpcEndpointId();
    our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).addSubnetIds(inB).removeSubnetIds(inA));
    VpcEndpoint moved = our.described(id);
    assertThat(moved.subnetIds()).containsExactly(inB);
    assertThat(our.networkInterface(moved.networkInterfaceIds().getFirst()).subnetId())
        .isEqualTo(inB);
    refused(
        () -> our.networkInterface(made.networkInterfaceIds().getFirst()),
        "InvalidNetworkInterfaceID.NotFound");
    refused(
        () -> our.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).removeSubnetIds(inB)),
        "InvalidParameter",
        "must keep a subnet");
    our.ec2.deleteSubnet(r -> r.subnetId(inA));
    refused(() -> our.ec2.deleteSubnet(r -> r.subnetId(inB)), "DependencyViolation", inB);
  }

  @Test
  void r2_2_17_deletion_is_a_batch_that_lists_what_it_left() {
    VpcEndpoint made = our.interfaceEndpoint(vpc, "sqs", inA);
    String unknown = "vpce-0123456789abcdef0";
    UnsuccessfulItem left =
        our.ec2
            .deleteVpcEndpoints(r -> r.vpcEndpointIds(unknown, made.vpcEndpointId()))
            .unsuccessful()
            .getFirst();
    assertThat(left.resourceId()).isEqualTo(unknown);
    assertThat(left.error().code()).isEqualTo("InvalidVpcEndpointId.NotFound");
    refused(() -> our.described(made.vpcEndpointId()), "InvalidVpcEndpointId.NotFound");
    refused(
        () -> our.networkInterface(made.networkInterfaceIds().getFirst()),
        "InvalidNetworkInterfaceID.NotFound");
  }

  @Test
  void r2_2_11_the_states_take_their_time_and_are_spelled_as_on_the_wire() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Workshop there = Workshop.in(slow);
      String one = there.vpc("10.0.0.0/16");
      slow.timeline().advance(Duration.ofMinutes(1));
      String subnet = there.subnet(one, "10.0.1.0/24", "a");
      String id = there.interfaceEndpoint(one, "sqs", subnet).vpcEndpointId();
      String host = there.host(subnet, there.openGroup(one), false);
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(there.described(id).stateAsString()).isEqualTo("pending");
      assertThat(
              there
                  .ec2
                  .describeVpcEndpoints(
                      r -> r.filters(Filtered.by("vpc-endpoint-state", "pending")))
                  .vpcEndpoints())
          .hasSize(1);
      refused(
          () -> there.ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).privateDnsEnabled(false)),
          "IncorrectState",
          "pending");
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(there.described(id).stateAsString()).isEqualTo("available");
      there.ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id));
      assertThat(there.described(id).stateAsString()).isEqualTo("deleting");
      assertThat(there.ask(host, "internet/203.0.113.9").reachable()).isFalse();
      slow.timeline().advance(Duration.ofMinutes(2));
      refused(() -> there.described(id), "InvalidVpcEndpointId.NotFound");
    }
  }

  @Test
  @DisplayName("edge-interface-endpoint-ok (R2.2.4, R2.2.5)")
  void r2_2_5_a_peer_reaches_it_and_it_never_asks() {
    String peer = our.vpc("10.1.0.0/16");
    String subnet = our.subnet(peer, "10.1.1.0/24", "a");
    String host = our.host(subnet, our.openGroup(peer), false);
    String peering =
        our.ec2
            .createVpcPeeringConnection(r -> r.vpcId(vpc).peerVpcId(peer))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    our.ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    our.ec2.createRoute(r ->
        r.routeTableId(our.mainTable(vpc))
            .destinationCidrBlock("10.1.0.0/16")
            .vpcPeeringConnectionId(peering));
    our.ec2.createRoute(r ->
        r.routeTableId(our.mainTable(peer))
            .destinationCidrBlock("10.0.0.0/16")
            .vpcPeeringConnectionId(peering));
    String id =
        our.interfaceEndpoint(
                our.request(vpc, "sqs", inA).securityGroupIds(our.openGroup(vpc)).build())
            .vpcEndpointId();
    our.reaches(host, id);
    assertThat(our.path(host, id)).containsSubsequence(peering, id);
    assertThat(our.blocked(id, host)).isEqualTo("forward VPCE_NEVER_ASKS " + id);
  }

  @Test
  void r5_1_6_a_client_token_makes_one_endpoint_of_two_calls() {
    var request = our.request(vpc, "sqs", inA).clientToken("once").build();
    String id = our.interfaceEndpoint(request).vpcEndpointId();
    assertThat(our.interfaceEndpoint(request).vpcEndpointId()).isEqualTo(id);
    refused(
        () -> our.interfaceEndpoint(request.toBuilder().subnetIds(inB).build()),
        "IdempotentParameterMismatch");
  }

  @Test
  void the_filters_and_tags_of_endpoints() {
    String id =
        our.interfaceEndpoint(
                our.request(vpc, "sqs", inA)
                    .tagSpecifications(
                        s -> s.resourceType("vpc-endpoint").tags(t -> t.key("Name").value("queue")))
                    .build())
            .vpcEndpointId();
    our.gatewayEndpoint(vpc, "s3");
    our.ec2.createTags(r -> r.resources(id).tags(t -> t.key("team").value("a")));
    for (var filter :
        new software.amazon.awssdk.services.ec2.model.Filter[] {
          Filtered.by("service-name", "*.sqs"),
          Filtered.by("vpc-endpoint-type", "Interface"),
          Filtered.by("vpc-endpoint-id", id),
          Filtered.by("tag:Name", "queue"),
          Filtered.by("tag-key", "team")
        }) {
      assertThat(our.ec2.describeVpcEndpoints(r -> r.filters(filter)).vpcEndpoints())
          .as(filter.name())
          .singleElement()
          .matches(found -> found.vpcEndpointId().equals(id));
    }
    for (var filter :
        new software.amazon.awssdk.services.ec2.model.Filter[] {
          Filtered.by("vpc-id", vpc),
          Filtered.by("service-region", "us-east-1"),
          Filtered.by("ip-address-type", "ipv4"),
          Filtered.by("vpc-endpoint-state", "available")
        }) {
      assertThat(our.ec2.describeVpcEndpoints(r -> r.filters(filter)).vpcEndpoints())
          .as(filter.name())
          .hasSize(2);
    }
    refused(
        () -> our.ec2.describeVpcEndpoints(r -> r.filters(Filtered.by("nonsense", "x"))),
        "InvalidParameterValue");
  }
}
