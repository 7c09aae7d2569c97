package culvert.network.advice;

import culvert.network.cost.Flow;
import culvert.network.cost.PathCharges;
import culvert.network.cost.Usage;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Kind;
import culvert.network.topology.Component;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.NetworkInterface.InstanceHolder;
import culvert.network.topology.Route;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteOrigin;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.Topology;
import culvert.network.topology.VpcEndpoint;
import culvert.network.why.Answer;
import culvert.network.why.End;
import culvert.network.why.PathElement;
import culvert.network.why.Question;
import culvert.network.why.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The network with something added, in which {@code why} says whether and how flows go there. So
 * what another way refuses, or costs, is known by the rules that every answer comes from.
 */
final class Detour {

  /**
   * A flow that gets by the other way to where it got before.
   *
   * @param usages of a month there
   */
  record Taken(Flow flow, List<Usage> usages) {}

  /**
   * A flow that is asked about.
   *
   * @param question as it is there
   * @param by the id of what it has to pass both ways
   */
  private record Asked(Flow flow, Question question, String by) {}

  private Topology topology;
  private final List<Asked> asked = new ArrayList<>();

  Detour(Topology topology) {
    this.topology = topology;
  }

  void add(Component component) {
    topology = topology.with(component);
  }

  /** In the place of the table's route to the same destination, if there is one. */
  void route(String table, RouteDestination destination, RouteTarget target) {
    RouteTable of = topology.get(RouteTable.class, table);
    List<Route> routes = new ArrayList<>(of.routes());
    routes.removeIf(route -> route.destination().equals(destination));
    routes.add(new Route(destination, target, RouteOrigin.STATIC));
    topology =
        topology.with(
            new RouteTable(
                of.id(),
                of.vpc(),
                of.name(),
                of.main(),
                of.subnets(),
                of.gateways(),
                of.propagating(),
                routes));
  }

  void ask(Flow flow, Question question, String by) {
    asked.add(new Asked(flow, question, by));
  }

  /** The flows that arrive by the other way, in the order in which they were asked about. */
  List<Taken> taken() {
    if (asked.isEmpty()) {
      return List.of();
    }
    ForwardingGraph graph = new ForwardingGraph(topology);
    return asked.parallelStream().flatMap(each -> taken(graph, each).stream()).toList();
  }

  private static List<Taken> taken(ForwardingGraph graph, Asked each) {
    Answer answer = Why.ask(graph, each.question);
    if (!answer.reachable()
        || !passes(answer.forward(), each.by)
        || !passes(answer.back(), each.by)) {
      return List.of();
    }
    PathCharges charges = PathCharges.of(graph, each.question, answer);
    Flow there =
        new Flow(
            each.question,
            answer,
            each.flow.there(),
            each.flow.back(),
            charges.there(),
            charges.back());
    return List.of(new Taken(each.flow, there.usages().toList()));
  }

  private static boolean passes(Answer.OneWay way, String id) {
    return way.path().stream().anyMatch(element -> element.component().equals(id));
  }

  /**
   * Whether the request is led through something that looks into it: an appliance, or a Gateway
   * Load Balancer. Such a way is meant, whatever it costs.
   */
  static boolean isInspected(Topology topology, Flow flow) {
    String to = networkInterface(flow.question().to());
    Stream<PathElement> before =
        flow.answer().forward().path().stream()
            .takeWhile(element -> !element.component().equals(to))
            .filter(
                element -> !element.component().equals(networkInterface(flow.question().from())));
    return before.anyMatch(element -> looksInto(topology, element));
  }

  private static boolean looksInto(Topology topology, PathElement element) {
    return element.kind() == Kind.VPC_ENDPOINT
            && topology.find(VpcEndpoint.class, element.component())
                instanceof VpcEndpoint.GatewayLoadBalancer
        || element.kind() == Kind.NETWORK_INTERFACE
            && topology.get(NetworkInterface.class, element.component()).holder()
                instanceof InstanceHolder;
  }

  /** The interface that an end is at, or null. */
  static @Nullable String networkInterface(End end) {
    return end instanceof End.AtInterface at ? at.networkInterface() : null;
  }
}
