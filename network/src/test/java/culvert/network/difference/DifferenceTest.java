package culvert.network.difference;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.Grouping;
import culvert.network.topology.Component;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.Fault;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.why.Spoken;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  private static Difference between(Net before, Net after, @Nullable Spoken spoken) {
    return Difference.between(before.graph(), after.graph(), new Grouping.ByVpc(), spoken);
  }

  private static Difference between(Net before, Net after) {
    return between(before, after, Spoken.DEFAULT);
  }

  /** {@code a → b: 2 of tcp/443: ONE route … was removed}. */
  private static List<String> lines(List<Line> lines) {
    return lines.stream()
        .map(line ->
            "%s %s %s: %d of %s: %s %s"
                .formatted(
                    names(line.from()),
                    switch (line.shape()) {
                      case ONE_WAY -> "→";
                      case BOTH_WAYS -> "↔";
                      case AMONG -> "among";
                    },
                    names(line.to()),
                    line.pairs(),
                    String.join(", ", line.traffic()),
                    line.cause().how(),
                    line.cause().changes().stream()
                        .map(DifferenceTest::text)
                        .collect(Collectors.joining(" | "))))
        .toList();
  }

  private static String names(List<Grouping.Key> keys) {
    return keys.stream()
        .map(key -> key.name().isEmpty() ? key.id() : key.name())
        .collect(Collectors.joining(","));
  }

  private static String text(ChangeSet set) {
    String with = set.with().stream().map(Change::text).collect(Collectors.joining("; "));
    return set.changes().stream().map(Change::text).collect(Collectors.joining("; "))
        + (with.isEmpty() ? "" : " [" + with + "]");
  }

  private static List<String> others(Difference difference) {
    return difference.others().stream().map(DifferenceTest::text).toList();
  }

  private static Net peers() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .vpc("b", "10.1.0.0/16")
        .subnet("subnet-a", "a", "10.0.0.0/24")
        .subnet("subnet-b", "b", "10.1.0.0/24")
        .host("a", "subnet-a", "10.0.0.10")
        .host("b", "subnet-b", "10.1.0.10")
        .peering("pcx-ab", "a", "b")
        .main("a", "10.1.0.0/16 -> pcx-ab")
        .main("b", "10.0.0.0/16 -> pcx-ab");
  }

  /** Spokes a, b and c, which all learn from one another. */
  private static Net hub(String... lines) {
    Net net = new Net().transitGateway("tgw-hub");
    for (String each : List.of("a", "b", "c")) {
      int number = each.charAt(0) - 'a';
      net.vpc(each, "10.%d.0.0/16".formatted(number))
          .subnet("subnet-" + each, each, "10.%d.0.0/24".formatted(number))
          .host(each, "subnet-" + each, "10.%d.0.10".formatted(number))
          .main(each, "10.0.0.0/8 -> tgw-hub")
          .attach("tgw-attach-" + each, "tgw-hub", "subnet-" + each);
    }
    return net.gatewayTable("tgw-rtb-hub", "tgw-hub", lines);
  }

  private static final String[] ALL_OF_HUB = {
    "assoc tgw-attach-a tgw-attach-b tgw-attach-c", "prop tgw-attach-a tgw-attach-b tgw-attach-c"
  };

  @Test
  void nothing_differs_from_itself() {
    Difference difference = between(peers(), peers(), null);
    assertThat(difference.isNone()).isTrue();
    assertThat(difference.others()).isEmpty();
  }

  @Test
  void a_lost_route_takes_both_directions_with_it() {
    Difference difference = between(peers(), peers().main("b"));
    assertThat(lines(difference.lost()))
        .containsExactly(
            "a ↔ b: 2 of tcp/443: ONE route 10.0.0.0/16 to pcx-ab in rtb-b was removed");
    assertThat(difference.gained()).isEmpty();
    assertThat(lines(between(peers().main("b"), peers()).gained()))
        .containsExactly("a ↔ b: 2 of tcp/443: ONE route 10.0.0.0/16 to pcx-ab in rtb-b was added");
    Change change = difference.lost().getFirst().cause().changes().getFirst().changes().getFirst();
    assertThat(change)
        .isEqualTo(
            new Change(
                "rtb-b",
                "route-table",
                "route 10.0.0.0/16 to pcx-ab",
                null,
                "route 10.0.0.0/16 to pcx-ab in rtb-b was removed",
                List.of("rtb-b routes 10.0.0.0/16", "rtb-b")));
  }

  @Test
  void two_lost_routes_are_named_together_as_neither_by_itself_brings_the_pair_back() {
    assertThat(lines(between(peers(), peers().main("a").main("b")).lost()))
        .containsExactly(
            "a ↔ b: 2 of tcp/443: TOGETHER route 10.1.0.0/16 to pcx-ab in rtb-a was removed"
                + " | route 10.0.0.0/16 to pcx-ab in rtb-b was removed");
  }

  @Test
  void where_any_of_two_rules_would_let_it_in_again_both_are_said_to_be_enough() {
    Net before = peers().group("sg-b", "b", "in tcp/443 10.0.0.0/8", "in tcp/443 10.0.0.0/16");
    Net after = peers().group("sg-b", "b", "in tcp/22 10.0.0.0/8");
    before.groups("b", "sg-b");
    after.groups("b", "sg-b");
    Difference difference = between(before, after);
    assertThat(lines(difference.lost()))
        .containsExactly(
            "a → b: 1 of tcp/443: ANY inbound rule tcp/443 from 10.0.0.0/8 of sg-b was removed"
                + " | inbound rule tcp/443 from 10.0.0.0/16 of sg-b was removed");
    assertThat(others(difference))
        .containsExactly("inbound rule tcp/22 from 10.0.0.0/8 of sg-b was added");
  }

  @Test
  void a_target_that_was_replaced_is_a_route_that_changed() {
    Net after = peers().peering("pcx-other", "a", "b").main("a", "10.1.0.0/16 -> igw-none");
    assertThat(lines(between(peers(), after).lost()))
        .containsExactly(
            "a ↔ b: 2 of tcp/443: ONE route 10.1.0.0/16 in rtb-a changed from pcx-ab to igw-none");
    assertThat(others(between(peers(), after))).containsExactly("pcx-other was added");
  }

  @Test
  void a_removed_peering_takes_its_routes_along() {
    Net after = new Net();
    after
        .vpc("a", "10.0.0.0/16")
        .vpc("b", "10.1.0.0/16")
        .subnet("subnet-a", "a", "10.0.0.0/24")
        .subnet("subnet-b", "b", "10.1.0.0/24")
        .host("a", "subnet-a", "10.0.0.10")
        .host("b", "subnet-b", "10.1.0.10");
    assertThat(lines(between(peers(), after).lost()))
        .containsExactly(
            "a ↔ b: 2 of tcp/443: ONE pcx-ab was removed"
                + " [route 10.1.0.0/16 to pcx-ab in rtb-a was removed;"
                + " route 10.0.0.0/16 to pcx-ab in rtb-b was removed]");
  }

  @Test
  void a_propagation_that_was_removed_costs_its_spoke_all_others() {
    Net after =
        hub("assoc tgw-attach-a tgw-attach-b tgw-attach-c", "prop tgw-attach-b tgw-attach-c");
    assertThat(lines(between(hub(ALL_OF_HUB), after).lost()))
        .containsExactly(
            "a ↔ b,c: 4 of tcp/443: ONE propagation of tgw-attach-a in tgw-rtb-hub was removed");
  }

  @Test
  void everybody_loses_one_another_in_one_line() {
    Net before = hub("assoc tgw-attach-a tgw-attach-b tgw-attach-c", "10.0.0.0/14 -> tgw-attach-a");
    Net none = hub("assoc tgw-attach-a tgw-attach-b tgw-attach-c");
    assertThat(between(before, none).isNone()).isTrue();
    assertThat(lines(between(none, hub(ALL_OF_HUB)).gained()))
        .containsExactly(
            "a ↔ b: 2 of tcp/443: TOGETHER propagation of tgw-attach-a in tgw-rtb-hub was added"
                + " | propagation of tgw-attach-b in tgw-rtb-hub was added",
            "a ↔ c: 2 of tcp/443: TOGETHER propagation of tgw-attach-a in tgw-rtb-hub was added"
                + " | propagation of tgw-attach-c in tgw-rtb-hub was added",
            "b ↔ c: 2 of tcp/443: TOGETHER propagation of tgw-attach-b in tgw-rtb-hub was added"
                + " | propagation of tgw-attach-c in tgw-rtb-hub was added");
    Net closed = hub(ALL_OF_HUB);
    closed.acl("acl-a", "subnet-a", "in 100 deny all 0.0.0.0/0");
    assertThat(lines(between(hub(ALL_OF_HUB), closed).lost()))
        .containsExactly("a ↔ b,c: 4 of tcp/443: ONE acl-a was added");
    assertThat(
            lines(
                between(
                        hub(ALL_OF_HUB),
                        hub(ALL_OF_HUB).remove(new EgressOnlyInternetGateway("tgw-rtb-hub", "")))
                    .lost()))
        .containsExactly("a,b,c among a,b,c: 6 of tcp/443: ONE tgw-rtb-hub was removed");
  }

  /** What was loaded from files counts ages anew; that the oldest propagates stays as it is. */
  @Test
  void r4_2_10_attachments_that_are_numbered_anew_are_as_old_as_they_were() {
    Net renumbered = new Net().internetGateway("igw-1", "x").internetGateway("igw-2", "x");
    for (Component each : hub(ALL_OF_HUB).all()) {
      renumbered.add(
          each instanceof TransitGatewayVpcAttachment attachment
              ? Fields.with(attachment, "order", attachment.order() * 3 + 1000)
              : each);
    }
    Difference difference = between(hub(ALL_OF_HUB), renumbered);
    assertThat(difference.isNone()).isTrue();
    assertThat(others(difference)).containsExactly("igw-1 was added", "igw-2 was added");
    renumbered.add(
        Fields.with(
            renumbered.topology().get(TransitGatewayVpcAttachment.class, "tgw-attach-c"),
            "order",
            0L));
    assertThat(others(between(hub(ALL_OF_HUB), renumbered)))
        .hasSize(5)
        .anyMatch(text -> text.startsWith("age among attachments of tgw-attach-c changed from"));
  }

  @Test
  void an_association_goes_from_one_table_to_another() {
    Net before = hub(ALL_OF_HUB).gatewayTable("tgw-rtb-none", "tgw-hub");
    Net after =
        hub("assoc tgw-attach-b tgw-attach-c", "prop tgw-attach-a tgw-attach-b tgw-attach-c")
            .gatewayTable("tgw-rtb-none", "tgw-hub", "assoc tgw-attach-a");
    assertThat(lines(between(before, after).lost()))
        .containsExactly(
            "a ↔ b,c: 4 of tcp/443: ONE association of tgw-attach-a changed from tgw-rtb-hub to"
                + " tgw-rtb-none");
    Net without =
        hub("assoc tgw-attach-b tgw-attach-c", "prop tgw-attach-a tgw-attach-b tgw-attach-c")
            .gatewayTable("tgw-rtb-none", "tgw-hub");
    assertThat(lines(between(before, without).lost()))
        .containsExactly(
            "a ↔ b,c: 4 of tcp/443: ONE association of tgw-attach-a with tgw-rtb-hub was removed");
  }

  @Test
  void a_subnet_goes_from_its_own_table_to_the_main_one() {
    Net before = peers().table("rtb-own", "a", "10.1.0.0/16 -> pcx-ab").main("a");
    Net after = peers().table("rtb-own", "a", "10.1.0.0/16 -> pcx-ab").main("a");
    before.subnetWith("rtb-own", "subnet-a", "a", "10.0.0.0/24");
    assertThat(lines(between(before, after).lost()))
        .containsExactly(
            "a ↔ b: 2 of tcp/443: ONE association of subnet-a with rtb-own was removed");
  }

  @Test
  void appliance_mode_is_switched_off() {
    Net before =
        peers().transitGateway("tgw-1").attach("tgw-attach-a", "tgw-1", true, true, "subnet-a");
    Net after =
        peers().transitGateway("tgw-1").attach("tgw-attach-a", "tgw-1", false, true, "subnet-a");
    Difference difference = between(before, after);
    assertThat(difference.isNone()).isTrue();
    assertThat(others(difference))
        .containsExactly("appliance mode of tgw-attach-a was switched off");
  }

  @Test
  void instances_stop_change_their_groups_and_their_addresses() {
    assertThat(lines(between(peers(), peers().stopped("b")).lost()))
        .containsExactly("a ↔ b: 2 of tcp/443: ONE i-b was stopped");
    Net before = peers().group("sg-none", "b");
    Net after = peers().group("sg-none", "b").groups("b", "sg-none");
    assertThat(lines(between(before, after).lost()))
        .containsExactly(
            "a ↔ b: 2 of tcp/443: ONE security groups of eni-b changed from sg-open to sg-none");
  }

  @Test
  void a_public_address_that_is_taken_away_is_what_the_internet_loses() {
    Net before =
        peers()
            .internetGateway("igw-a", "a")
            .main("a", "0.0.0.0/0 -> igw-a")
            .publicly("a", "54.0.0.1");
    Net after = peers().internetGateway("igw-a", "a").main("a", "0.0.0.0/0 -> igw-a");
    assertThat(lines(between(before, after).lost()))
        .containsExactly(
            "internet ↔ a: 2 of tcp/443: ONE public address of 10.0.0.10 (54.0.0.1) of eni-a was"
                + " removed");
  }

  @Test
  void members_that_are_new_or_gone_are_said_and_no_pairs_of_theirs() {
    Net more = peers().host("b2", "subnet-b", "10.1.0.11");
    Difference difference = between(peers(), more);
    assertThat(difference.added()).extracting(member -> member.id()).containsExactly("i-b2");
    assertThat(difference.gained()).isEmpty();
    assertThat(difference.isNone()).isFalse();
    assertThat(others(difference)).containsExactly("i-b2 was added [eni-b2 was added]");
    assertThat(between(more, peers()).gone())
        .extracting(member -> member.id())
        .containsExactly("i-b2");
  }

  @Test
  void a_terminated_instance_is_gone_though_it_is_shown_for_a_while() {
    Net after = peers().remove(peers().topology().get(NetworkInterface.class, "eni-b"));
    after.add(new Instance("i-b", "b", List.of(), false, false));
    Difference difference = between(peers(), after);
    assertThat(difference.gone()).extracting(member -> member.id()).containsExactly("i-b");
    assertThat(others(difference)).containsExactly("i-b was removed [eni-b was removed]");
  }

  @Test
  void of_all_traffic_what_is_lost_is_said_in_ranges_each_with_its_own_cause() {
    Net before =
        peers()
            .group("sg-b", "b", "in tcp/443 10.0.0.0/8", "in tcp/22 10.0.0.0/8")
            .groups("b", "sg-b");
    Net after = peers().group("sg-b", "b", "in udp/53 10.0.0.0/8").groups("b", "sg-b");
    Difference difference = between(before, after, null);
    assertThat(lines(difference.lost()))
        .containsExactly(
            "a → b: 1 of tcp/22: ONE inbound rule tcp/22 from 10.0.0.0/8 of sg-b was removed",
            "a → b: 1 of tcp/443: ONE inbound rule tcp/443 from 10.0.0.0/8 of sg-b was removed");
    assertThat(lines(difference.gained()))
        .containsExactly(
            "a → b: 1 of udp/53: ONE inbound rule udp/53 from 10.0.0.0/8 of sg-b was added");
    assertThat(lines(between(peers(), peers().stopped("b"), null).lost()))
        .containsExactly("a ↔ b: 2 of all: ONE i-b was stopped");
  }

  @Test
  void a_tunnel_that_fails_takes_its_site_with_it() {
    HybridNet before = office();
    HybridNet after = office().fail("vpn-1");
    Difference difference =
        Difference.between(graph(before), graph(after), new Grouping.ByVpc(), Spoken.DEFAULT);
    assertThat(lines(difference.lost()))
        .containsExactly("a ↔ dc: 2 of tcp/443: ONE vpn-1 went down");
    assertThat(others(difference)).isEmpty();
    assertThat(
            lines(
                Difference.between(
                        graph(after), graph(before), new Grouping.ByVpc(), Spoken.DEFAULT)
                    .gained()))
        .containsExactly("a ↔ dc: 2 of tcp/443: ONE vpn-1 came back");
  }

  private static HybridNet office() {
    return new HybridNet()
        .with(vpc ->
            vpc.vpc("a", "10.0.0.0/16")
                .subnet("subnet-a", "a", "10.0.0.0/24")
                .host("a", "subnet-a", "10.0.0.10")
                .main("a", "192.168.0.0/16 -> vgw-1"))
        .vpnGateway("vgw-1", 64512, "a")
        .site("dc", 65001, "192.168.0.0/16")
        .vpn("vpn-1", "vgw-1", "dc");
  }

  private static ForwardingGraph graph(HybridNet net) {
    return new ForwardingGraph(net.topology(), net.routing());
  }

  /** Every kind of component, by its records. */
  private static List<Class<?>> kinds(Class<?> of) {
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> each : of.getPermittedSubclasses()) {
      if (each.isSealed()) {
        kinds.addAll(kinds(each));
      } else {
        kinds.add(each);
      }
    }
    return kinds;
  }

  @Test
  void there_are_words_for_every_field_of_every_kind_of_component_and_for_no_other() {
    List<Class<?>> kinds = kinds(Component.class);
    assertThat(kinds).hasSizeGreaterThan(30).contains(Fault.class);
    for (Class<?> kind : kinds) {
      assertThat(Vocabulary.fields(kind))
          .as(kind.getName())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(kind.getRecordComponents()).map(RecordComponent::getName).toList());
    }
  }
}
