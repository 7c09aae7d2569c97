package culvert.network.routing;

import static culvert.network.routing.Looks.paths;
import static culvert.network.routing.Looks.prefixes;
import static culvert.network.routing.Looks.way;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.address.IpPrefix;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Virtual interfaces and Direct Connect gateways: which way AWS sends, and what it says. */
class DirectConnectRoutingTest {

  private static final String OFFICE = "172.16.0.0/16";
  private static final String VPC = "10.0.0.0/16";

  /** Virtual interfaces A and B in the VPC's Region, and C in another. */
  private static HybridNet three() {
    return new HybridNet()
        .with(net -> net.vpc("a", VPC))
        .vpnGateway("vgw-1", 64512, "a")
        .directConnectGateway("dxgw-1", 64600)
        .associate("assoc-1", "dxgw-1", "vgw-1", VPC)
        .site("dc", 65001, OFFICE)
        .connection("dxcon-a", "EqDC2")
        .connection("dxcon-b", "EqDC2")
        .connectionIn("us-west-1", "dxcon-c", "EqSV5")
        .virtualInterface("dxvif-a", "dxcon-a", "dxgw-1", "dc")
        .virtualInterface("dxvif-b", "dxcon-b", "dxgw-1", "dc")
        .virtualInterface("dxvif-c", "dxcon-c", "dxgw-1", "dc");
  }

  private static String east(HybridNet net) {
    return way(net.routing().outOfDirectConnectGateway("dxgw-1", "us-east-1"), OFFICE);
  }

  private static String west(HybridNet net) {
    return way(net.routing().outOfDirectConnectGateway("dxgw-1", "us-west-1"), OFFICE);
  }

  @Test
  void b4_near_locations_win_and_equal_ones_share_the_load() {
    HybridNet net = three();
    assertThat(east(net)).isEqualTo("dxvif-a,dxvif-b");
    assertThat(west(net)).isEqualTo("dxvif-c");
    assertThat(way(net.routing().ofVpnGateway("vgw-1"), OFFICE)).isEqualTo("dxgw-1");
  }

  @Test
  void b4_a_far_location_loses_with_the_shortest_path_and_wins_with_a_longer_prefix() {
    HybridNet net = three().policy("dc", "dxvif-a prepend 2").policy("dc", "dxvif-b prepend 1");
    assertThat(east(net)).isEqualTo("dxvif-b");
    net.policy("dc", "dxvif-c announce 172.16.0.0/24");
    assertThat(way(net.routing().outOfDirectConnectGateway("dxgw-1", "us-east-1"), OFFICE))
        .isEqualTo("dxvif-b");
    assertThat(way(net.routing().outOfDirectConnectGateway("dxgw-1", "us-east-1"), "172.16.0.0/24"))
        .isEqualTo("dxvif-c");
  }

  @Test
  void b4_local_preference_goes_before_region_and_as_path() {
    HybridNet net = three().policy("dc", "dxvif-c prepend 3 tag 7224:7300");
    assertThat(east(net)).isEqualTo("dxvif-c");
    HybridNet low = three().policy("dc", "dxvif-a tag 7224:7100");
    assertThat(east(low)).isEqualTo("dxvif-b");
    assertThat(east(low.fail("dxcon-b"))).as("untagged far goes before low").isEqualTo("dxvif-c");
    HybridNet medium = three().policy("dc", "dxvif-a tag 7224:7200");
    assertThat(east(medium)).as("medium is the default").isEqualTo("dxvif-a,dxvif-b");
  }

  @Test
  void b4_between_far_locations_the_as_path_says_nothing() {
    HybridNet net =
        three()
            .connectionIn("eu-west-1", "dxcon-d", "EqLD5")
            .virtualInterface("dxvif-d", "dxcon-d", "dxgw-1", "dc")
            .policy("dc", "dxvif-c prepend 3")
            .fail("EqDC2");
    assertThat(east(net)).isEqualTo("dxvif-c,dxvif-d");
  }

  @Test
  void b6_with_site_link_as_paths_compare_across_regions() {
    HybridNet net =
        three()
            .withSiteLink("dxvif-c", "dxcon-c", "dxgw-1", "dc")
            .connectionIn("eu-west-1", "dxcon-d", "EqLD5")
            .withSiteLink("dxvif-d", "dxcon-d", "dxgw-1", "dc")
            .policy("dc", "dxvif-c prepend 3")
            .fail("EqDC2");
    assertThat(east(net)).isEqualTo("dxvif-d");
  }

  @Test
  void b4_then_the_lowest_med() {
    assertThat(east(three().policy("dc", "dxvif-a med 10"))).isEqualTo("dxvif-b");
  }

  @Test
  void b4_aws_strips_communities_of_its_own_that_mean_nothing() {
    HybridNet net = three().policy("dc", "dxvif-a tag 7224:9100,7224:7300,65001:1");
    assertThat(net.routing().accepted("dxpeer-a").getFirst().communities())
        .containsExactlyInAnyOrder("7224:7300", "65001:1");
  }

  @Test
  void b5_what_is_allowed_filters_the_blocks_of_a_vpc() {
    assertThat(announcedWith("10.0.0.0/16")).containsExactly("10.0.0.0/16 by 64600");
    assertThat(announcedWith("10.0.0.0/15")).containsExactly("10.0.0.0/16 by 64600");
    assertThat(announcedWith("10.0.0.0/24")).isEmpty();
    assertThat(announcedWith("22.0.0.0/24")).isEmpty();
    assertThat(announcedWith()).as("nothing said").containsExactly("10.0.0.0/16 by 64600");
  }

  private static List<String> announcedWith(String... allowed) {
    HybridNet net = three().associate("assoc-1", "dxgw-1", "vgw-1", allowed);
    return paths(net.routing().announced("dxpeer-a"));
  }

  @Test
  void b5_what_is_allowed_of_a_transit_gateway_is_announced_as_it_is() {
    HybridNet net =
        new HybridNet()
            .transitGateway("tgw-1", 64513)
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "tgw-1", "10.0.0.0/8", "198.18.0.0/15")
            .site("dc", 65001, OFFICE)
            .connection("dxcon-a", "EqDC2")
            .virtualInterface("dxvif-a", "dxcon-a", "dxgw-1", "dc");
    assertThat(paths(net.routing().announced("dxpeer-a")))
        .containsExactly("10.0.0.0/8 by 64600", "198.18.0.0/15 by 64600");
    assertThat(net.routing().intoAwsFromDirectConnectGateway("dxgw-1").values())
        .containsOnly("assoc-1");
  }

  @Test
  void b5_the_vpcs_behind_a_direct_connect_gateway_do_not_learn_of_each_other() {
    HybridNet net =
        three()
            .with(some -> some.vpc("b", "10.1.0.0/16"))
            .vpnGateway("vgw-2", 64513, "b")
            .associate("assoc-2", "dxgw-1", "vgw-2");
    HybridRouting routing = net.routing();
    assertThat(routing.intoAwsFromDirectConnectGateway("dxgw-1")).hasSize(2);
    assertThat(paths(routing.ofVpnGateway("vgw-1").values())).containsExactly(OFFICE + " by 65001");
    assertThat(paths(routing.ofVpnGateway("vgw-2").values())).containsExactly(OFFICE + " by 65001");
  }

  @Test
  void b6_sites_learn_of_each_other_where_both_have_site_link() {
    HybridNet net =
        three()
            .site("lab", 65002, "172.20.0.0/16")
            .connection("dxcon-l", "EqDA2")
            .virtualInterface("dxvif-l", "dxcon-l", "dxgw-1", "lab");
    assertThat(way(net.routing().ofSite("site:lab"), OFFICE)).isEqualTo("-");
    net.withSiteLink("dxvif-l", "dxcon-l", "dxgw-1", "lab");
    assertThat(way(net.routing().ofSite("site:lab"), OFFICE)).isEqualTo("-");
    net.withSiteLink("dxvif-a", "dxcon-a", "dxgw-1", "dc");
    assertThat(way(net.routing().ofSite("site:lab"), OFFICE)).isEqualTo("dxvif-l");
    assertThat(way(net.routing().bySiteLink("dxgw-1"), OFFICE)).isEqualTo("dxvif-a");
    assertThat(paths(net.routing().announced("dxpeer-l"))).contains(OFFICE + " by 64600 65001");
    assertThat(way(net.routing().ofSite("site:dc"), "172.20.0.0/16"))
        .as("only by the interface that has it")
        .isEqualTo("dxvif-a");
  }

  @Test
  void b3_more_than_100_prefixes_end_the_session() {
    HybridNet net = three().policy("dc", "dxvif-a announce " + prefixes(101));
    assertThat(net.routing().sessions().get("dxpeer-a").fault())
        .isEqualTo("the site announces 101 prefixes, and AWS takes 100");
    assertThat(east(net)).isEqualTo("dxvif-b");
    HybridNet just = three().policy("dc", "dxvif-a announce " + prefixes(100));
    assertThat(just.routing().sessions().get("dxpeer-a").accepted()).isEqualTo(100);
  }

  @Test
  void b3_a_public_interface_takes_1000_prefixes() {
    assertThat(publicly(1000).up()).isTrue();
    assertThat(publicly(1001).up()).isFalse();
  }

  private static Session publicly(int announced) {
    return new HybridNet()
        .site("dc", 65001, OFFICE)
        .connection("dxcon-p", "EqDC2")
        .publicInterface("dxvif-p", "dxcon-p", "dc", "172.16.0.0/12")
        .policy("dc", "dxvif-p announce " + prefixes(announced))
        .routing()
        .sessions()
        .get("dxpeer-p");
  }

  @Test
  void b2_a_lag_is_down_with_fewer_links_than_its_minimum() {
    HybridNet net =
        new HybridNet()
            .with(some -> some.vpc("a", VPC))
            .vpnGateway("vgw-1", 64512, "a")
            .site("dc", 65001, OFFICE)
            .lag("dxlag-1", "EqDC2", 2, "dxcon-1", "dxcon-2", "dxcon-3")
            .virtualInterface("dxvif-1", "dxlag-1", "vgw-1", "dc");
    assertThat(session(net, "dxpeer-1").needs())
        .containsExactly("dxvif-1", "dxlag-1", "EqDC2", "site:dc");
    assertThat(session(net.fail("dxcon-1"), "dxpeer-1").up()).isTrue();
    assertThat(session(net, "dxpeer-1").needs())
        .as("none can be spared any more")
        .contains("dxcon-2", "dxcon-3");
    assertThat(session(net.fail("dxcon-2"), "dxpeer-1").fault())
        .isEqualTo("dxlag-1 has 1 links up");
  }

  private static Session session(HybridNet net, String id) {
    return net.routing().sessions().get(id);
  }

  @Test
  void b8_a_failover_test_keeps_the_session_down_and_the_cable_up() {
    HybridNet net = three().testing("dxvif-a");
    assertThat(session(net, "dxpeer-a").up()).isFalse();
    assertThat(session(net, "dxpeer-a").linked()).isTrue();
    assertThat(session(net, "dxpeer-a").fault()).isEqualTo("a BGP failover test keeps it down");
    assertThat(east(net)).isEqualTo("dxvif-b");
  }

  @Test
  void b4_scope_communities_say_which_regions_learn_a_public_prefix() {
    assertThat(learnedWith("7224:9100")).containsExactly("us-east-1");
    assertThat(learnedWith("7224:9200")).containsExactly("us-east-1", "us-west-2");
    assertThat(learnedWith("7224:9300")).containsExactly("us-east-1", "us-west-2", "eu-west-1");
    assertThat(learnedWith("65001:1")).containsExactly("us-east-1", "us-west-2", "eu-west-1");
  }

  private static List<String> learnedWith(String community) {
    HybridRouting routing =
        new HybridNet()
            .site("dc", 65001, "203.0.113.0/24", OFFICE)
            .connection("dxcon-p", "EqDC2")
            .publicInterface("dxvif-p", "dxcon-p", "dc", "203.0.113.0/24")
            .policy("dc", "dxvif-p tag " + community)
            .routing();
    assertThat(paths(routing.accepted("dxpeer-p")))
        .as("only what is agreed")
        .containsExactly("203.0.113.0/24 by 65001");
    return List.of("us-east-1", "us-west-2", "eu-west-1").stream()
        .filter(region -> way(routing.ofPublicNetwork(region), "203.0.113.0/24").equals("dxvif-p"))
        .toList();
  }

  @Test
  void b4_aws_marks_its_public_prefixes_by_how_far_they_are() {
    HybridNet net =
        new HybridNet()
            .with(some ->
                some.add(list("us-east-1", "52.216.0.0/15"))
                    .add(list("us-west-2", "52.218.0.0/16"))
                    .add(list("eu-west-1", "52.219.0.0/16"))
                    .vpc("a", VPC)
                    .subnet("subnet-a", "a", "10.0.1.0/24")
                    .host("a", "subnet-a", "10.0.1.10")
                    .publicly("a", "54.0.0.10"))
            .site("dc", 65001, "203.0.113.0/24")
            .connection("dxcon-p", "EqDC2")
            .publicInterface("dxvif-p", "dxcon-p", "dc", "203.0.113.0/24");
    assertThat(net.topology().get(NetworkInterface.class, "eni-a").publicAddresses()).hasSize(1);
    assertThat(
            net.routing().announced("dxpeer-p").stream()
                .map(route -> route.destination() + " " + new TreeSet<>(route.communities()))
                .toList())
        .containsExactly(
            "52.216.0.0/15 [7224:8100, NO_EXPORT]",
            "52.218.0.0/16 [7224:8200, NO_EXPORT]",
            "52.219.0.0/16 [NO_EXPORT]",
            "54.0.0.10/32 [7224:8100, NO_EXPORT]");
    assertThat(net.routing().announced("dxpeer-p"))
        .allSatisfy(route -> assertThat(route.asPath()).containsExactly(7224L, 7224L, 7224L));
    assertThat(way(net.routing().ofSite("site:dc"), "52.218.0.0/16")).isEqualTo("dxvif-p");
  }

  private static PrefixList list(String region, String prefix) {
    return new PrefixList(
        "pl-" + region, "com.amazonaws." + region + ".s3", List.of(IpPrefix.parse(prefix)));
  }
}
