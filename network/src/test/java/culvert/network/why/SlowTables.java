package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.Instance;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Route;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteOrigin;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import culvert.network.topology.VpnGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables of VPCs and transit gateways say, for {@link SlowWalker}: every list scanned. */
final class SlowTables {

  private final Topology net;
  private final SlowHybrid hybrid;

  SlowTables(Topology net) {
    this.net = net;
    hybrid = new SlowHybrid(net, this);
  }

  SlowHybrid hybrid() {
    return hybrid;
  }

  Subnet subnetOf(Route route) {
    return switch (route.target()) {
      case RouteTarget.ToNatGateway(String id) ->
          net.get(Subnet.class, net.get(NatGateway.class, id).subnet());
      case RouteTarget.ToNetworkInterface(String id) ->
          net.get(Subnet.class, networkInterface(id).subnet());
      case RouteTarget.ToEndpoint(String id)
          when net.get(VpcEndpoint.class, id) instanceof VpcEndpoint.GatewayLoadBalancer at ->
          net.get(Subnet.class, at.subnet());
      default -> null;
    };
  }

  Route choose(RouteTable table, IpAddress to) {
    Route best = null;
    int bestLength = -1;
    for (Route route : withPropagated(table)) {
      for (IpPrefix prefix : prefixes(route)) {
        if (!prefix.contains(to) || hiddenByLocal(table, route, prefix)) {
          continue;
        }
        boolean better =
            best == null
                || prefix.length() > bestLength
                || prefix.length() == bestLength && rank(route) < rank(best);
        if (better) {
          best = route;
          bestLength = prefix.length();
        }
      }
    }
    return best;
  }

  private List<Route> withPropagated(RouteTable table) {
    List<Route> routes = new ArrayList<>(table.routes());
    for (String id : table.propagating()) {
      VpnGateway gateway = net.find(VpnGateway.class, id);
      if (gateway != null && table.vpc().equals(gateway.vpc())) {
        hybrid
            .ofVpnGateway(id)
            .forEach((prefix, route) ->
                routes.add(
                    new Route(
                        new RouteDestination.Cidr(prefix),
                        new RouteTarget.ToVpnGateway(id),
                        switch (route.source()) {
                          case DIRECT_CONNECT -> RouteOrigin.PROPAGATED_DIRECT_CONNECT;
                          case STATIC -> RouteOrigin.PROPAGATED_VPN_STATIC;
                          case VPN -> RouteOrigin.PROPAGATED_VPN_BGP;
                        })));
      }
    }
    return routes;
  }

  private static int rank(Route route) {
    boolean list = route.destination() instanceof RouteDestination.PrefixListEntries;
    return switch (route.origin()) {
      case LOCAL -> 0;
      case STATIC -> list ? 2 : 1;
      case PROPAGATED_DIRECT_CONNECT -> 3;
      case PROPAGATED_VPN_STATIC -> 4;
      case PROPAGATED_VPN_BGP -> 5;
    };
  }

  private boolean hiddenByLocal(RouteTable table, Route route, IpPrefix prefix) {
    return rank(route) >= 3
        && table.routes().stream()
            .filter(r -> r.origin() == RouteOrigin.LOCAL)
            .flatMap(r -> prefixes(r).stream())
            .anyMatch(local -> local.contains(prefix));
  }

  private List<IpPrefix> prefixes(Route route) {
    return prefixes(route.destination());
  }

  private List<IpPrefix> prefixes(RouteDestination destination) {
    return switch (destination) {
      case RouteDestination.Cidr(IpPrefix prefix) -> List.of(prefix);
      case RouteDestination.PrefixListEntries(String id) -> net.get(PrefixList.class, id).entries();
    };
  }

  boolean isBlackhole(Route route, String vpc) {
    return switch (route.target()) {
      case RouteTarget.Local _ -> false;
      case RouteTarget.ToInternetGateway(String id) ->
          net.find(InternetGateway.class, id) == null
              || !vpc.equals(net.get(InternetGateway.class, id).vpc());
      case RouteTarget.ToEgressOnlyInternetGateway(String id) ->
          net.find(EgressOnlyInternetGateway.class, id) == null;
      case RouteTarget.ToNatGateway(String id) ->
          net.find(NatGateway.class, id) == null || !net.get(NatGateway.class, id).available();
      case RouteTarget.ToNetworkInterface(String id) ->
          net.find(NetworkInterface.class, id) == null || !isUp(networkInterface(id));
      case RouteTarget.ToPeering(String id) ->
          net.find(VpcPeering.class, id) == null || !net.get(VpcPeering.class, id).active();
      case RouteTarget.ToTransitGateway(String id) -> attachment(id, vpc) == null;
      case RouteTarget.ToEndpoint(String id) ->
          net.find(VpcEndpoint.class, id) == null
              || !net.get(VpcEndpoint.class, id).vpc().equals(vpc);
      case RouteTarget.ToVpnGateway(String id) ->
          net.find(VpnGateway.class, id) == null
              || !vpc.equals(net.get(VpnGateway.class, id).vpc());
      case RouteTarget.ToUnknown _ -> true;
    };
  }

  boolean isUp(NetworkInterface at) {
    return switch (at.holder()) {
      case NetworkInterface.Unattached _ -> false;
      case NetworkInterface.InstanceHolder(String id) -> net.get(Instance.class, id).running();
      case NetworkInterface.NatGatewayHolder(String id) ->
          net.get(NatGateway.class, id).available();
      case NetworkInterface.EndpointHolder(String id) -> net.find(VpcEndpoint.class, id) != null;
      case NetworkInterface.ServiceHolder _ -> true;
    };
  }

  TransitGatewayVpcAttachment attachment(String transitGateway, String vpc) {
    for (TransitGatewayVpcAttachment each : net.all(TransitGatewayVpcAttachment.class)) {
      if (each.transitGateway().equals(transitGateway) && each.vpc().equals(vpc)) {
        return each;
      }
    }
    return null;
  }

  Subnet subnetIn(TransitGatewayVpcAttachment attachment, String zone) {
    for (String id : attachment.subnets()) {
      if (net.get(Subnet.class, id).zone().equals(zone)) {
        return net.get(Subnet.class, id);
      }
    }
    return null;
  }

  boolean passesGroupsOn(TransitGatewayVpcAttachment attachment) {
    return attachment.securityGroupReferencing()
        && net.get(TransitGateway.class, attachment.transitGateway()).securityGroupReferencing();
  }

  TransitGatewayRouteTable tableOf(String gateway, String attachment) {
    for (TransitGatewayRouteTable each : net.all(TransitGatewayRouteTable.class)) {
      if (each.transitGateway().equals(gateway) && each.associations().contains(attachment)) {
        return each;
      }
    }
    return null;
  }

  /**
   * What stands for a prefix in a transit gateway's table.
   *
   * @param to attachments; none where the route is a blackhole
   * @param learned what BGP brought, or null
   */
  record Best(IpPrefix prefix, int rank, List<String> to, SlowHybrid.Route learned) {}

  /** The best of every prefix. */
  List<Best> best(TransitGatewayRouteTable table) {
    Map<IpPrefix, Best> best = new TreeMap<>();
    for (Best each : routes(table)) {
      Best known = best.get(each.prefix);
      if (known == null || each.rank > known.rank) {
        best.put(each.prefix, each);
      }
    }
    return List.copyOf(best.values());
  }

  private List<Best> routes(TransitGatewayRouteTable table) {
    List<Best> routes = new ArrayList<>();
    for (TransitGatewayRouteTable.StaticRoute route : table.routes()) {
      boolean list = route.destination() instanceof RouteDestination.PrefixListEntries;
      String to = route.attachment();
      boolean there =
          to != null
              && (net.find(TransitGatewayVpcAttachment.class, to) != null
                  || net.find(TransitGatewayPeering.class, to) != null
                  || hybrid.behind(table.transitGateway(), to) != null);
      for (IpPrefix prefix : prefixes(route.destination())) {
        routes.add(new Best(prefix, list ? 4 : 5, there ? List.of(to) : List.of(), null));
      }
    }
    for (String attachment : table.propagations()) {
      TransitGatewayVpcAttachment of = net.find(TransitGatewayVpcAttachment.class, attachment);
      for (IpPrefix prefix : of == null ? List.<IpPrefix>of() : vpc(of.vpc()).cidrs()) {
        if ((prefix.isV4() || of.ipv6()) && !isWithheld(of, prefix)) {
          routes.add(new Best(prefix, 3, List.of(attachment), null));
        }
      }
    }
    hybrid
        .learned(table)
        .forEach((prefix, route) ->
            routes.add(
                new Best(
                    prefix,
                    route.source() == SlowHybrid.Source.DIRECT_CONNECT ? 2 : 1,
                    route.ways(),
                    route)));
    return routes;
  }

  /** The attachments that the table sends the address to, none for a blackhole; or null. */
  List<String> next(TransitGatewayRouteTable table, IpAddress address) {
    Best found = null;
    for (Best each : best(table)) {
      if (each.prefix.contains(address)
          && (found == null || each.prefix.length() > found.prefix.length())) {
        found = each;
      }
    }
    return found == null ? null : found.to;
  }

  private boolean isWithheld(TransitGatewayVpcAttachment of, IpPrefix prefix) {
    for (TransitGatewayVpcAttachment each : net.all(TransitGatewayVpcAttachment.class)) {
      if (each.transitGateway().equals(of.transitGateway()) && each.order() < of.order()) {
        for (IpPrefix other : vpc(each.vpc()).cidrs()) {
          if (other.overlaps(prefix) && !isWithheld(each, other)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The zone of the host that the appliance VPC's own table leads to, or null. */
  String zoneOf(IpAddress address, TransitGatewayVpcAttachment appliance) {
    TransitGatewayRouteTable table = tableOf(appliance.transitGateway(), appliance.id());
    if (table == null) {
      return null;
    }
    for (TransitGatewayVpcAttachment each : net.all(TransitGatewayVpcAttachment.class)) {
      if (!each.id().equals(appliance.id()) && isFirst(each.id(), next(table, address))) {
        for (Subnet subnet : net.all(Subnet.class)) {
          if (subnet.vpc().equals(each.vpc()) && subnet.contains(address)) {
            return subnet.zone();
          }
        }
      }
    }
    return null;
  }

  private static boolean isFirst(String attachment, List<String> to) {
    return to != null && !to.isEmpty() && to.getFirst().equals(attachment);
  }

  private NetworkInterface networkInterface(String id) {
    return net.get(NetworkInterface.class, id);
  }

  private Vpc vpc(String id) {
    return net.get(Vpc.class, id);
  }
}
