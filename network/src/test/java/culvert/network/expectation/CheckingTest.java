package culvert.network.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.Net;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Reason;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.topology.VpnConnection;
import culvert.network.why.Blocker;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.RandomNet;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckingTest {

  /** A web tier that the internet asks, and data behind it in another VPC. */
  private static Net shop() {
    return new Net()
        .vpc("front", "10.0.0.0/16")
        .vpc("back", "10.1.0.0/16")
        .peering("pcx-shop", "front", "back")
        .internetGateway("igw-front", "front")
        .main("front", "10.1.0.0/16 -> pcx-shop", "0.0.0.0/0 -> igw-front")
        .main("back", "10.0.0.0/16 -> pcx-shop")
        .subnet("subnet-front", "front", "10.0.0.0/24")
        .subnet("subnet-back", "back", "10.1.0.0/24")
        .group("sg-web", "front", "in tcp/443 0.0.0.0/0", "out all 0.0.0.0/0")
        .group("sg-db", "back", "in tcp/5432 10.0.0.0/24", "out all 0.0.0.0/0")
        .host("web-1", "subnet-front", "10.0.0.11")
        .host("web-2", "subnet-front", "10.0.0.12")
        .host("db", "subnet-back", "10.1.0.10")
        .groups("web-1", "sg-web")
        .groups("web-2", "sg-web")
        .groups("db", "sg-db")
        .publicly("web-1", "54.0.0.1");
  }

  private static final Labels LABELS =
      labels(
          "i-web-1",
          "web-1",
          "i-web-2",
          "web-2",
          "i-db",
          "db",
          "vpc-front",
          "front",
          "vpc-back",
          "back",
          "pcx-shop",
          "shop");

  private static Labels labels(String... idsAndNames) {
    Map<String, Map<String, String>> tags = new HashMap<>();
    for (int i = 0; i < idsAndNames.length; i += 2) {
      tags.put(idsAndNames[i], Map.of("Name", idsAndNames[i + 1], "Tier", idsAndNames[i + 1]));
    }
    return new Labels(tags);
  }

  private static Finding check(
      ForwardingGraph graph, Labels labels, Expectation.OfPairs expectation) {
    return Checking.of(graph, labels, List.of(expectation), _ -> {}).getFirst();
  }

  private static Finding check(Net net, String sentence) {
    return check(net.graph(), LABELS, Sentence.reach(sentence));
  }

  private static void holds(Net net, int pairs, String sentence) {
    Finding finding = check(net, sentence);
    assertThat(finding.holds()).as("%s: %s", sentence, finding).isTrue();
    assertThat(finding.pairs()).isEqualTo(pairs);
  }

  private static Finding fails(Net net, int violated, String sentence) {
    Finding finding = check(net, sentence);
    assertThat(finding.problems()).isEmpty();
    assertThat(finding.holds()).isFalse();
    assertThat(finding.violated()).isEqualTo(violated);
    return finding;
  }

  private static List<String> blockers(Finding finding) {
    return finding.violations().getFirst().answer().blockers().stream()
        .map(blocker -> blocker.leg() + " " + blocker.code() + " " + blocker.component())
        .toList();
  }

  @Test
  void what_is_so_holds_for_every_pair_that_is_meant() {
    Net net = shop();
    holds(net, 2, "web-* can reach db on tcp/5432");
    holds(net, 2, "front can reach back on tcp/5432 via shop");
    holds(net, 2, "vpc-front can reach i-db on tcp/5432 via pcx-shop");
    holds(net, 2, "tag:Tier=web-? can reach 10.1.0.10@vpc-back on tcp/5432");
    holds(net, 2, "sg-web can reach subnet-back");
    holds(net, 2, "web-* cannot reach db on tcp/22, udp");
    holds(net, 2, "account:000000000000 except db can reach db on 5432");
    holds(net, 1, "internet can reach web-1 on tcp/443");
    holds(net, 1, "web-1 can reach internet on tcp/443");
    holds(net, 2, "web-* can reach web-* on tcp/443");
  }

  @Test
  void what_is_not_so_is_told_with_its_path_what_is_in_the_way_and_what_would_help() {
    Finding finding = fails(shop(), 2, "web-* can reach db on tcp/22");
    assertThat(blockers(finding)).containsExactly("FORWARD ENI_SG_RULES_MISMATCH sg-db");
    Violation first = finding.violations().getFirst();
    assertThat(first.from()).isEqualTo("i-web-1");
    assertThat(first.to()).isEqualTo("i-db");
    assertThat(first.what()).isEqualTo("is not reachable");
    Blocker blocker = first.answer().blockers().getFirst();
    assertThat(blocker.code()).isEqualTo(Reason.ENI_SG_RULES_MISMATCH);
    assertThat(blocker.remedy())
        .isEqualTo("add an inbound rule for tcp/22 from 10.0.0.11 to sg-db");
  }

  @Test
  void a_lost_return_route_is_named() {
    Finding finding = fails(shop().main("back"), 2, "web-* can reach db on tcp/5432");
    assertThat(blockers(finding)).containsExactly("RETURN NO_ROUTE_TO_DESTINATION rtb-back");
    assertThat(finding.violations().getFirst().answer().blockers().getFirst().remedy())
        .isEqualTo("add a route for 10.0.0.11 to rtb-back");
  }

  @Test
  void what_shall_not_pass_is_told_with_a_packet_that_does() {
    Finding finding = fails(shop(), 2, "web-* cannot reach db");
    assertThat(finding.violations()).hasSize(2);
    Violation first = finding.violations().getFirst();
    assertThat(first.what()).isEqualTo("is reachable");
    assertThat(first.question().packet().destinationPort()).isEqualTo(5432);
    assertThat(first.answer().reachable()).isTrue();
  }

  /** An unused ephemeral port of the asker's is no excuse: any port of its counts. */
  @Test
  void cannot_reach_is_of_any_port_of_the_askers() {
    Net net =
        shop()
            .acl(
                "acl-back",
                "subnet-back",
                "in 100 allow all 0.0.0.0/0",
                "out 100 allow tcp/1000-1999 0.0.0.0/0");
    holds(net, 2, "web-* cannot reach db on tcp/22");
    Finding finding = fails(net, 2, "web-* cannot reach db on tcp/5432");
    assertThat(finding.violations().getFirst().question().packet().sourcePort())
        .isBetween(1000, 1999);
    fails(net, 2, "web-* can reach db on tcp/5432");
  }

  @Test
  void the_internet_is_every_address_that_the_network_tells_apart() {
    Net net = shop().group("sg-web", "front", "in tcp/443 0.0.0.0/0", "in tcp/22 198.51.100.7/32");
    holds(net, 1, "internet can reach web-1 on tcp/443");
    Finding finding = fails(net, 1, "internet cannot reach web-1 on tcp/22");
    assertThat(finding.violations().getFirst().question().from())
        .hasToString("Internet[address=198.51.100.7]");
    fails(net, 1, "internet can reach web-1 on tcp/22");
    holds(net, 1, "internet/198.51.100.7 can reach web-1 on tcp/22");
    holds(net, 1, "internet/198.51.100.8 cannot reach web-1 on tcp/22");
    assertThat(check(net, "internet can reach web-2").problems())
        .containsExactly("i-web-2 has no address that the internet knows");
    holds(net, 0, "internet cannot reach web-2");
  }

  @Test
  void nothing_reaches_is_of_everybody_inside_and_outside() {
    Finding finding = check(shop(), "nothing reaches internet from db");
    assertThat(finding.holds()).isTrue();
    assertThat(finding.pairs()).isPositive();
    assertThat(check(shop(), "nothing reaches db on tcp/22").holds()).isTrue();
    fails(shop(), 2, "nothing reaches db on tcp/5432");
  }

  @Test
  void another_way_is_no_way() {
    Net net =
        shop()
            .transitGateway("tgw-hub")
            .attach("tgw-attach-front", "tgw-hub", "subnet-front")
            .attach("tgw-attach-back", "tgw-hub", "subnet-back")
            .gatewayTable(
                "tgw-rtb-hub",
                "tgw-hub",
                "assoc tgw-attach-front",
                "assoc tgw-attach-back",
                "prop tgw-attach-front",
                "prop tgw-attach-back")
            .main("back", "10.0.0.0/16 -> tgw-hub");
    Finding finding = fails(net, 2, "web-* can reach db on tcp/5432 via shop");
    assertThat(finding.violations().getFirst().what())
        .isEqualTo("comes back by another way than shop");
    fails(net, 2, "web-* can reach db on tcp/5432 via tgw-hub");
  }

  @Test
  void a_name_that_means_nobody_is_no_sentence_about_this_network() {
    assertThat(check(shop(), "wbe-* cannot reach db").problems())
        .singleElement()
        .asString()
        .startsWith("nobody is meant by wbe-*");
    assertThat(check(shop(), "web-* can reach db via nowhere").problems())
        .containsExactly("no component that packets pass has that id or Name tag: nowhere");
    assertThat(check(shop(), "web-1 except web-* can reach db").problems())
        .containsExactly("nobody is left of web-1 except web-*");
    assertThat(check(shop(), "site:seoul can reach db").problems())
        .containsExactly("there is no site:seoul");
  }

  @Test
  void the_interfaces_of_an_instance_are_its_own_and_all_must_be_unreachable() {
    Net net = shop().host("side", "subnet-front", "10.0.0.99");
    Topology topology = net.topology();
    NetworkInterface second = topology.get(NetworkInterface.class, "eni-side");
    culvert.network.topology.Instance db =
        topology.get(culvert.network.topology.Instance.class, "i-db");
    Topology multi =
        topology
            .with(
                new NetworkInterface(
                    second.id(),
                    second.vpc(),
                    second.subnet(),
                    "",
                    second.addresses(),
                    List.of(),
                    Map.of(),
                    List.of("sg-web"),
                    true,
                    new NetworkInterface.InstanceHolder("i-db")))
            .with(
                new culvert.network.topology.Instance(
                    "i-db", "db", List.of("eni-db", "eni-side"), true, false));
    assertThat(db.interfaces()).containsExactly("eni-db");
    ForwardingGraph graph = new ForwardingGraph(multi);
    Finding finding = check(graph, LABELS, Sentence.reach("web-* cannot reach db on tcp/443"));
    assertThat(finding.violated()).isEqualTo(2);
    assertThat(finding.violations().getFirst().question().to())
        .isInstanceOfSatisfying(
            End.AtInterface.class, at -> assertThat(at.networkInterface()).isEqualTo("eni-side"));
    Finding own = check(graph, LABELS, Sentence.reach("db cannot reach db"));
    assertThat(own.pairs()).isZero();
    assertThat(own.holds()).isTrue();
  }

  @Test
  void a_failure_is_rehearsed_with_its_time_and_way() {
    HybridNet net =
        new HybridNet()
            .with(vpc ->
                vpc.vpc("a", "10.0.0.0/16")
                    .subnet("subnet-a", "a", "10.0.0.0/24")
                    .host("a", "subnet-a", "10.0.0.10"))
            .vpnGateway("vgw-1", 64512, "a")
            .site("seoul", 65001, "192.168.0.0/16")
            .vpn("vpn-1", "vgw-1", "seoul")
            .vpn("vpn-2", "vgw-1", "seoul");
    net.net().propagate("a", "vgw-1");
    ForwardingGraph graph = new ForwardingGraph(net.topology(), net.routing());
    Labels labels = labels("vpn-1", "first", "vpn-2", "second", "i-a", "app");
    assertThat(net.topology().all(VpnConnection.class)).hasSize(2);
    List<Expectation.OfPairs> sentences =
        List.of(
            Sentence.reach("site:seoul can reach app via first, second"),
            Sentence.failover("when first fails", "site:seoul reaches app within 60s via second"),
            Sentence.failover("when first fails", "site:seoul reaches app within 1s"),
            Sentence.failover("when first fails", "site:seoul reaches app via first"),
            Sentence.failover("when first and second fail", "site:seoul reaches app"),
            Sentence.failover("when first, second fail", "site:seoul cannot reach app"),
            Sentence.failover("when pcx-none fails", "site:seoul cannot reach app"));
    List<Finding> findings = Checking.of(graph, labels, sentences, _ -> {});
    assertThat(findings)
        .extracting(Finding::holds)
        .containsExactly(true, true, false, false, false, true, false);
    assertThat(findings.get(2).violations().getFirst().what())
        .isEqualTo("is lost for 30 s, and not at most 1 s");
    assertThat(findings.get(3).violations().getFirst().what())
        .isEqualTo("goes there and comes back by another way than first");
    assertThat(findings.get(4).violations().getFirst().what())
        .isEqualTo("is not reachable any more");
    assertThat(findings.get(6).problems())
        .containsExactly("no component that packets pass has that id or Name tag: pcx-none");
  }

  /** Of one port and ordinary clients, a sentence says what {@code why} says of every pair. */
  @Test
  void sentences_about_random_networks_say_what_why_says_of_every_pair() {
    long first = Long.getLong("culvert.seed", new Random().nextLong());
    int networks = Integer.getInteger("culvert.networks", 20);
    System.out.println("CheckingTest: -Dculvert.seed=" + first);
    long violated = 0;
    for (long seed = first; seed < first + networks; seed++) {
      Topology topology = new RandomNet(seed).topology();
      ForwardingGraph graph = new ForwardingGraph(topology);
      Finding finding =
          check(graph, Labels.NONE, Sentence.reach("everything can reach everything on tcp/443"));
      if (!finding.problems().isEmpty()) {
        continue;
      }
      Parties parties = new Parties(topology, Labels.NONE);
      List<Party> all = new ArrayList<>(parties.of(new Terms(List.of("everything"), List.of())));
      long unreachable = 0;
      for (Party from : all) {
        for (Party to : all) {
          if (from != to) {
            unreachable += unreachable(from, to, graph);
          }
        }
      }
      assertThat(finding.violated())
          .as("-Dculvert.seed=" + seed)
          .isGreaterThanOrEqualTo(unreachable);
      for (Violation violation : finding.violations()) {
        assertThat(violation.answer().reachable()).as("-Dculvert.seed=" + seed).isFalse();
      }
      violated += unreachable;
    }
    assertThat(violated).isPositive();
  }

  private static long unreachable(Party from, Party to, ForwardingGraph graph) {
    long count = 0;
    for (End one : from.usual()) {
      for (End other : to.usual()) {
        boolean v4 = one.address().isV4();
        boolean speak =
            v4 == other.address().isV4()
                && (v4
                    || from.usual(culvert.network.address.IpFamily.V4).isEmpty()
                    || to.usual(culvert.network.address.IpFamily.V4).isEmpty());
        if (speak
            && !Why.ask(
                    graph,
                    new Question(
                        one, other, Spoken.DEFAULT.between(one.address(), other.address())))
                .reachable()) {
          count++;
        }
      }
    }
    return count;
  }
}
