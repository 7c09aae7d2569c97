package culvert.network.why;

import culvert.network.forwarding.Flight;
import culvert.network.forwarding.Kind;
import culvert.network.forwarding.Packet;
import culvert.network.forwarding.Place;
import culvert.network.forwarding.Reason;
import culvert.network.forwarding.Rule;
import culvert.network.forwarding.Step;
import culvert.network.forwarding.Verdict;
import culvert.network.forwarding.Walk;
import culvert.network.routing.LearnedRoute;
import culvert.network.routing.TransitGatewayRoute;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteTable;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnTunnel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what one packet meets, and goes on past filters to find every blocker. */
final class Trail implements Walk.Observer {

  /** Bytes of the headers of IP and TCP. */
  private static final int TCP_OVER_V4 = 40;

  private static final int TCP_OVER_V6 = 60;

  /** The largest packet that the path carries, and what says so. */
  record Narrowest(String component, int mtu) {}

  private final Topology topology;
  private final Leg leg;
  private final List<PathElement> path = new ArrayList<>(12);
  private final List<Blocker> blockers = new ArrayList<>(2);
  private @Nullable Narrowest narrowest;
  private @Nullable Packet sent;
  private int blockersBefore;

  Trail(Topology topology, Leg leg) {
    this.topology = topology;
    this.leg = leg;
  }

  List<PathElement> path() {
    return path;
  }

  List<Blocker> blockers() {
    return blockers;
  }

  @Nullable Narrowest narrowest() {
    return narrowest;
  }

  /** The packet as it started, null before its first step. */
  @Nullable Packet sent() {
    return sent;
  }

  @Override
  public void passed(Step step, Flight before, Verdict.Pass pass) {
    if (sent == null) {
      sent = before.packet();
    }
    switch (step) {
      case Step.Meet meet -> meet(meet.kind(), meet.component(), before.packet());
      case Step.Mtu mtu -> {
        tunnelMtu(mtu);
        if (narrowest == null || mtu.bytes() < narrowest.mtu) {
          narrowest = new Narrowest(mtu.component(), mtu.bytes());
        }
      }
      case Step.Filter filter -> filtered(filter, pass.by(), before.packet());
      case Step.Routed routed -> routed(routed, before.packet());
      case Step.RoutedByLearning routed -> routed(routed.component(), routed.route());
      case Step.RoutedByTransitGateway routed ->
          routed(routed.routeTable(), routed.route(), before.packet());
      case Step.ByZone by -> {
        Map<String, String> detail = path.getLast().detail();
        detail.put("subnet", by.subnet());
        detail.put("zone", by.zone());
      }
      case Step.MapSource _, Step.MapDestination _, Step.Masquerade _, Step.AskFor _ ->
          translated(before.packet(), pass.flight().packet());
      case Step.Require _,
          Step.Remember _,
          Step.TurnReplies _,
          Step.LoseOrigin _,
          Step.Unmasquerade _,
          Step.Lookup _,
          Step.If _,
          Step.Go _,
          Step.Spread _,
          Step.Copy _,
          Step.Deliver _,
          Step.Drop _ -> {}
    }
  }

  @Override
  public void moved(Step step, Flight before, Flight after) {
    translated(before.packet(), after.packet());
  }

  @Override
  public boolean refused(Step step, Flight flight, Verdict.Refuse refusal) {
    block(refusal.reason(), refusal.component(), step, flight);
    if (step instanceof Step.Filter filter) {
      Map<String, String> detail = add(filter.kind(), refusal.component(), flight.packet());
      choose(new Choice.Refused(filter, refusal.reason()));
      detail.put("direction", filter.direction().label());
      detail.put("refused", refusal.reason().name());
    }
    return true;
  }

  /** Writes down where the packet ends, where that is a drop. */
  void dropped(Walk.Dropped drop) {
    block(drop.reason(), drop.component(), drop.step(), drop.flight());
    if (drop.component().equals(last())) {
      return;
    }
    if (topology.find(RouteTable.class, drop.component()) != null) {
      add(Kind.ROUTE_TABLE, drop.component(), drop.flight().packet());
    } else if (topology.find(TransitGatewayRouteTable.class, drop.component()) != null) {
      add(Kind.TRANSIT_GATEWAY_ROUTE_TABLE, drop.component(), drop.flight().packet());
    }
  }

  private void block(Reason reason, String component, @Nullable Step step, Flight flight) {
    for (Blocker known : blockers) {
      if (known.code() == reason && known.component().equals(component)) {
        return;
      }
    }
    String sentence = Explanation.of(reason, component, step, flight, topology);
    String remedy = Remedy.of(reason, component, step, flight.packet());
    int at = component.equals(last()) ? path.size() - 1 : path.size();
    blockers.add(new Blocker(leg, reason, component, step, flight.packet(), at, sentence, remedy));
  }

  /** Writes down another host; what that host thinks of the packet is no blocker. */
  void misdelivered(Walk.Delivered delivered) {
    blockers.subList(blockersBefore, blockers.size()).clear();
    block(Reason.MISDELIVERED, delivered.component(), null, delivered.flight());
  }

  private void meet(Kind kind, String component, Packet packet) {
    blockersBefore = blockers.size();
    if (component.equals(last())) {
      return;
    }
    Map<String, String> detail = add(kind, component, packet);
    if (kind == Kind.NETWORK_INTERFACE) {
      NetworkInterface at = topology.get(NetworkInterface.class, component);
      detail.put("vpc", at.vpc());
      detail.put("subnet", at.subnet());
      if (at.holder() instanceof NetworkInterface.InstanceHolder(String instance)) {
        detail.put("instance", instance);
      }
    }
    if (kind == Kind.VPN_TUNNEL) {
      VpnTunnel tunnel = topology.get(VpnTunnel.class, component);
      String transport = topology.get(VpnConnection.class, tunnel.connection()).transport();
      detail.put("over", transport == null ? Place.Internet.ID : transport);
      detail.put("encryption", tunnel.encryption());
    }
    if (kind == Kind.VIRTUAL_INTERFACE) {
      VirtualInterface at = topology.get(VirtualInterface.class, component);
      detail.put("over", at.parent());
      detail.put("encryption", isEncrypted(at.parent()) ? "MACsec" : "none");
      detail.put("mtu", Integer.toString(at.mtu()));
    }
    if (kind == Kind.TRANSIT_GATEWAY_ATTACHMENT) {
      TransitGatewayVpcAttachment at = topology.find(TransitGatewayVpcAttachment.class, component);
      if (at != null) {
        detail.put("transitGateway", at.transitGateway());
        detail.put("vpc", at.vpc());
      }
    }
  }

  /** A LAG encrypts where every link of it does. */
  private boolean isEncrypted(String parent) {
    DirectConnectConnection connection = topology.find(DirectConnectConnection.class, parent);
    if (connection != null) {
      return connection.macSec();
    }
    List<DirectConnectConnection> links =
        topology.all(DirectConnectConnection.class, each -> parent.equals(each.lag()));
    return !links.isEmpty() && links.stream().allMatch(DirectConnectConnection::macSec);
  }

  /** What fits into a tunnel, and of that TCP's share: neither end finds it out by itself (A5). */
  private void tunnelMtu(Step.Mtu mtu) {
    if (topology.find(VpnTunnel.class, mtu.component()) instanceof VpnTunnel tunnel) {
      boolean ipv6 = topology.get(VpnConnection.class, tunnel.connection()).ipv6();
      Map<String, String> detail = path.getLast().detail();
      detail.put("mtu", Integer.toString(mtu.bytes()));
      detail.put("mss", Integer.toString(mtu.bytes() - (ipv6 ? TCP_OVER_V6 : TCP_OVER_V4)));
    }
  }

  private void filtered(Step.Filter filter, @Nullable Rule by, Packet packet) {
    Map<String, String> detail =
        add(filter.kind(), by == null ? filter.components().getFirst() : by.component(), packet);
    choose(new Choice.Passed(filter, by));
    detail.put("direction", filter.direction().label());
    if (by == null) {
      detail.put("tracked", "true");
    } else {
      detail.put("rule", by.id());
      detail.put("traffic", by.traffic().toString());
      String group = by.group();
      detail.put("peer", group == null ? by.peers().toString() : group);
    }
  }

  private void routed(Step.Routed routed, Packet packet) {
    Map<String, String> detail = add(Kind.ROUTE_TABLE, routed.routeTable(), packet);
    choose(new Choice.ByRoute(routed.route(), routed.matched()));
    detail.put("destination", routed.matched().toString());
    if (routed.route().destination() instanceof RouteDestination.PrefixListEntries(String list)) {
      detail.put("prefixList", list);
    }
    detail.put("target", routed.route().target().id());
    detail.put("origin", Explanation.lowerCase(routed.route().origin()));
  }

  /** On what chose it, which the packet has just met. */
  private void routed(String component, LearnedRoute route) {
    if (!component.equals(last())) {
      return;
    }
    choose(new Choice.ByLearnedRoute(route));
    Map<String, String> detail = path.getLast().detail();
    detail.put("destination", route.destination().toString());
    detail.put("target", String.join(",", route.ways()));
    detail.put("origin", Explanation.lowerCase(route.source()));
    if (!route.asPath().isEmpty()) {
      detail.put(
          "asPath", route.asPath().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
  }

  private void routed(String table, TransitGatewayRoute route, Packet packet) {
    Map<String, String> detail = add(Kind.TRANSIT_GATEWAY_ROUTE_TABLE, table, packet);
    choose(new Choice.ByTransitGatewayRoute(route));
    detail.put("destination", route.destination().toString());
    String list = route.prefixList();
    if (list != null) {
      detail.put("prefixList", list);
    }
    detail.put("target", route.isBlackhole() ? "blackhole" : String.join(",", route.attachments()));
    detail.put("origin", Explanation.lowerCase(route.origin()));
  }

  private void translated(Packet before, Packet after) {
    if (!before.equals(after)) {
      path.set(path.size() - 1, path.getLast().with(after));
      Map<String, String> detail = path.getLast().detail();
      detail.put("from", before.toString());
      detail.put("to", after.toString());
    }
  }

  private void choose(Choice choice) {
    path.set(path.size() - 1, path.getLast().with(choice));
  }

  private Map<String, String> add(Kind kind, String component, Packet packet) {
    Map<String, String> detail = new LinkedHashMap<>();
    path.add(new PathElement(component, kind, packet, null, detail));
    return detail;
  }

  private @Nullable String last() {
    return path.isEmpty() ? null : path.getLast().component();
  }
}
