package culvert.network.why;

import culvert.network.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Appendix A of the compendium: scenarios within one VPC and at its edge. */
class AppendixVpcScenariosTest {

  @Test
  @DisplayName("vpc-public-private (R1.5.1, R1.5.2)")
  void the_route_to_the_internet_gateway_makes_a_subnet_public() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .internetGateway("igw-a", "a")
            .table("rtb-pub", "a", "0.0.0.0/0 -> igw-a")
            .subnetWith("rtb-pub", "subnet-pub", "a", "10.0.0.0/24")
            .subnet("subnet-priv", "a", "10.0.1.0/24")
            .host("pub", "subnet-pub", "10.0.0.10")
            .publicly("pub", "54.0.0.10")
            .host("pubnoip", "subnet-pub", "10.0.0.11")
            .host("priv", "subnet-priv", "10.0.1.10")
            .publicly("priv", "54.0.0.11");
    Claims.of(net)
        .ok("pub <-> inet", "pub <-> priv")
        .no("priv -> inet", "forward NO_ROUTE_TO_DESTINATION rtb-a")
        .no("inet -> priv", "return NO_ROUTE_TO_DESTINATION rtb-a")
        .no("pubnoip -> inet", "forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw-a");
  }

  @Test
  @DisplayName("vpc-main-implicit (R1.2.1, R1.2.2)")
  void a_subnet_without_a_table_of_its_own_uses_the_main_one() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .internetGateway("igw-a", "a")
            .main("a", "0.0.0.0/0 -> vgw-a")
            .table("rtb-pub", "a", "0.0.0.0/0 -> igw-a")
            .subnet("subnet-new", "a", "10.0.0.0/24")
            .host("newhost", "subnet-new", "10.0.0.10")
            .publicly("newhost", "54.0.0.10");
    Claims.of(net).no("newhost -> inet", "forward BAD_STATE_ROUTE rtb-a");
  }

  @Test
  @DisplayName("vpc-lpm-pcx-vs-igw (R1.3.1, R3.5.5)")
  void a_more_specific_peering_route_beats_the_default_route() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .vpc("b", "172.31.0.0/16")
            .peering("pcx-1", "a", "b")
            .internetGateway("igw-a", "a")
            .main("a", "172.31.0.0/16 -> pcx-1", "0.0.0.0/0 -> igw-a")
            .main("b", "10.0.0.0/16 -> pcx-1")
            .subnet("subnet-a", "a", "10.0.0.0/24")
            .subnet("subnet-b", "b", "172.31.0.0/24")
            .host("a", "subnet-a", "10.0.0.10")
            .publicly("a", "54.0.0.10")
            .host("b", "subnet-b", "172.31.0.10");
    Claims.of(net).ok("a <-> b", "a -> inet");
  }

  @Test
  @DisplayName("vpc-static-beats-propagated (R1.3.4)")
  void a_static_route_beats_a_propagated_one_to_the_same_destination() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .internetGateway("igw-a", "a")
            .main("a", "8.8.8.0/24 -> vgw-a (bgp)", "8.8.8.0/24 -> igw-a")
            .subnet("subnet-a", "a", "10.0.0.0/24")
            .host("a", "subnet-a", "10.0.0.10")
            .publicly("a", "54.0.0.10");
    Claims.of(net).ok("a -> internet/8.8.8.8");
  }

  @Test
  @DisplayName("vpc-local-beats-propagated-specific (R1.3.2)")
  void local_beats_a_more_specific_propagated_route() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .main("a", "10.0.5.0/24 -> vgw-a (dx)")
            .subnet("subnet-a", "a", "10.0.0.0/24")
            .subnet("subnet-a2", "a", "10.0.5.0/24")
            .host("a", "subnet-a", "10.0.0.10")
            .host("a2", "subnet-a2", "10.0.5.10");
    Claims.of(net).ok("a -> a2");
  }

  @Test
  @DisplayName("vpc-blackhole-no-fallback (R1.3.12)")
  void a_blackhole_drops_what_it_matches_and_nothing_falls_back() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .vpc("b", "10.1.0.0/16")
            .internetGateway("igw-a", "a")
            .main("a", "10.1.0.0/16 -> pcx-1", "0.0.0.0/0 -> nat-a")
            .main("b", "10.0.0.0/16 -> pcx-1")
            .table("rtb-pub", "a", "0.0.0.0/0 -> igw-a")
            .subnet("subnet-a", "a", "10.0.0.0/24")
            .subnetWith("rtb-pub", "subnet-pub", "a", "10.0.9.0/24")
            .subnet("subnet-b", "b", "10.1.0.0/24")
            .nat("nat-a", "subnet-pub", "10.0.9.5", "54.0.0.5")
            .host("a", "subnet-a", "10.0.0.10")
            .host("b", "subnet-b", "10.1.0.10");
    Claims.of(net)
        .ok("a -> inet")
        .no("a -> b", "forward BAD_STATE_ROUTE rtb-a", "return BAD_STATE_ROUTE rtb-b");
  }

  @Test
  @DisplayName("vpc-nat-outbound-only (R1.5.6)")
  void a_nat_gateway_lets_flows_out_and_none_in() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .internetGateway("igw-a", "a")
            .main("a", "0.0.0.0/0 -> nat-a")
            .table("rtb-pub", "a", "0.0.0.0/0 -> igw-a")
            .subnet("subnet-a", "a", "10.0.0.0/24")
            .subnetWith("rtb-pub", "subnet-pub", "a", "10.0.9.0/24")
            .nat("nat-a", "subnet-pub", "10.0.9.5", "54.0.0.5")
            .host("priv", "subnet-a", "10.0.0.10");
    Claims.of(net)
        .ok("priv -> inet")
        .no(
            "inet -> priv",
            "forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS igw-a",
            "return NGW_OUTBOUND_ONLY nat-a");
  }

  private static Net middlebox() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .table("rtb-1", "a", "10.0.2.0/24 -> eni-fw")
        .table("rtb-2", "a", "10.0.1.0/24 -> eni-fw")
        .subnetWith("rtb-1", "subnet-1", "a", "10.0.1.0/24")
        .subnetWith("rtb-2", "subnet-2", "a", "10.0.2.0/24")
        .subnet("subnet-fw", "a", "10.0.9.0/24")
        .appliance("fw", "subnet-fw", "10.0.9.9")
        .host("a", "subnet-1", "10.0.1.10")
        .host("b", "subnet-2", "10.0.2.10");
  }

  @Test
  @DisplayName("vpc-middlebox-intersubnet (R1.3.3, R1.3.6)")
  void routes_more_specific_than_local_lead_through_an_appliance() {
    Claims.of(middlebox()).ok("a <-> b");
  }

  @Test
  @DisplayName("vpc-middlebox-sgref-fails (R1.6.6)")
  void a_middlebox_hides_the_senders_security_group() {
    Net net =
        middlebox()
            .group("sg-a", "vpc-a", "in all sg-b", "out all 0.0.0.0/0")
            .group("sg-b", "vpc-a", "in all sg-a", "out all 0.0.0.0/0")
            .groups("a", "sg-a")
            .groups("b", "sg-b");
    Claims.of(net)
        .no("a -> b", "forward SG_REFERENCES_NOT_PRESERVED sg-b")
        .no("b -> a", "forward SG_REFERENCES_NOT_PRESERVED sg-a");
  }

  @Test
  @DisplayName("vpc-middlebox-srcdstcheck (R1.8.1)")
  void an_appliance_with_its_check_on_drops_what_is_not_its_own() {
    Net net = middlebox().checkOn("fw");
    Claims.of(net)
        .no(
            "a -> b",
            "forward ENI_SOURCE_DEST_CHECK_RESTRICTION eni-fw",
            "return ENI_SOURCE_DEST_CHECK_RESTRICTION eni-fw");
  }

  @Test
  @DisplayName("vpc-ingress-routing (R1.4.1, R1.4.2, R1.4.5)")
  void an_edge_table_steers_what_comes_in_to_an_appliance() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .internetGateway("igw-a", "a")
            .table("rtb-app", "a", "0.0.0.0/0 -> eni-fw")
            .table("rtb-fw", "a", "0.0.0.0/0 -> igw-a")
            .edge("rtb-edge", "a", "igw-a", "10.0.1.0/24 -> eni-fw")
            .subnetWith("rtb-app", "subnet-app", "a", "10.0.1.0/24")
            .subnetWith("rtb-fw", "subnet-fw", "a", "10.0.9.0/24")
            .appliance("fw", "subnet-fw", "10.0.9.9")
            .publicly("fw", "54.0.0.9")
            .statefulFirewall("fw")
            .host("app", "subnet-app", "10.0.1.10")
            .publicly("app", "54.0.0.10");
    Claims.of(net).ok("inet <-> app");
  }

  private static Net fileServer(String... acl) {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .subnet("subnet-c", "a", "10.0.1.0/24")
        .subnet("subnet-w", "a", "10.0.2.0/24")
        .acl("acl-w", "subnet-w", acl)
        .host("c", "subnet-c", "10.0.1.10")
        .host("w", "subnet-w", "10.0.2.10")
        .host("w2", "subnet-w", "10.0.2.11");
  }

  @Test
  @DisplayName("nacl-stateless (R1.7.1, R1.7.4)")
  void a_network_acl_without_an_ephemeral_port_rule_kills_the_reply() {
    Claims.of(fileServer("in 100 allow tcp/80 0.0.0.0/0", "out 100 allow tcp/80 0.0.0.0/0"))
        .ok("w -> w2 22/tcp")
        .no("c -> w 80/tcp", "return SUBNET_ACL_RESTRICTION acl-w");
  }

  @Test
  @DisplayName("nacl-stateless-fixed (R1.7.8)")
  void an_outbound_rule_for_ephemeral_ports_restores_the_reply() {
    Claims.of(fileServer("in 100 allow tcp/80 0.0.0.0/0", "out 100 allow tcp/1024-65535 0.0.0.0/0"))
        .ok("c -> w 80/tcp")
        .no("c -> w 443/tcp", "forward SUBNET_ACL_RESTRICTION acl-w");
  }

  @Test
  @DisplayName("nacl-order (R1.7.2)")
  void the_lowest_matching_entry_decides() {
    Claims.of(
            fileServer(
                "in 90 deny tcp/80 10.0.1.0/24",
                "in 100 allow all 0.0.0.0/0",
                "out 100 allow all 0.0.0.0/0"))
        .no("c -> w 80/tcp", "forward SUBNET_ACL_RESTRICTION acl-w")
        .ok("c -> w 81/tcp");
  }

  @Test
  @DisplayName("sg-stateful-ref (R1.6.1, R1.6.4)")
  void a_group_reference_lets_its_members_in_and_replies_need_no_rule() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .subnet("subnet-a", "a", "10.0.1.0/24")
            .group("sg-c", "vpc-a", "out all 0.0.0.0/0")
            .group("sg-w", "vpc-a", "in tcp/22 sg-c")
            .host("c", "subnet-a", "10.0.1.10")
            .groups("c", "sg-c")
            .host("o", "subnet-a", "10.0.1.11")
            .host("w", "subnet-a", "10.0.1.12")
            .groups("w", "sg-w");
    Claims.of(net)
        .ok("c -> w 22/tcp")
        .no("w -> c 22/tcp", "forward SG_HAS_NO_RULES sg-w", "forward SG_HAS_NO_RULES sg-c")
        .no("o -> w 22/tcp", "forward ENI_SG_RULES_MISMATCH sg-w");
  }

  private static Net edgeToEdge() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .vpc("b", "10.1.0.0/16")
        .peering("pcx-ab", "a", "b")
        .internetGateway("igw-a", "a")
        .main("a", "10.1.0.0/16 -> pcx-ab", "0.0.0.0/0 -> nat-a")
        .main("b", "10.0.0.0/16 -> pcx-ab", "0.0.0.0/0 -> pcx-ab")
        .table("rtb-pub", "a", "10.1.0.0/16 -> pcx-ab", "0.0.0.0/0 -> igw-a")
        .subnet("subnet-a", "a", "10.0.0.0/24")
        .subnetWith("rtb-pub", "subnet-pub", "a", "10.0.9.0/24")
        .subnet("subnet-b", "b", "10.1.0.0/24")
        .nat("nat-a", "subnet-pub", "10.0.9.5", "54.0.0.5")
        .host("a", "subnet-a", "10.0.0.10")
        .host("apub", "subnet-pub", "10.0.9.10")
        .publicly("apub", "54.0.0.10")
        .host("b", "subnet-b", "10.1.0.10")
        .publicly("b", "54.0.0.11");
  }

  @Test
  @DisplayName("edge-igw (R3.3.3, R1.5.3)")
  void a_peer_cannot_use_the_internet_gateway() {
    Claims.of(edgeToEdge())
        .ok("a <-> b", "apub -> inet")
        .no(
            "b -> inet",
            "forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-ab",
            "return NO_POSSIBLE_DESTINATION vpc-b")
        .no(
            "inet -> b",
            "forward NO_POSSIBLE_DESTINATION vpc-b",
            "return PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-ab");
  }

  @Test
  @DisplayName("edge-nat (R3.3.3, R1.5.7)")
  void a_peer_cannot_use_the_nat_gateway() {
    Claims.of(edgeToEdge())
        .ok("a -> inet")
        .no(
            "b -> inet",
            "forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-ab",
            "return NO_POSSIBLE_DESTINATION vpc-b");
  }
}
