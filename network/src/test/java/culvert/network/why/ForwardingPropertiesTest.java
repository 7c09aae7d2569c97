package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.address.IpAddress;
import culvert.network.forwarding.Packet;
import culvert.network.topology.NetworkInterface;
import org.junit.jupiter.api.Test;

/** §1.8 and §1.9: checks, appliances, states, packet sizes. */
class ForwardingPropertiesTest {

  private static Net two() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .subnet("subnet-1", "a", "10.0.1.0/24")
        .subnet("subnet-2", "a", "10.0.2.0/24")
        .host("x", "subnet-1", "10.0.1.10")
        .host("y", "subnet-2", "10.0.2.10");
  }

  @Test
  void a_stopped_instance_neither_asks_nor_answers() {
    Claims.of(two().stopped("y"))
        .no("x -> y", "forward BAD_STATE i-y", "return BAD_STATE i-y")
        .no("y -> x", "forward BAD_STATE i-y", "return BAD_STATE i-y");
  }

  @Test
  void an_unattached_interface_answers_nobody() {
    Claims.of(two().heldBy("y", new NetworkInterface.Unattached()))
        .no("x -> eni-y", "forward BAD_STATE eni-y", "return BAD_STATE eni-y");
  }

  @Test
  void a_spoofed_source_is_dropped_at_its_interface_R1_8_4() {
    Net net = two();
    Packet spoofed =
        new Packet(IpAddress.parse("10.0.1.77"), IpAddress.parse("10.0.2.10"), 6, 49152, 443);
    Question question =
        new Question(
            new End.AtInterface("eni-x", spoofed.source()),
            new End.AtInterface("eni-y", spoofed.destination()),
            spoofed);
    assertThat(Claims.blockers(Why.ask(net.graph(), question)))
        .containsExactly(
            "forward ENI_SOURCE_DEST_CHECK_RESTRICTION eni-x",
            "return NO_POSSIBLE_DESTINATION subnet-1");
  }

  @Test
  void a_vpc_carries_neither_multicast_nor_broadcast_R1_8_2() {
    Net net = two().main("a", "0.0.0.0/0 -> igw-a").internetGateway("igw-a", "a");
    Claims.of(net)
        .no("x -> internet/224.0.0.5 udp", "forward MULTICAST_NOT_SUPPORTED rtb-a")
        .no("x -> internet/255.255.255.255 udp", "forward MULTICAST_NOT_SUPPORTED rtb-a")
        .no("x -> 10.0.1.255@vpc-a udp", "forward NO_POSSIBLE_DESTINATION subnet-1");
  }

  /** Requests pass the appliance, replies do not. */
  private static Net halfWay() {
    return two()
        .table("rtb-1", "a", "10.0.2.0/24 -> eni-fw")
        .subnetWith("rtb-1", "subnet-1", "a", "10.0.1.0/24")
        .subnet("subnet-fw", "a", "10.0.9.0/24")
        .appliance("fw", "subnet-fw", "10.0.9.9");
  }

  @Test
  void an_asymmetric_path_through_a_stateless_appliance_works_with_a_warning_R1_8_5() {
    Claims claims = Claims.of(halfWay()).ok("x <-> y");
    assertThat(claims.ask("x -> y").warnings())
        .containsExactly(
            new Warning(
                Warning.Code.ASYMMETRIC_PATH,
                "eni-fw",
                "the request passes eni-fw, the reply does not"));
  }

  @Test
  void a_stateful_appliance_drops_replies_to_what_it_never_saw_R1_8_5() {
    Claims.of(halfWay().statefulFirewall("fw"))
        .ok("x -> y")
        .no("y -> x", "return STATEFUL_FIREWALL_NO_FLOW i-fw");
  }

  @Test
  void an_appliances_own_groups_apply_both_in_and_out() {
    Net net =
        halfWay()
            .group("sg-fw", "vpc-a", "in tcp/443 0.0.0.0/0", "out tcp/80 0.0.0.0/0")
            .groups("fw", "sg-fw");
    Claims.of(net).no("x -> y", "forward ENI_SG_RULES_MISMATCH sg-fw");
    assertThat(Claims.of(net).ask("x -> y").blockers().getFirst().explanation())
        .contains("no outbound rule");
  }

  @Test
  void a_service_forwards_nothing() {
    Net net = halfWay().heldBy("fw", new NetworkInterface.ServiceHolder("a load balancer"));
    Claims.of(net).no("x -> y", "forward ENI_ADDRESS_RESTRICTION eni-fw");
  }

  @Test
  void appliances_that_send_to_each_other_loop() {
    Net net =
        halfWay()
            .table("rtb-fw", "a", "10.0.2.0/24 -> eni-fw2")
            .table("rtb-fw2", "a", "10.0.2.0/24 -> eni-fw")
            .subnetWith("rtb-fw", "subnet-fw", "a", "10.0.9.0/24")
            .subnetWith("rtb-fw2", "subnet-fw2", "a", "10.0.8.0/24")
            .appliance("fw2", "subnet-fw2", "10.0.8.9");
    Claims.of(net).no("x -> y", "forward FORWARDING_LOOP eni-fw");
  }

  private static Net peered(String regionOfB) {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .vpcIn(regionOfB, "b", "10.1.0.0/16")
        .peering("pcx-ab", "a", "b")
        .main("a", "10.1.0.0/16 -> pcx-ab")
        .main("b", "10.0.0.0/16 -> pcx-ab")
        .subnet("subnet-a", "a", "10.0.0.0/24")
        .subnet("subnet-b", "b", "10.1.0.0/24")
        .host("a", "subnet-a", "10.0.0.10")
        .host("b", "subnet-b", "10.1.0.10");
  }

  @Test
  void jumbo_frames_cross_a_peering_within_a_region_only_R1_9_R3_3_12() {
    assertThat(Claims.of(peered("us-east-1")).ask("a -> b").warnings()).isEmpty();
    assertThat(Claims.of(peered("eu-west-1")).ask("a -> b").warnings())
        .containsExactly(
            new Warning(
                Warning.Code.PATH_MTU,
                "pcx-ab",
                "packets of more than 8500 bytes do not pass pcx-ab"));
  }

  @Test
  void the_internet_carries_1500_bytes_R1_9() {
    Net net =
        two()
            .internetGateway("igw-a", "a")
            .main("a", "0.0.0.0/0 -> igw-a")
            .publicly("x", "54.0.0.1");
    assertThat(Claims.of(net).ask("x -> inet").warnings())
        .containsExactly(
            new Warning(
                Warning.Code.PATH_MTU,
                "igw-a",
                "packets of more than 1500 bytes do not pass igw-a"));
  }
}
