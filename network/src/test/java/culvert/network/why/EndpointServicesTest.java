package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import org.junit.jupiter.api.Test;

/**
 * What stands behind an endpoint of somebody's service: load balancers and their targets (§2.3).
 */
class EndpointServicesTest {

  private static final String SERVICE = "com.amazonaws.vpce.us-east-1.vpce-svc-1";

  /** A consumer in the zones 1 and 2, and a provider with equal addresses in both. */
  private static Net both() {
    return new Net()
        .vpc("c", "10.0.0.0/16")
        .subnet("subnet-c1", "c", "10.0.1.0/24")
        .subnet("subnet-c2", "c", "10.0.2.0/24")
        .zone("subnet-c2", "az2")
        .host("c", "subnet-c1", "10.0.1.10")
        .interfaceEndpoint("vpce-1", "subnet-c1", "10.0.1.77")
        .served("vpce-1", SERVICE)
        .interfaceEndpoint("vpce-2", "subnet-c2", "10.0.2.77")
        .served("vpce-2", SERVICE)
        .vpc("p", "10.0.0.0/16")
        .subnet("subnet-p1", "p", "10.0.1.0/24")
        .subnet("subnet-p2", "p", "10.0.2.0/24")
        .zone("subnet-p2", "az2")
        .host("s1", "subnet-p1", "10.0.1.10")
        .host("s2", "subnet-p2", "10.0.2.10");
  }

  private static Net served(String... targets) {
    return both()
        .networkLoadBalancer("nlb", SERVICE, "subnet-p1 10.0.1.8", "subnet-p2 10.0.2.8")
        .listener("nlb", "tcp/443", targets);
  }

  @Test
  void r2_3_1_an_endpoint_asks_the_node_of_its_zone_which_asks_a_target_and_all_of_it_answers() {
    Claims claims = Claims.of(served("i-s1:8443 zonal", "10.0.2.10:8443 zonal"));
    claims.ok("c -> vpce-1", "c -> vpce-2");
    assertThat(claims.path("c -> vpce-1"))
        .containsSubsequence("eni-vpce-1", "vpce-1", "nlb", "eni-nlb-subnet-p1", "eni-s1");
    assertThat(claims.path("c -> vpce-2"))
        .containsSubsequence("eni-vpce-2", "vpce-2", "nlb", "eni-nlb-subnet-p2", "eni-s2");
    Answer answer = claims.ask("c -> vpce-1");
    assertThat(Claims.components(answer.back()))
        .containsSubsequence("eni-s1", "eni-nlb-subnet-p1", "nlb", "eni-vpce-1", "eni-c");
    assertThat(answer.warnings())
        .extracting(Warning::code)
        .doesNotContain(Warning.Code.ASYMMETRIC_PATH);
  }

  @Test
  void r2_3_7_targets_see_the_address_of_the_node_not_the_consumers() {
    Net net =
        served("10.0.1.10:8443 zonal")
            .group("sg-node", "vpc-p", "in tcp/8443 10.0.1.8/32", "out all 0.0.0.0/0")
            .group("sg-client", "vpc-p", "in tcp/8443 10.0.1.77/32", "in tcp/443 0.0.0.0/0");
    Claims.of(net.groups("s1", "sg-node")).ok("c -> vpce-1");
    Claims.of(net.groups("s1", "sg-client"))
        .no("c -> vpce-1", "forward ENI_SG_RULES_MISMATCH sg-client");
  }

  @Test
  void r2_3_7_targets_may_name_the_group_of_the_load_balancer() {
    Net net =
        served("10.0.1.10:8443 zonal")
            .group("sg-nlb", "vpc-p", "in tcp/443 10.0.0.0/16", "out tcp/8443 10.0.0.0/16")
            .group("sg-s", "vpc-p", "in tcp/8443 sg-nlb");
    Claims.of(net.groups("s1", "sg-s")).no("c -> vpce-1", "forward ENI_SG_RULES_MISMATCH sg-s");
    Claims.of(net.balancerGroups("nlb", true, "sg-nlb")).ok("c -> vpce-1");
  }

  @Test
  void r2_3_7_groups_of_the_load_balancer_filter_the_consumers_own_address_unless_told_not_to() {
    Net net =
        served("10.0.1.10:8443 zonal")
            .group("sg-nlb", "vpc-p", "in tcp/443 192.168.0.0/16", "out all 0.0.0.0/0");
    Claims.of(net.balancerGroups("nlb", true, "sg-nlb"))
        .no("c -> vpce-1", "forward ENI_SG_RULES_MISMATCH sg-nlb");
    Claims.of(net.balancerGroups("nlb", false, "sg-nlb")).ok("c -> vpce-1");
    net.group("sg-nlb", "vpc-p", "in tcp/443 10.0.1.10/32", "out tcp/80 0.0.0.0/0");
    Claims.of(net.balancerGroups("nlb", true, "sg-nlb"))
        .no("c -> vpce-1", "forward ENI_SG_RULES_MISMATCH sg-nlb");
  }

  @Test
  void network_acls_of_both_subnets_see_what_passes_between_node_and_target() {
    Net net =
        served("10.0.2.10:8443")
            .acl(
                "acl-p1",
                "subnet-p1",
                "in 100 allow all 0.0.0.0/0",
                "out 100 allow tcp/443 0.0.0.0/0")
            .acl("acl-p2", "subnet-p2", "in 100 allow tcp/8443 10.0.1.8/32");
    Claims.of(net)
        .no(
            "c -> vpce-1",
            "forward SUBNET_ACL_RESTRICTION acl-p1",
            "return SUBNET_ACL_RESTRICTION acl-p2");
  }

  @Test
  void r2_3_9_a_node_keeps_to_targets_of_its_zone_unless_the_load_balancer_crosses_zones() {
    Claims.of(served("10.0.1.10:8443 zonal"))
        .ok("c -> vpce-1")
        .no("c -> vpce-2", "forward ELBV2_NO_TARGETS_IN_AZ nlb");
    Claims.of(served("10.0.1.10:8443")).ok("c -> vpce-1", "c -> vpce-2");
  }

  @Test
  void r2_3_9_without_a_node_in_the_endpoints_zone_nobody_answers_there() {
    Net net =
        both()
            .networkLoadBalancer("nlb", SERVICE, "subnet-p1 10.0.1.8")
            .listener("nlb", "tcp/443", "10.0.1.10:443");
    Claims.of(net)
        .ok("c -> vpce-1")
        .no("c -> vpce-2", "forward VPCE_SERVICE_NOT_INSTALLED_IN_AZ vpce-2");
  }

  @Test
  void r2_3_10_an_endpoint_of_another_region_uses_a_node_of_any_zone() {
    Net net =
        served("10.0.1.10:8443")
            .vpcIn("eu-west-1", "far", "10.9.0.0/16")
            .subnet("subnet-far", "far", "10.9.1.0/24")
            .zone("subnet-far", "far1")
            .host("far", "subnet-far", "10.9.1.10")
            .interfaceEndpoint("vpce-far", "subnet-far", "10.9.1.77")
            .served("vpce-far", SERVICE);
    Claims.of(net).ok("far -> vpce-far");
  }

  @Test
  void a_load_balancer_answers_where_it_listens_and_has_targets() {
    Claims.of(served())
        .no("c -> vpce-1", "forward ELBV2_LISTENER_HAS_NO_TG nlb")
        .no("c -> vpce-1 80", "forward ELBV2_LISTENERS_MISMATCH nlb")
        .no("c -> vpce-1 icmp", "forward ELBV2_LISTENERS_MISMATCH nlb");
  }

  @Test
  void a_stopped_target_gets_nothing_as_long_as_another_runs() {
    Net net = served("10.0.1.10:8443", "10.0.2.10:8443").stopped("s1");
    Claims claims = Claims.of(net).ok("c -> vpce-1", "c -> vpce-2");
    assertThat(claims.path("c -> vpce-1")).endsWith("eni-s2", "sg-open");
  }

  @Test
  void without_a_running_target_a_load_balancer_sends_to_one_that_is_down() {
    Claims.of(served("10.0.1.10:8443").stopped("s1"))
        .no("c -> vpce-1", "forward BAD_STATE i-s1", "return BAD_STATE i-s1");
  }

  @Test
  void r2_2_4_the_provider_never_asks_the_consumer() {
    Claims claims = Claims.of(served("10.0.1.10:8443"));
    claims.no("vpce-1 -> c", "forward VPCE_NEVER_ASKS vpce-1");
    assertThat(claims.ask("s1 -> 10.0.1.77@vpc-p").reachable()).isFalse();
  }

  @Test
  void a_target_may_be_an_endpoint_of_another_service() {
    Net net =
        served("10.0.1.99:443")
            .interfaceEndpoint("vpce-next", "subnet-p1", "10.0.1.99")
            .served("vpce-next", "com.amazonaws.vpce.us-east-1.vpce-svc-2")
            .vpc("q", "10.0.0.0/16")
            .subnet("subnet-q", "q", "10.0.1.0/24")
            .host("q", "subnet-q", "10.0.1.10")
            .networkLoadBalancer(
                "nlb-q", "com.amazonaws.vpce.us-east-1.vpce-svc-2", "subnet-q 10.0.1.8")
            .listener("nlb-q", "tcp/443", "10.0.1.10:443");
    Claims claims = Claims.of(net).ok("c -> vpce-1");
    assertThat(claims.path("c -> vpce-1"))
        .containsSubsequence("vpce-1", "nlb", "vpce-next", "nlb-q", "eni-q");
  }
}
