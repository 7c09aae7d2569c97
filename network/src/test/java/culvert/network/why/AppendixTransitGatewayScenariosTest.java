package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Appendix A of the compendium: the transit gateway guide's designs (§4.7). */
class AppendixTransitGatewayScenariosTest {

  private static final String NO_ROUTE = " TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT ";

  /** VPCs 10.1.0.0/16, 10.2.0.0/16, … with a host each, all attached, everything to the gateway. */
  private static Net spokes(String... names) {
    Net net = new Net().transitGateway("tgw-1");
    for (int i = 0; i < names.length; i++) {
      spoke(net, names[i], "10." + (i + 1));
    }
    return net;
  }

  private static Net spoke(Net net, String name, String block) {
    return net.vpc(name, block + ".0.0/16")
        .main(name, "0.0.0.0/0 -> tgw-1")
        .subnet("subnet-" + name, name, block + ".0.0/24")
        .host(name, "subnet-" + name, block + ".0.10")
        .attach("att-" + name, "tgw-1", "subnet-" + name);
  }

  @Test
  @DisplayName("tgw-centralized-router (R4.7.1)")
  void one_table_joins_everything() {
    Net net =
        spokes("a", "b", "c")
            .gatewayTable(
                "tgw-rtb-1", "tgw-1", "assoc att-a att-b att-c", "prop att-a att-b att-c");
    Claims claims = Claims.of(net).ok("a <-> b", "a <-> c", "b <-> c");
    assertThat(claims.path("a -> b"))
        .containsExactly(
            "eni-a", "sg-open", "rtb-a", "att-a", "tgw-rtb-1", "att-b", "eni-b", "sg-open");
  }

  @Test
  @DisplayName("tgw-isolated-vpcs (R4.7.2)")
  void isolated_vpcs_reach_only_what_their_table_knows() {
    Net net =
        spokes("a", "b", "corp")
            .gatewayTable("tgw-rtb-vpcs", "tgw-1", "assoc att-a att-b", "prop att-corp")
            .gatewayTable("tgw-rtb-corp", "tgw-1", "assoc att-corp", "prop att-a att-b");
    Claims.of(net)
        .ok("a <-> corp", "b <-> corp")
        .no("a -> b", "forward" + NO_ROUTE + "tgw-rtb-vpcs", "return" + NO_ROUTE + "tgw-rtb-vpcs");
  }

  private static Net sharedServices(String shared) {
    return spokes("a", "b", "corp", "d")
        .gatewayTable("tgw-rtb-isolated", "tgw-1", "assoc att-a att-b", "prop att-corp att-d")
        .gatewayTable("tgw-rtb-shared", "tgw-1", "assoc att-corp att-d", shared);
  }

  @Test
  @DisplayName("tgw-isolated-shared-services (R4.7.4)")
  void shared_services_reach_all_and_the_isolated_never_each_other() {
    Claims.of(sharedServices("prop att-a att-b att-corp att-d"))
        .ok("a <-> d", "b <-> d", "a <-> corp", "b <-> corp", "d <-> corp")
        .no(
            "b -> a",
            "forward" + NO_ROUTE + "tgw-rtb-isolated",
            "return" + NO_ROUTE + "tgw-rtb-isolated");
  }

  @Test
  @DisplayName("tgw-isolated-shared-printed-table (R4.7.4)")
  void the_printed_table_of_the_guide_parts_the_shared_from_on_premises() {
    Claims.of(sharedServices("prop att-a att-b"))
        .ok("a <-> d", "b <-> d", "a <-> corp", "b <-> corp")
        .no(
            "d -> corp",
            "forward" + NO_ROUTE + "tgw-rtb-shared",
            "return" + NO_ROUTE + "tgw-rtb-shared");
  }

  private static Net peered(String... farRoutes) {
    Net net = spokes("a", "b").transitGateway("tgw-2", "eu-west-1", false);
    net.vpcIn("eu-west-1", "corp", "172.20.0.0/16")
        .main("corp", "0.0.0.0/0 -> tgw-2")
        .subnet("subnet-corp", "corp", "172.20.0.0/24")
        .host("corp", "subnet-corp", "172.20.0.10")
        .attach("att-corp", "tgw-2", "subnet-corp")
        .gatewayPeering("att-peer", "tgw-1", "tgw-2");
    String[] far = new String[farRoutes.length + 2];
    far[0] = "assoc att-corp att-peer";
    far[1] = "prop att-corp";
    System.arraycopy(farRoutes, 0, far, 2, farRoutes.length);
    return net.gatewayTable(
            "tgw-rtb-1",
            "tgw-1",
            "assoc att-a att-b att-peer",
            "prop att-a att-b",
            "0.0.0.0/0 -> att-peer")
        .gatewayTable("tgw-rtb-2", "tgw-2", far);
  }

  @Test
  @DisplayName("tgw-peered (R4.3.6)")
  void peered_gateways_with_static_routes_on_both_sides() {
    Claims.of(peered("10.1.0.0/16 -> att-peer", "10.2.0.0/16 -> att-peer"))
        .ok("a <-> b", "a <-> corp", "b <-> corp");
  }

  @Test
  @DisplayName("tgw-peered-one-side (R4.3.6)")
  void a_peered_gateway_without_a_way_back_loses_the_reply() {
    Claims.of(peered()).ok("a <-> b").no("a -> corp", "return" + NO_ROUTE + "tgw-rtb-2");
  }

  @Test
  @DisplayName("R4.3.8: peerings chain where the middle has static routes both ways")
  void r4_3_8_a_gateway_in_the_middle_joins_the_ends() {
    Net net = new Net();
    for (String name : List.of("1", "2", "3")) {
      net.transitGateway("tgw-" + name);
    }
    for (String name : List.of("1", "3")) {
      net.vpc(name, "10." + name + ".0.0/16")
          .main(name, "0.0.0.0/0 -> tgw-" + name)
          .subnet("subnet-" + name, name, "10." + name + ".0.0/24")
          .host("h" + name, "subnet-" + name, "10." + name + ".0.10")
          .attach("att-" + name, "tgw-" + name, "subnet-" + name);
    }
    net.gatewayPeering("att-12", "tgw-1", "tgw-2")
        .gatewayPeering("att-23", "tgw-2", "tgw-3")
        .gatewayTable(
            "rtb-t1", "tgw-1", "assoc att-1 att-12", "prop att-1", "10.3.0.0/16 -> att-12")
        .gatewayTable(
            "rtb-t2",
            "tgw-2",
            "assoc att-12 att-23",
            "10.1.0.0/16 -> att-12",
            "10.3.0.0/16 -> att-23")
        .gatewayTable(
            "rtb-t3", "tgw-3", "assoc att-3 att-23", "prop att-3", "10.1.0.0/16 -> att-23");
    Claims.of(net).ok("h1 <-> h3");
  }

  private static Net egress(String attachedBy, String... tables) {
    Net net = spokes("a", "b");
    net.vpc("c", "10.3.0.0/16")
        .internetGateway("igw-c", "c")
        .table(
            "rtb-cpub", "c", "10.1.0.0/16 -> tgw-1", "10.2.0.0/16 -> tgw-1", "0.0.0.0/0 -> igw-c")
        .subnetWith("rtb-cpub", "subnet-cpub", "c", "10.3.0.0/24")
        .subnetWith("rtb-cpriv", "subnet-cpriv", "c", "10.3.1.0/24")
        .nat("nat-c", "subnet-cpub", "10.3.0.4", "198.51.100.1")
        .table("rtb-cpriv", "c", "0.0.0.0/0 -> nat-c")
        .host("cpub", "subnet-cpub", "10.3.0.10")
        .attach("att-c", "tgw-1", attachedBy);
    for (String table : tables) {
      String[] lines = table.split("; ");
      net.gatewayTable(lines[0], "tgw-1", java.util.Arrays.copyOfRange(lines, 1, lines.length));
    }
    return net;
  }

  private static final String ONE_TABLE =
      "tgw-rtb-1; assoc att-a att-b att-c; prop att-a att-b att-c; 0.0.0.0/0 -> att-c";

  @Test
  @DisplayName("tgw-centralized-egress (R4.7.5)")
  void spokes_leave_by_the_nat_gateway_of_the_egress_vpc() {
    Claims claims =
        Claims.of(egress("subnet-cpriv", ONE_TABLE))
            .ok("a -> inet", "b -> inet", "a <-> b", "a <-> cpub");
    assertThat(claims.path("a -> inet")).contains("att-c", "nat-c", "igw-c").endsWith("internet");
    assertThat(claims.ask("eni-a -> inet").back().path().stream().map(PathElement::component))
        .containsSubsequence("nat-c", "rtb-cpub", "att-c", "tgw-rtb-1", "att-a", "eni-a");
  }

  @Test
  @DisplayName("tgw-centralized-egress-blackholed (R4.7.6)")
  void blackholes_in_the_one_table_cut_the_way_back_too() {
    Claims.of(
            egress(
                "subnet-cpriv", ONE_TABLE + "; 10.1.0.0/16 -> blackhole; 10.2.0.0/16 -> blackhole"))
        .no("a -> inet", "return TGW_RTB_BAD_STATE_ROUTE tgw-rtb-1")
        .no(
            "a -> b",
            "forward TGW_RTB_BAD_STATE_ROUTE tgw-rtb-1",
            "return TGW_RTB_BAD_STATE_ROUTE tgw-rtb-1");
  }

  @Test
  @DisplayName("tgw-centralized-egress-two-tables (R4.7.6)")
  void with_two_tables_the_spokes_are_apart_and_get_out() {
    Claims.of(
            egress(
                "subnet-cpriv",
                "tgw-rtb-spokes; assoc att-a att-b; prop att-c; 0.0.0.0/0 -> att-c;"
                    + " 10.1.0.0/16 -> blackhole; 10.2.0.0/16 -> blackhole",
                "tgw-rtb-egress; assoc att-c; prop att-a att-b"))
        .ok("a -> inet", "b -> inet")
        .no(
            "a -> b",
            "forward TGW_RTB_BAD_STATE_ROUTE tgw-rtb-spokes",
            "return TGW_RTB_BAD_STATE_ROUTE tgw-rtb-spokes");
  }

  @Test
  @DisplayName("tgw-centralized-egress-wrong-subnet (R4.2.7)")
  void an_attachment_in_the_public_subnet_ends_at_the_internet_gateway() {
    Claims.of(egress("subnet-cpub", ONE_TABLE))
        .no("a -> inet", "forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw-c");
  }

  /** A and B with hosts in zones, C with a stateful firewall in each of two zones. */
  private static Net inspection(boolean applianceMode, String zoneOfB) {
    Net net = new Net().transitGateway("tgw-1");
    net.vpc("a", "10.0.0.0/16")
        .main("a", "0.0.0.0/0 -> tgw-1")
        .subnet("subnet-a", "a", "10.0.0.0/24")
        .host("a", "subnet-a", "10.0.0.10")
        .attach("att-a", "tgw-1", "subnet-a");
    net.vpc("b", "10.1.0.0/16")
        .main("b", "0.0.0.0/0 -> tgw-1")
        .subnet("subnet-b", "b", "10.1.0.0/24")
        .zone("subnet-b", zoneOfB)
        .host("b", "subnet-b", "10.1.0.10")
        .attach("att-b", "tgw-1", "subnet-b");
    net.vpc("c", "192.168.0.0/16")
        .subnetWith("rtb-ca", "subnet-ca", "c", "192.168.0.0/24")
        .subnetWith("rtb-cb", "subnet-cb", "c", "192.168.1.0/24")
        .subnetWith("rtb-cc", "subnet-cc", "c", "192.168.2.0/24")
        .zone("subnet-cc", "az2")
        .subnetWith("rtb-cd", "subnet-cd", "c", "192.168.3.0/24")
        .zone("subnet-cd", "az2")
        .appliance("fw1", "subnet-cb", "192.168.1.10")
        .statefulFirewall("fw1")
        .appliance("fw2", "subnet-cd", "192.168.3.10")
        .statefulFirewall("fw2")
        .attach("att-c", "tgw-1", applianceMode, true, "subnet-ca", "subnet-cc")
        .table("rtb-ca", "c", "0.0.0.0/0 -> eni-fw1")
        .table("rtb-cb", "c", "0.0.0.0/0 -> tgw-1")
        .table("rtb-cc", "c", "0.0.0.0/0 -> eni-fw2")
        .table("rtb-cd", "c", "0.0.0.0/0 -> tgw-1");
    return net.gatewayTable("tgw-rtb-spokes", "tgw-1", "assoc att-a att-b", "0.0.0.0/0 -> att-c")
        .gatewayTable("tgw-rtb-shared", "tgw-1", "assoc att-c", "prop att-a att-b");
  }

  @Test
  @DisplayName("tgw-appliance-mode-on (R4.5.3)")
  void appliance_mode_leads_both_directions_through_one_firewall() {
    Claims claims = Claims.of(inspection(true, "az2")).ok("a <-> b");
    for (int port = 1; port < 60; port++) {
      Answer answer = claims.ask("a -> b " + port);
      assertThat(answer.reachable()).as("port " + port).isTrue();
    }
    assertThat(Claims.of(inspection(true, "az1")).path("a -> b")).contains("eni-fw1");
  }

  @Test
  @DisplayName("tgw-appliance-mode-off-cross-az (R4.5.2)")
  void without_appliance_mode_the_reply_meets_the_other_firewall() {
    Claims.of(inspection(false, "az2"))
        .no("a -> b", "return STATEFUL_FIREWALL_NO_FLOW i-fw2")
        .no("b -> a", "return STATEFUL_FIREWALL_NO_FLOW i-fw1");
  }

  @Test
  @DisplayName("tgw-appliance-mode-off-same-az (R4.5.1)")
  void without_appliance_mode_one_zone_is_symmetric() {
    Claims.of(inspection(false, "az1")).ok("a <-> b");
  }

  private static Net zones(String... attachedSubnets) {
    Net net = new Net().transitGateway("tgw-1");
    net.vpc("a", "10.1.0.0/16")
        .main("a", "10.0.0.0/8 -> tgw-1")
        .subnet("subnet-a1", "a", "10.1.0.0/24")
        .subnet("subnet-a1b", "a", "10.1.1.0/24")
        .subnet("subnet-a2", "a", "10.1.2.0/24")
        .zone("subnet-a2", "az2")
        .host("a1", "subnet-a1", "10.1.0.10")
        .host("a1b", "subnet-a1b", "10.1.1.10")
        .host("a2", "subnet-a2", "10.1.2.10")
        .attach("att-a", "tgw-1", attachedSubnets);
    net.vpc("b", "10.2.0.0/16")
        .main("b", "10.0.0.0/8 -> tgw-1")
        .subnet("subnet-b", "b", "10.2.0.0/24")
        .host("b", "subnet-b", "10.2.0.10")
        .attach("att-b", "tgw-1", "subnet-b");
    return net.gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b");
  }

  @Test
  @DisplayName("tgw-az-missing (R4.2.5)")
  void a_zone_without_an_attachment_subnet_cannot_send() {
    Claims.of(zones("subnet-a1"))
        .ok("a1 -> b", "a1b -> b")
        .no("a2 -> b", "forward TGW_ROUTE_AZ_RESTRICTION att-a")
        .no("b -> a2", "return TGW_ROUTE_AZ_RESTRICTION att-a");
  }

  @Test
  @DisplayName("tgw-az-both (R4.2.5)")
  void a_subnet_of_the_other_zone_mends_it() {
    Claims.of(zones("subnet-a1", "subnet-a2")).ok("a2 <-> b");
  }

  @Test
  @DisplayName("tgw-no-vpc-route (R4.2.8)")
  void nothing_is_added_to_the_tables_of_a_vpc() {
    Net net =
        spokes("a", "b")
            .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b");
    Claims.of(net.main("b"))
        .no("a -> b", "return NO_ROUTE_TO_DESTINATION rtb-b")
        .no("b -> a", "forward NO_ROUTE_TO_DESTINATION rtb-b");
  }

  @Test
  @DisplayName("tgw-no-association (R4.4.2)")
  void what_an_attachment_without_an_association_brings_is_dropped() {
    Net net =
        spokes("a", "b").gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a", "prop att-a att-b");
    Claims.of(net)
        .no("a -> b", "return TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION att-b")
        .no("b -> a", "forward TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION att-b");
  }

  @Test
  @DisplayName("tgw-blackhole-specific (R4.4.10)")
  void a_longer_blackhole_cuts_a_hole_in_what_is_propagated() {
    Net net =
        spokes("a", "b")
            .gatewayTable(
                "tgw-rtb-1",
                "tgw-1",
                "assoc att-a att-b",
                "prop att-a att-b",
                "10.2.0.0/24 -> blackhole");
    Claims.of(net).no("a -> b", "forward TGW_RTB_BAD_STATE_ROUTE tgw-rtb-1");
  }

  @Test
  @DisplayName("tgw-static-hides-propagated (R4.4.9)")
  void a_static_route_hides_an_equal_propagated_one() {
    Net net =
        spokes("a", "b", "c")
            .gatewayTable(
                "tgw-rtb-1",
                "tgw-1",
                "assoc att-a att-b att-c",
                "prop att-a att-b att-c",
                "10.2.0.0/16 -> att-c");
    Claims claims = Claims.of(net).ok("a -> c");
    assertThat(claims.ask("a -> b").reachable()).isFalse();
    assertThat(claims.path("a -> b")).contains("att-c").doesNotContain("att-b");
  }

  @Test
  @DisplayName("tgw-overlapping-vpc (R4.2.10)")
  void a_second_vpc_with_the_same_block_does_not_propagate() {
    Net net = spokes("a", "b");
    spoke(net, "b2", "10.2")
        .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b att-b2", "prop att-a att-b att-b2");
    Claims.of(net).ok("a -> b").no("b2 -> a", "return MISDELIVERED eni-b");
  }

  @Test
  @DisplayName("tgw-prefix-list-ref (R4.4.14)")
  void a_prefix_list_reference_is_a_route_for_every_entry() {
    Net net =
        spokes("a", "b", "c")
            .prefixList("pl-cust", "10.2.0.0/16")
            .gatewayTable(
                "tgw-rtb-1", "tgw-1", "assoc att-a att-b att-c", "prop att-a", "pl-cust -> att-b");
    Claims.of(net).ok("a <-> b").no("a -> c", "forward" + NO_ROUTE + "tgw-rtb-1");
  }

  private static Net references(boolean gateway, boolean attachment) {
    Net net =
        spokes("a", "b")
            .transitGateway("tgw-1", "us-east-1", gateway)
            .attach("att-b", "tgw-1", false, attachment, "subnet-b")
            .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b");
    return net.group("sg-client", "vpc-a", "out all 0.0.0.0/0")
        .group("sg-server", "vpc-b", "in tcp/443 sg-client")
        .groups("a", "sg-client")
        .groups("b", "sg-server");
  }

  @Test
  @DisplayName("tgw-sgref-on (R4.6.1)")
  void groups_may_be_named_inbound_where_gateway_and_attachments_pass_them_on() {
    Claims.of(references(true, true)).ok("a -> b 443");
  }

  @Test
  @DisplayName("tgw-sgref-gateway-off (R4.6.1)")
  void a_gateway_that_does_not_pass_groups_on_matches_no_reference() {
    Claims.of(references(false, true)).no("a -> b 443", "forward SG_REFERENCING_SUPPORT sg-server");
    Claims.of(references(true, false)).no("a -> b 443", "forward SG_REFERENCING_SUPPORT sg-server");
  }

  @Test
  @DisplayName("R4.6.2: an outbound rule cannot name a group over a transit gateway")
  void r4_6_2_outbound_references_match_nobody() {
    Net net =
        references(true, true)
            .group("sg-client", "vpc-a", "out tcp/443 sg-server")
            .group("sg-server", "vpc-b", "in tcp/443 0.0.0.0/0");
    Claims.of(net).no("a -> b 443", "forward ENI_SG_RULES_MISMATCH sg-client");
  }

  @Test
  @DisplayName("tgw-private-nat-overlap")
  void private_nat_gateways_join_vpcs_of_one_block() {
    Net net = new Net().transitGateway("tgw-1");
    net.vpc("a", "10.0.0.0/16", "100.64.1.0/24")
        .subnetWith("rtb-a1", "subnet-a1", "a", "10.0.0.0/24")
        .subnetWith("rtb-ar", "subnet-ar", "a", "100.64.1.0/24")
        .privateNat("nat-p", "subnet-ar", "100.64.1.4")
        .table("rtb-a1", "a", "100.64.2.0/24 -> nat-p")
        .host("ia", "subnet-a1", "10.0.0.10")
        .attach("att-a", "tgw-1", "subnet-ar")
        .table("rtb-ar", "a", "100.64.2.0/24 -> tgw-1");
    net.vpc("b", "10.0.0.0/16", "100.64.2.0/24")
        .subnetWith("rtb-b1", "subnet-b1", "b", "10.0.0.0/24")
        .subnetWith("rtb-br", "subnet-br", "b", "100.64.2.0/24")
        .host("ib", "subnet-b1", "10.0.0.20")
        .host("albB", "subnet-br", "100.64.2.10")
        .attach("att-b", "tgw-1", "subnet-br")
        .table("rtb-b1", "b")
        .table("rtb-br", "b", "100.64.1.0/24 -> tgw-1")
        .gatewayTable(
            "tgw-rtb-1",
            "tgw-1",
            "assoc att-a att-b",
            "100.64.1.0/24 -> att-a",
            "100.64.2.0/24 -> att-b");
    Claims claims = Claims.of(net).ok("ia -> albB");
    assertThat(claims.ask("ia -> ib").reachable()).isFalse();
    assertThat(claims.ask("albB -> ia").reachable()).isFalse();
  }

  @Test
  @DisplayName("edge-tgw-through-peering (R3.3.3)")
  void a_peer_cannot_use_the_attachment_of_the_other() {
    Net net = spokes("a", "b", "c");
    net.peering("pcx-1", "a", "b")
        .main("a", "10.2.0.0/16 -> pcx-1", "10.3.0.0/16 -> tgw-1")
        .main("b", "10.1.0.0/16 -> pcx-1", "10.3.0.0/16 -> pcx-1")
        .main("c", "10.0.0.0/8 -> tgw-1")
        .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-c", "prop att-a att-c");
    Claims claims = Claims.of(net).ok("a <-> c");
    assertThat(Claims.blockers(claims.ask("b -> c")))
        .startsWith("forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-1");
    assertThat(claims.ask("c -> b").reachable()).isFalse();
  }

  @Test
  @DisplayName("R4.2.11: network ACLs around an attachment")
  void r4_2_11_the_acl_of_the_attachment_subnet_sees_both_directions() {
    Net net =
        spokes("a", "b")
            .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b");
    net.subnet("subnet-att", "a", "10.1.9.0/28").attach("att-a", "tgw-1", "subnet-att");
    String[] inOnly = {"in 100 allow all 0.0.0.0/0"};
    String[] outOnly = {"out 100 allow all 0.0.0.0/0"};
    Claims.of(net.acl("acl-att", "subnet-att", inOnly))
        .no("a -> b", "return SUBNET_ACL_RESTRICTION acl-att")
        .no("b -> a", "forward SUBNET_ACL_RESTRICTION acl-att");
    Claims.of(net.acl("acl-att", "subnet-att", outOnly))
        .no("a -> b", "forward SUBNET_ACL_RESTRICTION acl-att")
        .no("b -> a", "return SUBNET_ACL_RESTRICTION acl-att");
  }

  @Test
  @DisplayName("R4.2.11: in the attachment's own subnet nothing is checked on the way in")
  void r4_2_11_from_the_gateway_into_the_attachments_own_subnet_no_acl_is_checked() {
    Net net =
        spokes("a", "b")
            .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b");
    Claims.of(net.acl("acl-b", "subnet-b", "out 100 allow all 0.0.0.0/0"))
        .no("a -> b", "return SUBNET_ACL_RESTRICTION acl-b");
    Claims.of(net.acl("acl-b", "subnet-b", "in 100 allow all 0.0.0.0/0"))
        .no("a -> b", "return SUBNET_ACL_RESTRICTION acl-b");
    Claims.of(net.acl("acl-b", "subnet-b", Net.everything())).ok("a <-> b");
  }

  @Test
  @DisplayName("R1.9: a transit gateway carries 8500 bytes")
  void r4_the_path_over_a_transit_gateway_is_8500_bytes_wide() {
    Net net =
        spokes("a", "b")
            .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b");
    assertThat(Claims.of(net).ask("a -> b").warnings())
        .extracting(Warning::explanation)
        .anyMatch(text -> text.contains("8500"));
  }
}
