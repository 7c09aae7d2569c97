package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Multicast domains of transit gateways (§4.8). */
class MulticastTest {

  private static final String GROUP = "224.0.0.200";

  /**
   * VPCs a and b with the hosts a, a2 and b in the domain, and the host out in a subnet that is
   * not.
   */
  private static Net hosts() {
    return new Net()
        .transitGateway("tgw-1")
        .vpc("a", "10.1.0.0/16")
        .subnet("subnet-a", "a", "10.1.0.0/24")
        .subnet("subnet-out", "a", "10.1.1.0/24")
        .host("a", "subnet-a", "10.1.0.10")
        .host("a2", "subnet-a", "10.1.0.11")
        .host("out", "subnet-out", "10.1.1.10")
        .attach("att-a", "tgw-1", "subnet-a")
        .vpc("b", "10.2.0.0/16")
        .subnet("subnet-b", "b", "10.2.0.0/24")
        .host("b", "subnet-b", "10.2.0.10")
        .attach("att-b", "tgw-1", "subnet-b");
  }

  private static Net staticDomain(String... lines) {
    return hosts().multicastDomain("mcast-1", "tgw-1", true, "subnet-a subnet-b", lines);
  }

  private static Net openDomain(String... lines) {
    return hosts().multicastDomain("mcast-1", "tgw-1", false, "subnet-a subnet-b", lines);
  }

  private static Answer ask(Net net, String from) {
    ForwardingGraph graph = net.graph();
    Question question = QuestionText.between("eni-" + from, GROUP).read(graph.topology());
    Answer answer = Why.ask(graph, question);
    assertThat(answer.back()).isEqualTo(new Answer.OneWay(Outcome.NONE, List.of()));
    assertThat(answer.forward().outcome())
        .isEqualTo(answer.reachable() ? Outcome.DELIVERED : Outcome.DROPPED);
    assertThat(Reachability.holds(graph, question)).isEqualTo(answer.reachable());
    return answer;
  }

  private static void refused(Net net, String from, String blocker) {
    Answer answer = ask(net, from);
    assertThat(answer.reachable()).isFalse();
    assertThat(answer.receivers()).isEmpty();
    assertThat(Claims.blockers(answer)).containsExactly(blocker);
  }

  @Test
  @DisplayName("tgw-multicast-static (R4.8.2)")
  void registered_sources_send_and_registered_members_receive() {
    Net net =
        staticDomain("member " + GROUP + " eni-a2 eni-b eni-out", "source " + GROUP + " eni-a");
    Answer answer = ask(net, "a");
    assertThat(answer.receivers()).containsExactly("eni-a2", "eni-b");
    assertThat(answer.blockers()).isEmpty();
    assertThat(Claims.components(answer.forward())).containsExactly("eni-a", "sg-open", "mcast-1");
    refused(net, "b", "forward MULTICAST_SOURCE_NOT_REGISTERED mcast-1");
    refused(net, "out", "forward MULTICAST_NOT_SUPPORTED rtb-a");
  }

  @Test
  @DisplayName("tgw-multicast-igmp (R4.8.3, R4.8.4)")
  void without_static_sources_any_host_of_a_subnet_of_the_domain_sends() {
    Net net = openDomain("member " + GROUP + " eni-a eni-b");
    assertThat(ask(net, "a2").receivers()).containsExactly("eni-a", "eni-b");
    assertThat(ask(net, "a").receivers()).containsExactly("eni-b");
    refused(net, "out", "forward MULTICAST_NOT_SUPPORTED rtb-a");
  }

  @Test
  void a_group_without_members_gets_nowhere() {
    refused(openDomain(), "a", "forward MULTICAST_GROUP_HAS_NO_MEMBER mcast-1");
    refused(
        openDomain("member " + GROUP + " eni-a"),
        "a",
        "forward MULTICAST_GROUP_HAS_NO_MEMBER mcast-1");
  }

  @Test
  void r4_8_5_network_acls_of_both_subnets_see_the_packet() {
    Net net = openDomain("member " + GROUP + " eni-a2 eni-b");
    net.acl("acl-b", "subnet-b", "in 100 allow tcp/443 0.0.0.0/0");
    Answer answer = ask(net, "a");
    assertThat(answer.reachable()).isTrue();
    assertThat(answer.receivers()).containsExactly("eni-a2");
    assertThat(Claims.blockers(answer)).containsExactly("forward SUBNET_ACL_RESTRICTION acl-b");
    net.acl("acl-a", "subnet-a", "out 100 deny udp/0-65535 224.0.0.0/4", "out 101 allow all ::/0");
    answer = ask(net, "a");
    assertThat(answer.receivers()).isEmpty();
    assertThat(Claims.blockers(answer))
        .containsExactly(
            "forward SUBNET_ACL_RESTRICTION acl-a",
            "forward SUBNET_ACL_RESTRICTION acl-a",
            "forward SUBNET_ACL_RESTRICTION acl-b");
  }

  @Test
  void r4_8_5_a_group_as_the_source_of_a_rule_never_matches() {
    Net net = openDomain("member " + GROUP + " eni-a2");
    net.group("sg-a", "vpc-a", "in all sg-a", "out all 0.0.0.0/0").groups("a", "sg-a");
    net.groups("a2", "sg-a");
    refused(net, "a", "forward MULTICAST_SG_REFERENCE sg-a");
    net.group("sg-a", "vpc-a", "in udp/443 10.1.0.10/32", "out all 0.0.0.0/0");
    assertThat(ask(net, "a").receivers()).containsExactly("eni-a2");
    net.group("sg-a", "vpc-a", "in all 0.0.0.0/0", "out tcp/443 0.0.0.0/0");
    refused(net, "a", "forward ENI_SG_RULES_MISMATCH sg-a");
  }

  @Test
  void r4_8_5_a_member_by_igmp_needs_its_joins_and_the_queries() {
    Net net = openDomain("joined " + GROUP + " eni-a2", "member " + GROUP + " eni-b");
    assertThat(ask(net, "a").receivers()).containsExactly("eni-a2", "eni-b");
    net.acl(
        "acl-a", "subnet-a", "in 100 allow udp/0-65535 0.0.0.0/0", "out 100 allow all 0.0.0.0/0");
    Answer answer = ask(net, "a");
    assertThat(answer.receivers()).containsExactly("eni-b");
    assertThat(Claims.blockers(answer)).containsExactly("forward MULTICAST_IGMP_RESTRICTION acl-a");
    assertThat(answer.blockers().getFirst().explanation()).contains(GROUP, "224.0.0.1", "acl-a");
    net.acl("acl-a", "subnet-a", "in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0");
    net.group("sg-udp", "vpc-a", "in udp/443 0.0.0.0/0", "out udp/443 0.0.0.0/0");
    net.groups("a2", "sg-udp");
    answer = ask(net, "a");
    assertThat(answer.receivers()).containsExactly("eni-b");
    assertThat(Claims.blockers(answer))
        .containsExactly("forward MULTICAST_IGMP_RESTRICTION sg-udp");
    net.group("sg-udp", "vpc-a", "in udp/443 0.0.0.0/0", "in 2 0.0.0.0/32", "out 2 224.0.0.0/4");
    assertThat(ask(net, "a").receivers()).containsExactly("eni-a2", "eni-b");
  }

  @Test
  void r4_8_3_who_is_registered_needs_no_igmp() {
    Net net = openDomain("joined " + GROUP + " eni-a2", "member " + GROUP + " eni-a2");
    net.group("sg-udp", "vpc-a", "in udp/443 0.0.0.0/0", "out udp/443 0.0.0.0/0");
    net.groups("a2", "sg-udp");
    assertThat(ask(net, "a").receivers()).containsExactly("eni-a2");
  }

  @Test
  void the_domain_carries_8500_bytes() {
    assertThat(ask(openDomain("member " + GROUP + " eni-b"), "a").warnings())
        .extracting(Warning::code, Warning::component)
        .containsExactly(tuple(Warning.Code.PATH_MTU, "mcast-1"));
  }

  @Test
  void a_question_to_a_group_is_udp_and_is_asked_by_an_interface() {
    Net net = openDomain("member " + GROUP + " eni-b");
    assertThat(QuestionText.between("i-a", GROUP).read(net.topology()).packet())
        .hasToString("10.1.0.10 -> 224.0.0.200 udp/443");
    for (String from : List.of("internet/203.0.113.9", "10.1.0.99@vpc-a", "224.0.0.201")) {
      assertThatThrownBy(() -> QuestionText.between(from, GROUP).read(net.topology()))
          .as(from)
          .isInstanceOf(BadQuestion.class);
    }
    assertThatThrownBy(() -> QuestionText.between("i-a", "ff0e::1").read(net.topology()))
        .isInstanceOf(BadQuestion.class)
        .hasMessageContaining("IPv4");
  }
}
