package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.network.Net;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What transit gateways do that none of the guide's designs shows (§4.2 to §4.7, §1.9). */
class TransitGatewayRulesTest {

  private static final String NO_ROUTE = "forward TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT tgw-rtb-1";

  /** VPCs 10.1.0.0/16, 10.2.0.0/16, … with a host each, all attached, everything to the gateway. */
  private static Net spokes(String... names) {
    Net net = new Net().transitGateway("tgw-1");
    for (int i = 0; i < names.length; i++) {
      String block = "10." + (i + 1);
      net.vpc(names[i], block + ".0.0/16")
          .main(names[i], "0.0.0.0/0 -> tgw-1")
          .subnet("subnet-" + names[i], names[i], block + ".0.0/24")
          .host(names[i], "subnet-" + names[i], block + ".0.10")
          .attach("att-" + names[i], "tgw-1", "subnet-" + names[i]);
    }
    return net;
  }

  private static Net joined() {
    return spokes("a", "b")
        .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b");
  }

  @Test
  void r4_2_6_the_attachment_subnets_own_table_leads_on_to_the_target() {
    Net net =
        spokes("a")
            .vpc("b", "10.2.0.0/16")
            .internetGateway("igw-b", "b")
            .table("rtb-attached", "b")
            .subnetWith("rtb-attached", "subnet-attached", "b", "10.2.1.0/28")
            .table("rtb-nat", "b", "0.0.0.0/0 -> igw-b", "10.1.0.0/16 -> tgw-1")
            .subnetWith("rtb-nat", "subnet-nat", "b", "10.2.0.0/24")
            .nat("nat-b", "subnet-nat", "10.2.0.4", "198.51.100.1")
            .attach("att-b", "tgw-1", "subnet-attached")
            .gatewayTable(
                "tgw-rtb-1",
                "tgw-1",
                "assoc att-a att-b",
                "prop att-a att-b",
                "0.0.0.0/0 -> att-b");
    Claims.of(net).no("a -> inet", "forward NO_ROUTE_TO_DESTINATION rtb-attached");
    Claims.of(net.table("rtb-attached", "b", "0.0.0.0/0 -> nat-b")).ok("a -> inet");
  }

  @Test
  void r4_2_9_any_subnets_table_names_the_gateway_and_the_zones_attachment_takes_it() {
    Net net =
        joined()
            .table("rtb-other", "a", "10.2.0.0/16 -> tgw-1")
            .subnetWith("rtb-other", "subnet-other", "a", "10.1.1.0/24")
            .host("other", "subnet-other", "10.1.1.10");
    Claims.of(net).ok("other <-> b");
    assertThat(Claims.of(net).path("other -> b"))
        .containsSubsequence("rtb-other", "att-a", "tgw-rtb-1", "att-b");
  }

  @Test
  void r4_4_4_a_vpc_propagates_its_blocks_and_a_peering_nothing() {
    Net net =
        spokes("a")
            .transitGateway("tgw-2")
            .vpc("b", "10.2.0.0/16", "10.9.0.0/16")
            .main("b", "0.0.0.0/0 -> tgw-1")
            .subnet("subnet-b9", "b", "10.9.0.0/24")
            .host("b9", "subnet-b9", "10.9.0.10")
            .attach("att-b", "tgw-1", "subnet-b9")
            .vpc("far", "10.3.0.0/16")
            .main("far", "0.0.0.0/0 -> tgw-2")
            .subnet("subnet-far", "far", "10.3.0.0/24")
            .host("far", "subnet-far", "10.3.0.10")
            .attach("att-far", "tgw-2", "subnet-far")
            .gatewayPeering("att-12", "tgw-1", "tgw-2")
            .gatewayTable(
                "tgw-rtb-1", "tgw-1", "assoc att-a att-b att-12", "prop att-a att-b att-12")
            .gatewayTable(
                "tgw-rtb-2",
                "tgw-2",
                "assoc att-far att-12",
                "prop att-far",
                "10.1.0.0/16 -> att-12");
    Claims.of(net).ok("a <-> b9");
    assertThat(Claims.blockers(Claims.of(net).ask("a -> far"))).contains(NO_ROUTE);
  }

  @Test
  void r4_4_13_static_destinations_may_be_wider_or_narrower_than_the_vpc() {
    Net wider =
        spokes("a", "b")
            .gatewayTable(
                "tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a", "10.0.0.0/8 -> att-b");
    Claims.of(wider).ok("a <-> b");
    Net narrower =
        spokes("a", "b")
            .host("beyond", "subnet-b", "10.2.0.200")
            .gatewayTable(
                "tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a", "10.2.0.0/28 -> att-b");
    Claims.of(narrower).ok("a <-> b").no("a -> beyond", NO_ROUTE);
  }

  @Test
  void r4_4_13_the_vpcs_own_tables_decide_what_becomes_of_a_wide_route() {
    Net net =
        spokes("a", "b")
            .gatewayTable(
                "tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a", "0.0.0.0/0 -> att-b")
            .main("b", "10.1.0.0/16 -> tgw-1");
    Claims.of(net).ok("a <-> b").no("a -> inet", "forward NO_ROUTE_TO_DESTINATION rtb-b");
  }

  @Test
  void r4_4_16_a_table_may_lead_back_to_the_attachment_that_a_packet_came_by() {
    Net net =
        spokes("a", "b")
            .gatewayTable(
                "tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a", "10.2.0.0/16 -> att-a");
    assertThat(Claims.blockers(Claims.of(net).ask("a -> b")))
        .containsExactly("forward FORWARDING_LOOP tgw-rtb-1");
    assertThat(Claims.of(net).path("a -> b"))
        .containsSubsequence("att-a", "tgw-rtb-1", "att-a", "rtb-a");
  }

  /** The hosts a of one Region and b of another, and an appliance of b's Region in two zones. */
  private static Net inspectedAcrossRegions(boolean applianceMode) {
    return new Net()
        .transitGateway("tgw-1")
        .vpc("a", "10.1.0.0/16")
        .main("a", "0.0.0.0/0 -> tgw-1")
        .subnet("subnet-a", "a", "10.1.0.0/24")
        .host("a", "subnet-a", "10.1.0.10")
        .attach("att-a", "tgw-1", "subnet-a")
        .transitGateway("tgw-2", "eu-west-1", false)
        .vpcIn("eu-west-1", "b", "10.2.0.0/16")
        .main("b", "0.0.0.0/0 -> tgw-2")
        .subnet("subnet-b", "b", "10.2.0.0/24")
        .zone("subnet-b", "az2")
        .host("b", "subnet-b", "10.2.0.10")
        .attach("att-b", "tgw-2", "subnet-b")
        .vpcIn("eu-west-1", "c", "10.3.0.0/16")
        .subnetWith("rtb-in1", "subnet-in1", "c", "10.3.0.0/24")
        .subnetWith("rtb-fw1", "subnet-fw1", "c", "10.3.1.0/24")
        .subnetWith("rtb-in2", "subnet-in2", "c", "10.3.2.0/24")
        .zone("subnet-in2", "az2")
        .subnetWith("rtb-fw2", "subnet-fw2", "c", "10.3.3.0/24")
        .zone("subnet-fw2", "az2")
        .appliance("fw1", "subnet-fw1", "10.3.1.10")
        .statefulFirewall("fw1")
        .appliance("fw2", "subnet-fw2", "10.3.3.10")
        .statefulFirewall("fw2")
        .attach("att-c", "tgw-2", applianceMode, true, "subnet-in1", "subnet-in2")
        .table("rtb-in1", "c", "0.0.0.0/0 -> eni-fw1")
        .table("rtb-fw1", "c", "0.0.0.0/0 -> tgw-2")
        .table("rtb-in2", "c", "0.0.0.0/0 -> eni-fw2")
        .table("rtb-fw2", "c", "0.0.0.0/0 -> tgw-2")
        .gatewayPeering("att-12", "tgw-1", "tgw-2")
        .gatewayTable(
            "tgw-rtb-1", "tgw-1", "assoc att-a att-12", "prop att-a", "10.2.0.0/16 -> att-12")
        .gatewayTable("tgw-rtb-2", "tgw-2", "assoc att-b att-12", "0.0.0.0/0 -> att-c")
        .gatewayTable("tgw-rtb-3", "tgw-2", "assoc att-c", "prop att-b", "10.1.0.0/16 -> att-12");
  }

  @Test
  void r4_5_5_appliance_mode_holds_flows_that_come_from_another_region() {
    Claims claims = Claims.of(inspectedAcrossRegions(true));
    for (int port = 1; port < 40; port++) {
      claims.ok("a <-> b " + port);
    }
  }

  @Test
  void r4_5_4_the_mode_is_the_appliances_and_without_it_some_flows_are_lost() {
    Claims claims = Claims.of(inspectedAcrossRegions(false));
    List<Boolean> reachable =
        IntStream.range(1, 40).mapToObj(port -> claims.ask("a -> b " + port).reachable()).toList();
    assertThat(reachable).contains(true, false);
  }

  private static Net references(Net net) {
    return net.group("sg-client", "vpc-a", "out all 0.0.0.0/0")
        .group("sg-server", "vpc-b", "in tcp/443 sg-client")
        .groups("a", "sg-client")
        .groups("b", "sg-server");
  }

  @Test
  void r4_6_3_no_group_is_named_over_a_peering_of_gateways() {
    Net net =
        new Net()
            .transitGateway("tgw-1", "us-east-1", true)
            .transitGateway("tgw-2", "us-east-1", true);
    for (String name : List.of("a", "b")) {
      String number = name.equals("a") ? "1" : "2";
      net.vpc(name, "10." + number + ".0.0/16")
          .main(name, "0.0.0.0/0 -> tgw-" + number)
          .subnet("subnet-" + name, name, "10." + number + ".0.0/24")
          .host(name, "subnet-" + name, "10." + number + ".0.10")
          .attach("att-" + name, "tgw-" + number, "subnet-" + name);
    }
    net.gatewayPeering("att-12", "tgw-1", "tgw-2")
        .gatewayTable(
            "tgw-rtb-1", "tgw-1", "assoc att-a att-12", "prop att-a", "10.2.0.0/16 -> att-12")
        .gatewayTable(
            "tgw-rtb-2", "tgw-2", "assoc att-b att-12", "prop att-b", "10.1.0.0/16 -> att-12");
    Answer answer = Claims.of(references(net)).ask("a -> b 443");
    assertThat(answer.reachable()).isFalse();
    assertThat(answer.blockers()).extracting(Blocker::component).containsExactly("sg-server");
    Claims.of(net.group("sg-server", "vpc-b", "in tcp/443 10.1.0.0/16")).ok("a -> b 443");
  }

  @Test
  void r4_6_3_no_group_is_named_from_the_zone_use1_az3() {
    Net net = joined().transitGateway("tgw-1", "us-east-1", true);
    Claims.of(references(net)).ok("a -> b 443");
    Claims.of(net.zone("subnet-a", "az3"))
        .no("a -> b 443", "forward SG_REFERENCING_SUPPORT sg-server");
  }

  /** a reaches b through the appliance of a VPC in between. */
  private static Net inspected() {
    return spokes("a", "b")
        .vpc("c", "10.3.0.0/16")
        .subnetWith("rtb-in", "subnet-in", "c", "10.3.0.0/24")
        .subnetWith("rtb-fw", "subnet-fw", "c", "10.3.1.0/24")
        .appliance("fw", "subnet-fw", "10.3.1.10")
        .table("rtb-in", "c", "0.0.0.0/0 -> eni-fw")
        .table("rtb-fw", "c", "0.0.0.0/0 -> tgw-1")
        .attach("att-c", "tgw-1", true, true, "subnet-in")
        .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "0.0.0.0/0 -> att-c")
        .gatewayTable("tgw-rtb-2", "tgw-1", "assoc att-c", "prop att-a att-b");
  }

  @Test
  void r4_6_3_no_group_is_named_through_an_inspection_vpc() {
    Net net = inspected().transitGateway("tgw-1", "us-east-1", true);
    Claims.of(references(net)).no("a -> b 443", "forward SG_REFERENCES_NOT_PRESERVED sg-server");
  }

  @Test
  void r4_7_7_spokes_meet_through_the_appliance_vpc_alone() {
    Net net = inspected();
    Claims.of(net).ok("a <-> b");
    assertThat(Claims.of(net).path("a -> b"))
        .containsSubsequence(
            "att-a", "tgw-rtb-1", "att-c", "eni-fw", "att-c", "tgw-rtb-2", "att-b");
    Claims.of(net.stopped("fw"))
        .no("a -> b", "forward BAD_STATE_ROUTE rtb-in", "return BAD_STATE_ROUTE rtb-in");
  }

  @Test
  void r4_7_3_isolation_lasts_unless_the_shared_vpc_forwards() {
    Net net =
        spokes("a", "b", "c")
            .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-c")
            .gatewayTable("tgw-rtb-2", "tgw-1", "assoc att-c", "prop att-a att-b");
    Claims.of(net)
        .ok("a <-> c", "b <-> c")
        .no("a -> b", NO_ROUTE, NO_ROUTE.replace("forward", "return"));
  }

  @Test
  void r1_9_1_who_sends_too_large_a_packet_hears_of_it_by_icmp_that_an_acl_may_keep_out() {
    Net net =
        joined().subnet("subnet-far", "a", "10.1.1.0/24").host("far", "subnet-far", "10.1.1.10");
    assertThat(Claims.of(net).ask("far -> b 53/udp").warnings())
        .extracting(Warning::code)
        .containsExactly(Warning.Code.PATH_MTU);
    net.acl(
        "acl-far",
        "subnet-far",
        "in 100 allow udp/0-65535 0.0.0.0/0",
        "in 110 allow tcp/0-65535 0.0.0.0/0",
        "in 120 deny icmp 192.0.2.0/24",
        "out 100 allow all 0.0.0.0/0");
    assertThat(Claims.of(net).ask("far -> b 53/udp").warnings())
        .extracting(Warning::code, Warning::component)
        .containsExactly(
            tuple(Warning.Code.PATH_MTU, "att-a"),
            tuple(Warning.Code.PATH_MTU_DISCOVERY_BLOCKED, "acl-far"));
    assertThat(Claims.of(net).ask("b -> far 53/udp").warnings())
        .extracting(Warning::component)
        .as("the sender of the reply")
        .contains("acl-far");
    assertThat(Claims.of(net).ask("far -> b 443").warnings())
        .as("of TCP the gateway clamps the segment size")
        .extracting(Warning::code)
        .containsExactly(Warning.Code.PATH_MTU);
    net.acl(
        "acl-far",
        "subnet-far",
        "in 100 allow udp/0-65535 0.0.0.0/0",
        "in 120 allow icmp/3-4 10.0.0.0/8",
        "out 100 allow all 0.0.0.0/0");
    assertThat(Claims.of(net).ask("far -> b 53/udp").warnings())
        .extracting(Warning::code)
        .containsExactly(Warning.Code.PATH_MTU);
  }

  @Test
  void r1_9_1_in_the_attachments_own_subnet_no_acl_meets_the_icmp() {
    Net net =
        joined()
            .acl(
                "acl-a",
                "subnet-a",
                "in 100 allow udp/0-65535 0.0.0.0/0",
                "out 100 allow all 0.0.0.0/0");
    assertThat(Claims.of(net).ask("a -> b 53/udp").warnings())
        .extracting(Warning::code)
        .containsExactly(Warning.Code.PATH_MTU);
  }
}
