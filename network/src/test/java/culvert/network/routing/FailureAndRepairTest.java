package culvert.network.routing;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.topology.Component;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.Fault;
import culvert.network.topology.HeldSession;
import culvert.network.topology.Instance;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever fails and comes back, and in whatever order, routing ends as if it began anew. */
class FailureAndRepairTest {

  /** {@code -Dculvert.seed=N} takes another. */
  private static final long SEED = Long.getLong("culvert.seed", 20261127);

  private static final int SEQUENCES = 1000;
  private static final List<String> REGIONS = List.of("us-east-1", "us-west-1");

  /** Every kind of link, most prefixes announced on more than one. */
  private static HybridNet everything() {
    return new HybridNet()
        .with(net ->
            net.vpc("a", "10.0.0.0/16")
                .vpc("b", "10.1.0.0/16")
                .subnet("subnet-b", "b", "10.1.1.0/24")
                .host("gre", "subnet-b", "10.1.1.9"))
        .vpnGateway("vgw-1", 64512, "a")
        .vpnGateway("vgw-2", 64511, null)
        .transitGateway("tgw-1", 64513)
        .transitGateway("tgw-2", 64514, "us-west-1", false)
        .with(net -> net.attach("att-b", "tgw-1", "subnet-b"))
        .directConnectGateway("dxgw-1", 64600)
        .directConnectGateway("dxgw-2", 64601)
        .associate("assoc-1", "dxgw-1", "vgw-1", "10.0.0.0/8")
        .associate("assoc-2", "dxgw-2", "tgw-1", "10.0.0.0/8", "10.100.0.0/24")
        .associate("assoc-3", "dxgw-2", "tgw-2", "10.101.0.0/24")
        .connection("dxcon-1", "EqDC2")
        .connectionIn("us-west-1", "dxcon-2", "EqSV5")
        .lag("dxlag-1", "CSVA1", 2, "dxcon-3", "dxcon-4", "dxcon-5")
        .site("dc", 65001, "192.168.0.0/16", "192.168.1.0/24", "192.168.0.0/30")
        .site("dr", 65002, "192.168.0.0/16", "172.16.0.0/16")
        .site("lab", 65001, "172.17.0.0/16", "172.16.0.0/16")
        .virtualInterface("dxvif-1", "dxcon-1", "dxgw-1", "dc")
        .virtualInterface("dxvif-2", "dxcon-2", "dxgw-1", "dr")
        .withSiteLink("dxvif-3", "dxlag-1", "dxgw-2", "dc")
        .withSiteLink("dxvif-4", "dxcon-2", "dxgw-2", "dr")
        .virtualInterface("dxvif-5", "dxlag-1", "vgw-2", "lab")
        .publicInterface("dxvif-6", "dxcon-1", "dc", "192.168.0.0/16")
        .vpn("vpn-1", "vgw-1", "dc")
        .staticVpn("vpn-2", "vgw-1", "dr", "192.168.0.0/16", "172.18.0.0/16")
        .vpn("vpn-3", "vgw-2", "dr")
        .vpn("vpn-4", "tgw-1", "dc")
        .vpn("vpn-5", "tgw-1", "dr")
        .vpn("vpn-6", "tgw-2", "dr")
        .vpn("vpn-7", "tgw-2", "lab")
        .privateVpn(
            "vpn-8", "tgw-1", "dc", "att-assoc-2", "192.168.0.9", "10.100.0.5", "10.100.0.6")
        .connect("att-connect-1", "tgw-1", "att-b")
        .connect("att-connect-2", "tgw-1", "att-assoc-2")
        .connectPeer("tgw-connect-peer-1", "att-connect-1", "lab", "10.100.0.8", "10.1.1.9")
        .connectPeer("tgw-connect-peer-2", "att-connect-2", "dr", "10.100.0.9", "172.16.0.9")
        .policy("dc", "dxvif-1 prepend 2 prefer 200 tag 7224:7200")
        .policy("dc", "vpn-4/2 med 50")
        .policy("dr", "dxvif-2 tag 7224:7300")
        .route("dr", "10.0.0.0/16 -> vpn-2")
        .with(net ->
            net.gatewayTable(
                    "tgw-rtb-1",
                    "tgw-1",
                    "assoc att-b att-vpn-4 att-vpn-8 att-assoc-2 att-connect-1",
                    "prop att-b att-vpn-4 att-vpn-5 att-vpn-8 att-assoc-2 att-connect-1"
                        + " att-connect-2",
                    "10.9.0.0/16 -> att-vpn-5")
                .gatewayTable(
                    "tgw-rtb-2",
                    "tgw-1",
                    "assoc att-vpn-5 att-connect-2",
                    "prop att-b att-vpn-5 att-connect-2")
                .gatewayTable(
                    "tgw-rtb-3",
                    "tgw-2",
                    "assoc att-vpn-6 att-vpn-7 att-assoc-3",
                    "prop att-vpn-6 att-vpn-7 att-assoc-3"));
  }

  /** All that can be asked of a routing. */
  private static Map<String, Object> everythingOf(HybridRouting routing, Topology topology) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("sessions", routing.sessions());
    routing
        .sessions()
        .keySet()
        .forEach(id -> all.put(id, List.of(routing.accepted(id), routing.announced(id))));
    topology
        .all(VpnGateway.class)
        .forEach(each -> all.put(each.id(), routing.ofVpnGateway(each.id())));
    topology.all(Site.class).forEach(each -> all.put(each.id(), routing.ofSite(each.id())));
    topology
        .all(VpnConnection.class)
        .forEach(each -> all.put(each.id(), routing.tunnelsOf(each.id())));
    topology
        .all(TransitGatewayRouteTable.class)
        .forEach(each -> all.put(each.id(), routing.transitGateways().best(each)));
    for (String region : REGIONS) {
      topology
          .all(DirectConnectGateway.class)
          .forEach(each ->
              all.put(
                  each.id() + region,
                  List.of(
                      routing.outOfDirectConnectGateway(each.id(), region),
                      routing.bySiteLink(each.id()),
                      routing.intoAwsFromDirectConnectGateway(each.id()))));
      all.put(region, routing.ofPublicNetwork(region));
    }
    return all;
  }

  private static List<String> breakable(HybridRouting routing) {
    TreeSet<String> breakable = new TreeSet<>(List.of("dxcon-3", "dxcon-4", "dxcon-5", "i-gre"));
    routing.sessions().values().forEach(session -> breakable.addAll(session.needs()));
    return List.copyOf(breakable);
  }

  @Test
  void sequences_of_failure_and_repair_end_as_a_fresh_computation_does() {
    Random random = new Random(SEED);
    HybridNet net = everything();
    HybridRouting routing = net.routing();
    Map<String, Object> whole = everythingOf(routing, net.topology());
    assertThat(routing.sessions().values()).allMatch(Session::up);
    List<String> breakable = breakable(routing);
    List<String> sessions = List.copyOf(routing.sessions().keySet());
    int different = 0;
    for (int i = 0; i < SEQUENCES; i++) {
      List<String> done = new ArrayList<>();
      for (int step = random.nextInt(1, 8); step > 0; step--) {
        String component = breakable.get(random.nextInt(breakable.size()));
        String session = sessions.get(random.nextInt(sessions.size()));
        switch (random.nextInt(6)) {
          case 0, 1 -> {
            net.fail(component);
            done.add("fail " + component);
          }
          case 2, 3 -> {
            net.heal(component);
            done.add("heal " + component);
          }
          case 4 -> {
            boolean up = random.nextBoolean();
            net.hold(session, up);
            done.add("hold " + session + (up ? " up" : " down"));
          }
          default -> {
            net.release(session);
            done.add("release " + session);
          }
        }
        routing = HybridRouting.after(routing, net.topology());
        if (random.nextInt(4) == 0) {
          everythingOf(routing, net.topology());
        }
      }
      Topology topology = net.shuffled(random);
      Map<String, Object> now = everythingOf(routing, topology);
      assertThat(now)
          .as("seed %d, sequence %d: %s", SEED, i, done)
          .isEqualTo(everythingOf(new HybridRouting(topology), topology));
      different += now.equals(whole) ? 0 : 1;
    }
    assertThat(different).as("sequences that changed something").isGreaterThan(SEQUENCES / 2);
    breakable.forEach(net::heal);
    sessions.forEach(net::release);
    assertThat(everythingOf(HybridRouting.after(routing, net.topology()), net.topology()))
        .isEqualTo(whole);
  }

  /** As the catalog's topology changes: what has not changed is shared with the one before. */
  @Test
  void a_topology_that_changes_step_by_step_ends_as_a_fresh_computation_does() {
    Random random = new Random(SEED);
    Topology topology = everything().topology();
    HybridRouting routing = new HybridRouting(topology);
    List<String> breakable = breakable(routing);
    List<String> sessions = List.copyOf(routing.sessions().keySet());
    List<Component> removable = removable(topology);
    for (int i = 0; i < SEQUENCES; i++) {
      for (int step = random.nextInt(1, 4); step > 0; step--) {
        String component = breakable.get(random.nextInt(breakable.size()));
        String session = sessions.get(random.nextInt(sessions.size()));
        Component part = removable.get(random.nextInt(removable.size()));
        topology =
            switch (random.nextInt(8)) {
              case 0, 1 -> topology.with(new Fault(component));
              case 2, 3 -> topology.without(Fault.class, component);
              case 4 -> topology.with(new HeldSession(session, random.nextBoolean()));
              case 5 -> topology.without(HeldSession.class, session);
              case 6 -> topology.without(part.getClass(), part.id());
              default -> topology.with(part);
            };
        routing = HybridRouting.after(routing, topology);
      }
      if (random.nextInt(3) > 0) {
        assertThat(everythingOf(routing, topology))
            .as("seed %d, step %d", SEED, i)
            .isEqualTo(everythingOf(new HybridRouting(topology), topology));
      }
    }
  }

  /** What nothing else names by id. */
  private static List<Component> removable(Topology topology) {
    List<Component> removable = new ArrayList<>();
    removable.addAll(topology.all(VpnConnection.class));
    removable.addAll(topology.all(VirtualInterface.class));
    removable.addAll(topology.all(DirectConnectConnection.class));
    removable.addAll(topology.all(TransitGatewayRouteTable.class));
    removable.addAll(topology.all(TransitGatewayConnectPeer.class));
    removable.addAll(topology.all(Instance.class));
    removable.sort(Comparator.comparing(Component::id));
    return removable;
  }

  @Test
  void the_order_of_components_makes_no_difference() {
    Random random = new Random(SEED);
    HybridNet net = everything();
    Map<String, Object> whole = everythingOf(net.routing(), net.topology());
    for (int i = 0; i < 50; i++) {
      Topology topology = net.shuffled(random);
      assertThat(everythingOf(new HybridRouting(topology), topology)).isEqualTo(whole);
    }
  }

  @Test
  void what_has_not_changed_outlives_computations_that_are_asked_nothing() {
    Topology whole = everything().topology();
    HybridRouting routing = new HybridRouting(whole);
    Map<String, Object> old = everythingOf(routing, whole);
    Topology topology = whole;
    for (int i = 0; i < 5; i++) {
      topology = topology.with(new Fault("vpn-7/" + (1 + i % 2)));
      routing = HybridRouting.after(routing, topology);
      topology = topology.without(Fault.class, "vpn-7/" + (1 + i % 2));
      routing = HybridRouting.after(routing, topology);
    }
    Map<String, Object> now = everythingOf(routing, topology);
    for (String same : List.of("vgw-1", "tgw-rtb-1", "tgw-rtb-3", "site:dc", "site:lab")) {
      assertThat(now.get(same)).as(same).isSameAs(old.get(same));
    }
  }

  @Test
  void what_has_not_changed_is_not_computed_again() {
    HybridNet net = everything();
    HybridRouting before = net.routing();
    Map<String, Object> old = everythingOf(before, net.topology());
    HybridRouting after = HybridRouting.after(before, net.fail("vpn-7").topology());
    Map<String, Object> now = everythingOf(after, net.topology());
    for (String same : List.of("vgw-1", "vgw-2", "tgw-rtb-1", "tgw-rtb-2")) {
      assertThat(now.get(same)).as(same).isSameAs(old.get(same));
    }
    assertThat(now.get("tgw-rtb-3")).isNotEqualTo(old.get("tgw-rtb-3"));
  }
}
