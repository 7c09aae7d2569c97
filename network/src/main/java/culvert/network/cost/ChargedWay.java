package culvert.network.cost;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Kind;
import culvert.network.topology.GatewayLoadBalancer;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.NetworkInterface.EndpointHolder;
import culvert.network.topology.NetworkInterface.InstanceHolder;
import culvert.network.topology.NetworkLoadBalancer;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayMulticastDomain;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import culvert.network.topology.VpnGateway;
import culvert.network.why.End;
import culvert.network.why.PathElement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One direction of an answer, charged from element to element. What a crossing costs hangs on where
 * the packet was before, so the way keeps its last stop in a VPC, and in whose name it is under
 * way.
 */
final class ChargedWay {

  /**
   * A place in a VPC that a packet was last at.
   *
   * @param element of the path
   * @param resource what stands there
   * @param zone null where it is in none
   * @param crossesFreely zones are crossed for nothing from there (C2)
   */
  private record Stop(
      int element, String resource, Payer payer, @Nullable String zone, boolean crossesFreely) {}

  private final Topology topology;
  private final List<PathElement> path;
  private final ChargeList charges = new ChargeList();
  private final PublicSide publicSide;
  private final SiteSide siteSide;

  private @Nullable Stop last;

  /** The peering that the packet is on, as long as its far zone is not known; else null. */
  private @Nullable Integer peering;

  /** Whose the packets are that leave AWS, and the Region that they leave. */
  private @Nullable Payer sender;

  /**
   * @param from the end that sends this way
   */
  ChargedWay(ForwardingGraph graph, List<PathElement> path, End from, End to) {
    this.topology = graph.topology();
    this.path = path;
    publicSide = new PublicSide(topology, path, from, to, charges);
    siteSide = new SiteSide(topology, graph.learned(), path, charges);
  }

  /**
   * @param receivers how many get what is sent to a multicast group
   */
  List<Charge> charges(int receivers) {
    for (int i = 0; i < path.size(); i++) {
      switch (path.get(i).kind()) {
        case NETWORK_INTERFACE -> networkInterface(i);
        case NAT_GATEWAY -> natGateway(i);
        case VPC_ENDPOINT -> endpoint(i);
        case VPC_PEERING_CONNECTION -> peering(i);
        case TRANSIT_GATEWAY_ATTACHMENT -> attachment(i);
        case TRANSIT_GATEWAY_MULTICAST_DOMAIN -> multicast(i, receivers);
        case INTERNET_GATEWAY, EGRESS_ONLY_INTERNET_GATEWAY -> internetGateway(i);
        case INTERNET -> publicSide.internet(i);
        case VPN_GATEWAY -> vpnGateway(i);
        case VPN_TUNNEL -> siteSide.tunnel(i);
        case VIRTUAL_INTERFACE -> siteSide.virtualInterface(i, sender);
        case DIRECT_CONNECT_GATEWAY -> siteSide.directConnectGateway(i, sender);
        case TRANSIT_GATEWAY_CONNECT_PEER -> siteSide.connectPeer(i);
        case SECURITY_GROUP,
            NETWORK_ACL,
            ROUTE_TABLE,
            TRANSIT_GATEWAY_ROUTE_TABLE,
            INSTANCE,
            SITE,
            LOAD_BALANCER,
            HOST_SERVICE -> {}
      }
    }
    return charges.inOrder();
  }

  private Payer owner(String vpc) {
    Vpc of = topology.get(Vpc.class, vpc);
    return new Payer(of.account(), of.region());
  }

  private String zone(String subnet) {
    return topology.get(Subnet.class, subnet).zone();
  }

  private void networkInterface(int i) {
    NetworkInterface at = topology.get(NetworkInterface.class, path.get(i).component());
    Payer payer = owner(at.vpc());
    boolean ofEndpoint = at.holder() instanceof EndpointHolder;
    Stop here = new Stop(i, at.id(), payer, zone(at.subnet()), ofEndpoint);
    if (last != null) {
      cross(last, here);
    }
    if (!ofEndpoint && !(at.holder() instanceof InstanceHolder)) {
      balance(i, at, payer);
    }
    peering = null;
    last = here;
    sender = payer;
  }

  /**
   * Zones of a Region, by their ids: the same one is free, else both sides pay; to and from
   * endpoints, and through a transit gateway, all are free (C2).
   */
  private void cross(Stop from, Stop to) {
    if (from.zone == null || to.zone == null) {
      return;
    }
    boolean same = from.zone.equals(to.zone);
    if (peering != null) {
      String id = path.get(peering).component();
      if (same) {
        charges.add(peering, id, from.payer, Meter.PEERING_SAME_ZONE_GB, "");
      } else {
        charges.add(peering, id, from.payer, Meter.PEERING_CROSS_ZONE_GB, "");
        charges.add(peering, id, to.payer, Meter.PEERING_CROSS_ZONE_GB, "");
      }
    } else if (!same && !from.crossesFreely && !to.crossesFreely) {
      charges.add(from.element, from.resource, from.payer, Meter.CROSS_ZONE_GB, "");
      charges.add(to.element, to.resource, to.payer, Meter.CROSS_ZONE_GB, "");
    }
  }

  /** A node of a load balancer processes what passes it; a gigabyte is one unit of capacity. */
  private void balance(int i, NetworkInterface at, Payer payer) {
    NetworkLoadBalancer balancer = topology.balancerAt(at.id());
    if (balancer != null) {
      charges.add(i, balancer.id(), payer, Meter.NETWORK_LOAD_BALANCER_LCU, "");
    }
  }

  private void natGateway(int i) {
    NatGateway nat = topology.get(NatGateway.class, path.get(i).component());
    charges.add(i, nat.id(), owner(nat.vpc()), Meter.NAT_GATEWAY_GB, "");
  }

  private void endpoint(int i) {
    switch (topology.get(VpcEndpoint.class, path.get(i).component())) {
      case VpcEndpoint.Gateway gateway -> {
        Payer payer = owner(gateway.vpc());
        charges.add(i, gateway.id(), payer, Meter.GATEWAY_ENDPOINT_GB, "");
        arrive(payer);
      }
      case VpcEndpoint.Interface by -> {
        Payer payer = owner(by.vpc());
        charges.add(i, by.id(), payer, Meter.INTERFACE_ENDPOINT_GB, "");
        toOtherRegion(i, by, payer);
      }
      case VpcEndpoint.GatewayLoadBalancer inspection -> {
        Payer payer = owner(inspection.vpc());
        charges.add(i, inspection.id(), payer, Meter.GATEWAY_LOAD_BALANCER_ENDPOINT_GB, "");
        inspect(i, inspection.service());
        last = new Stop(i, inspection.id(), payer, zone(inspection.subnet()), true);
        sender = payer;
      }
    }
  }

  /** The load balancer behind an endpoint processes what goes in: a gigabyte is one unit. */
  private void inspect(int i, String service) {
    GatewayLoadBalancer balancer = topology.gatewayBalancerOf(service);
    if (balancer != null) {
      Payer payer = owner(balancer.vpc());
      charges.add(i, balancer.id(), payer, Meter.GATEWAY_LOAD_BALANCER_LCU, "");
    }
  }

  /**
   * To a provider of another Region, or back from there (C2). AWS says that this is added, and not
   * to whom: here to the endpoint's owner, as all else of an endpoint.
   */
  private void toOtherRegion(int i, VpcEndpoint.Interface endpoint, Payer payer) {
    List<NetworkLoadBalancer> balancers = topology.balancersOf(endpoint.service());
    String far =
        balancers.isEmpty()
            ? ServiceRegion.of(endpoint.service())
            : owner(balancers.getFirst().vpc()).region();
    if (far == null || far.equals(payer.region())) {
      return;
    }
    boolean away = i > 0 && endpoint.networkInterfaces().contains(path.get(i - 1).component());
    charges.add(
        i,
        endpoint.id(),
        away ? payer : payer.in(far),
        Meter.INTER_REGION_OUT_GB,
        away ? far : payer.region());
  }

  /** Into a VPC, in no zone of it. */
  private void arrive(Payer owner) {
    last = null;
    sender = owner;
  }

  private void peering(int i) {
    VpcPeering at = topology.get(VpcPeering.class, path.get(i).component());
    if (!at.crossesRegions()) {
      peering = i;
      return;
    }
    Payer payer = Objects.requireNonNull(sender);
    String other =
        at.requester().region().equals(payer.region())
            ? at.accepter().region()
            : at.requester().region();
    charges.add(i, at.id(), payer, Meter.INTER_REGION_OUT_GB, other);
    last = null;
  }

  /** In, where the next element is the table that routes it; out, where that is the one before. */
  private void attachment(int i) {
    String before = transitGateway(i - 1);
    if (before != null) {
      outOf(topology.get(TransitGateway.class, before), i);
    }
    String into = transitGateway(i + 1);
    if (into != null) {
      into(topology.get(TransitGateway.class, into), i);
    }
  }

  private @Nullable String transitGateway(int i) {
    return i >= 0 && i < path.size() && path.get(i).kind() == Kind.TRANSIT_GATEWAY_ROUTE_TABLE
        ? topology.get(TransitGatewayRouteTable.class, path.get(i).component()).transitGateway()
        : null;
  }

  /** What comes over a peering of transit gateways is free (C2); all else its sender pays. */
  private void into(TransitGateway gateway, int i) {
    String id = path.get(i).component();
    TransitGatewayVpcAttachment ofVpc = topology.find(TransitGatewayVpcAttachment.class, id);
    if (ofVpc != null) {
      into(i, owner(ofVpc.vpc()), "vpc");
    } else if (topology.peeringOf(gateway.id(), id) == null) {
      String directConnectGateway = siteSide.directConnectGatewayOf(id);
      if (directConnectGateway != null) {
        into(i, siteSide.ownerOf(directConnectGateway).in(gateway.region()), "dxgw");
      } else {
        Payer owner = new Payer(gateway.account(), gateway.region());
        into(i, owner, topology.vpnOf(id) == null ? "connect" : "vpn");
      }
    }
  }

  private void into(int i, Payer payer, String kind) {
    charges.add(i, path.get(i).component(), payer, Meter.TRANSIT_GATEWAY_GB, kind);
    sender = payer;
    last = null;
  }

  /** Into a VPC, whose zones are free from there; or to another gateway. */
  private void outOf(TransitGateway gateway, int i) {
    String id = path.get(i).component();
    TransitGatewayVpcAttachment ofVpc = topology.find(TransitGatewayVpcAttachment.class, id);
    if (ofVpc != null) {
      Payer payer = owner(ofVpc.vpc());
      last = new Stop(i, id, payer, path.get(i).detail().get("zone"), true);
      sender = payer;
      return;
    }
    TransitGatewayPeering between = topology.peeringOf(gateway.id(), id);
    if (between != null) {
      toPeer(gateway, between, i);
    }
  }

  /** Another Region is paid for at the sending gateway (C2). */
  private void toPeer(TransitGateway gateway, TransitGatewayPeering between, int i) {
    String far = between.opposite(gateway.id()).region();
    if (between.crossesRegions()) {
      Payer payer = new Payer(gateway.account(), gateway.region());
      charges.add(i, path.get(i).component(), payer, Meter.INTER_REGION_OUT_GB, far);
    }
    sender = Objects.requireNonNull(sender).in(far);
  }

  /**
   * Once for what the sender's VPC sends, and for what each receiver gets (C2); all to the sender,
   * as a transit gateway's charges are.
   */
  private void multicast(int i, int receivers) {
    TransitGatewayMulticastDomain domain =
        topology.get(TransitGatewayMulticastDomain.class, path.get(i).component());
    TransitGateway gateway = topology.get(TransitGateway.class, domain.transitGateway());
    NetworkInterface from = topology.get(NetworkInterface.class, path.getFirst().component());
    Payer payer = owner(from.vpc());
    TransitGatewayVpcAttachment by = topology.attachmentOf(gateway.id(), from.vpc());
    charges.add(i, by == null ? domain.id() : by.id(), payer, Meter.TRANSIT_GATEWAY_GB, "vpc");
    charges.add(i, domain.id(), payer, Meter.TRANSIT_GATEWAY_MULTICAST_GB, receivers);
  }

  private void internetGateway(int i) {
    if (publicSide.leaves(i)) {
      return;
    }
    if (i == 0) {
      publicSide.enter();
    }
    arrive(publicSide.ownerOf(i));
  }

  /** What comes from a site goes on in the gateway's owner's name. */
  private void vpnGateway(int i) {
    VpnGateway gateway = topology.get(VpnGateway.class, path.get(i).component());
    Payer owner = new Payer(gateway.account(), gateway.region());
    arrive(siteSide.comesFromSite(i) || sender == null ? owner : sender.in(gateway.region()));
  }
}
