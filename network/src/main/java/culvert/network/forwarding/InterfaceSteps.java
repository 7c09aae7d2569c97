package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens at network interfaces: AWS's own services, security groups, source/destination
 * check, forwarding.
 */
final class InterfaceSteps {

  private final Topology topology;
  private final FilterSteps filters;
  private final LoadBalancerSteps balancers;

  InterfaceSteps(Topology topology, FilterSteps filters, LoadBalancerSteps balancers) {
    this.topology = topology;
    this.filters = filters;
    this.balancers = balancers;
  }

  List<Step> out(NetworkInterface from) {
    List<Step> steps = new ArrayList<>();
    if (from.holder() instanceof NetworkInterface.EndpointHolder(String endpoint)) {
      steps.add(new Step.Meet(Kind.VPC_ENDPOINT, endpoint));
      steps.add(EndpointSteps.neverAsks(endpoint));
    }
    steps.add(new Step.Meet(Kind.NETWORK_INTERFACE, from.id()));
    if (from.holder() instanceof NetworkInterface.NatGatewayHolder(String nat)) {
      steps.add(new Step.Drop(nat, Reason.NGW_OUTBOUND_ONLY));
      return steps;
    }
    requireUp(from, steps);
    Step own = check(from, new Condition.SourceIn(AddressSet.of(from.own())));
    List<Step> onHost = List.of(own, new Step.Go(new Place.HostServiceIn(from.id())));
    Map<IpPrefix, List<Step>> ways = new TreeMap<>();
    for (IpAddress address : HostService.of(topology.get(Vpc.class, from.vpc())).keySet()) {
      ways.put(IpPrefix.host(address), onHost);
    }
    List<Step> leave = new ArrayList<>(filters.securityGroups(from, Direction.OUTBOUND));
    if (from.sourceDestinationCheck()) {
      leave.add(own);
    }
    if (topology.multicastDomainOf(from.subnet()) != null) {
      List<Step> toGroups = then(leave, new Place.MulticastSender(from.id()));
      ways.put(IpPrefix.MULTICAST_V4, toGroups);
      ways.put(IpPrefix.MULTICAST_V6, toGroups);
    }
    steps.add(
        new Step.Lookup(
            new PrefixTable<>(ways), then(leave, new Place.SubnetRouter(from.subnet()))));
    return steps;
  }

  private static List<Step> then(List<Step> before, Place place) {
    List<Step> steps = new ArrayList<>(before);
    steps.add(new Step.Go(place));
    return steps;
  }

  /** A copy for a member of a group, through the filters of its subnet and its own (R4.8.5). */
  List<Step> member(NetworkInterface at) {
    List<Step> steps =
        new ArrayList<>(
            filters.networkAcl(topology.get(Subnet.class, at.subnet()), Direction.INBOUND));
    steps.add(new Step.Meet(Kind.NETWORK_INTERFACE, at.id()));
    steps.addAll(filters.securityGroups(at, Direction.INBOUND));
    requireUp(at, steps);
    steps.add(new Step.Deliver(at.id()));
    return steps;
  }

  /** To the service that has the address (R1.6.8). */
  List<Step> hostServices(NetworkInterface at) {
    Map<IpPrefix, List<Step>> ways = new TreeMap<>();
    HostService.of(topology.get(Vpc.class, at.vpc()))
        .forEach((address, service) ->
            ways.put(IpPrefix.host(address), served(service, service.componentIn(at.vpc()))));
    return List.of(
        new Step.Lookup(
            new PrefixTable<>(ways),
            List.of(new Step.Drop(at.id(), Reason.NO_POSSIBLE_DESTINATION))));
  }

  /** Back to the interface, and to nobody else. */
  List<Step> hostServiceAnswers(NetworkInterface to, HostService service) {
    return List.of(
        new Step.Meet(Kind.HOST_SERVICE, service.componentIn(to.vpc())),
        new Step.Meet(Kind.NETWORK_INTERFACE, to.id()),
        new Step.Deliver(to.id()));
  }

  private static List<Step> served(HostService service, String component) {
    return List.of(
        new Step.Meet(Kind.HOST_SERVICE, component),
        new Step.Require(
            component,
            new Condition.TrafficIn(service.answers()),
            Reason.HOST_SERVICE_PORT_RESTRICTION),
        new Step.Deliver(component));
  }

  List<Step> in(NetworkInterface to) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.NETWORK_INTERFACE, to.id()));
    if (to.holder() instanceof NetworkInterface.EndpointHolder(String endpoint)) {
      steps.add(new Step.Meet(Kind.VPC_ENDPOINT, endpoint));
    }
    if (to.holder() instanceof NetworkInterface.NatGatewayHolder(String nat)) {
      steps.add(new Step.Go(new Place.NatGatewayIn(nat)));
      return steps;
    }
    if (to.sourceDestinationCheck()) {
      steps.add(check(to, new Condition.DestinationIn(AddressSet.of(to.own()))));
    }
    steps.addAll(filters.securityGroups(to, Direction.INBOUND));
    requireUp(to, steps);
    steps.addAll(balancers.answers(to));
    Map<IpPrefix, List<Step>> own = new TreeMap<>();
    List<Step> arrive =
        to.holder() instanceof NetworkInterface.EndpointHolder(String endpoint)
            ? EndpointSteps.arrive(endpoint, provider(endpoint, to))
            : List.of(new Step.Deliver(to.id()));
    to.own().forEach(prefix -> own.put(prefix, arrive));
    steps.add(new Step.Lookup(new PrefixTable<>(own), foreign(to)));
    return steps;
  }

  private List<Step> provider(String endpoint, NetworkInterface at) {
    return topology.find(VpcEndpoint.class, endpoint) instanceof VpcEndpoint.Interface found
        ? balancers.provider(found, at)
        : List.of(new Step.Deliver(at.id()));
  }

  /** Drops what is neither from nor to the interface (R1.8.1, R1.8.4). */
  private static Step check(NetworkInterface at, Condition own) {
    return new Step.Require(at.id(), own, Reason.ENI_SOURCE_DEST_CHECK_RESTRICTION);
  }

  private void requireUp(NetworkInterface at, List<Step> steps) {
    if (!RouteState.isUp(topology, at)) {
      String down =
          at.holder() instanceof NetworkInterface.InstanceHolder(String instance)
              ? instance
              : at.id();
      steps.add(new Step.Require(down, new Condition.Never(), Reason.BAD_STATE));
    }
  }

  /** An instance forwards what is not its own; nothing else does. */
  private List<Step> foreign(NetworkInterface at) {
    if (!(at.holder() instanceof NetworkInterface.InstanceHolder(String id))) {
      return List.of(new Step.Drop(at.id(), Reason.ENI_ADDRESS_RESTRICTION));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.INSTANCE, id));
    Instance instance = topology.find(Instance.class, id);
    if (instance != null && instance.statefulFirewall()) {
      steps.add(
          new Step.Require(id, new Condition.FlowKnown(id), Reason.STATEFUL_FIREWALL_NO_FLOW));
      steps.add(new Step.Remember(id));
    }
    steps.add(new Step.LoseOrigin(Reason.SG_REFERENCES_NOT_PRESERVED));
    steps.add(new Step.Go(new Place.InterfaceOut(at.id())));
    return steps;
  }
}
