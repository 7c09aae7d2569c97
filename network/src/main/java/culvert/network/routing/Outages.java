package culvert.network.routing;

import culvert.network.topology.Component;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectHosting;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.Fault;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Site;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayVpcAttachment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every link needs, and what of it is down. */
final class Outages {

  /** What is looked at besides links, their ends and faults. */
  private static final List<Class<? extends Component>> READ =
      List.of(
          DirectConnectConnection.class,
          DirectConnectHosting.class,
          DirectConnectLag.class,
          Instance.class,
          NetworkInterface.class,
          Subnet.class,
          TransitGatewayConnect.class,
          TransitGatewayVpcAttachment.class);

  private final Topology topology;
  private final Map<String, List<DirectConnectConnection>> linksOfLag = new HashMap<>();

  Outages(Topology topology) {
    this.topology = topology;
    for (DirectConnectConnection each : topology.all(DirectConnectConnection.class)) {
      String lag = each.lag();
      if (lag != null) {
        linksOfLag.computeIfAbsent(lag, _ -> new ArrayList<>()).add(each);
      }
    }
  }

  /** Whether both look at the same network, of which something else may have failed. */
  boolean isOfTheSamePartsAs(Outages other) {
    return topology.shares(READ, other.topology);
  }

  /**
   * What of the same parts has failed or come back since, and the LAGs that it is a link of: who
   * needs none of that is as up or down as before.
   */
  Set<String> touchedSince(Outages before) {
    Set<String> touched = new HashSet<>();
    if (!topology.shares(Fault.class, before.topology)) {
      addOthers(topology, before.topology, touched);
      addOthers(before.topology, topology, touched);
    }
    return touched;
  }

  private static void addOthers(Topology faulty, Topology other, Set<String> touched) {
    for (Fault fault : faulty.all(Fault.class)) {
      if (other.find(Fault.class, fault.id()) == null) {
        touched.add(fault.component());
        DirectConnectConnection link =
            faulty.find(DirectConnectConnection.class, fault.component());
        String lag = link == null ? null : link.lag();
        if (lag != null) {
          touched.add(lag);
        }
      }
    }
  }

  /** The components without which no packet passes the link. */
  List<String> needs(Link link) {
    List<String> needs = new ArrayList<>();
    switch (link) {
      case Link.OverTunnel at -> {
        needs.add(at.tunnel().id());
        needs.add(at.connection().id());
        needs.add(at.tunnel().zone());
      }
      case Link.OverVirtualInterface at -> {
        needs.add(at.over());
        needs.add(at.virtualInterface().parent());
        needsOfParent(at.virtualInterface().parent(), needs);
      }
      case Link.OverConnectPeer at -> {
        needs.add(at.id());
        needsOfAppliance(at, needs);
      }
    }
    Site site = link.site();
    if (site != null) {
      needs.add(site.id());
    }
    return needs;
  }

  private void needsOfParent(String parent, List<String> needs) {
    DirectConnectConnection connection = topology.find(DirectConnectConnection.class, parent);
    if (connection != null) {
      needs.add(connection.location());
      DirectConnectHosting hosting = topology.find(DirectConnectHosting.class, parent);
      if (hosting != null) {
        needs.add(hosting.parent());
        needsOfParent(hosting.parent(), needs);
      }
      return;
    }
    DirectConnectLag lag = topology.find(DirectConnectLag.class, parent);
    if (lag != null) {
      needs.add(lag.location());
      List<String> up = linksUp(lag);
      if (up.size() <= leastLinks(lag)) {
        needs.addAll(up);
      }
    }
  }

  private void needsOfAppliance(Link.OverConnectPeer link, List<String> needs) {
    if (link.transport() != null) {
      return;
    }
    NetworkInterface appliance = appliance(link);
    if (appliance != null) {
      needs.add(topology.get(Subnet.class, appliance.subnet()).zone());
      if (appliance.holder() instanceof NetworkInterface.InstanceHolder(String instance)) {
        needs.add(instance);
      }
    }
  }

  /** What has the peer's outer address in the VPC that Connect runs over, or null. */
  private @Nullable NetworkInterface appliance(Link.OverConnectPeer link) {
    TransitGatewayConnect connect =
        topology.get(TransitGatewayConnect.class, link.peer().connect());
    TransitGatewayVpcAttachment attachment =
        topology.get(TransitGatewayVpcAttachment.class, connect.transport());
    return topology.interfaceAt(attachment.vpc(), link.peer().peerAddress());
  }

  /** Why no packet passes a connection, an interconnect or a LAG, or null. */
  @Nullable String ofPort(String id) {
    List<String> needs = new ArrayList<>(List.of(id));
    needsOfParent(id, needs);
    String down = firstDown(needs);
    return down == null ? cutParent(id) : down;
  }

  private @Nullable String firstDown(List<String> needs) {
    for (String each : needs) {
      if (topology.isDown(each)) {
        return topology.outage(each);
      }
    }
    return null;
  }

  /**
   * Why no packet passes, or null where nothing that it needs is down.
   *
   * @param needs as {@link #needs} says
   */
  @Nullable String cut(Link link, List<String> needs) {
    String down = firstDown(needs);
    if (down != null) {
      return down;
    }
    return switch (link) {
      case Link.OverTunnel _ -> null;
      case Link.OverVirtualInterface at -> cutParent(at.virtualInterface().parent());
      case Link.OverConnectPeer at -> at.transport() == null ? cutAppliance(at) : null;
    };
  }

  /** A LAG with fewer links than its minimum is down (B2). */
  private @Nullable String cutParent(String parent) {
    DirectConnectConnection connection = topology.find(DirectConnectConnection.class, parent);
    if (connection != null) {
      DirectConnectHosting hosting = topology.find(DirectConnectHosting.class, parent);
      return !connection.available()
          ? parent + " is not available"
          : hosting == null ? null : cutParent(hosting.parent());
    }
    DirectConnectLag lag = topology.find(DirectConnectLag.class, parent);
    if (lag == null) {
      return parent + " is gone";
    }
    int up = linksUp(lag).size();
    return up >= leastLinks(lag) ? null : parent + " has " + up + " links up";
  }

  private static int leastLinks(DirectConnectLag lag) {
    return Math.max(1, lag.minimumLinks());
  }

  private List<String> linksUp(DirectConnectLag lag) {
    return linksOfLag.getOrDefault(lag.id(), List.of()).stream()
        .filter(link -> link.available() && !topology.isDown(link.id()))
        .map(DirectConnectConnection::id)
        .sorted()
        .toList();
  }

  private @Nullable String cutAppliance(Link.OverConnectPeer link) {
    NetworkInterface appliance = appliance(link);
    if (appliance == null) {
      return "nothing has the address " + link.peer().peerAddress();
    }
    if (appliance.holder() instanceof NetworkInterface.InstanceHolder(String id)) {
      Instance instance = topology.find(Instance.class, id);
      return instance != null && instance.running() ? null : id + " is not running";
    }
    return null;
  }
}
