package culvert.network.failover;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.Session;
import culvert.network.topology.Fault;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.VpnGateway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Components fail and come back at random, at random times. */
class RandomFailuresTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SEQUENCES = 1000;
  private static final int EVENTS = 8;
  private static final long A_DAY = 86_400_000;

  private static final List<String> COMPONENTS =
      List.of(
          "EqSe2",
          "EqDC2",
          "dxcon-1",
          "dxcon-2",
          "dxlag-1",
          "dxcon-l1",
          "dxcon-l2",
          "dxvif-1",
          "dxvif-2",
          "dxvif-3",
          "vpn-1",
          "vpn-1/1",
          "vpn-2/2",
          "vpn-3",
          "use1-az1",
          "use1-az2",
          "site:seoul",
          "site:busan");

  /** Two sites, three virtual interfaces, a VPN of each kind, and one that runs over a fourth. */
  private static HybridNet net() {
    HybridNet net =
        Seoul.net()
            .site("busan", 65002, "192.168.128.0/20", "172.31.0.0/24")
            .vpn("vpn-2", "vgw-1", "busan")
            .staticVpn("vpn-3", "vgw-1", "busan", "192.168.128.0/20")
            .connection("dxcon-2", "EqDC2")
            .virtualInterface("dxvif-2", "dxcon-2", "vgw-1", "busan")
            .transitGateway("tgw-1", 64513)
            .lag("dxlag-1", "EqDC2", 1, "dxcon-l1", "dxcon-l2")
            .directConnectGateway("dxgw-1", 64600)
            .associate("assoc-1", "dxgw-1", "tgw-1", "10.9.0.0/24")
            .virtualInterface("dxvif-3", "dxlag-1", "dxgw-1", "busan")
            .privateVpn(
                "vpn-4", "tgw-1", "busan", "att-assoc-1", "172.31.0.1", "10.9.0.1", "10.9.0.2");
    return Seoul.withoutBfd(net, "busan");
  }

  /** One sequence, and a day of rest for every timer to run out. */
  private static Moment run(Topology topology, long seed, List<Event> log) {
    Random random = new Random(seed);
    Moment moment = Moment.of(topology, List.of(), true);
    Instant now = START;
    for (int i = 0; i < EVENTS; i++) {
      now = now.plusMillis(random.nextInt(60_000));
      moment = moment.advancedTo(now, log::add);
      String component = COMPONENTS.get(random.nextInt(COMPONENTS.size()));
      moment =
          moment.faults().contains(component)
              ? moment.healing(List.of(component), now, log::add)
              : moment.failing(List.of(component), now, log::add);
    }
    return moment.advancedTo(now.plusMillis(A_DAY), log::add);
  }

  private static String text(List<Event> log) {
    return log.stream().map(Event::toString).collect(Collectors.joining("\n"));
  }

  /** All that anybody could see of it. */
  private static Map<String, Object> seen(HybridRouting routing, Topology topology) {
    Map<String, Object> seen = new TreeMap<>();
    for (Session session : routing.sessions().values()) {
      seen.put(session.id(), session);
      seen.put("accepted " + session.id(), routing.accepted(session.id()));
      seen.put("announced " + session.id(), routing.announced(session.id()));
    }
    topology
        .all(VpnGateway.class)
        .forEach(each -> seen.put(each.id(), routing.ofVpnGateway(each.id())));
    topology.all(Site.class).forEach(each -> seen.put(each.id(), routing.ofSite(each.id())));
    seen.put("att-assoc-1", List.copyOf(routing.ofAttachment("tgw-1", "att-assoc-1")));
    seen.put("att-vpn-4", List.copyOf(routing.ofAttachment("tgw-1", "att-vpn-4")));
    return seen;
  }

  @Test
  void a_thousand_sequences_end_in_the_state_that_a_fresh_computation_gives() {
    Topology topology = net().topology();
    int faulty = 0;
    int sessionsDown = 0;
    for (long seed = 0; seed < SEQUENCES; seed++) {
      Moment end = run(topology, seed, new ArrayList<>());
      SortedSet<String> faults = end.faults();
      Topology fresh = topology;
      for (String each : faults) {
        fresh = fresh.with(new Fault(each));
      }
      assertThat(end.holds()).as("seed %d", seed).isEmpty();
      assertThat(seen(end.routing(), end.topology()))
          .as("seed %d, down are %s", seed, faults)
          .isEqualTo(seen(new HybridRouting(fresh), fresh));
      faulty += faults.isEmpty() ? 0 : 1;
      sessionsDown += (int) end.routing().sessions().values().stream().filter(s -> !s.up()).count();
    }
    assertThat(faulty).isGreaterThan(SEQUENCES / 2);
    assertThat(sessionsDown).isGreaterThan(SEQUENCES);
  }

  @Test
  void the_same_seed_gives_the_same_log_byte_by_byte_whatever_the_order_of_declaration() {
    HybridNet net = net();
    for (long seed = 0; seed < 50; seed++) {
      List<Event> one = new ArrayList<>();
      List<Event> other = new ArrayList<>();
      run(net.topology(), seed, one);
      run(net.shuffled(new Random(seed)), seed, other);
      assertThat(text(other)).as("seed %d", seed).isEqualTo(text(one));
      assertThat(one).hasSizeGreaterThan(EVENTS);
    }
  }

  @Test
  void it_does_not_matter_in_how_many_steps_time_passes() {
    Topology topology = net().topology();
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      String component = COMPONENTS.get(random.nextInt(COMPONENTS.size()));
      List<Event> one = new ArrayList<>();
      List<Event> other = new ArrayList<>();
      Moment start = Moment.of(topology, List.of(), true);
      start
          .failing(List.of(component), START, one::add)
          .advancedTo(START.plusMillis(A_DAY), one::add);
      Moment step = start.failing(List.of(component), START, other::add);
      for (int second = 0; second <= 100; second++) {
        step = step.advancedTo(START.plusSeconds(second), other::add);
      }
      assertThat(text(other)).isEqualTo(text(one));
    }
  }
}
