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
}
