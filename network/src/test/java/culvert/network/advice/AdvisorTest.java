package culvert.network.advice;

import static culvert.network.advice.AdviceCase.ACCOUNT;
import static culvert.network.advice.AdviceCase.costs;
import static culvert.network.advice.AdviceCase.owned;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.address.IpPrefix;
import culvert.network.advice.Advice.Kind;
import culvert.network.cost.Meter;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Vpc;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What endpoints, peering and NAT gateways would save; all figures are reckoned by hand. */
class AdvisorTest {

  private static final String OTHER = "111111111111";

  /** Hosts a in az1 and b in az2, and a NAT gateway in az2. */
  private static Net behindNat() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .internetGateway("igw-a", "a")
        .addressesOfS3()
        .main("a", "0.0.0.0/0 -> nat-1", "10.3.0.0/16 -> tgw-1")
        .subnet("subnet-1", "a", "10.0.1.0/24")
        .subnet("subnet-2", "a", "10.0.2.0/24")
        .zone("subnet-2", "az2")
        .table("rtb-public", "a", "0.0.0.0/0 -> igw-a")
        .subnetWith("rtb-public", "subnet-public", "a", "10.0.3.0/24")
        .zone("subnet-public", "az2")
        .nat("nat-1", "subnet-public", "10.0.3.5", "198.51.100.5")
        .host("a", "subnet-1", "10.0.1.10")
        .host("b", "subnet-2", "10.0.2.10");
  }

  private static AdviceCase natted(String... pairs) {
    return new AdviceCase(behindNat()).runs("nat-1", Meter.NAT_GATEWAY_HOUR, "").traffic(pairs);
  }

  /** NAT 5,000 x 0.045 = 225.00; zones 5,000 x 2 x 0.01 = 100.00; the gateway 730 x 0.045. */
  @Test
  void r2_1_1_a_gateway_endpoint_takes_what_a_nat_gateway_carries_for_nothing() {
    Advice advice =
        natted("i-a -> service:s3 1000 4000").only(Kind.GATEWAY_ENDPOINT_FOR_NAT_GATEWAY);
    costs(advice, "325.00", "0", "32.85");
    assertThat(advice.breakEven()).isNull();
    assertThat(advice.ids()).containsExactly("nat-1", "vpc-a");
    assertThat(Objects.requireNonNull(advice.cost()).gaining()).isEqualTo(ACCOUNT);
    assertThat(advice.changes())
        .containsExactly(
            "create a gateway endpoint to com.amazonaws.us-east-1.s3 in vpc-a, with the route table rtb-a");
    assertThat(advice.arithmetic())
        .containsExactly(
            "10.0.1.10 sends 1000 GB to 52.216.0.1 and gets 4000 GB",
            "now: 10000 GB x 0.01 = 100.00 (CROSS_ZONE_GB in us-east-1, 000000000000 pays)",
            "now: 5000 GB x 0.045 = 225.00 (NAT_GATEWAY_GB in us-east-1, 000000000000 pays)",
            "then: 5000 GB x 0 = 0.00 (GATEWAY_ENDPOINT_GB in us-east-1, 000000000000 pays)",
            "saving a month: 325.00 - 0.00 = 325.00",
            "no other traffic in the file passes nat-1, so that could go as well",
            "further: 730 Hrs x 0.045 = 32.85 (NAT_GATEWAY_HOUR in us-east-1, 000000000000 pays)");
  }

  @Test
  void a_nat_gateway_with_other_traffic_has_to_stay() {
    Advice advice =
        natted("i-b -> service:s3 1000 4000", "i-b -> internet/203.0.113.9 1 1")
            .only(Kind.GATEWAY_ENDPOINT_FOR_NAT_GATEWAY);
    costs(advice, "225.00", "0", "0");
  }

  @Test
  void a_gateway_endpoint_that_is_there_is_associated_with_another_table() {
    Net net =
        behindNat()
            .gatewayEndpoint("vpce-s3", "a")
            .table("rtb-2", "a", "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3");
    Advice advice =
        new AdviceCase(net)
            .traffic("i-a -> service:s3 1000 0")
            .only(Kind.GATEWAY_ENDPOINT_FOR_NAT_GATEWAY);
    assertThat(advice.changes()).containsExactly("associate rtb-a with vpce-s3");
  }

  /**
   * 1,000 GB there and 4,000 back by an egress VPC of another account: NAT 5,000 x 0.045 there, and
   * a transit gateway that a pays 1,000 x 0.02 for, and the egress VPC 4,000 x 0.02.
   */
  @Test
  void r2_1_1_a_gateway_endpoint_in_the_own_vpc_spares_the_way_to_a_central_nat_gateway() {
    Net net =
        behindNat()
            .vpc("c", "10.3.0.0/16")
            .subnet("subnet-c", "c", "10.3.1.0/24")
            .main("c", "0.0.0.0/0 -> tgw-1")
            .host("c", "subnet-c", "10.3.1.10")
            .transitGateway("tgw-1")
            .attach("att-c", "tgw-1", "subnet-c")
            .attach("att-a", "tgw-1", "subnet-1", "subnet-2")
            .table("rtb-public", "a", "0.0.0.0/0 -> igw-a", "10.3.0.0/16 -> tgw-1")
            .gatewayTable(
                "tgw-rtb-1",
                "tgw-1",
                "assoc att-a att-c",
                "prop att-a att-c",
                "0.0.0.0/0 -> att-a");
    Advice advice =
        new AdviceCase(owned(net, "vpc-a", OTHER))
            .runs("att-c", Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "vpc")
            .runs(OTHER, "us-east-1", "att-a", "", Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "vpc")
            .runs(OTHER, "us-east-1", "nat-1", "", Meter.NAT_GATEWAY_HOUR, "")
            .traffic("i-c -> service:s3 1000 4000")
            .traffic("i-a -> i-c 1 1")
            .only(Kind.GATEWAY_ENDPOINT_FOR_NAT_GATEWAY);
    costs(advice, "325.00", "0", "32.85");
    Advice.Cost cost = Objects.requireNonNull(advice.cost());
    assertThat(cost.savings().get(ACCOUNT)).isEqualByComparingTo("20");
    assertThat(cost.savings().get(OTHER)).isEqualByComparingTo("305");
    assertThat(cost.gaining()).isEqualTo(OTHER);
  }

  @Test
  void what_the_file_does_not_send_to_s3_needs_no_gateway_endpoint() {
    assertThat(natted("i-b -> internet/203.0.113.9 1000 1000").advise()).isEmpty();
  }

  /** An appliance between an asker and its NAT gateway is meant, whatever it costs. */
  @Test
  void what_is_inspected_is_not_led_round_that() {
    Net net =
        behindNat()
            .table("rtb-1", "a", "0.0.0.0/0 -> eni-fw")
            .subnetWith("rtb-1", "subnet-1", "a", "10.0.1.0/24")
            .appliance("fw", "subnet-2", "10.0.2.20")
            .table("rtb-public", "a", "0.0.0.0/0 -> igw-a", "10.0.1.0/24 -> eni-fw");
    assertThat(
            new AdviceCase(net)
                .runs("nat-1", Meter.NAT_GATEWAY_HOUR, "")
                .traffic("i-a -> service:s3 1000 4000")
                .advise())
        .isEmpty();
  }

  private static Net withKms() {
    return behindNat()
        .add(
            new PrefixList(
                "pl-kms", "com.amazonaws.us-east-1.kms", List.of(IpPrefix.parse("52.94.0.0/24"))));
  }

  /** NAT 100 x 0.045 against 2 x 730 x 0.01 + 100 x 0.01; even at 14.60 / (0.045 - 0.01). */
  @Test
  void an_interface_endpoint_is_worth_its_hours_from_its_break_even_on() {
    Advice advice =
        new AdviceCase(withKms())
            .traffic("i-a -> service:kms 10 20", "i-b -> service:kms 30 40")
            .runs("nat-1", Meter.NAT_GATEWAY_HOUR, "")
            .only(Kind.INTERFACE_ENDPOINT_FOR_NAT_GATEWAY);
    // Half of it, 30 GB, crosses zones as well: 30 x 2 x 0.01.
    costs(advice, "5.10", "15.60", "32.85");
    // A GB costs 0.051 now: 14.60 / (0.051 - 0.01).
    assertThat(advice.breakEven()).isEqualByComparingTo("356.098");
    assertThat(advice.arithmetic())
        .contains(
            "interfaces: 2 (use1-az1, use1-az2) x 730 h",
            "break-even: at 356.098 GB a month, for 100 now, both ways cost 18.16",
            "at the break-even, then: 1460 Hrs x 0.01 = 14.60 (INTERFACE_ENDPOINT_HOUR in us-east-1, 000000000000 pays)");
  }

  /** 1,048,576 x 0.01 + 951,424 x 0.006 = 16,194.304, with one interface 16,201.604. */
  @Test
  void an_interface_endpoints_tiers_are_crossed() {
    Advice advice =
        new AdviceCase(withKms())
            .traffic("i-b -> service:kms 1500000 500000")
            .only(Kind.INTERFACE_ENDPOINT_FOR_NAT_GATEWAY);
    costs(advice, "90000.00", "16201.604", "0");
    // 7.30 / (0.045 - 0.01)
    assertThat(advice.breakEven()).isEqualByComparingTo("208.571");
  }

  @Test
  void an_interface_endpoint_that_is_there_costs_no_more_hours() {
    Net net =
        withKms()
            .interfaceEndpoint("vpce-kms", "subnet-2", "10.0.2.30")
            .served("vpce-kms", "com.amazonaws.us-east-1.kms");
    Advice advice =
        new AdviceCase(net)
            .traffic("i-b -> service:kms 60 40")
            .only(Kind.INTERFACE_ENDPOINT_FOR_NAT_GATEWAY);
    costs(advice, "4.50", "1.00", "0");
    assertThat(advice.breakEven()).isNull();
    assertThat(advice.changes())
        .containsExactly("send what is for com.amazonaws.us-east-1.kms to vpce-kms");
  }

  /** Endpoint 1,000 x 0.01, and its interface's 730 x 0.01. */
  @Test
  void r2_1_1_a_gateway_endpoint_does_for_nothing_what_an_interface_endpoint_to_s3_does() {
    Net net =
        behindNat()
            .interfaceEndpoint("vpce-s3i", "subnet-2", "10.0.2.30")
            .served("vpce-s3i", "com.amazonaws.us-east-1.s3");
    Advice advice =
        new AdviceCase(net)
            .runs(
                ACCOUNT, "us-east-1", "vpce-s3i", "eni-vpce-s3i", Meter.INTERFACE_ENDPOINT_HOUR, "")
            .traffic("i-a -> eni-vpce-s3i 400 600")
            .only(Kind.GATEWAY_ENDPOINT_FOR_INTERFACE_ENDPOINT);
    costs(advice, "10.00", "0", "7.30");
  }

  private static AdviceCase peers(String... pairs) {
    return new AdviceCase(hub())
        .traffic(pairs)
        .runs("att-a", Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "vpc")
        .runs(OTHER, "us-east-1", "att-b", "", Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "vpc")
        .runs("att-c", Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "vpc");
  }

  /** VPCs a and c of one account and b of another at a transit gateway; c is in another zone. */
  private static Net hub() {
    Net net =
        new Net()
            .transitGateway("tgw-1")
            .vpc("a", "10.0.0.0/16")
            .vpc("b", "10.1.0.0/16")
            .vpc("c", "10.2.0.0/16");
    for (String each : List.of("a 10.0", "b 10.1", "c 10.2")) {
      String[] words = each.split(" ");
      net.subnet("subnet-" + words[0], words[0], words[1] + ".1.0/24")
          .main(words[0], "10.0.0.0/8 -> tgw-1")
          .host(words[0], "subnet-" + words[0], words[1] + ".1.10")
          .attach("att-" + words[0], "tgw-1", "subnet-" + words[0]);
    }
    net.zone("subnet-c", "az2");
    return owned(net, "vpc-b", OTHER)
        .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b att-c", "prop att-a att-b att-c");
  }

  /** a sends 1,000 x 0.02, b 500 x 0.02; both attachments 730 x 0.05 each. */
  @Test
  void c2_a_peering_within_a_zone_is_free_and_each_side_saves_what_it_sends() {
    Advice advice = peers("i-a -> i-b 1000 500").only(Kind.PEERING_FOR_TRANSIT_GATEWAY);
    costs(advice, "30.00", "0", "73.00");
    Advice.Cost cost = Objects.requireNonNull(advice.cost());
    assertThat(cost.savings()).containsOnlyKeys(ACCOUNT, OTHER);
    assertThat(cost.savings().get(ACCOUNT)).isEqualByComparingTo("20");
    assertThat(cost.savings().get(OTHER)).isEqualByComparingTo("10");
    assertThat(cost.gaining()).isEqualTo(ACCOUNT);
    assertThat(advice.ids()).containsExactly("att-a", "att-b", "vpc-a", "vpc-b");
    assertThat(advice.changes())
        .containsExactly(
            "create a peering between vpc-a and vpc-b",
            "route each one's blocks to the other by the peering, in rtb-a, rtb-b");
  }

  @Test
  void an_attachment_that_others_use_stays() {
    List<Advice> all =
        peers("i-a -> i-b 1000 500", "i-c -> i-b 10 10")
            .all(Kind.PEERING_FOR_TRANSIT_GATEWAY)
            .toList();
    // Across zones a peering costs 2 x 0.01, as much as the transit gateway: only att-c would go.
    assertThat(all).hasSize(2);
    costs(all.getFirst(), "30.00", "0", "36.50");
    costs(all.getLast(), "0.40", "0.40", "36.50");
    // What is sent over zones is paid half by who gets it.
    assertThat(Objects.requireNonNull(all.getLast().cost()).savings()).isEmpty();
  }

  @Test
  void r3_2_1_vpcs_with_overlapping_blocks_cannot_peer() {
    Net net = hub();
    for (String vpc : List.of("a", "b")) {
      Vpc of = net.topology().get(Vpc.class, "vpc-" + vpc);
      net.add(
          new Vpc(
              of.id(),
              of.account(),
              of.region(),
              of.name(),
              List.of(of.cidrs().getFirst(), IpPrefix.parse("172.16.0.0/16")),
              true,
              true,
              List.of()));
    }
    assertThat(
            new AdviceCase(net)
                .traffic("i-a -> i-b 1000 500")
                .all(Kind.PEERING_FOR_TRANSIT_GATEWAY))
        .isEmpty();
  }

  /** The transit gateway's 0.02 falls away; the other Region costs 0.02 either way. */
  @Test
  void c2_a_peering_across_regions_saves_the_transit_gateway_alone() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .vpcIn("eu-west-1", "b", "10.1.0.0/16")
            .transitGateway("tgw-1")
            .transitGateway("tgw-2", "eu-west-1", false)
            .subnet("subnet-a", "a", "10.0.1.0/24")
            .subnet("subnet-b", "b", "10.1.1.0/24")
            .main("a", "10.1.0.0/16 -> tgw-1")
            .main("b", "10.0.0.0/16 -> tgw-2")
            .host("a", "subnet-a", "10.0.1.10")
            .host("b", "subnet-b", "10.1.1.10")
            .attach("att-a", "tgw-1", "subnet-a")
            .attach("att-b", "tgw-2", "subnet-b")
            .gatewayPeering("att-p", "tgw-1", "tgw-2")
            .gatewayTable(
                "tgw-rtb-1", "tgw-1", "assoc att-a att-p", "prop att-a", "10.1.0.0/16 -> att-p")
            .gatewayTable(
                "tgw-rtb-2", "tgw-2", "assoc att-b att-p", "prop att-b", "10.0.0.0/16 -> att-p");
    Advice advice =
        new AdviceCase(net).traffic("i-a -> i-b 1000 500").only(Kind.PEERING_FOR_TRANSIT_GATEWAY);
    costs(advice, "30.00", "0", "0");
  }

  /** Zones 1,000 x 2 x 0.01 against 730 x (0.045 + 0.005); even at 36.50 / 0.02. */
  @Test
  void a_nat_gateway_of_the_own_zone_is_worth_its_hours_from_its_break_even_on() {
    Advice advice = natted("i-a -> internet/203.0.113.9 200 800").only(Kind.NAT_GATEWAY_IN_ZONE);
    costs(advice, "20.00", "36.50", "0");
    assertThat(advice.breakEven()).isEqualByComparingTo("1825");
    assertThat(advice.changes())
        .containsExactly("create a NAT gateway in use1-az1 of vpc-a", "route by it in rtb-a");
  }

  @Test
  void a_nat_gateway_that_the_zone_has_is_only_routed_to() {
    Net net =
        behindNat()
            .subnetWith("rtb-public", "subnet-public-1", "a", "10.0.4.0/24")
            .nat("nat-2", "subnet-public-1", "10.0.4.5", "198.51.100.6");
    Advice advice =
        new AdviceCase(net)
            .traffic("i-a -> internet/203.0.113.9 200 800")
            .only(Kind.NAT_GATEWAY_IN_ZONE);
    costs(advice, "20.00", "0", "0");
    assertThat(advice.changes()).containsExactly("route by nat-2 in rtb-a");
  }

  @Test
  void a_gateway_endpoint_would_take_it_without_any_nat_gateway() {
    assertThat(natted("i-a -> service:s3 200 800").all(Kind.NAT_GATEWAY_IN_ZONE)).isEmpty();
  }

  @Test
  void what_bills_without_traffic_in_the_file_is_named() {
    List<Advice> idle =
        natted("i-b -> i-a 1 1")
            .runs("eipalloc-1", Meter.PUBLIC_IPV4_IDLE_HOUR, "")
            .runs("eipalloc-2", Meter.PUBLIC_IPV4_IN_USE_HOUR, "")
            .ran("nat-0", Meter.NAT_GATEWAY_HOUR)
            .runs(OTHER, "us-east-1", "vpce-1", "eni-1", Meter.INTERFACE_ENDPOINT_HOUR, "")
            .runs(OTHER, "us-east-1", "vpce-1", "eni-2", Meter.INTERFACE_ENDPOINT_HOUR, "")
            .advise();
    assertThat(idle)
        .extracting(Advice::about)
        .containsExactly(
            "no traffic in the file passes nat-1",
            "no traffic in the file passes vpce-1",
            "eipalloc-1 is an Elastic IP address that nothing uses");
    costs(idle.get(0), "32.85", "0", "0");
    costs(idle.get(1), "14.60", "0", "0");
    costs(idle.get(2), "3.65", "0", "0");
    assertThat(Objects.requireNonNull(idle.get(1).cost()).gaining()).isEqualTo(OTHER);
  }

  @Test
  void without_a_traffic_file_only_addresses_are_called_idle() {
    assertThat(natted().runs("eipalloc-1", Meter.PUBLIC_IPV4_IDLE_HOUR, "").advise())
        .extracting(Advice::ids)
        .containsExactly(List.of("eipalloc-1"));
  }

  @Test
  void a_rate_that_the_list_lacks_is_named_and_nothing_compared() {
    Advice advice =
        new AdviceCase(hub())
            .prices(new ListedPrices().without(Meter.PEERING_SAME_ZONE_GB))
            .traffic("i-a -> i-b 1000 500")
            .only(Kind.PEERING_FOR_TRANSIT_GATEWAY);
    assertThat(advice.cost()).isNull();
    assertThat(advice.missing()).containsExactly("PEERING_SAME_ZONE_GB in us-east-1");
  }

  @Test
  void the_largest_saving_comes_first() {
    List<Advice> all =
        natted("i-a -> service:s3 1000 4000", "i-a -> internet/203.0.113.9 200 800")
            .runs("eipalloc-1", Meter.PUBLIC_IPV4_IDLE_HOUR, "")
            .advise();
    assertThat(all)
        .extracting(Advice::kind)
        .containsExactly(
            Kind.GATEWAY_ENDPOINT_FOR_NAT_GATEWAY, Kind.IDLE, Kind.NAT_GATEWAY_IN_ZONE);
  }
}
