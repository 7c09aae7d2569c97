package culvert.aws.reading;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Snapshot;
import culvert.network.forwarding.RouteState;
import culvert.network.topology.Component;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** The targets of one table's routes as a small topology, so that the engine says which work. */
public final class RouteReading {

  private final String vpc;
  private final Topology targets;

  private RouteReading(String vpc, Topology targets) {
    this.vpc = vpc;
    this.targets = targets;
  }

  public static RouteReading of(RouteTable table, Snapshot from) {
    List<Component> targets = new ArrayList<>();
    for (Route route : table.routes()) {
      add(
          targets,
          from,
          Kinds.INTERNET_GATEWAY,
          route.gatewayId(),
          GatewayReading::internetGateway);
      add(
          targets,
          from,
          Kinds.EGRESS_ONLY_INTERNET_GATEWAY,
          route.egressOnlyInternetGatewayId(),
          GatewayReading::egressOnly);
      add(targets, from, Kinds.NAT_GATEWAY, route.natGatewayId(), GatewayReading::natGateway);
      add(
          targets,
          from,
          Kinds.VPC_PEERING_CONNECTION,
          route.vpcPeeringConnectionId(),
          GatewayReading::peering);
      add(
          targets,
          from,
          Kinds.NETWORK_INTERFACE,
          route.networkInterfaceId(),
          InterfaceReading::networkInterface);
      if (route.networkInterfaceId() != null) {
        from.byId(Kinds.NETWORK_INTERFACE, route.networkInterfaceId())
            .flatMap(held -> Stream.ofNullable(InterfaceReading.instanceOf(held.shape())))
            .flatMap(id -> from.byId(Kinds.INSTANCE, id))
            .map(instance -> InterfaceReading.instance(instance, from))
            .forEach(targets::add);
      }
    }
    table.routes().stream()
        .map(Route::gatewayId)
        .filter(id -> id != null && id.startsWith("vgw-"))
        .flatMap(id -> from.byId(Kinds.VPN_GATEWAY, id))
        .flatMap(gateway -> Stream.ofNullable(VpnReading.vpnGateway(gateway, from)))
        .forEach(targets::add);
    if (table.routes().stream().anyMatch(route -> route.transitGatewayId() != null)) {
      TransitGatewayReading.ofVpc(from, table.vpcId()).forEach(targets::add);
    }
    EndpointReading.targets(table, from).forEach(targets::add);
    return new RouteReading(table.vpcId(), new Topology(targets));
  }

  private static <T> void add(
      List<Component> targets,
      Snapshot from,
      Kind<T> kind,
      String id,
      Function<T, Component> read) {
    if (id != null) {
      find(from, kind, id).map(read).forEach(targets::add);
    }
  }

  private static <T> Stream<T> find(Snapshot from, Kind<T> kind, String id) {
    return from.byId(kind, id).limit(1).map(resource -> resource.shape());
  }

  /** Whether the route's target works now (R1.3.12). */
  public RouteState state(Route route) {
    return RouteState.of(targets, RouteTableReading.route(route), vpc);
  }
}
