package culvert.network.forwarding;

import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.Instance;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Route;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import culvert.network.topology.VpnGateway;

/** Whether a route's target is usable; a blackhole still takes part in matching (R1.3.12). */
public enum RouteState {
  ACTIVE,
  BLACKHOLE;

  /** The state of a route in a table of that VPC. */
  public static RouteState of(Topology topology, Route route, String vpc) {
    return usable(topology, route.target(), vpc) ? ACTIVE : BLACKHOLE;
  }

  private static boolean usable(Topology topology, RouteTarget target, String vpc) {
    return switch (target) {
      case RouteTarget.Local _ -> true;
      case RouteTarget.ToInternetGateway(String id) -> {
        InternetGateway gateway = topology.find(InternetGateway.class, id);
        yield gateway != null && vpc.equals(gateway.vpc());
      }
      case RouteTarget.ToEgressOnlyInternetGateway(String id) -> {
        EgressOnlyInternetGateway gateway = topology.find(EgressOnlyInternetGateway.class, id);
        yield gateway != null && vpc.equals(gateway.vpc());
      }
      case RouteTarget.ToNatGateway(String id) -> {
        NatGateway gateway = topology.find(NatGateway.class, id);
        yield gateway != null && gateway.available() && vpc.equals(gateway.vpc());
      }
      case RouteTarget.ToNetworkInterface(String id) -> {
        NetworkInterface appliance = topology.find(NetworkInterface.class, id);
        yield appliance != null && vpc.equals(appliance.vpc()) && isUp(topology, appliance);
      }
      case RouteTarget.ToPeering(String id) -> {
        VpcPeering peering = topology.find(VpcPeering.class, id);
        yield peering != null && peering.active() && joins(peering, vpc);
      }
      case RouteTarget.ToTransitGateway(String id) -> topology.attachmentOf(id, vpc) != null;
      case RouteTarget.ToVpnGateway(String id) -> {
        VpnGateway gateway = topology.find(VpnGateway.class, id);
        yield gateway != null && vpc.equals(gateway.vpc());
      }
      case RouteTarget.ToEndpoint(String id) -> {
        VpcEndpoint endpoint = topology.find(VpcEndpoint.class, id);
        yield endpoint != null && vpc.equals(endpoint.vpc());
      }
      case RouteTarget.ToUnknown _ -> false;
    };
  }

  private static boolean joins(VpcPeering peering, String vpc) {
    return peering.requester().vpc().equals(vpc) || peering.accepter().vpc().equals(vpc);
  }

  /** Whether something working holds the interface. */
  static boolean isUp(Topology topology, NetworkInterface networkInterface) {
    return switch (networkInterface.holder()) {
      case NetworkInterface.Unattached _ -> false;
      case NetworkInterface.InstanceHolder(String id) -> {
        Instance instance = topology.find(Instance.class, id);
        yield instance != null
            && instance.running()
            && !topology.isDown(id)
            && !isZoneDown(topology, networkInterface.subnet());
      }
      case NetworkInterface.NatGatewayHolder(String id) -> {
        NatGateway gateway = topology.find(NatGateway.class, id);
        yield gateway != null
            && gateway.available()
            && !isZoneDown(topology, networkInterface.subnet());
      }
      case NetworkInterface.EndpointHolder(String id) ->
          topology.find(VpcEndpoint.class, id) != null
              && !isZoneDown(topology, networkInterface.subnet());
      case NetworkInterface.ServiceHolder _ -> true;
    };
  }

  /** A topology that is asked for routes alone may have no subnets. */
  private static boolean isZoneDown(Topology topology, String id) {
    Subnet subnet = topology.find(Subnet.class, id);
    return subnet != null && topology.isDown(subnet.zone());
  }
}
