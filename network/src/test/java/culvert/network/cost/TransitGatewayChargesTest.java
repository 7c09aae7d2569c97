package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.why.Question;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.math.BigDecimal;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Through transit gateways, which belong to account 000000000000 (C2). */
class TransitGatewayChargesTest {

  /** Hosts of VPCs of the accounts 111 and 222; b is in another zone than b's attachment. */
  private static Net two() {
    return new Net()
        .transitGateway("tgw-1")
        .vpc("a", "10.1.0.0/16")
        .main("a", "10.0.0.0/8 -> tgw-1")
        .subnet("subnet-a", "a", "10.1.0.0/24")
        .host("a", "subnet-a", "10.1.0.10")
        .attach("att-a", "tgw-1", "subnet-a")
        .vpc("b", "10.2.0.0/16")
        .main("b", "10.0.0.0/8 -> tgw-1")
        .subnet("subnet-b1", "b", "10.2.1.0/24")
        .subnet("subnet-b2", "b", "10.2.2.0/24")
        .zone("subnet-b2", "az2")
        .host("b2", "subnet-b2", "10.2.2.10")
        .attach("att-b", "tgw-1", "subnet-b1", "subnet-b2")
        .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b")
        .ownedBy("111", "a")
        .ownedBy("222", "b");
  }

  @Test
  void c2_the_sender_pays_what_goes_into_a_transit_gateway_and_zones_are_free() {
    assertThat(Costs.of(two()).there("a -> b2"))
        .containsExactly("att-a TRANSIT_GATEWAY_GB 111 us-east-1 vpc");
    assertThat(Costs.of(two()).back("a -> b2"))
        .containsExactly("att-b TRANSIT_GATEWAY_GB 222 us-east-1 vpc");
  }

  @Test
  void c2_behind_a_firewall_of_the_hub_a_gigabyte_goes_in_twice_and_its_zone_is_free() {
    Net net =
        two()
            .vpc("fw", "10.9.0.0/16")
            .main("fw", "10.0.0.0/8 -> tgw-1")
            .table("rtb-att", "fw", "10.0.0.0/8 -> eni-fw")
            .subnetWith("rtb-att", "subnet-att", "fw", "10.9.0.0/24")
            .subnet("subnet-fw", "fw", "10.9.1.0/24")
            .zone("subnet-fw", "az1")
            .appliance("fw", "subnet-fw", "10.9.1.10")
            .attach("att-fw", "tgw-1", "subnet-att")
            .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "10.0.0.0/8 -> att-fw")
            .gatewayTable("tgw-rtb-2", "tgw-1", "assoc att-fw", "prop att-a att-b")
            .ownedBy("999", "fw");
    assertThat(Costs.of(net).there("a -> b2"))
        .containsExactly(
            "att-a TRANSIT_GATEWAY_GB 111 us-east-1 vpc",
            "att-fw TRANSIT_GATEWAY_GB 999 us-east-1 vpc");
  }

  private static Net peered(String region) {
    return new Net()
        .transitGateway("tgw-1")
        .transitGateway("tgw-2", region, true)
        .vpc("a", "10.1.0.0/16")
        .main("a", "10.0.0.0/8 -> tgw-1")
        .subnet("subnet-a", "a", "10.1.0.0/24")
        .host("a", "subnet-a", "10.1.0.10")
        .attach("att-a", "tgw-1", "subnet-a")
        .vpcIn(region, "e", "10.3.0.0/16")
        .main("e", "10.0.0.0/8 -> tgw-2")
        .subnet("subnet-e", "e", "10.3.0.0/24")
        .host("e", "subnet-e", "10.3.0.10")
        .attach("att-e", "tgw-2", "subnet-e")
        .gatewayPeering("att-p", "tgw-1", "tgw-2")
        .gatewayTable(
            "tgw-rtb-1", "tgw-1", "assoc att-a att-p", "prop att-a", "10.3.0.0/16 -> att-p")
        .gatewayTable(
            "tgw-rtb-2", "tgw-2", "assoc att-e att-p", "prop att-e", "10.1.0.0/16 -> att-p")
        .ownedBy("111", "a")
        .ownedBy("333", "e");
  }

  @Test
  void c2_what_comes_over_a_peering_of_gateways_is_free_but_another_region_is_paid_for() {
    assertThat(Costs.of(peered("eu-west-1")).there("a -> e"))
        .containsExactly(
            "att-a TRANSIT_GATEWAY_GB 111 us-east-1 vpc",
            "att-p INTER_REGION_OUT_GB 000000000000 us-east-1 eu-west-1");
    assertThat(Costs.of(peered("eu-west-1")).back("a -> e"))
        .containsExactly(
            "att-e TRANSIT_GATEWAY_GB 333 eu-west-1 vpc",
            "att-p INTER_REGION_OUT_GB 000000000000 eu-west-1 us-east-1");
  }

  @Test
  void c2_a_peering_of_gateways_within_a_region_adds_nothing() {
    assertThat(Costs.of(peered("us-east-1")).there("a -> e"))
        .containsExactly("att-a TRANSIT_GATEWAY_GB 111 us-east-1 vpc");
  }

  @Test
  void c2_multicast_is_charged_for_each_receiver() {
    Net net =
        two()
            .host("b21", "subnet-b2", "10.2.2.11")
            .multicastDomain(
                "mcast-1",
                "tgw-1",
                false,
                "subnet-a subnet-b2",
                "member 224.0.0.200 eni-b2 eni-b21");
    ForwardingGraph graph = net.graph();
    Question question = QuestionText.between("i-a", "224.0.0.200").read(graph.topology());
    PathCharges charges = PathCharges.of(graph, question, Why.ask(graph, question));
    assertThat(charges.there())
        .extracting(Charge::resource, Charge::meter, Charge::account, Charge::units)
        .containsExactly(
            Tuple.tuple("att-a", Meter.TRANSIT_GATEWAY_GB, "111", BigDecimal.ONE),
            Tuple.tuple("mcast-1", Meter.TRANSIT_GATEWAY_MULTICAST_GB, "111", new BigDecimal(2)));
    assertThat(charges.back()).isEmpty();
  }

  /** The peering begins in the zone where the transit gateway let the packet into the VPC. */
  @Test
  void c2_a_peering_behind_a_transit_gateway_is_charged_by_its_own_zones() {
    Net net =
        two()
            .vpc("c", "10.4.0.0/16")
            .main("c", "10.0.0.0/8 -> pcx-bc")
            .subnet("subnet-c", "c", "10.4.0.0/24")
            .zone("subnet-c", "az2")
            .host("c", "subnet-c", "10.4.0.10")
            .peering("pcx-bc", "b", "c")
            .main("b", "10.4.0.0/16 -> pcx-bc", "10.0.0.0/8 -> tgw-1")
            .gatewayTable(
                "tgw-rtb-1",
                "tgw-1",
                "assoc att-a att-b",
                "prop att-a att-b",
                "10.4.0.0/16 -> att-b")
            .ownedBy("333", "c");
    ForwardingGraph graph = net.graph();
    Question question = QuestionText.between("i-a", "i-c").read(graph.topology());
    PathCharges charges = PathCharges.of(graph, question, Why.ask(graph, question));
    assertThat(charges.there())
        .extracting(Charge::meter, Charge::account)
        .containsExactly(
            Tuple.tuple(Meter.TRANSIT_GATEWAY_GB, "111"),
            Tuple.tuple(Meter.PEERING_CROSS_ZONE_GB, "222"),
            Tuple.tuple(Meter.PEERING_CROSS_ZONE_GB, "333"));
    assertThat(charges.back()).as("no reply crosses back").isEmpty();
  }
}
