package culvert.network.expectation;

import culvert.network.topology.Component;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.Instance;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.RouteTable;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTunnel;
import culvert.network.why.Answer;
import culvert.network.why.BadQuestion;
import culvert.network.why.PathElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a path meets when it leads by a component: the component itself, or what belongs to it, as
 * virtual interfaces do to a connection and tunnels to a VPN.
 */
final class Ways {

  /** What packets are led by, and people name. */
  private static final List<Class<? extends Component>> KINDS =
      List.of(
          TransitGateway.class,
          TransitGatewayRouteTable.class,
          TransitGatewayVpcAttachment.class,
          TransitGatewayPeering.class,
          TransitGatewayConnectPeer.class,
          VpcPeering.class,
          VpnConnection.class,
          VpnTunnel.class,
          VpnGateway.class,
          VirtualInterface.class,
          DirectConnectConnection.class,
          DirectConnectLag.class,
          DirectConnectGateway.class,
          NatGateway.class,
          InternetGateway.class,
          EgressOnlyInternetGateway.class,
          VpcEndpoint.class,
          RouteTable.class,
          Instance.class,
          NetworkInterface.class,
          Vpc.class,
          Site.class);

  private final Topology topology;
  private final Labels labels;

  Ways(Topology topology, Labels labels) {
    this.topology = topology;
    this.labels = labels;
  }

  /**
   * The ids of components that a name means.
   *
   * @throws BadQuestion where it means none
   */
  List<String> components(String name) {
    Naming naming = Naming.of(name);
    List<String> found = new ArrayList<>();
    for (Class<? extends Component> kind : KINDS) {
      for (Component each : topology.all(kind)) {
        if (naming.isOf(each.id(), labels)) {
          found.add(each.id());
        }
      }
    }
    if (found.isEmpty()) {
      throw new BadQuestion("no component that packets pass has that id or Name tag: " + name);
    }
    return found;
  }

  /** The components that a path by any of those has one of. */
  Set<String> by(List<String> names) {
    Set<String> met = new HashSet<>();
    for (String name : names) {
      components(name).forEach(id -> addMet(id, met));
    }
    return met;
  }

  private void addMet(String id, Set<String> met) {
    met.add(id);
    topology
        .all(VpnTunnel.class, tunnel -> tunnel.connection().equals(id))
        .forEach(tunnel -> met.add(tunnel.id()));
    DirectConnectConnection connection = topology.find(DirectConnectConnection.class, id);
    String lag = connection == null ? null : connection.lag();
    topology
        .all(VirtualInterface.class, each -> each.parent().equals(id) || each.parent().equals(lag))
        .forEach(each -> met.add(each.id()));
    topology
        .all(TransitGatewayVpcAttachment.class, each -> each.transitGateway().equals(id))
        .forEach(each -> met.add(each.id()));
    topology
        .all(TransitGatewayRouteTable.class, each -> each.transitGateway().equals(id))
        .forEach(each -> met.add(each.id()));
    Instance instance = topology.find(Instance.class, id);
    if (instance != null) {
      met.addAll(instance.interfaces());
    }
    if (topology.find(Vpc.class, id) != null) {
      topology
          .all(NetworkInterface.class, each -> each.vpc().equals(id))
          .forEach(each -> met.add(each.id()));
      topology
          .all(TransitGatewayVpcAttachment.class, each -> each.vpc().equals(id))
          .forEach(each -> met.add(each.id()));
    }
  }

  static boolean leadsBy(Answer.OneWay way, Set<String> met) {
    return way.path().stream().map(PathElement::component).anyMatch(met::contains);
  }
}
