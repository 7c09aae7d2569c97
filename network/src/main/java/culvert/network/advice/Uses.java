package culvert.network.advice;

import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Flow;
import culvert.network.cost.Running;
import culvert.network.cost.Usage;
import culvert.network.forwarding.Kind;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectHosting;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.TransitGatewayMulticastDomain;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnTarget;
import culvert.network.topology.VpnTunnel;
import culvert.network.why.PathElement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which flows pass what, and what runs there by the hour. */
final class Uses {

  private final Topology topology;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, List<Running>> running = new TreeMap<>();

  Uses(Topology topology, Collection<Flow> flows, Collection<Running> meters) {
    this.topology = topology;
    flows.forEach(flow -> of(flow).forEach(id -> counts.merge(id, 1, Integer::sum)));
    meters.stream()
        .filter(each -> each.to() == null)
        .forEach(each ->
            running.merge(
                each.resource(),
                List.of(each),
                (some, one) -> Stream.concat(some.stream(), one.stream()).toList()));
  }

  /** How many flows pass it. */
  int count(String id) {
    return counts.getOrDefault(id, 0);
  }

  /** What has a meter running, by id. */
  Map<String, List<Running>> running() {
    return running;
  }

  /** A month of what runs for a resource. */
  Stream<Usage> hours(String id) {
    return running.getOrDefault(id, List.of()).stream()
        .map(each -> each.of(BillingPeriod.HOURS_OF_A_MONTH));
  }

  /** What a flow passes either way, and what that is part of or runs over. */
  Set<String> of(Flow flow) {
    Set<String> passed = new TreeSet<>();
    Stream.of(flow.answer().forward(), flow.answer().back())
        .flatMap(way -> way.path().stream())
        .forEach(element -> add(element, flow, passed));
    Stream.concat(flow.chargesThere().stream(), flow.chargesBack().stream())
        .forEach(charge -> passed.add(charge.resource()));
    return passed;
  }

  private void add(PathElement element, Flow flow, Set<String> passed) {
    String id = element.component();
    passed.add(id);
    switch (element.kind()) {
      case NETWORK_INTERFACE -> {
        if (topology.get(NetworkInterface.class, id).holder()
            instanceof NetworkInterface.EndpointHolder(String endpoint)) {
          passed.add(endpoint);
        }
      }
      case VPN_TUNNEL -> vpn(topology.get(VpnTunnel.class, id).connection(), passed);
      case VIRTUAL_INTERFACE -> port(topology.get(VirtualInterface.class, id).parent(), passed);
      case TRANSIT_GATEWAY_CONNECT_PEER -> {
        String connect = topology.get(TransitGatewayConnectPeer.class, id).connect();
        passed.add(connect);
        passed.add(topology.get(TransitGatewayConnect.class, connect).transport());
      }
      case TRANSIT_GATEWAY_MULTICAST_DOMAIN -> multicast(id, flow, passed);
      default -> {
        // Nothing else stands for more than itself.
      }
    }
  }

  private void vpn(String connection, Set<String> passed) {
    VpnConnection vpn = topology.get(VpnConnection.class, connection);
    passed.add(connection);
    if (vpn.target() instanceof VpnTarget.ToTransitGateway(_, String attachment)) {
      passed.add(attachment);
    }
    if (vpn.transport() != null) {
      passed.add(vpn.transport());
    }
  }

  /** A connection and what hosts it, or the links of a LAG. */
  private void port(String parent, Set<String> passed) {
    passed.add(parent);
    DirectConnectHosting hosted = topology.find(DirectConnectHosting.class, parent);
    if (hosted != null) {
      port(hosted.parent(), passed);
    }
    topology.all(DirectConnectConnection.class, each -> parent.equals(each.lag())).stream()
        .map(DirectConnectConnection::id)
        .forEach(passed::add);
  }

  /** By the attachments of the receivers' VPCs, too. */
  private void multicast(String id, Flow flow, Set<String> passed) {
    String gateway = topology.get(TransitGatewayMulticastDomain.class, id).transitGateway();
    for (String receiver : flow.answer().receivers()) {
      TransitGatewayVpcAttachment by =
          topology.attachmentOf(gateway, topology.get(NetworkInterface.class, receiver).vpc());
      if (by != null) {
        passed.add(by.id());
      }
    }
  }

  /** Whether the request passes something of a kind. */
  static boolean meets(Flow flow, Kind kind) {
    return flow.answer().forward().path().stream().anyMatch(at -> at.kind() == kind);
  }
}
