package culvert.network.failover;

import culvert.network.address.IpAddress;
import culvert.network.forwarding.Kind;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.Session;
import culvert.network.topology.Component;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.Instance;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Site;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnTunnel;
import culvert.network.why.Answer;
import culvert.network.why.End;
import culvert.network.why.PathElement;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a network can fail: its parts that wear out, lose power or are cut, and where they are.
 */
public final class FailingComponents {

  private static final List<Class<? extends Component>> PARTS =
      List.of(
          DirectConnectConnection.class,
          DirectConnectLag.class,
          VirtualInterface.class,
          VpnConnection.class,
          VpnTunnel.class,
          Site.class,
          Instance.class);

  private FailingComponents() {}

  /**
   * Whether the network has it: a Direct Connect connection, LAG or location, a virtual interface,
   * a VPN connection or tunnel, a site, an instance, or an Availability Zone by its id.
   */
  public static boolean exists(String component, Topology topology) {
    return PARTS.stream().anyMatch(kind -> topology.find(kind, component) != null)
        || places(topology).anyMatch(component::equals);
  }

  /** Availability Zones and Direct Connect locations that something is in. */
  private static Stream<String> places(Topology topology) {
    return Stream.of(
            topology.all(Subnet.class).stream().map(Subnet::zone),
            topology.all(VpnTunnel.class).stream().map(VpnTunnel::zone),
            topology.all(DirectConnectConnection.class).stream()
                .map(DirectConnectConnection::location),
            topology.all(DirectConnectLag.class).stream().map(DirectConnectLag::location))
        .flatMap(each -> each);
  }

  /** What the paths of an answer rest on, there and back. */
  static SortedSet<String> under(Answer answer, Topology topology, HybridRouting routing) {
    SortedSet<String> used = new TreeSet<>();
    Stream.of(answer.forward(), answer.back())
        .flatMap(way -> way.path().stream())
        .forEach(element -> addUnder(element, topology, routing, used));
    return used;
  }

  private static void addUnder(
      PathElement element, Topology topology, HybridRouting routing, SortedSet<String> used) {
    for (Session session : routing.sessions().values()) {
      if (session.over().equals(element.component())) {
        session.needs().forEach(each -> addWithLinks(each, topology, used));
      }
    }
    if (element.kind() == Kind.SITE) {
      used.add(element.component());
    }
    String zone = element.detail().get("zone");
    if (zone != null) {
      used.add(zone);
    }
    NetworkInterface at = topology.find(NetworkInterface.class, element.component());
    if (at != null) {
      addHost(at, topology, used);
    }
    NatGateway nat = topology.find(NatGateway.class, element.component());
    if (nat != null) {
      used.add(topology.get(Subnet.class, nat.subnet()).zone());
    }
  }

  /** A LAG rests on each of its links, though it may do without one. */
  private static void addWithLinks(String component, Topology topology, SortedSet<String> used) {
    used.add(component);
    if (topology.find(DirectConnectLag.class, component) != null) {
      topology
          .all(DirectConnectConnection.class, link -> component.equals(link.lag()))
          .forEach(link -> used.add(link.id()));
    }
  }

  private static void addHost(NetworkInterface at, Topology topology, SortedSet<String> used) {
    used.add(topology.get(Subnet.class, at.subnet()).zone());
    if (at.holder() instanceof NetworkInterface.InstanceHolder(String instance)) {
      used.add(instance);
    }
  }

  /** What an end is, and where: nothing can take over from that. */
  static SortedSet<String> at(End end, Topology topology) {
    SortedSet<String> itself = new TreeSet<>();
    switch (end) {
      case End.AtSite at -> itself.add(at.site());
      case End.AtInterface(String id, IpAddress _) ->
          addHost(
              Objects.requireNonNull(topology.find(NetworkInterface.class, id)), topology, itself);
      case End.Internet _,
          End.Service _,
          End.UnusedAddress _,
          End.AtGatewayEndpoint _,
          End.AtHostService _,
          End.MulticastGroup _ -> {}
    }
    return itself;
  }
}
