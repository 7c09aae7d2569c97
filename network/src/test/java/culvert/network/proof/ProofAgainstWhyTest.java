package culvert.network.proof;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.why.End;
import culvert.network.why.Question;
import culvert.network.why.RandomNet;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random networks, proved for every pair and asked packet by packet. {@code -Dculvert.seed=N}
 * replays one run, {@code -Dculvert.networks=N} makes it longer.
 */
class ProofAgainstWhyTest {

  private static final List<String> FAR =
      List.of("203.0.113.9", "8.8.8.8", "54.0.0.1", "54.0.1.1", "2001:db8:ffff::9");

  private static final int PACKETS = 10_000;

  @Test
  void a_proof_of_one_kind_of_packet_says_what_why_says_of_every_pair() {
    long first = Long.getLong("culvert.seed", new Random().nextLong());
    int networks = Integer.getInteger("culvert.networks", 20);
    System.out.println("ProofAgainstWhyTest: -Dculvert.seed=" + first);
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = first; seed < first + networks; seed++) {
      Topology topology = new RandomNet(seed).topology();
      ForwardingGraph graph = new ForwardingGraph(topology);
      Universe universe = new Universe(ends(topology), topology);
      for (Spoken spoken :
          List.of(
              spoken("443", null, null),
              spoken("80", null, "500"),
              spoken("53/udp", null, null),
              spoken("icmp", null, null),
              spoken(null, "47", null))) {
        TrafficKinds kinds =
            TrafficKinds.of(
                spoken.between(IpAddress.v4(0), IpAddress.v4(0)),
                spoken.between(IpAddress.v6(0, 0), IpAddress.v6(0, 0)));
        Proof proof = Proof.ofAllPairs(graph, universe, kinds);
        for (int from = 0; from < universe.size(); from++) {
          for (int to = 0; to < universe.size(); to++) {
            Question question = question(universe.end(from), universe.end(to), spoken);
            if (question != null && !universe.sameAs(from).contains(to)) {
              boolean reachable = Why.ask(graph, question).reachable();
              if (reachable != (proof.reach(from, to, question.packet()) == Proof.Reach.ALL)) {
                System.out.println(
                    Why.ask(graph, question).forward() + "\n" + Why.ask(graph, question).back());
              }
              Proof.Reach reach = proof.reach(from, to, question.packet());
              assertThat(reach)
                  .as("-Dculvert.seed=%d %s", seed, question)
                  .isEqualTo(reachable ? Proof.Reach.ALL : Proof.Reach.NONE);
              seen.merge(reachable ? "reachable" : "not reachable", 1, Integer::sum);
            }
          }
        }
      }
    }
    System.out.println("ProofAgainstWhyTest: " + seen);
    assertThat(seen.get("reachable")).isGreaterThan(10 * networks);
  }

  /**
   * Where a flow may take one of several ways, a proof of all traffic says that some come back, and
   * why says of one packet which way it takes.
   */
  @Test
  void a_proof_of_all_traffic_says_what_why_says_of_any_packet() {
    long first = Long.getLong("culvert.seed", new Random().nextLong());
    int networks = Integer.getInteger("culvert.networks", 20);
    System.out.println("ProofAgainstWhyTest: -Dculvert.seed=" + first);
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = first; seed < first + networks; seed++) {
      Topology topology = new RandomNet(seed).topology();
      ForwardingGraph graph = new ForwardingGraph(topology);
      Universe universe = new Universe(ends(topology), topology);
      Proof proof = Proof.ofAllPairs(graph, universe, TrafficKinds.all(topology));
      Random random = new Random(seed);
      for (int i = 0; i < PACKETS; i++) {
        int from = random.nextInt(universe.size());
        int to = random.nextInt(universe.size());
        Question question = question(universe.end(from), universe.end(to), spoken(random));
        if (question != null && !universe.sameAs(from).contains(to)) {
          boolean reachable = Why.ask(graph, question).reachable();
          Proof.Reach reach = proof.reach(from, to, question.packet());
          assertThat(reach)
              .as("-Dculvert.seed=%d %s", seed, question)
              .isIn(Proof.Reach.SOME, reachable ? Proof.Reach.ALL : Proof.Reach.NONE);
          seen.merge(reach + (reachable ? " reachable" : " not reachable"), 1, Integer::sum);
        }
      }
    }
    System.out.println("ProofAgainstWhyTest: " + seen);
    assertThat(seen.get("ALL reachable")).isGreaterThan(10 * networks);
  }

  /**
   * R4.5.1: from a zone without an attachment a transit gateway takes any of the zones, and one of
   * two does not let the flow in.
   */
  @Test
  void what_is_lost_by_some_of_the_ways_is_reached_by_some() {
    Net net =
        new Net()
            .vpc("a", "10.0.0.0/16")
            .vpc("b", "10.1.0.0/16")
            .subnet("subnet-a", "a", "10.0.0.0/24")
            .zone("subnet-a", "az3")
            .subnet("subnet-b1", "b", "10.1.1.0/24")
            .subnet("subnet-b2", "b", "10.1.2.0/24")
            .zone("subnet-b2", "az2")
            .subnet("subnet-b", "b", "10.1.0.0/24")
            .host("a", "subnet-a", "10.0.0.10")
            .host("b", "subnet-b", "10.1.0.10")
            .transitGateway("tgw-1")
            .attach("att-a", "tgw-1", "subnet-a")
            .attach("att-b", "tgw-1", "subnet-b1", "subnet-b2")
            .gatewayTable("tgw-rtb-1", "tgw-1", "assoc att-a att-b", "prop att-a att-b")
            .main("a", "10.1.0.0/16 -> tgw-1")
            .main("b", "10.0.0.0/16 -> tgw-1")
            .acl("acl-b2", "subnet-b2", "in 100 allow all 0.0.0.0/0", "out 100 deny all 0.0.0.0/0");
    Topology topology = net.topology();
    Universe universe = new Universe(ends(topology), topology);
    Proof proof =
        Proof.ofAllPairs(new ForwardingGraph(topology), universe, TrafficKinds.all(topology));
    int a = universe.numberOf(new End.AtInterface("eni-a", IpAddress.parse("10.0.0.10")));
    int b = universe.numberOf(new End.AtInterface("eni-b", IpAddress.parse("10.1.0.10")));
    Packet https = Spoken.DEFAULT.between(IpAddress.v4(0), IpAddress.v4(0));
    assertThat(proof.reach(a, b, https)).isEqualTo(Proof.Reach.SOME);
    assertThat(proof.reaches(a, b)).isFalse();
  }

  private static Spoken spoken(Random random) {
    List<Integer> ports =
        List.of(0, 22, 53, 80, 443, 444, 500, 1023, 1024, 1100, 8080, 49152, 65535);
    int source = ports.get(random.nextInt(ports.size()));
    int destination = ports.get(random.nextInt(ports.size()));
    return switch (random.nextInt(6)) {
      case 0 -> new Spoken(17, source, destination);
      case 1 -> new Spoken(1, 0, 0);
      case 2 -> new Spoken(47, 0, 0);
      default -> new Spoken(6, source, destination);
    };
  }

  private static Spoken spoken(
      @Nullable String port, @Nullable String protocol, @Nullable String sourcePort) {
    return Spoken.parse(port, protocol, sourcePort);
  }

  private static @Nullable Question question(End from, End to, Spoken spoken) {
    if (from.address().family() != to.address().family() || isOutside(from) && isOutside(to)) {
      return null;
    }
    return new Question(from, to, spoken.between(from.address(), to.address()));
  }

  private static boolean isOutside(End end) {
    return end instanceof End.Internet || end instanceof End.Service;
  }

  static List<End> ends(Topology topology) {
    List<End> ends = new ArrayList<>();
    for (NetworkInterface at : topology.all(NetworkInterface.class)) {
      at.addresses().forEach(address -> ends.add(new End.AtInterface(at.id(), address)));
      at.publicAddresses()
          .values()
          .forEach(address -> ends.add(new End.AtInterface(at.id(), address)));
    }
    for (String far : FAR) {
      ends.add(new End.Internet(IpAddress.parse(far)));
    }
    ends.add(new End.Service("com.amazonaws.us-east-1.s3", IpAddress.parse("54.0.0.1")));
    for (Site site : topology.all(Site.class)) {
      for (IpPrefix prefix : site.prefixes()) {
        ends.add(new End.AtSite(site.id(), prefix.first().plus(10)));
      }
    }
    return ends;
  }
}
