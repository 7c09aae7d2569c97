package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import org.junit.jupiter.api.Test;

/** §1.4 and §1.5: internet gateways, edge tables, NAT, egress-only. */
class InternetAndNatTest {

  private static Net net() {
    return new Net()
        .vpc("a", "10.0.0.0/16", "2001:db8:a::/56")
        .internetGateway("igw-a", "a")
        .main("a", "0.0.0.0/0 -> nat-a", "64:ff9b::/96 -> nat-a", "::/0 -> igw-a")
        .table("rtb-pub", "a", "0.0.0.0/0 -> igw-a", "::/0 -> igw-a")
        .subnet("subnet-a", "a", "10.0.0.0/24", "2001:db8:a::/64")
        .subnetWith("rtb-pub", "subnet-pub", "a", "10.0.9.0/24", "2001:db8:a:9::/64")
        .nat("nat-a", "subnet-pub", "10.0.9.5", "54.0.0.5")
        .host("x", "subnet-a", "10.0.0.10", "2001:db8:a::10")
        .host("pub", "subnet-pub", "10.0.9.10", "2001:db8:a:9::10")
        .publicly("pub", "54.0.0.10");
  }

  @Test
  void ipv6_needs_no_translation_R1_5_2() {
    Claims.of(net()).ok("x <-> internet/2600::1 443");
  }

  @Test
  void a_nat_gateway_translates_to_its_own_address_and_back_R1_5_4() {
    Answer answer = Claims.of(net()).ask("x -> inet");
    assertThat(answer.reachable()).isTrue();
    PathElement nat = element(answer.forward(), "nat-a");
    assertThat(nat.detail().get("to")).isEqualTo("10.0.9.5 -> 203.0.113.9 tcp/443");
    PathElement igw = element(answer.forward(), "igw-a");
    assertThat(igw.detail().get("to")).isEqualTo("54.0.0.5 -> 203.0.113.9 tcp/443");
    assertThat(element(answer.back(), "nat-a").detail().get("to"))
        .isEqualTo("203.0.113.9 -> 10.0.0.10 tcp/49152");
  }

  private static PathElement element(Answer.OneWay way, String component) {
    return way.path().stream()
        .filter(e -> e.component().equals(component))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_nat_gateway_carries_tcp_udp_and_icmp_only_R1_5_4() {
    Claims.of(net())
        .ok("x -> inet 53/udp", "x -> inet icmp")
        .no("x -> inet gre", "forward PROTOCOL_RESTRICTION nat-a");
  }

  @Test
  void the_network_acl_of_the_nat_gateways_subnet_applies_R1_5_4_R1_7_8() {
    Net net =
        net()
            .acl(
                "acl-pub",
                "subnet-pub",
                "in 100 allow all 10.0.0.0/16",
                "out 100 allow all 0.0.0.0/0");
    Claims.of(net).no("x -> inet", "return SUBNET_ACL_RESTRICTION acl-pub");
  }

  @Test
  void a_nat_gateways_own_addresses_take_no_flow_R1_5_6() {
    Claims.of(net())
        .no(
            "inet -> eni-nat-a",
            "forward NGW_OUTBOUND_ONLY nat-a",
            "return NGW_OUTBOUND_ONLY nat-a")
        .no("x -> eni-nat-a", "forward NGW_OUTBOUND_ONLY nat-a", "return NGW_OUTBOUND_ONLY nat-a");
  }

  @Test
  void a_reply_opens_no_flow_through_a_nat_gateway_R1_5_6() {
    Net net = net().publicly("x", "54.0.0.11");
    Claims.of(net).no("inet -> x", "return NGW_OUTBOUND_ONLY nat-a");
  }

  @Test
  void a_private_nat_gateway_cannot_use_an_internet_gateway_R1_5_5() {
    Claims.of(net().privateNat("nat-a", "subnet-pub", "10.0.9.5"))
        .no("x -> inet", "forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw-a");
  }

  @Test
  void a_private_nat_gateway_hides_a_vpc_from_its_peer_R1_5_5() {
    Net net =
        net()
            .vpc("b", "10.1.0.0/16")
            .peering("pcx-ab", "a", "b")
            .privateNat("nat-p", "subnet-pub", "10.0.9.6")
            .main("a", "10.1.0.0/16 -> nat-p")
            .table("rtb-pub", "a", "10.1.0.0/16 -> pcx-ab")
            .main("b", "10.0.9.6/32 -> pcx-ab")
            .subnet("subnet-b", "b", "10.1.0.0/24")
            .host("b", "subnet-b", "10.1.0.10");
    Claims.of(net)
        .ok("x -> b")
        .no("b -> x", "forward NO_ROUTE_TO_DESTINATION rtb-b", "return NGW_OUTBOUND_ONLY nat-p");
  }

  @Test
  void a_nat_gateway_serves_sources_of_its_own_vpc_only_R1_5_7() {
    Net net =
        net()
            .edge("rtb-edge", "a", "igw-a", "10.0.9.0/24 -> eni-fw")
            .table("rtb-fw", "a", "10.0.9.0/24 -> nat-a")
            .subnetWith("rtb-fw", "subnet-fw", "a", "10.0.8.0/24")
            .appliance("fw", "subnet-fw", "10.0.8.9")
            .publicly("fw", "54.0.0.9");
    Claims.of(net).no("inet -> pub", "forward NGW_REQUIRES_SOURCE_IN_VPC nat-a");
  }

  @Test
  void nat64_lets_an_ipv6_host_reach_ipv4_R1_5_9() {
    Net net = net().host("six", "subnet-a", "2001:db8:a::66");
    Claims.of(net).ok("six -> inet", "six -> inet icmp", "x -> inet 443 6");
    assertThat(element(Claims.of(net).ask("six -> inet").forward(), "nat-a").detail())
        .containsEntry("from", "2001:db8:a::66 -> 64:ff9b::cb00:7109 tcp/443")
        .containsEntry("to", "10.0.9.5 -> 203.0.113.9 tcp/443");
  }

  @Test
  void ipv6_that_nat64_does_not_mean_is_not_translated_R1_5_9() {
    Claims.of(net().main("a", "::/0 -> nat-a"))
        .no("x -> internet/2600::1", "forward CANNOT_ROUTE nat-a");
  }

  @Test
  void an_egress_only_gateway_lets_flows_out_and_their_replies_in_R1_5_10() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16", "2001:db8:a::/56")
            .egressOnly("eigw-a", "a")
            .main("a", "::/0 -> eigw-a", "0.0.0.0/0 -> eigw-a")
            .subnet("subnet-a", "a", "10.0.0.0/24", "2001:db8:a::/64")
            .host("x", "subnet-a", "10.0.0.10", "2001:db8:a::10");
    Claims.of(net)
        .ok("x -> internet/2600::1")
        .no("internet/2600::1 -> x", "forward EIGW_OUTBOUND_ONLY eigw-a")
        .no("x -> inet", "forward CANNOT_ROUTE eigw-a");
  }

  @Test
  void a_host_without_a_public_address_is_not_found_from_the_internet() {
    Claims.of(net())
        .no(
            "inet -> x",
            "forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS igw-a",
            "return NGW_OUTBOUND_ONLY nat-a");
  }

  @Test
  void private_addresses_do_not_cross_an_internet_gateway() {
    Claims.of(net())
        .no(
            "pub -> internet/192.168.0.1",
            "forward IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS igw-a",
            "return IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS igw-a")
        .no(
            "pub -> internet/100.64.0.1",
            "forward IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS igw-a",
            "return IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS igw-a");
  }

  @Test
  void an_internet_gateway_is_no_transit_for_foreign_ipv6_R1_5_3() {
    Net net =
        net()
            .vpc("b", "10.1.0.0/16", "2001:db8:b::/56")
            .internetGateway("igw-b", "b")
            .main("b", "::/0 -> eni-out", "2001:db8:b:1::/64 -> igw-b")
            .edge("rtb-edge", "b", "igw-b", "2001:db8:b:1::/64 -> eni-out")
            .table("rtb-out", "b", "2001:db8:b:1::/64 -> igw-b")
            .subnetWith("rtb-out", "subnet-out", "b", "10.1.0.0/24", "2001:db8:b::/64")
            .subnet("subnet-b", "b", "10.1.1.0/24", "2001:db8:b:1::/64")
            .appliance("out", "subnet-out", "10.1.0.10", "2001:db8:b::10")
            .host("b", "subnet-b", "10.1.1.10", "2001:db8:b:1::10");
    assertThat(Claims.blockers(Claims.of(net).ask("internet/2600::1 -> b 443 6")))
        .contains("forward GATEWAY_REJECTS_SPOOFED_TRAFFIC igw-b");
  }

  @Test
  void a_public_address_of_another_vpc_is_reached_through_both_gateways() {
    Net net =
        net()
            .vpc("b", "10.1.0.0/16")
            .internetGateway("igw-b", "b")
            .main("b", "0.0.0.0/0 -> igw-b")
            .subnet("subnet-b", "b", "10.1.0.0/24")
            .host("b", "subnet-b", "10.1.0.10")
            .publicly("b", "54.0.1.10");
    Claims claims = Claims.of(net).ok("pub -> internet/54.0.1.10", "x -> internet/54.0.1.10");
    assertThat(claims.path("pub -> internet/54.0.1.10"))
        .containsSubsequence("eni-pub", "rtb-pub", "igw-a", "internet", "igw-b", "eni-b");
  }

  @Test
  void an_appliance_behind_an_edge_table_needs_a_public_address_R1_4_5() {
    Net net =
        net()
            .edge("rtb-edge", "a", "igw-a", "10.0.9.0/24 -> eni-fw")
            .subnet("subnet-fw", "a", "10.0.8.0/24")
            .appliance("fw", "subnet-fw", "10.0.8.9");
    Claims.of(net).no("inet -> pub", "forward INGRESS_RTB_NO_PUBLIC_IP eni-fw");
  }

  @Test
  void a_stateful_appliance_on_the_way_in_only_is_no_obstacle_but_asymmetric_R1_4_5() {
    Net net =
        net()
            .edge("rtb-edge", "a", "igw-a", "10.0.9.0/24 -> eni-fw")
            .subnet("subnet-fw", "a", "10.0.8.0/24")
            .appliance("fw", "subnet-fw", "10.0.8.9")
            .publicly("fw", "54.0.0.9")
            .statefulFirewall("fw");
    Claims.of(net).ok("inet -> pub").no("pub -> inet", "return STATEFUL_FIREWALL_NO_FLOW i-fw");
    assertThat(Claims.of(net).ask("inet -> pub").warnings())
        .anyMatch(w -> w.code() == Warning.Code.ASYMMETRIC_PATH && w.component().equals("eni-fw"));
  }
}
