package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.NetworkLoadBalancer;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens behind an endpoint service: a node of one of its Network Load Balancers takes what
 * an interface of an endpoint brings and asks a target in its own name (R2.3.1, R2.3.7).
 */
final class LoadBalancerSteps {

  private final Topology topology;
  private final FilterSteps filters;

  /**
   * A target as a node sees it.
   *
   * @param zone null where it is in no zone
   * @param healthy nothing is probed: unhealthy is what is known not to run
   */
  private record Host(IpAddress address, int port, @Nullable String zone, boolean healthy) {}

  LoadBalancerSteps(Topology topology, FilterSteps filters) {
    this.topology = topology;
    this.filters = filters;
  }

  /** From an interface of an endpoint to its provider; an AWS service answers for itself. */
  List<Step> provider(VpcEndpoint.Interface endpoint, NetworkInterface from) {
    List<NetworkLoadBalancer> balancers = topology.balancersOf(endpoint.service());
    if (balancers.isEmpty()) {
      return List.of(new Step.Deliver(from.id()));
    }
    List<Place> nodes = new ArrayList<>();
    for (NetworkLoadBalancer balancer : balancers) {
      for (String node : balancer.nodes()) {
        if (serves(balancer, node, from)) {
          nodes.add(new Place.LoadBalancerNode(balancer.id(), node, from.id()));
        }
      }
    }
    Step on =
        nodes.isEmpty()
            ? new Step.Drop(endpoint.id(), Reason.VPCE_SERVICE_NOT_INSTALLED_IN_AZ)
            : new Step.Spread(nodes);
    return List.of(
        new Step.If(new Condition.OpensFlow(), List.of(on)), new Step.Deliver(from.id()));
  }

  /** The node of the same zone (R2.3.1); one of any zone for an endpoint of another Region. */
  private boolean serves(NetworkLoadBalancer balancer, String node, NetworkInterface from) {
    return zone(networkInterface(node)).equals(zone(from))
        || !region(balancer.vpc()).equals(region(from.vpc()));
  }

  private String zone(NetworkInterface at) {
    return topology.get(Subnet.class, at.subnet()).zone();
  }

  private String region(String vpc) {
    return topology.get(Vpc.class, vpc).region();
  }

  /** To one of the targets of the listener, where the groups of the load balancer let it in. */
  List<Step> node(Place.LoadBalancerNode at) {
    NetworkLoadBalancer balancer = topology.get(NetworkLoadBalancer.class, at.balancer());
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.LOAD_BALANCER, balancer.id()));
    steps.add(new Step.LoseOrigin(Reason.SG_REFERENCES_NOT_PRESERVED));
    if (balancer.filtersPrivateLink()) {
      steps.addAll(filters.securityGroups(networkInterface(at.node()), Direction.INBOUND));
    }
    for (NetworkLoadBalancer.Listener each : balancer.listeners()) {
      steps.add(new Step.If(new Condition.TrafficIn(each.traffic()), targets(balancer, each, at)));
    }
    steps.add(new Step.Drop(balancer.id(), Reason.ELBV2_LISTENERS_MISMATCH));
    return steps;
  }

  /** The healthy ones in reach, or all of those where none is healthy. */
  private List<Step> targets(
      NetworkLoadBalancer balancer,
      NetworkLoadBalancer.Listener listener,
      Place.LoadBalancerNode at) {
    List<Host> hosts =
        listener.targets().stream().flatMap(target -> host(balancer, target).stream()).toList();
    if (hosts.isEmpty()) {
      return List.of(new Step.Drop(balancer.id(), Reason.ELBV2_LISTENER_HAS_NO_TG));
    }
    String zone = zone(networkInterface(at.node()));
    List<Host> reach =
        hosts.stream().filter(host -> host.zone() == null || host.zone().equals(zone)).toList();
    if (reach.isEmpty()) {
      return List.of(new Step.Drop(balancer.id(), Reason.ELBV2_NO_TARGETS_IN_AZ));
    }
    List<Host> healthy = reach.stream().filter(Host::healthy).toList();
    return List.of(
        new Step.Spread(
            (healthy.isEmpty() ? reach : healthy)
                .stream()
                    .<Place>map(host ->
                        new Place.LoadBalancerTarget(
                            at.node(), at.endpointInterface(), host.address(), host.port()))
                    .toList()));
  }

  /** Nothing where the target is gone. */
  private Optional<Host> host(NetworkLoadBalancer balancer, NetworkLoadBalancer.Target target) {
    return switch (target) {
      case NetworkLoadBalancer.InstanceTarget(String id, int port, boolean crossesZones) -> {
        Instance instance = topology.find(Instance.class, id);
        if (instance == null || instance.interfaces().isEmpty()) {
          yield Optional.empty();
        }
        NetworkInterface at = networkInterface(instance.interfaces().getFirst());
        IpAddress address = at.address(IpFamily.V4);
        yield address == null
            ? Optional.empty()
            : Optional.of(
                new Host(
                    address, port, crossesZones ? null : zone(at), RouteState.isUp(topology, at)));
      }
      case NetworkLoadBalancer.AddressTarget(IpAddress address, int port, boolean crossesZones) -> {
        Subnet subnet = crossesZones ? null : topology.subnetAt(balancer.vpc(), address);
        NetworkInterface at = topology.interfaceAt(balancer.vpc(), address);
        yield Optional.of(
            new Host(
                address,
                port,
                subnet == null ? null : subnet.zone(),
                at == null || RouteState.isUp(topology, at)));
      }
    };
  }

  /** The node asks the target, and its groups let that out. */
  List<Step> target(Place.LoadBalancerTarget at) {
    NetworkInterface node = networkInterface(at.node());
    IpAddress own = Objects.requireNonNull(node.address(IpFamily.V4));
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.NETWORK_INTERFACE, node.id()));
    steps.add(new Step.AskFor(at.endpointInterface(), node.vpc(), own, at.address(), at.port()));
    steps.addAll(filters.securityGroups(node, Direction.OUTBOUND));
    steps.add(new Step.Go(new Place.SubnetRouter(node.subnet())));
    return steps;
  }

  /** At a node, what a target answers goes back to the endpoint that it asked for. */
  List<Step> answers(NetworkInterface node) {
    NetworkLoadBalancer balancer = topology.balancerAt(node.id());
    if (balancer == null || balancer.service() == null) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.LOAD_BALANCER, balancer.id()));
    for (VpcEndpoint each : topology.endpointsTo(balancer.service())) {
      if (each instanceof VpcEndpoint.Interface endpoint) {
        for (String id : endpoint.networkInterfaces()) {
          steps.add(new Step.Unmasquerade(id, new Place.InterfaceOut(id)));
        }
      }
    }
    return steps;
  }

  private NetworkInterface networkInterface(String id) {
    return topology.get(NetworkInterface.class, id);
  }
}
