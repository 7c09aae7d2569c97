package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.routing.HybridRouting;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Reads;
import culvert.network.topology.Site;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTunnel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every place of one topology and the steps there. A place is compiled when a packet first comes
 * by; keep one graph with its topology. Safe for concurrent readers.
 */
public final class ForwardingGraph {

  /** What the place reads that this thread is compiling. */
  private static final ThreadLocal<@Nullable Reads> READS = new ThreadLocal<>();

  private final Topology topology;
  private final Topology noted;
  private final InterfaceSteps interfaces;
  private final SubnetSteps subnets;
  private final GatewaySteps gateways;
  private final TransitGatewaySteps transitGateways;
  private final MulticastSteps multicast;
  private final EndpointSteps endpoints;
  private final Learned learned;
  private final HybridSteps hybrid;
  private final LoadBalancerSteps balancers;
  private volatile Compilation compiled = Compilation.NONE;

  public ForwardingGraph(Topology topology) {
    this(topology, new HybridRouting(topology));
  }

  /**
   * @param routing what the gateways and sites of this topology have learned
   */
  public ForwardingGraph(Topology topology, HybridRouting routing) {
    this.topology = topology;
    noted = topology.notedIn(READS::get);
    learned = new Learned(routing, READS::get);
    FilterSteps filters = new FilterSteps(noted);
    balancers = new LoadBalancerSteps(noted, filters);
    interfaces = new InterfaceSteps(noted, filters, balancers);
    subnets = new SubnetSteps(noted, filters, learned);
    hybrid = new HybridSteps(noted, learned, subnets);
    gateways = new GatewaySteps(noted, subnets, hybrid);
    transitGateways = new TransitGatewaySteps(noted, learned, subnets, hybrid);
    multicast = new MulticastSteps(noted, filters);
    endpoints = new EndpointSteps(noted);
  }

  /**
   * The graph of a network that differs little from that of {@code before}: places are compiled
   * already that read nothing which has changed.
   */
  public static ForwardingGraph after(@Nullable ForwardingGraph before, HybridRouting routing) {
    ForwardingGraph graph = new ForwardingGraph(routing.topology(), routing);
    if (before != null) {
      graph.takeOver(before);
    }
    return graph;
  }

  private void takeOver(ForwardingGraph before) {
    Compilation all = before.compiled;
    Reads.Changed changed = topology.readOtherwiseThan(before.topology);
    learned.takeOver(before.learned, changed);
    compiled = all.without(changed);
  }

  /** The places that are compiled. */
  public List<Place> compiled() {
    List<Place> places = new ArrayList<>();
    compiled.places().forEach((place, _) -> places.add(place));
    return places;
  }

  /**
   * The places that are compiled here, and not, or anew, in a graph that was made after this one;
   * of any other graph, all that are compiled here.
   */
  public List<Place> changedIn(ForwardingGraph after) {
    List<Place> changed = new ArrayList<>();
    after
        .compiled
        .places()
        .forEachChangeSince(
            compiled.places(),
            (place, old, now) -> {
              if (old != null && (now == null || now.steps() != old.steps())) {
                changed.add(place);
              }
            });
    return changed;
  }

  public Topology topology() {
    return topology;
  }

  /**
   * As {@link #at}, of a place that no packet may come by any more; null where what it is of is
   * gone.
   */
  public @Nullable List<Step> atFormer(Place place) {
    try {
      return at(place);
    } catch (Topology.NotThere gone) {
      return null;
    }
  }

  /** What happens to a packet at the place, in order; the last step always leads away or ends. */
  public List<Step> at(Place place) {
    Compilation.Compiled known = compiled.places().get(place);
    if (known != null) {
      return known.steps();
    }
    return kept(place, compiledAt(place)).steps();
  }

  /** What is compiled first stays: steps are told apart as objects. */
  private synchronized Compilation.Compiled kept(Place place, Compilation.Compiled fresh) {
    Compilation.Compiled earlier = compiled.places().get(place);
    if (earlier != null) {
      return earlier;
    }
    compiled = compiled.with(place, fresh);
    return fresh;
  }

  private Compilation.Compiled compiledAt(Place place) {
    Reads read = new Reads();
    READS.set(read);
    try {
      return new Compilation.Compiled(compile(place), read.numbers());
    } finally {
      READS.remove();
    }
  }

  /** What the gateways and sites of this topology have learned. */
  public HybridRouting learned() {
    return learned.routing();
  }

  private List<Step> compile(Place place) {
    return switch (place) {
      case Place.InterfaceOut(String id) -> interfaces.out(noted.get(NetworkInterface.class, id));
      case Place.InterfaceIn(String id) -> interfaces.in(noted.get(NetworkInterface.class, id));
      case Place.SubnetSwitch(String id) -> subnets.layer2(noted.get(Subnet.class, id));
      case Place.SubnetRouter(String id) -> subnets.router(noted.get(Subnet.class, id));
      case Place.VpcLocal(String vpc) -> subnets.local(vpc);
      case Place.Peering(String id, String toVpc) ->
          gateways.peering(noted.get(VpcPeering.class, id), toVpc);
      case Place.InternetGatewayOut(String id) ->
          gateways.internetOut(noted.get(InternetGateway.class, id));
      case Place.InternetGatewayIn(String id) ->
          gateways.internetIn(noted.get(InternetGateway.class, id));
      case Place.EgressOnlyGatewayOut(String id) ->
          gateways.egressOnlyOut(noted.get(EgressOnlyInternetGateway.class, id));
      case Place.EgressOnlyGatewayIn(String id) ->
          gateways.egressOnlyIn(noted.get(EgressOnlyInternetGateway.class, id));
      case Place.NatGatewayIn(String id) -> gateways.nat(noted.get(NatGateway.class, id));
      case Place.TransitGatewayIn at -> transitGateways.in(at);
      case Place.TransitGatewayTable(String id, String zone) ->
          transitGateways.table(noted.get(TransitGatewayRouteTable.class, id), zone);
      case Place.TransitGatewayOut at -> transitGateways.out(at);
      case Place.AttachmentSubnet(String attachment, String subnet) ->
          transitGateways.into(
              noted.get(TransitGatewayVpcAttachment.class, attachment),
              noted.get(Subnet.class, subnet));
      case Place.MulticastSender(String id) ->
          multicast.from(noted.get(NetworkInterface.class, id));
      case Place.MulticastMember(String id) ->
          interfaces.member(noted.get(NetworkInterface.class, id));
      case Place.IgmpMember(String id, IpAddress group) -> igmpMember(id, group);
      case Place.GatewayEndpointOut(String id) -> endpoints.gatewayOut(id);
      case Place.GatewayEndpointIn(String id) -> endpoints.gatewayIn(id);
      case Place.InspectionEndpoint(String id) ->
          endpoints.inspection((VpcEndpoint.GatewayLoadBalancer) noted.get(VpcEndpoint.class, id));
      case Place.LoadBalancerNode at -> balancers.node(at);
      case Place.LoadBalancerTarget at -> balancers.target(at);
      case Place.HostServiceIn(String id) ->
          interfaces.hostServices(noted.get(NetworkInterface.class, id));
      case Place.HostServiceOut(String id, HostService service) ->
          interfaces.hostServiceAnswers(noted.get(NetworkInterface.class, id), service);
      case Place.VpnGatewayOut(String id) -> hybrid.vpnGatewayOut(noted.get(VpnGateway.class, id));
      case Place.VpnGatewayIn(String id, boolean byDirectConnectGateway) ->
          hybrid.vpnGatewayIn(noted.get(VpnGateway.class, id), byDirectConnectGateway);
      case Place.TunnelOut(String id) -> hybrid.tunnelOut(noted.get(VpnTunnel.class, id));
      case Place.TunnelIn(String id) -> hybrid.tunnelIn(noted.get(VpnTunnel.class, id));
      case Place.VirtualInterfaceOut(String id) ->
          hybrid.virtualInterfaceOut(noted.get(VirtualInterface.class, id));
      case Place.VirtualInterfaceIn(String id) ->
          hybrid.virtualInterfaceIn(noted.get(VirtualInterface.class, id));
      case Place.DirectConnectGatewayOut(String id, String region) ->
          hybrid.directConnectGatewayOut(noted.get(DirectConnectGateway.class, id), region);
      case Place.DirectConnectGatewayIn(String id, String from) ->
          hybrid.directConnectGatewayIn(
              noted.get(DirectConnectGateway.class, id), noted.get(VirtualInterface.class, from));
      case Place.ConnectPeerOut(String id) ->
          hybrid.connectPeerOut(noted.get(TransitGatewayConnectPeer.class, id));
      case Place.ConnectPeerIn(String id) ->
          hybrid.connectPeerIn(noted.get(TransitGatewayConnectPeer.class, id));
      case Place.SiteRouter(String id) -> hybrid.site(noted.get(Site.class, id));
      case Place.Internet _ -> gateways.internet();
    };
  }

  private List<Step> igmpMember(String id, IpAddress group) {
    NetworkInterface member = noted.get(NetworkInterface.class, id);
    List<Step> steps = new ArrayList<>(multicast.igmp(member, group));
    steps.addAll(interfaces.member(member));
    return steps;
  }
}
