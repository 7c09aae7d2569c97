package culvert.network.difference;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.routing.HybridRouting;
import culvert.network.topology.Component;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VpnConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers the ages of components alike in two topologies. What was loaded from files counts them
 * anew, and which of two is older is all that they say.
 */
final class Ages {

  private static final String ORDER = "order";

  private Topology before;
  private Topology after;

  Ages(Topology before, Topology after) {
    this.before = before;
    this.after = after;
    align(TransitGatewayVpcAttachment.class);
    align(VpnConnection.class);
  }

  /** The graph of the topology before, the same one where nothing is numbered anew. */
  ForwardingGraph before(ForwardingGraph graph) {
    return of(before, graph);
  }

  ForwardingGraph after(ForwardingGraph graph) {
    return of(after, graph);
  }

  private static ForwardingGraph of(Topology topology, ForwardingGraph graph) {
    return topology == graph.topology()
        ? graph
        : ForwardingGraph.after(graph, HybridRouting.after(graph.learned(), topology));
  }

  private <C extends Component> void align(Class<C> kind) {
    List<C> was = byAge(before, kind);
    List<C> is = byAge(after, kind);
    Set<String> ids = new HashSet<>();
    was.forEach(each -> ids.add(each.id()));
    ids.retainAll(is.stream().map(Component::id).toList());
    if (ids.stream().allMatch(id -> age(before.get(kind, id)) == age(after.get(kind, id)))
        || !common(was, ids).equals(common(is, ids))) {
      return;
    }
    Map<String, Long> ages = new HashMap<>();
    int next = 0;
    for (C each : is) {
      if (ids.contains(each.id())) {
        while (!was.get(next).id().equals(each.id())) {
          ages.put(was.get(next++).id(), (long) ages.size());
        }
        next++;
      }
      ages.put(each.id(), (long) ages.size());
    }
    while (next < was.size()) {
      ages.put(was.get(next++).id(), (long) ages.size());
    }
    before = numbered(before, was, ages);
    after = numbered(after, is, ages);
  }

  private static <C extends Component> List<C> byAge(Topology topology, Class<C> kind) {
    List<C> all = new ArrayList<>(topology.all(kind));
    all.sort(Comparator.comparingLong(Ages::age));
    return all;
  }

  private static long age(Component component) {
    return component instanceof VpnConnection vpn
        ? vpn.order()
        : ((TransitGatewayVpcAttachment) component).order();
  }

  private static <C extends Component> List<String> common(List<C> all, Set<String> ids) {
    return all.stream().map(Component::id).filter(ids::contains).toList();
  }

  private static <C extends Component> Topology numbered(
      Topology topology, List<C> all, Map<String, Long> ages) {
    Topology numbered = topology;
    for (C each : all) {
      numbered = numbered.with(Fields.with(each, ORDER, ages.get(each.id())));
    }
    return numbered;
  }
}
