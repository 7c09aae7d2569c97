package culvert.network.forwarding;

import culvert.network.address.IpPrefix;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Route;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happens between interfaces inside a VPC: layer 2, route tables, local delivery. */
final class SubnetSteps {

  /** Never forwarded, whatever the table says (R1.3.7). */
  private static final List<IpPrefix> RESERVED =
      List.of(IpPrefix.parse("169.254.168.0/22"), IpPrefix.parse("fd00:ec2::/32"));

  /** Multicast and broadcast (R1.8.2). */
  private static final List<IpPrefix> TO_MANY =
      List.of(IpPrefix.MULTICAST_V4, IpPrefix.parse("255.255.255.255/32"), IpPrefix.MULTICAST_V6);

  private final Topology topology;
  private final FilterSteps filters;
  private final Learned learned;

  SubnetSteps(Topology topology, FilterSteps filters, Learned learned) {
    this.topology = topology;
    this.learned = learned;
    this.filters = filters;
  }

  /** The interfaces of the subnet by their addresses. */
  List<Step> layer2(Subnet subnet) {
    Map<IpPrefix, List<Step>> hosts = new TreeMap<>();
    for (NetworkInterface each : topology.interfacesOf(subnet.id())) {
      each.own().forEach(prefix -> hosts.put(prefix, go(new Place.InterfaceIn(each.id()))));
    }
    return List.of(
        new Step.Lookup(
            new PrefixTable<>(hosts),
            List.of(new Step.Drop(subnet.id(), Reason.NO_POSSIBLE_DESTINATION))));
  }

  /** To the subnet that has the address, through its network ACL. */
  List<Step> local(String vpc) {
    Map<IpPrefix, List<Step>> subnets = new TreeMap<>();
    for (Subnet subnet : topology.subnetsOf(vpc)) {
      for (IpPrefix cidr : subnet.cidrs()) {
        subnets.put(cidr, enter(subnet, new Place.SubnetSwitch(subnet.id())));
      }
    }
    return List.of(
        new Step.Lookup(
            new PrefixTable<>(subnets),
            List.of(new Step.Drop(vpc, Reason.NO_POSSIBLE_DESTINATION))));
  }

  /** Within the subnet by layer 2, which no route diverts (R1.3.11); else by its route table. */
  List<Step> router(Subnet subnet) {
    List<Step> leave = filters.networkAcl(subnet, Direction.OUTBOUND);
    RouteTable table = topology.tableOf(subnet);
    Map<IpPrefix, List<Step>> ways = table == null ? new TreeMap<>() : routed(table, subnet, leave);
    String router = table == null ? subnet.id() : table.id();
    ways.keySet().removeIf(to -> subnet.cidrs().stream().anyMatch(own -> own.contains(to)));
    for (IpPrefix cidr : subnet.cidrs()) {
      ways.put(cidr, go(new Place.SubnetSwitch(subnet.id())));
    }
    RESERVED.forEach(
        range -> ways.put(range, List.of(new Step.Drop(router, Reason.RESERVED_RANGE))));
    TO_MANY.forEach(
        range -> ways.put(range, List.of(new Step.Drop(router, Reason.MULTICAST_NOT_SUPPORTED))));
    return List.of(new Step.Lookup(new PrefixTable<>(ways), noRoute(router, leave)));
  }

  /** What comes in by a gateway follows its edge table, or is local without one (R1.4.1). */
  List<Step> edge(String gateway, String vpc) {
    RouteTable table = topology.edgeTableOf(gateway);
    if (table == null) {
      return go(new Place.VpcLocal(vpc));
    }
    return List.of(
        new Step.Lookup(
            new PrefixTable<>(routed(table, null, List.of())), noRoute(table.id(), List.of())));
  }

  private static List<Step> noRoute(String router, List<Step> leave) {
    List<Step> steps = new ArrayList<>(leave);
    steps.add(new Step.Drop(router, Reason.NO_ROUTE_TO_DESTINATION));
    return steps;
  }

  private Map<IpPrefix, List<Step>> routed(
      RouteTable table, @Nullable Subnet from, List<Step> leave) {
    Map<IpPrefix, List<Step>> ways = new TreeMap<>();
    RouteSelection.best(table, topology, learned)
        .forEach((prefix, route) -> ways.put(prefix, way(table, route, prefix, from, leave)));
    return ways;
  }

  private List<Step> way(
      RouteTable table, Route route, IpPrefix prefix, @Nullable Subnet from, List<Step> leave) {
    List<Step> steps = new ArrayList<>();
    Step routed = new Step.Routed(table.id(), route, prefix);
    if (RouteState.of(topology, route, table.vpc()) == RouteState.BLACKHOLE) {
      steps.addAll(leave);
      steps.add(routed);
      steps.add(new Step.Drop(table.id(), Reason.BAD_STATE_ROUTE));
      return steps;
    }
    if (route.target() instanceof RouteTarget.ToTransitGateway(String gateway)) {
      steps.addAll(toTransitGateway(gateway, table, prefix, from, leave, routed));
      return steps;
    }
    Subnet into = subnetOf(route.target());
    boolean crosses = into == null || from == null || !into.id().equals(from.id());
    if (crosses) {
      steps.addAll(leave);
    }
    steps.add(routed);
    if (from == null && lacksPublicAddress(route.target(), prefix)) {
      steps.add(new Step.Drop(route.target().id(), Reason.INGRESS_RTB_NO_PUBLIC_IP));
      return steps;
    }
    Place next = target(route.target(), table.vpc());
    steps.addAll(into != null && crosses ? enter(into, next) : go(next));
    return steps;
  }

  /**
   * By the attachment's subnet in the same zone; without one the packet is lost (R4.2.5). Its
   * network ACL sees the packet come in, be it the sender's own (R4.2.11).
   */
  private List<Step> toTransitGateway(
      String gateway,
      RouteTable table,
      IpPrefix prefix,
      @Nullable Subnet from,
      List<Step> leave,
      Step routed) {
    List<Step> steps = new ArrayList<>(leave);
    steps.add(routed);
    TransitGatewayVpcAttachment attachment =
        Objects.requireNonNull(topology.attachmentOf(gateway, table.vpc()));
    Subnet by = from == null ? null : topology.attachedSubnet(attachment, from.zone());
    boolean carriesV6 =
        attachment.ipv6() && by != null && by.cidrs().stream().anyMatch(cidr -> !cidr.isV4());
    if (by == null) {
      steps.add(new Step.Drop(attachment.id(), Reason.TGW_ROUTE_AZ_RESTRICTION));
    } else if (!prefix.isV4() && !carriesV6) {
      steps.add(new Step.Drop(attachment.id(), Reason.TGW_ATTACH_IPV6_NOT_SUPPORTED));
    } else {
      steps.addAll(enter(by, new Place.TransitGatewayIn(gateway, attachment.id(), by.zone())));
    }
    return steps;
  }

  /** An appliance behind an edge table needs a public address (R1.4.5). */
  private boolean lacksPublicAddress(RouteTarget target, IpPrefix prefix) {
    return prefix.isV4()
        && target instanceof RouteTarget.ToNetworkInterface(String id)
        && topology.get(NetworkInterface.class, id).publicAddresses().isEmpty();
  }

  /** The subnet that the target stands in, whose boundary the packet crosses to reach it. */
  private @Nullable Subnet subnetOf(RouteTarget target) {
    return switch (target) {
      case RouteTarget.ToNatGateway(String id) ->
          topology.get(Subnet.class, topology.get(NatGateway.class, id).subnet());
      case RouteTarget.ToNetworkInterface(String id) ->
          topology.get(Subnet.class, topology.get(NetworkInterface.class, id).subnet());
      case RouteTarget.ToEndpoint(String id) ->
          topology.get(VpcEndpoint.class, id) instanceof VpcEndpoint.GatewayLoadBalancer inspection
              ? topology.get(Subnet.class, inspection.subnet())
              : null;
      case RouteTarget.Local _,
          RouteTarget.ToInternetGateway _,
          RouteTarget.ToEgressOnlyInternetGateway _,
          RouteTarget.ToPeering _,
          RouteTarget.ToTransitGateway _,
          RouteTarget.ToVpnGateway _,
          RouteTarget.ToUnknown _ ->
          null;
    };
  }

  private Place target(RouteTarget target, String vpc) {
    return switch (target) {
      case RouteTarget.Local _ -> new Place.VpcLocal(vpc);
      case RouteTarget.ToInternetGateway(String id) -> new Place.InternetGatewayOut(id);
      case RouteTarget.ToEgressOnlyInternetGateway(String id) -> new Place.EgressOnlyGatewayOut(id);
      case RouteTarget.ToNatGateway(String id) -> new Place.NatGatewayIn(id);
      case RouteTarget.ToNetworkInterface(String id) -> new Place.InterfaceIn(id);
      case RouteTarget.ToPeering(String id) ->
          new Place.Peering(id, topology.get(VpcPeering.class, id).opposite(vpc).vpc());
      case RouteTarget.ToEndpoint(String id) ->
          topology.get(VpcEndpoint.class, id) instanceof VpcEndpoint.GatewayLoadBalancer
              ? new Place.InspectionEndpoint(id)
              : new Place.GatewayEndpointOut(id);
      case RouteTarget.ToTransitGateway(String id) ->
          throw new IllegalStateException(id + " is entered by a subnet of the attachment");
      case RouteTarget.ToVpnGateway(String id) -> new Place.VpnGatewayOut(id);
      case RouteTarget.ToUnknown(String id) ->
          throw new IllegalStateException("a route to " + id + " is a blackhole");
    };
  }

  private List<Step> enter(Subnet subnet, Place place) {
    List<Step> steps = new ArrayList<>(filters.networkAcl(subnet, Direction.INBOUND));
    steps.add(new Step.Go(place));
    return steps;
  }

  private static List<Step> go(Place place) {
    return List.of(new Step.Go(place));
  }
}
