package culvert.network.advice;

import static culvert.network.advice.AdviceCase.ACCOUNT;
import static culvert.network.advice.AdviceCase.costs;
import static culvert.network.advice.AdviceCase.owned;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.Net;
import culvert.network.advice.Advice.Kind;
import culvert.network.cost.Meter;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** VPN against Direct Connect; all figures are reckoned by hand. */
class HybridAdviceTest {

  private static final String OTHER = "111111111111";

  private static HybridNet site() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .subnet("subnet-a", "a", "10.0.1.0/24")
            .host("a", "subnet-a", "10.0.1.10");
    return new HybridNet(net).site("seoul", 65010, "192.168.0.0/16");
  }

  private static HybridNet vpn() {
    return site()
        .vpnGateway("vgw-1", 64512, "a")
        .vpn("vpn-1", "vgw-1", "seoul")
        .with(net -> net.propagate("a", "vgw-1"));
  }

  private static AdviceCase byVpn(String pair) {
    return new AdviceCase(vpn().net())
        .prices(new ListedPrices("EqDC2"))
        .runs("vpn-1", Meter.VPN_CONNECTION_HOUR, "")
        .traffic(pair);
  }

  /**
   * (1,000 - 100) x 0.09 = 81.00 against 1,000 x 0.02 + 730 x 0.03 = 41.90; even where 0.09 x (GB -
   * 100) = 0.02 x GB + 21.90.
   */
  @Test
  void what_a_vpn_sends_is_compared_with_the_smallest_port_that_carries_it() {
    Advice advice =
        byVpn("i-a -> site:seoul/192.168.1.10 1000 300").only(Kind.DIRECT_CONNECT_FOR_VPN);
    costs(advice, "81.00", "41.90", "0");
    assertThat(advice.breakEven()).isEqualByComparingTo("441.429");
    assertThat(advice.ids()).containsExactly("vpn-1", "site:seoul", "vgw-1");
    assertThat(advice.arithmetic())
        .contains(
            "the month's average is 3.269 Mbps the busier way, which a hosted connection of 50M at EqDC2 carries; peaks may need more",
            "then: 730 Hrs x 0.03 = 21.90 (DIRECT_CONNECT_HOSTED_HOUR:50M@EqDC2 in us-east-1, 000000000000 pays)",
            "break-even: at 441.429 GB a month, for 1000 now, both ways cost 30.73");
  }

  @Test
  void below_the_break_even_the_vpn_is_cheaper_and_the_advice_says_from_where_on_not() {
    Advice advice =
        byVpn("i-a -> site:seoul/192.168.1.10 100 300").only(Kind.DIRECT_CONNECT_FOR_VPN);
    costs(advice, "0", "23.90", "0");
    assertThat(advice.breakEven()).isEqualByComparingTo("441.429");
  }

  /**
   * 20,000 GB a month are 65.4 Mbps. 100 GB free, 10,240 x 0.09 = 921.60, 9,660 x 0.085 = 821.10
   * against 20,000 x 0.02 + 730 x 0.06.
   */
  @Test
  void c2_the_internets_tiers_and_free_gigabytes_are_counted() {
    Advice advice =
        byVpn("site:seoul/192.168.1.10 -> i-a 10 20000").only(Kind.DIRECT_CONNECT_FOR_VPN);
    costs(advice, "1742.70", "443.80", "0");
    assertThat(advice.changes().getFirst())
        .startsWith("order a hosted connection of 100M at EqDC2");
  }

  /**
   * 200,000 GB are 653.7 Mbps, which a dedicated port of 1G carries for 0.30 and a hosted one for
   * 0.33. 100 GB free, 10,240 x 0.09, 40,960 x 0.085, 148,700 x 0.07 = 14,812.20 against 4,000 +
   * 219.
   */
  @Test
  void the_cheapest_port_that_carries_it_is_taken() {
    Advice advice =
        byVpn("i-a -> site:seoul/192.168.1.10 200000 0").only(Kind.DIRECT_CONNECT_FOR_VPN);
    costs(advice, "14812.20", "4219.00", "0");
    assertThat(advice.changes().getFirst())
        .startsWith("order a dedicated connection of 1G at EqDC2");
  }

  /** The same account's other 10,340 GB leave only 0.085 a GB to be saved. */
  @Test
  void what_else_leaves_by_the_internet_stands_in_the_first_tier() {
    Net net =
        vpn()
            .with(net1 ->
                net1.internetGateway("igw-a", "a")
                    .main("a", "0.0.0.0/0 -> igw-a")
                    .propagate("a", "vgw-1")
                    .publicly("a", "198.51.100.7"))
            .net();
    Advice advice =
        new AdviceCase(net)
            .prices(new ListedPrices("EqDC2"))
            .traffic("i-a -> internet/203.0.113.9 10340 0")
            .traffic("i-a -> site:seoul/192.168.1.10 1000 0")
            .only(Kind.DIRECT_CONNECT_FOR_VPN);
    costs(advice, "85.00", "41.90", "0");
  }

  /** The VPC's owner pays for what Direct Connect takes out, the connection's owner for the VPN. */
  @Test
  void b10_the_owner_of_the_vpc_pays_for_what_leaves_by_direct_connect() {
    Net net = owned(vpn().net(), "vpc-a", OTHER);
    Advice advice =
        new AdviceCase(net)
            .prices(new ListedPrices("EqDC2"))
            .traffic("i-a -> site:seoul/192.168.1.10 1000 0")
            .only(Kind.DIRECT_CONNECT_FOR_VPN);
    Advice.Cost cost = Objects.requireNonNull(advice.cost());
    assertThat(cost.savings().get(ACCOUNT)).isEqualByComparingTo("59.10");
    assertThat(cost.savings().get(OTHER)).isEqualByComparingTo("-20");
    assertThat(cost.gaining()).isEqualTo(ACCOUNT);
  }

  /** A transit gateway bills 730 x 0.05 for the other attachment, and as much a GB as before. */
  @Test
  void c2_at_a_transit_gateway_another_attachment_runs() {
    Net net =
        site()
            .with(it ->
                it.transitGateway("tgw-1")
                    .main("a", "192.168.0.0/16 -> tgw-1")
                    .attach("att-a", "tgw-1", "subnet-a"))
            .vpn("vpn-1", "tgw-1", "seoul")
            .with(it ->
                it.gatewayTable(
                    "tgw-rtb-1", "tgw-1", "assoc att-a att-vpn-1", "prop att-a att-vpn-1"))
            .net();
    Advice advice =
        new AdviceCase(net)
            .prices(new ListedPrices("EqDC2"))
            .traffic("i-a -> site:seoul/192.168.1.10 1000 500")
            .only(Kind.DIRECT_CONNECT_FOR_VPN);
    // The site's 500 x 0.02 are another attachment's, of the same price.
    costs(advice, "91.00", "88.40", "0");
  }

  @Test
  void without_a_location_the_missing_rate_is_named() {
    Advice advice =
        byVpn("i-a -> site:seoul/192.168.1.10 1000 300")
            .prices(new ListedPrices())
            .only(Kind.DIRECT_CONNECT_FOR_VPN);
    assertThat(advice.cost()).isNull();
    assertThat(advice.missing())
        .containsExactly("DIRECT_CONNECT_OUT_GB of a Direct Connect location of us-east-1");
  }

  @Test
  void of_a_location_without_rates_they_are_named() {
    Net net = vpn().connection("dxcon-9", "Nowhere1").net();
    Advice advice =
        new AdviceCase(net)
            .prices(new ListedPrices())
            .traffic("i-a -> site:seoul/192.168.1.10 1000 300")
            .only(Kind.DIRECT_CONNECT_FOR_VPN);
    assertThat(advice.cost()).isNull();
    assertThat(advice.missing())
        .containsExactly(
            "DIRECT_CONNECT_HOSTED_HOUR:50M@Nowhere1 in us-east-1",
            "DIRECT_CONNECT_OUT_GB:Nowhere1 in us-east-1");
  }

  private static HybridNet directConnect() {
    return site()
        .vpnGateway("vgw-1", 64512, "a")
        .connection("dxcon-1", "EqDC2")
        .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "seoul")
        .with(net -> net.propagate("a", "vgw-1"));
  }

  private static AdviceCase byDirectConnect(Net net, String pair) {
    return new AdviceCase(net)
        .runs("dxcon-1", Meter.DIRECT_CONNECT_PORT_HOUR, "1G@EqDC2")
        .traffic(pair);
  }

  /**
   * 730 x 0.30 + 100 x 0.02 = 221.00 against 730 x (0.05 + 2 x 0.005) = 43.80, 100 GB being free;
   * even where 219 + 0.02 x GB = 43.80 + 0.09 x (GB - 100).
   */
  @Test
  void a_direct_connect_below_its_break_even_costs_more_than_a_vpn() {
    Advice advice =
        byDirectConnect(directConnect().net(), "i-a -> site:seoul/192.168.1.10 100 100")
            .only(Kind.VPN_FOR_DIRECT_CONNECT);
    costs(advice, "221.00", "43.80", "0");
    assertThat(advice.breakEven()).isEqualByComparingTo("2631.429");
    assertThat(advice.changes())
        .containsExactly(
            "create a VPN connection between site:seoul and vgw-1",
            "delete the virtual interfaces of dxcon-1, and dxcon-1");
  }

  @Test
  void a_direct_connect_above_its_break_even_is_left_alone() {
    assertThat(
            byDirectConnect(directConnect().net(), "i-a -> site:seoul/192.168.1.10 5000 100")
                .advise())
        .isEmpty();
  }

  @Test
  void a_vpn_that_is_there_runs_no_further_hours() {
    Net net = directConnect().vpn("vpn-1", "vgw-1", "seoul").net();
    Advice advice =
        byDirectConnect(net, "i-a -> site:seoul/192.168.1.10 100 100")
            .only(Kind.VPN_FOR_DIRECT_CONNECT);
    costs(advice, "221.00", "0", "0");
    assertThat(advice.changes()).startsWith("vpn-1 is there already");
  }

  /**
   * The port's 219.00, 100 x 0.02 out, and the site's 100 x 0.02 into the transit gateway, against
   * a VPN's 43.80, its attachment's 36.50 and the same 2.00; and the other attachment could go.
   */
  @Test
  void c2_at_a_transit_gateway_one_attachment_takes_the_place_of_the_other() {
    Net net =
        site()
            .with(it ->
                it.transitGateway("tgw-1")
                    .main("a", "192.168.0.0/16 -> tgw-1")
                    .attach("att-a", "tgw-1", "subnet-a"))
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "tgw-1", "10.0.0.0/16")
            .connection("dxcon-1", "EqDC2")
            .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "seoul")
            .with(it ->
                it.gatewayTable(
                    "tgw-rtb-1", "tgw-1", "assoc att-a att-assoc-1", "prop att-a att-assoc-1"))
            .net();
    Advice advice =
        byDirectConnect(net, "i-a -> site:seoul/192.168.1.10 100 100")
            .runs("att-assoc-1", Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "dxgw")
            .only(Kind.VPN_FOR_DIRECT_CONNECT);
    costs(advice, "223.00", "82.30", "36.50");
  }

  /** B3: a public virtual interface reaches what no VPN does. */
  @Test
  void a_port_that_also_carries_a_public_virtual_interface_stays() {
    Net net =
        new HybridNet(
                new Net()
                    .vpc("a", "10.0.0.0/16")
                    .subnet("subnet-a", "a", "10.0.1.0/24")
                    .internetGateway("igw-a", "a")
                    .host("a", "subnet-a", "10.0.1.10")
                    .publicly("a", "198.51.100.7"))
            .site("seoul", 65010, "192.168.0.0/16", "203.0.113.0/24")
            .with(it -> it.main("a", "0.0.0.0/0 -> igw-a"))
            .vpnGateway("vgw-1", 64512, "a")
            .connection("dxcon-1", "EqDC2")
            .virtualInterface("dxvif-1", "dxcon-1", "vgw-1", "seoul")
            .policy("seoul", "dxvif-1 announce 192.168.0.0/16")
            .publicInterface("dxvif-2", "dxcon-1", "seoul", "203.0.113.0/24")
            .with(it -> it.propagate("a", "vgw-1"))
            .net();
    String privately = "i-a -> site:seoul/192.168.1.10 100 100";
    assertThat(byDirectConnect(net, privately).all(Kind.VPN_FOR_DIRECT_CONNECT)).hasSize(1);
    assertThat(
            byDirectConnect(net, privately)
                .traffic("i-a -> site:seoul/203.0.113.5 1 1")
                .all(Kind.VPN_FOR_DIRECT_CONNECT))
        .isEmpty();
  }

  /** What the site pays a VPN for could go by the connection that it has: no port's hours. */
  @Test
  void a_site_that_has_direct_connect_needs_no_other_port() {
    Net net =
        vpn()
            .vpnGateway("vgw-2", 64513, null)
            .connection("dxcon-1", "EqDC2")
            .virtualInterface("dxvif-1", "dxcon-1", "vgw-2", "seoul")
            .net();
    Advice advice =
        new AdviceCase(net)
            .traffic("i-a -> site:seoul/192.168.1.10 1000 0")
            .only(Kind.DIRECT_CONNECT_FOR_VPN);
    costs(advice, "81.00", "20.00", "0");
    assertThat(advice.ids()).contains("dxcon-1");
  }

  @Test
  void the_attachment_of_an_idle_vpn_goes_with_it() {
    Net net =
        site()
            .with(it -> it.transitGateway("tgw-1").host("b", "subnet-a", "10.0.1.11"))
            .vpn("vpn-1", "tgw-1", "seoul")
            .net();
    Advice advice =
        new AdviceCase(net)
            .runs("vpn-1", Meter.VPN_CONNECTION_HOUR, "")
            .runs("att-vpn-1", Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, "vpn")
            .traffic("i-a -> i-b 1 1")
            .only(Kind.IDLE);
    costs(advice, "73.00", "0", "0");
    assertThat(advice.ids()).containsExactly("vpn-1");
  }
}
