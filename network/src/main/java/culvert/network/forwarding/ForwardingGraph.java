package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.routing.HybridRouting;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every place of one topology and the steps there. A place is compiled when a packet first comes
 * by; keep one graph with its topology. Safe for concurrent readers.
 */
public final class ForwardingGraph {

  private final Topology topology;
  private final InterfaceSteps interfaces;
  private final SubnetSteps subnets;
  private final GatewaySteps gateways;
  private final TransitGatewaySteps transitGateways;
  private final MulticastSteps multicast;
  private final EndpointSteps endpoints;
  private final HybridRouting learned;
  private final HybridSteps hybrid;
  private final LoadBalancerSteps balancers;
  private final Map<Place, List<Step>> compiled = new ConcurrentHashMap<>();

  public ForwardingGraph(Topology topology) {
    this(topology, new HybridRouting(topology));
  }

  /**
   * @param learned what the gateways and sites of this topology have learned
   */
  public ForwardingGraph(Topology topology, HybridRouting learned) {
    this.topology = topology;
    this.learned = learned;
    FilterSteps filters = new FilterSteps(topology);
    balancers = new LoadBalancerSteps(topology, filters);
    interfaces = new InterfaceSteps(topology, filters, balancers);
    subnets = new SubnetSteps(topology, filters, learned);
    hybrid = new HybridSteps(topology, learned, subnets);
    gateways = new GatewaySteps(topology, subnets, hybrid);
    transitGateways = new TransitGatewaySteps(topology, learned.transitGateways(), subnets, hybrid);
    multicast = new MulticastSteps(topology, filters);
    endpoints = new EndpointSteps(topology);
  }

  public Topology topology() {
    return topology;
  }

  /** What happens to a packet at the place, in order; the last step always leads away or ends. */
  public List<Step> at(Place place) {
    List<Step> steps = compiled.get(place);
    return steps != null ? steps : compiled.computeIfAbsent(place, this::compile);
  }

  /** What the gateways and sites of this topology have learned. */
  public HybridRouting learned() {
    return learned;
  }

  private List<Step> compile(Place place) {
    return switch (place) {
      case Place.InterfaceOut(String id) ->
          interfaces.out(topology.get(NetworkInterface.class, id));
      case Place.InterfaceIn(String id) -> interfaces.in(topology.get(NetworkInterface.class, id));
      case Place.SubnetSwitch(String id) -> subnets.layer2(topology.get(Subnet.class, id));
      case Place.SubnetRouter(String id) -> subnets.router(topology.get(Subnet.class, id));
      case Place.VpcLocal(String vpc) -> subnets.local(vpc);
      case Place.Peering(String id, String toVpc) ->
          gateways.peering(topology.get(VpcPeering.class, id), toVpc);
      case Place.InternetGatewayOut(String id) ->
          gateways.internetOut(topology.get(InternetGateway.class, id));
      case Place.InternetGatewayIn(String id) ->
          gateways.internetIn(topology.get(InternetGateway.class, id));
      case Place.EgressOnlyGatewayOut(String id) ->
          gateways.egressOnlyOut(topology.get(EgressOnlyInternetGateway.class, id));
      case Place.EgressOnlyGatewayIn(String id) ->
          gateways.egressOnlyIn(topology.get(EgressOnlyInternetGateway.class, id));
      case Place.NatGatewayIn(String id) -> gateways.nat(topology.get(NatGateway.class, id));
      case Place.TransitGatewayIn at -> transitGateways.in(at);
      case Place.TransitGatewayTable(String id, String zone) ->
          transitGateways.table(topology.get(TransitGatewayRouteTable.class, id), zone);
      case Place.TransitGatewayOut at -> transitGateways.out(at);
      case Place.AttachmentSubnet(String attachment, String subnet) ->
          transitGateways.into(
              topology.get(TransitGatewayVpcAttachment.class, attachment),
              topology.get(Subnet.class, subnet));
      case Place.MulticastSender(String id) ->
          multicast.from(topology.get(NetworkInterface.class, id));
      case Place.MulticastMember(String id) ->
          interfaces.member(topology.get(NetworkInterface.class, id));
      case Place.IgmpMember(String id, IpAddress group) -> igmpMember(id, group);
      case Place.GatewayEndpointOut(String id) -> endpoints.gatewayOut(id);
      case Place.GatewayEndpointIn(String id) -> endpoints.gatewayIn(id);
      case Place.InspectionEndpoint(String id) ->
          endpoints.inspection(
              (VpcEndpoint.GatewayLoadBalancer) topology.get(VpcEndpoint.class, id));
      case Place.LoadBalancerNode at -> balancers.node(at);
      case Place.LoadBalancerTarget at -> balancers.target(at);
      case Place.HostServiceIn(String id) ->
          interfaces.hostServices(topology.get(NetworkInterface.class, id));
      case Place.HostServiceOut(String id, HostService service) ->
          interfaces.hostServiceAnswers(topology.get(NetworkInterface.class, id), service);
      case Place.VpnGatewayOut(String id) ->
          hybrid.vpnGatewayOut(topology.get(VpnGateway.class, id));
      case Place.VpnGatewayIn(String id, boolean byDirectConnectGateway) ->
          hybrid.vpnGatewayIn(topology.get(VpnGateway.class, id), byDirectConnectGateway);
      case Place.TunnelOut(String id) -> hybrid.tunnelOut(topology.get(VpnTunnel.class, id));
      case Place.TunnelIn(String id) -> hybrid.tunnelIn(topology.get(VpnTunnel.class, id));
      case Place.VirtualInterfaceOut(String id) ->
          hybrid.virtualInterfaceOut(topology.get(VirtualInterface.class, id));
      case Place.VirtualInterfaceIn(String id) ->
          hybrid.virtualInterfaceIn(topology.get(VirtualInterface.class, id));
      case Place.DirectConnectGatewayOut(String id, String region) ->
          hybrid.directConnectGatewayOut(topology.get(DirectConnectGateway.class, id), region);
      case Place.DirectConnectGatewayIn(String id, String from) ->
          hybrid.directConnectGatewayIn(
              topology.get(DirectConnectGateway.class, id),
              topology.get(VirtualInterface.class, from));
      case Place.ConnectPeerOut(String id) ->
          hybrid.connectPeerOut(topology.get(TransitGatewayConnectPeer.class, id));
      case Place.ConnectPeerIn(String id) ->
          hybrid.connectPeerIn(topology.get(TransitGatewayConnectPeer.class, id));
      case Place.SiteRouter(String id) -> hybrid.site(topology.get(Site.class, id));
      case Place.Internet _ -> gateways.internet();
    };
  }

  private List<Step> igmpMember(String id, IpAddress group) {
    NetworkInterface member = topology.get(NetworkInterface.class, id);
    List<Step> steps = new ArrayList<>(multicast.igmp(member, group));
    steps.addAll(interfaces.member(member));
    return steps;
  }
}
