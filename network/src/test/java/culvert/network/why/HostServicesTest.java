package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.network.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS answers itself on every host, whatever the filters say. */
class HostServicesTest {

  private static Net closed() {
    return new Net()
        .vpc("a", "10.0.0.0/16", "10.9.0.0/16", "2001:db8:a::/56")
        .subnet("subnet-a", "a", "10.0.1.0/24", "2001:db8:a:1::/64")
        .host("x", "subnet-a", "10.0.1.10", "2001:db8:a:1::10")
        .group("sg-none", "vpc-a")
        .groups("x", "sg-none")
        .acl("acl-none", "subnet-a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x -> 10.0.0.2@vpc-a 53/udp",
        "x -> 10.0.0.2@vpc-a 53",
        "x -> 169.254.169.253@vpc-a 53/udp",
        "x -> fd00:ec2::253@vpc-a 53/udp",
        "x -> 169.254.169.254@vpc-a 80",
        "x -> fd00:ec2::254@vpc-a 80",
        "x -> 169.254.169.123@vpc-a 123/udp",
        "x -> 169.254.169.250@vpc-a 1688",
      })
  void no_group_and_no_acl_is_in_the_way_R1_6_8_R1_7_6(String pair) {
    Claims.of(closed()).ok(pair);
  }

  @Test
  void the_path_has_the_interface_and_the_service_alone_R1_6_8() {
    Answer answer = Claims.of(closed()).ask("x -> 10.0.0.2@vpc-a 53/udp");
    assertThat(Claims.components(answer.forward())).containsExactly("eni-x", "resolver@vpc-a");
    assertThat(Claims.components(answer.back())).containsExactly("resolver@vpc-a", "eni-x");
    assertThat(answer.warnings()).isEmpty();
  }

  @Test
  void no_route_diverts_what_is_for_the_resolver_R1_7_6() {
    Net net =
        closed()
            .subnet("subnet-fw", "a", "10.0.2.0/24")
            .appliance("fw", "subnet-fw", "10.0.2.9")
            .subnet("subnet-dns", "a", "10.0.0.0/24")
            .main("a", "10.0.0.0/24 -> eni-fw");
    assertThat(Claims.of(net).path("x -> 10.0.0.2@vpc-a 53/udp"))
        .containsExactly("eni-x", "resolver@vpc-a");
  }

  @Test
  void the_resolver_is_behind_the_first_address_of_the_first_block_only_R1_1_4() {
    Net net = closed().groups("x", "sg-open").acl("acl-none", "subnet-a", Net.everything());
    Claims.of(net)
        .ok("x -> 10.0.0.2@vpc-a 53/udp")
        .no("x -> 10.9.0.2@vpc-a 53/udp", "forward NO_POSSIBLE_DESTINATION vpc-a")
        .no("x -> 10.0.1.2@vpc-a 53/udp", "forward NO_POSSIBLE_DESTINATION subnet-a");
  }

  @Test
  void without_dns_support_there_is_no_resolver_R1_1_4_R1_1_11() {
    Net net =
        closed()
            .withoutResolver("a")
            .groups("x", "sg-open")
            .acl("acl-none", "subnet-a", Net.everything());
    Claims.of(net)
        .no("x -> 10.0.0.2@vpc-a 53/udp", "forward NO_POSSIBLE_DESTINATION vpc-a")
        .no("x -> 169.254.169.253@vpc-a 53/udp", "forward RESERVED_RANGE rtb-a")
        .ok("x -> 169.254.169.254@vpc-a 80");
  }

  @Test
  void a_service_answers_on_its_own_ports_only_R1_6_8() {
    Claims.of(closed())
        .no("x -> 10.0.0.2@vpc-a 443", "forward HOST_SERVICE_PORT_RESTRICTION resolver@vpc-a")
        .no(
            "x -> 169.254.169.254@vpc-a icmp",
            "forward HOST_SERVICE_PORT_RESTRICTION instance-metadata@vpc-a");
    assertThat(
            Claims.of(closed()).ask("x -> 10.0.0.2@vpc-a 443").blockers().getFirst().explanation())
        .isEqualTo("resolver@vpc-a does not answer 10.0.1.10 -> 10.0.0.2 tcp/443");
  }

  @Test
  void a_stopped_instance_asks_nobody() {
    Claims.of(closed().stopped("x")).no("x -> 10.0.0.2@vpc-a 53/udp", "forward BAD_STATE i-x");
  }

  private static Net peered(String other) {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .vpc("b", other)
        .peering("pcx-ab", "a", "b")
        .main("a", "10.1.0.0/16 -> pcx-ab")
        .main("b", "10.0.0.0/16 -> pcx-ab")
        .subnet("subnet-a", "a", "10.0.0.0/24")
        .subnet("subnet-b", "b", other.replace("/16", "/24"))
        .host("a", "subnet-a", "10.0.0.10")
        .host("b", "subnet-b", other.replace("0.0/16", "0.10"));
  }

  @Test
  void nobody_asks_the_resolver_of_a_peer_R3_4_5() {
    Claims.of(peered("10.1.0.0/16"))
        .ok("a <-> b")
        .no("a -> 10.1.0.2@vpc-b 53/udp", "forward NO_POSSIBLE_DESTINATION subnet-b")
        .no("b -> 10.0.0.2@vpc-a 53/udp", "forward NO_POSSIBLE_DESTINATION subnet-a");
  }

  @Test
  void the_link_local_address_is_the_own_vpcs_R3_4_5() {
    Claims.of(peered("10.1.0.0/16"))
        .no("a -> 169.254.169.253@vpc-b 53/udp", "forward MISDELIVERED resolver@vpc-a");
  }

  @Test
  void the_internet_does_not_reach_a_host_service() {
    Net net = peered("10.1.0.0/16").internetGateway("igw-a", "a");
    Claims.of(net)
        .no(
            "inet -> 10.0.0.2@vpc-a 53/udp",
            "forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS igw-a");
  }

  @Test
  void a_host_service_asks_nobody() {
    assertThatThrownBy(() -> Claims.of(closed()).ask("10.0.0.2@vpc-a -> x"))
        .isInstanceOf(BadQuestion.class)
        .hasMessageContaining("nobody asks from 10.0.0.2");
  }
}
