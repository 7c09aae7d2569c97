package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.topology.GatewayLoadBalancer;
import org.junit.jupiter.api.Test;

/** Within VPCs, over peerings, by endpoints and load balancers (C2). */
class InsideChargesTest {

  private static final String SERVICE = "com.amazonaws.vpce.us-east-1.vpce-svc-1";

  /** A VPC of account 111 with hosts in two zones, and one of 222 beside it. */
  private static Net two() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .subnet("subnet-a1", "a", "10.0.1.0/24")
        .subnet("subnet-a2", "a", "10.0.2.0/24")
        .zone("subnet-a2", "az2")
        .host("a1", "subnet-a1", "10.0.1.10")
        .host("a11", "subnet-a1", "10.0.1.11")
        .host("a2", "subnet-a2", "10.0.2.10")
        .vpc("b", "10.1.0.0/16")
        .subnet("subnet-b1", "b", "10.1.1.0/24")
        .subnet("subnet-b2", "b", "10.1.2.0/24")
        .zone("subnet-b2", "az2")
        .host("b1", "subnet-b1", "10.1.1.10")
        .host("b2", "subnet-b2", "10.1.2.10")
        .peering("pcx-1", "a", "b")
        .main("a", "10.1.0.0/16 -> pcx-1")
        .main("b", "10.0.0.0/16 -> pcx-1")
        .ownedBy("111", "a")
        .ownedBy("222", "b");
  }

  @Test
  void c2_within_a_zone_nothing_is_charged() {
    assertThat(Costs.of(two()).there("a1 -> a11")).isEmpty();
    assertThat(Costs.of(two()).back("a1 -> a11")).isEmpty();
  }

  @Test
  void c2_another_zone_is_charged_once_to_the_sender_and_once_to_the_receiver() {
    assertThat(Costs.of(two()).there("a1 -> a2"))
        .containsExactly(
            "eni-a1 CROSS_ZONE_GB 111 us-east-1", "eni-a2 CROSS_ZONE_GB 111 us-east-1");
    assertThat(Costs.of(two()).back("a1 -> a2"))
        .containsExactly(
            "eni-a2 CROSS_ZONE_GB 111 us-east-1", "eni-a1 CROSS_ZONE_GB 111 us-east-1");
  }

  @Test
  void c2_a_peering_within_a_zone_is_free_between_accounts_too_and_says_so() {
    assertThat(Costs.of(two()).there("a1 -> b1"))
        .containsExactly("pcx-1 PEERING_SAME_ZONE_GB 111 us-east-1");
    assertThat(Costs.of(two()).back("a1 -> b1"))
        .containsExactly("pcx-1 PEERING_SAME_ZONE_GB 222 us-east-1");
  }

  @Test
  void c2_a_peering_between_zones_is_charged_to_the_accounts_of_both_sides() {
    assertThat(Costs.of(two()).there("a1 -> b2"))
        .containsExactly(
            "pcx-1 PEERING_CROSS_ZONE_GB 111 us-east-1",
            "pcx-1 PEERING_CROSS_ZONE_GB 222 us-east-1");
    assertThat(Costs.of(two()).back("a1 -> b2"))
        .containsExactly(
            "pcx-1 PEERING_CROSS_ZONE_GB 222 us-east-1",
            "pcx-1 PEERING_CROSS_ZONE_GB 111 us-east-1");
  }

  @Test
  void c2_a_peering_across_regions_is_charged_to_the_sender_alone() {
    Net net =
        two()
            .vpcIn("eu-west-1", "e", "10.2.0.0/16")
            .subnet("subnet-e", "e", "10.2.1.0/24")
            .host("e", "subnet-e", "10.2.1.10")
            .peering("pcx-e", "a", "e")
            .main("a", "10.2.0.0/16 -> pcx-e")
            .main("e", "10.0.0.0/16 -> pcx-e")
            .ownedBy("333", "e")
            .ownedBy("111", "a");
    assertThat(Costs.of(net).there("a2 -> e"))
        .containsExactly("pcx-e INTER_REGION_OUT_GB 111 us-east-1 eu-west-1");
    assertThat(Costs.of(net).back("a2 -> e"))
        .containsExactly("pcx-e INTER_REGION_OUT_GB 333 eu-west-1 us-east-1");
  }

  @Test
  void c2_a_firewall_in_the_middle_makes_two_legs_and_each_crosses_zones() {
    Net net =
        two()
            .subnet("subnet-fw", "a", "10.0.3.0/24")
            .zone("subnet-fw", "az3")
            .appliance("fw", "subnet-fw", "10.0.3.10")
            .table("rtb-1", "a", "10.0.2.0/24 -> eni-fw")
            .table("rtb-2", "a", "10.0.1.0/24 -> eni-fw")
            .subnetWith("rtb-1", "subnet-a1", "a", "10.0.1.0/24")
            .subnetWith("rtb-2", "subnet-a2", "a", "10.0.2.0/24")
            .zone("subnet-a2", "az2");
    PathCharges charges = Costs.of(net).ask("a1 -> a2");
    assertThat(Costs.of(net).there("a1 -> a2"))
        .containsExactly(
            "eni-a1 CROSS_ZONE_GB 111 us-east-1",
            "eni-fw CROSS_ZONE_GB 111 us-east-1",
            "eni-fw CROSS_ZONE_GB 111 us-east-1",
            "eni-a2 CROSS_ZONE_GB 111 us-east-1");
    assertThat(charges.back()).hasSize(4);
    assertThat(charges.there()).extracting(Charge::element).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void c2_an_interface_endpoint_processes_both_directions_and_its_zone_does_not_matter() {
    Net net = two().interfaceEndpoint("vpce-1", "subnet-a2", "10.0.2.77");
    assertThat(Costs.of(net).there("a1 -> vpce-1"))
        .containsExactly("vpce-1 INTERFACE_ENDPOINT_GB 111 us-east-1");
    assertThat(Costs.of(net).back("a1 -> vpce-1"))
        .containsExactly("vpce-1 INTERFACE_ENDPOINT_GB 111 us-east-1");
  }

  @Test
  void c2_an_endpoint_of_a_service_of_another_region_adds_transfer_between_regions() {
    Net net =
        two()
            .interfaceEndpoint("vpce-1", "subnet-a1", "10.0.1.77")
            .served("vpce-1", "com.amazonaws.eu-west-1.sqs");
    assertThat(Costs.of(net).there("a1 -> vpce-1"))
        .containsExactly(
            "vpce-1 INTERFACE_ENDPOINT_GB 111 us-east-1",
            "vpce-1 INTER_REGION_OUT_GB 111 us-east-1 eu-west-1");
    assertThat(Costs.of(net).back("a1 -> vpce-1"))
        .containsExactly(
            "vpce-1 INTERFACE_ENDPOINT_GB 111 us-east-1",
            "vpce-1 INTER_REGION_OUT_GB 111 eu-west-1 us-east-1");
  }

  private static Net served(Net net, String... targets) {
    return net.interfaceEndpoint("vpce-1", "subnet-a1", "10.0.1.77")
        .served("vpce-1", SERVICE)
        .networkLoadBalancer("nlb", SERVICE, "subnet-b1 10.1.1.8")
        .listener("nlb", "tcp/443", targets);
  }

  @Test
  void c2_behind_an_endpoint_the_provider_pays_its_load_balancer_and_what_crosses_zones() {
    Net net = served(two(), "i-b2:443");
    assertThat(Costs.of(net).there("a1 -> vpce-1"))
        .containsExactly(
            "vpce-1 INTERFACE_ENDPOINT_GB 111 us-east-1",
            "nlb NETWORK_LOAD_BALANCER_LCU 222 us-east-1",
            "eni-nlb-subnet-b1 CROSS_ZONE_GB 222 us-east-1",
            "eni-b2 CROSS_ZONE_GB 222 us-east-1");
    assertThat(Costs.of(net).back("a1 -> vpce-1"))
        .containsExactly(
            "eni-b2 CROSS_ZONE_GB 222 us-east-1",
            "eni-nlb-subnet-b1 CROSS_ZONE_GB 222 us-east-1",
            "nlb NETWORK_LOAD_BALANCER_LCU 222 us-east-1",
            "vpce-1 INTERFACE_ENDPOINT_GB 111 us-east-1");
    assertThat(Costs.of(served(two(), "i-b1:443")).there("a1 -> vpce-1"))
        .containsExactly(
            "vpce-1 INTERFACE_ENDPOINT_GB 111 us-east-1",
            "nlb NETWORK_LOAD_BALANCER_LCU 222 us-east-1");
  }

  @Test
  void c2_a_load_balancer_that_is_asked_without_an_endpoint_processes_that_too() {
    Costs costs = Costs.of(served(two(), "i-b1:443"));
    assertThat(costs.there("b1 -> eni-nlb-subnet-b1"))
        .containsExactly("nlb NETWORK_LOAD_BALANCER_LCU 222 us-east-1");
    assertThat(costs.back("b1 -> eni-nlb-subnet-b1"))
        .containsExactly("nlb NETWORK_LOAD_BALANCER_LCU 222 us-east-1");
  }

  @Test
  void c2_a_load_balancer_of_another_region_is_reached_by_transfer_between_regions() {
    Net net = two().vpcIn("eu-west-1", "b", "10.1.0.0/16").ownedBy("222", "b").main("a");
    assertThat(Costs.of(served(net, "i-b1:443")).there("a1 -> vpce-1"))
        .containsExactly(
            "vpce-1 INTERFACE_ENDPOINT_GB 111 us-east-1",
            "vpce-1 INTER_REGION_OUT_GB 111 us-east-1 eu-west-1",
            "nlb NETWORK_LOAD_BALANCER_LCU 222 eu-west-1");
    assertThat(Costs.of(served(net, "i-b1:443")).back("a1 -> vpce-1"))
        .containsExactly(
            "nlb NETWORK_LOAD_BALANCER_LCU 222 eu-west-1",
            "vpce-1 INTERFACE_ENDPOINT_GB 111 us-east-1",
            "vpce-1 INTER_REGION_OUT_GB 111 eu-west-1 us-east-1");
  }

  @Test
  void c2_a_gateway_load_balancer_endpoint_counts_every_time_a_gigabyte_goes_in() {
    Net net =
        two()
            .subnet("subnet-i", "a", "10.0.4.0/24")
            .zone("subnet-i", "az3")
            .inspectionEndpoint("vpce-i", "subnet-i", "10.0.4.5")
            .table("rtb-1", "a", "10.0.2.0/24 -> vpce-i")
            .table("rtb-2", "a", "10.0.1.0/24 -> vpce-i")
            .subnetWith("rtb-1", "subnet-a1", "a", "10.0.1.0/24")
            .subnetWith("rtb-2", "subnet-a2", "a", "10.0.2.0/24")
            .zone("subnet-a2", "az2");
    for (String pair : new String[] {"a1 -> a2", "a2 -> a1"}) {
      assertThat(Costs.of(net).there(pair))
          .containsExactly("vpce-i GATEWAY_LOAD_BALANCER_ENDPOINT_GB 111 us-east-1");
      assertThat(Costs.of(net).back(pair))
          .containsExactly("vpce-i GATEWAY_LOAD_BALANCER_ENDPOINT_GB 111 us-east-1");
    }
    net.add(new GatewayLoadBalancer("gwlb", "vpc-b", "gwlb", SERVICE));
    assertThat(Costs.of(net).there("a1 -> a2"))
        .as("its load balancer is known")
        .containsExactly(
            "vpce-i GATEWAY_LOAD_BALANCER_ENDPOINT_GB 111 us-east-1",
            "gwlb GATEWAY_LOAD_BALANCER_LCU 222 us-east-1");
  }

  @Test
  void c2_a_gateway_endpoint_is_free_and_says_so() {
    Net net = two().gatewayEndpoint("vpce-g", "a").main("a", "pl-s3 -> vpce-g");
    assertThat(Costs.of(net).there("a1 -> service:s3"))
        .containsExactly("vpce-g GATEWAY_ENDPOINT_GB 111 us-east-1");
    assertThat(Costs.of(net).back("a1 -> service:s3"))
        .containsExactly("vpce-g GATEWAY_ENDPOINT_GB 111 us-east-1");
  }
}
