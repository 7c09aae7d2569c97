package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Appendix A of the compendium: VPC endpoints (§2). */
class AppendixEndpointScenariosTest {

  private static final String S3 = "service:s3/54.123.165.7";

  /** A VPC with an internet gateway and a gateway endpoint; {@code ap} has a public address. */
  private static Net gateway(String... routes) {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .internetGateway("igw-a", "a")
        .gatewayEndpoint("vpce-s3", "a")
        .main("a", routes)
        .subnet("subnet-1", "a", "10.0.1.0/24")
        .subnetWith("rtb-2", "subnet-2", "a", "10.0.2.0/24")
        .table("rtb-2", "a")
        .host("a", "subnet-1", "10.0.1.10")
        .host("ap", "subnet-1", "10.0.1.11")
        .publicly("ap", "198.51.100.11")
        .host("a2", "subnet-2", "10.0.2.10");
  }

  @Test
  @DisplayName("gwep-beats-default (R2.1.4)")
  void the_prefixes_of_the_service_are_longer_than_the_default_route() {
    Claims claims =
        Claims.of(gateway("0.0.0.0/0 -> igw-a", "pl-s3 -> vpce-s3"))
            .ok("a -> " + S3, "ap -> inet", "eni-a -> service:s3")
            .no("a -> inet", "forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw-a")
            .no("a2 -> " + S3, "forward NO_ROUTE_TO_DESTINATION rtb-2");
    assertThat(claims.path("a -> " + S3)).endsWith("rtb-a", "vpce-s3");
    assertThat(Claims.components(claims.ask("a -> " + S3).back()))
        .containsExactly("vpce-s3", "eni-a", "sg-open");
  }

  @Test
  @DisplayName("gwep-private-only (R2.1.7)")
  void a_gateway_endpoint_opens_nothing_else() {
    Claims.of(gateway("pl-s3 -> vpce-s3"))
        .ok("a -> " + S3)
        .no("ap -> inet", "forward NO_ROUTE_TO_DESTINATION rtb-a");
  }

  @Test
  @DisplayName("gwep-specific-igw-wins (R2.1.5)")
  void a_longer_route_to_the_internet_gateway_beats_the_endpoint() {
    Claims.of(gateway("54.123.165.0/24 -> igw-a", "pl-s3 -> vpce-s3"))
        .ok("ap -> " + S3)
        .no("a -> " + S3, "forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS igw-a");
  }

  @Test
  @DisplayName("R2.1.5: an equal static route beats the endpoint's")
  void r2_1_5_an_equal_route_beats_the_endpoint() {
    Claims claims = Claims.of(gateway("54.123.0.0/16 -> igw-a", "pl-s3 -> vpce-s3"));
    assertThat(claims.path("ap -> " + S3)).contains("igw-a").doesNotContain("vpce-s3");
  }

  @Test
  @DisplayName("edge-s3-gateway-endpoint (R2.1.6)")
  void a_peer_cannot_use_the_endpoint() {
    Net net =
        gateway("10.1.0.0/16 -> pcx-1", "pl-s3 -> vpce-s3")
            .vpc("b", "10.1.0.0/16")
            .peering("pcx-1", "a", "b")
            .main("b", "10.0.0.0/16 -> pcx-1", "54.123.0.0/16 -> pcx-1")
            .subnet("subnet-b", "b", "10.1.1.0/24")
            .host("b", "subnet-b", "10.1.1.10");
    Claims.of(net)
        .ok("a -> " + S3, "a <-> b")
        .no("b -> " + S3, "forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx-1");
  }

  @Test
  @DisplayName("gwep-not-through-tgw (R2.1.6)")
  void a_spoke_cannot_use_the_endpoint_of_another_vpc() {
    Net net =
        gateway("pl-s3 -> vpce-s3", "10.1.0.0/16 -> tgw-1")
            .transitGateway("tgw-1")
            .attach("att-a", "tgw-1", "subnet-1")
            .vpc("b", "10.1.0.0/16")
            .main("b", "0.0.0.0/0 -> tgw-1")
            .subnet("subnet-b", "b", "10.1.1.0/24")
            .host("b", "subnet-b", "10.1.1.10")
            .attach("att-b", "tgw-1", "subnet-b")
            .gatewayTable(
                "tgw-rtb-1",
                "tgw-1",
                "assoc att-a att-b",
                "prop att-a att-b",
                "0.0.0.0/0 -> att-a");
    Claims claims = Claims.of(net).ok("a -> " + S3);
    assertThat(Claims.blockers(claims.ask("b -> " + S3)))
        .startsWith("forward VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC vpce-s3");
  }

  @Test
  @DisplayName("edge-interface-endpoint-ok (R2.2.5, R3.3.4)")
  void a_peer_uses_an_interface_endpoint_which_never_asks() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .vpc("b", "10.1.0.0/16")
            .peering("pcx-1", "a", "b")
            .main("a", "10.1.0.0/16 -> pcx-1")
            .main("b", "10.0.0.0/16 -> pcx-1")
            .subnet("subnet-a", "a", "10.0.1.0/24")
            .subnet("subnet-b", "b", "10.1.1.0/24")
            .host("a", "subnet-a", "10.0.1.10")
            .host("b", "subnet-b", "10.1.1.10")
            .interfaceEndpoint("vpce-sqs", "subnet-a", "10.0.1.77");
    Claims claims =
        Claims.of(net)
            .ok("b -> vpce-sqs", "a -> vpce-sqs")
            .no("vpce-sqs -> b", "forward VPCE_NEVER_ASKS vpce-sqs");
    assertThat(claims.path("b -> vpce-sqs"))
        .containsSubsequence("pcx-1", "eni-vpce-sqs", "vpce-sqs");
  }

  @Test
  @DisplayName("R2.1.6: a gateway endpoint never asks")
  void a_gateway_endpoint_as_the_asker_is_not_reachable_rather_than_an_error() {
    Claims.of(gateway("pl-s3 -> vpce-s3")).no("vpce-s3 -> a", "forward VPCE_NEVER_ASKS vpce-s3");
  }

  @Test
  @DisplayName("gwlb-inspection (R2.4.4)")
  void a_gateway_load_balancer_endpoint_inspects_the_internet_traffic_of_a_subnet() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .internetGateway("igw-a", "a")
            .subnetWith("rtb-app", "subnet-app", "a", "10.0.1.0/24")
            .subnetWith("rtb-gwlb", "subnet-gwlb", "a", "10.0.2.0/24")
            .inspectionEndpoint("vpce-fw", "subnet-gwlb", "10.0.2.9")
            .host("app", "subnet-app", "10.0.1.10")
            .publicly("app", "198.51.100.10")
            .table("rtb-app", "a", "0.0.0.0/0 -> vpce-fw")
            .table("rtb-gwlb", "a", "0.0.0.0/0 -> igw-a")
            .edge("rtb-edge", "a", "igw-a", "10.0.1.0/24 -> vpce-fw");
    Claims claims = Claims.of(net).ok("app -> inet", "inet -> app");
    assertThat(claims.path("app -> inet"))
        .containsSubsequence("rtb-app", "vpce-fw", "rtb-gwlb", "igw-a");
    assertThat(claims.path("inet -> app"))
        .containsSubsequence("igw-a", "rtb-edge", "vpce-fw", "eni-app");
  }

  @Test
  void r2_1_8_the_service_sees_the_private_address_of_a_host_that_has_a_public_one_too() {
    Answer answer = Claims.of(gateway("pl-s3 -> vpce-s3")).ask("ap -> " + S3);
    assertThat(answer.forward().path())
        .allSatisfy(at -> assertThat(at.detail()).doesNotContainKey("from"));
    assertThat(Claims.of(gateway("0.0.0.0/0 -> igw-a")).ask("ap -> " + S3).forward().path())
        .anySatisfy(at -> assertThat(at.detail().get("to")).startsWith("198.51.100.11"));
  }

  @Test
  void r2_1_9_outbound_rules_must_let_the_service_out_by_its_prefix_list_or_addresses() {
    Net net =
        gateway("pl-s3 -> vpce-s3")
            .group("sg-list", "vpc-a", "out tcp/443 pl-s3")
            .group("sg-local", "vpc-a", "out all 10.0.0.0/8");
    Claims.of(net.groups("a", "sg-list")).ok("a -> " + S3);
    Claims.of(net.groups("a", "sg-local"))
        .no("a -> " + S3, "forward ENI_SG_RULES_MISMATCH sg-local");
  }

  @Test
  void r2_1_12_the_services_addresses_of_other_regions_go_by_the_default_route() {
    Claims claims = Claims.of(gateway("0.0.0.0/0 -> igw-a", "pl-s3 -> vpce-s3"));
    claims.ok("ap -> internet/52.95.128.1");
    assertThat(claims.path("ap -> internet/52.95.128.1"))
        .contains("igw-a")
        .doesNotContain("vpce-s3");
  }

  @Test
  void r2_2_3_groups_of_an_endpoint_filter_what_clients_send_it() {
    Net net =
        interfaceEndpoint()
            .group("sg-https", "vpc-a", "in tcp/443 10.0.1.0/24")
            .groups("vpce-sqs", "sg-https");
    Claims.of(net)
        .ok("a -> vpce-sqs")
        .no("a -> vpce-sqs 80", "forward ENI_SG_RULES_MISMATCH sg-https");
  }

  private static Net interfaceEndpoint() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .subnet("subnet-a", "a", "10.0.1.0/24")
        .host("a", "subnet-a", "10.0.1.10")
        .interfaceEndpoint("vpce-sqs", "subnet-a", "10.0.1.77");
  }

  @Test
  void r2_2_10_an_interface_endpoint_carries_packets_of_8500_bytes() {
    assertThat(Claims.of(interfaceEndpoint()).ask("a -> vpce-sqs").warnings())
        .singleElement()
        .matches(warning -> warning.code() == Warning.Code.PATH_MTU)
        .matches(warning -> warning.component().equals("vpce-sqs"))
        .matches(warning -> warning.explanation().contains("8500"));
  }

  @Test
  void r2_2_15_over_a_transit_gateway_a_rule_of_an_endpoint_names_no_group_of_another_vpc() {
    Net net =
        interfaceEndpoint()
            .main("a", "10.1.0.0/16 -> tgw-1")
            .vpc("b", "10.1.0.0/16")
            .main("b", "10.0.0.0/16 -> tgw-1")
            .subnet("subnet-b", "b", "10.1.1.0/24")
            .host("b", "subnet-b", "10.1.1.10")
            .group("sg-b", "vpc-b", "in all 0.0.0.0/0", "out all 0.0.0.0/0")
            .group("sg-from-b", "vpc-a", "in all sg-b", "out all 0.0.0.0/0")
            .groups("b", "sg-b")
            .groups("a", "sg-from-b")
            .groups("vpce-sqs", "sg-from-b")
            .transitGateway("tgw-1", "us-east-1", true)
            .attach("att-a", "tgw-1", "subnet-a")
            .attach("att-b", "tgw-1", "subnet-b")
            .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b");
    Claims.of(net).ok("b -> a").no("b -> vpce-sqs", "forward ENI_SG_RULES_MISMATCH sg-from-b");
  }

  @Test
  void r2_4_7_an_inspection_endpoint_carries_packets_of_8500_bytes() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .subnetWith("rtb-app", "subnet-app", "a", "10.0.1.0/24")
            .subnetWith("rtb-gwlb", "subnet-gwlb", "a", "10.0.2.0/24")
            .subnetWith("rtb-db", "subnet-db", "a", "10.0.3.0/24")
            .inspectionEndpoint("vpce-fw", "subnet-gwlb", "10.0.2.9")
            .host("app", "subnet-app", "10.0.1.10")
            .host("db", "subnet-db", "10.0.3.10")
            .table("rtb-app", "a", "10.0.3.0/24 -> vpce-fw")
            .table("rtb-db", "a", "10.0.1.0/24 -> vpce-fw")
            .table("rtb-gwlb", "a");
    assertThat(Claims.of(net).ask("app -> db").warnings())
        .singleElement()
        .matches(warning -> warning.code() == Warning.Code.PATH_MTU)
        .matches(warning -> warning.component().equals("vpce-fw"));
  }
}
