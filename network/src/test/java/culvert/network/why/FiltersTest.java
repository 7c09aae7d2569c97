package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import org.junit.jupiter.api.Test;

/** §1.6 and §1.7: security groups and network ACLs. */
class FiltersTest {

  private static Net one() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .subnet("subnet-1", "a", "10.0.1.0/24")
        .subnet("subnet-2", "a", "10.0.2.0/24")
        .host("x", "subnet-1", "10.0.1.10")
        .host("y", "subnet-2", "10.0.2.10");
  }

  @Test
  void the_rules_of_all_groups_count_R1_6_1() {
    Net net =
        one()
            .group("sg-80", "vpc-a", "in tcp/80 0.0.0.0/0")
            .group("sg-443", "vpc-a", "in tcp/443 0.0.0.0/0")
            .groups("y", "sg-80", "sg-443");
    Claims.of(net)
        .ok("x -> y 80", "x -> y 443")
        .no("x -> y 22", "forward ENI_SG_RULES_MISMATCH sg-80");
    assertThat(Claims.of(net).ask("x -> y 22").blockers().getFirst().explanation())
        .isEqualTo("no inbound rule of sg-80, sg-443 lets 10.0.1.10 -> 10.0.2.10 tcp/22");
  }

  @Test
  void a_group_without_rules_lets_nothing_pass_R1_6_2() {
    Net net = one().group("sg-none", "vpc-a").groups("y", "sg-none");
    Claims.of(net)
        .no("x -> y", "forward SG_HAS_NO_RULES sg-none")
        .no("y -> x", "forward SG_HAS_NO_RULES sg-none");
  }

  @Test
  void a_prefix_list_can_be_a_rules_peer_R1_6_3() {
    Net net =
        one()
            .prefixList("pl-1", "10.0.1.0/28", "192.168.0.0/16")
            .group("sg-pl", "vpc-a", "in all pl-1")
            .groups("y", "sg-pl")
            .host("far", "subnet-1", "10.0.1.20");
    Claims.of(net).ok("x -> y").no("far -> y", "forward ENI_SG_RULES_MISMATCH sg-pl");
  }

  @Test
  void outbound_references_match_private_addresses_of_members_R1_6_4() {
    Net net =
        one()
            .group("sg-y", "vpc-a", "in all 0.0.0.0/0")
            .group("sg-x", "vpc-a", "out all sg-y")
            .groups("x", "sg-x")
            .groups("y", "sg-y")
            .host("z", "subnet-2", "10.0.2.11");
    Claims.of(net).ok("x -> y").no("x -> z", "forward ENI_SG_RULES_MISMATCH sg-x");
  }

  @Test
  void a_reference_does_not_match_a_members_public_address_R1_6_4() {
    Net net =
        one()
            .internetGateway("igw-a", "a")
            .main("a", "0.0.0.0/0 -> igw-a")
            .group("sg-x", "vpc-a", "out all 0.0.0.0/0")
            .group("sg-y", "vpc-a", "in all sg-x", "out all 0.0.0.0/0")
            .groups("x", "sg-x")
            .groups("y", "sg-y")
            .publicly("x", "54.0.0.1")
            .publicly("y", "54.0.0.2");
    Claims.of(net).ok("x -> y").no("x -> internet/54.0.0.2", "forward ENI_SG_RULES_MISMATCH sg-y");
  }

  private static Net peered() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .vpcIn("us-east-1", "b", "10.1.0.0/16")
        .main("a", "10.1.0.0/16 -> pcx-ab")
        .main("b", "10.0.0.0/16 -> pcx-ab")
        .subnet("subnet-a", "a", "10.0.0.0/24")
        .subnet("subnet-b", "b", "10.1.0.0/24")
        .group("sg-a", "vpc-a", "out all 0.0.0.0/0")
        .group("sg-b", "vpc-b", "in all sg-a")
        .host("a", "subnet-a", "10.0.0.10")
        .groups("a", "sg-a")
        .host("b", "subnet-b", "10.1.0.10")
        .groups("b", "sg-b");
  }

  @Test
  void references_hold_over_an_active_peering_of_one_region_R1_6_5_R3_3_13() {
    Claims.of(peered().peering("pcx-ab", "a", "b")).ok("a -> b");
  }

  @Test
  void references_do_not_hold_between_regions_R1_6_5_R3_3_13() {
    Net net = peered().vpcIn("eu-west-1", "b", "10.1.0.0/16").main("b", "10.0.0.0/16 -> pcx-ab");
    Claims.of(net.peering("pcx-ab", "a", "b")).no("a -> b", "forward ENI_SG_RULES_MISMATCH sg-b");
  }

  @Test
  void a_stale_reference_matches_nothing_R1_6_7() {
    Net net = peered().peering("pcx-ab", "a", "b").group("sg-b", "vpc-b", "in all sg-gone");
    Claims.of(net).no("a -> b", "forward ENI_SG_RULES_MISMATCH sg-b");
  }

  @Test
  void a_reference_means_the_member_and_not_its_twin_in_another_vpc_R1_6_4() {
    Net net =
        peered()
            .peering("pcx-ab", "a", "b")
            .vpc("c", "10.0.0.0/16")
            .peering("pcx-bc", "b", "c")
            .main("c", "10.1.0.0/16 -> pcx-bc")
            .subnet("subnet-c", "c", "10.0.0.0/24")
            .host("c", "subnet-c", "10.0.0.10");
    Claims.of(net).no("c -> b", "forward ENI_SG_RULES_MISMATCH sg-b", "return MISDELIVERED eni-a");
  }

  @Test
  void all_filters_on_the_way_are_reported_at_once() {
    Net net =
        one()
            .group("sg-x", "vpc-a", "out tcp/22 0.0.0.0/0")
            .groups("x", "sg-x")
            .acl("acl-1", "subnet-1", "in 100 allow all 0.0.0.0/0")
            .acl("acl-2", "subnet-2", "out 100 allow tcp/443 0.0.0.0/0")
            .group("sg-y", "vpc-a")
            .groups("y", "sg-y");
    Claims.of(net)
        .no(
            "x -> y",
            "forward ENI_SG_RULES_MISMATCH sg-x",
            "forward SUBNET_ACL_RESTRICTION acl-1",
            "forward SUBNET_ACL_RESTRICTION acl-2",
            "forward SG_HAS_NO_RULES sg-y",
            "return SUBNET_ACL_RESTRICTION acl-2");
  }

  @Test
  void icmp_is_matched_by_type_and_code_R1_7_7() {
    Net net =
        one()
            .acl(
                "acl-2",
                "subnet-2",
                "in 100 allow icmp/8-0 0.0.0.0/0",
                "out 100 allow icmp/8-0 0.0.0.0/0");
    Claims.of(net).no("x -> y icmp", "return SUBNET_ACL_RESTRICTION acl-2");
    Net open =
        one()
            .acl(
                "acl-2",
                "subnet-2",
                "in 100 allow icmp/8-0 0.0.0.0/0",
                "out 100 allow icmp/0-0 0.0.0.0/0");
    Claims.of(open).ok("x -> y icmp");
  }

  @Test
  void protocols_without_ports_ignore_port_ranges_R1_7_9() {
    Net net = one().group("sg-gre", "vpc-a", "in 47/80-80 0.0.0.0/0").groups("y", "sg-gre");
    Claims.of(net).ok("x -> y gre");
  }

  @Test
  void outbound_group_then_outbound_acl_then_inbound_acl_then_inbound_group_R1_7_5() {
    Net net =
        one().acl("acl-1", "subnet-1", Net.everything()).acl("acl-2", "subnet-2", Net.everything());
    assertThat(Claims.of(net).path("x -> y"))
        .containsExactly("eni-x", "sg-open", "acl-1", "rtb-a", "acl-2", "eni-y", "sg-open");
  }

  /** It shares the sender's route table, so it can only send the packet back to itself. */
  @Test
  void an_appliance_in_the_senders_subnet_is_reached_without_the_acl_R1_7_4() {
    Net net =
        one()
            .table("rtb-1", "a", "10.0.2.0/24 -> eni-fw")
            .subnetWith("rtb-1", "subnet-1", "a", "10.0.1.0/24")
            .acl("acl-1", "subnet-1", "in 100 allow all 0.0.0.0/0")
            .appliance("fw", "subnet-1", "10.0.1.9");
    Claims.of(net).no("x -> y", "forward FORWARDING_LOOP eni-fw");
  }
}
