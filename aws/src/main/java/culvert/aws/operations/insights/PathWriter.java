package culvert.aws.operations.insights;

import culvert.network.forwarding.Direction;
import culvert.network.forwarding.Kind;
import culvert.network.forwarding.Step;
import culvert.network.topology.Instance;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.NetworkLoadBalancer;
import culvert.network.topology.RouteTable;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import culvert.network.topology.VpnGateway;
import culvert.network.why.Choice;
import culvert.network.why.PathElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.PathComponent;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;

/**
 * Writes one way as AWS's path components: what AWS has no component for, the internet and sites,
 * is left out, and an instance at an end stands before or behind its interface.
 */
final class PathWriter {

  private final Topology topology;
  private final Components components;
  private final Shapes shapes;
  private final ExplanationWriter explanations;

  PathWriter(Topology topology, Components components) {
    this.topology = topology;
    this.components = components;
    shapes = new Shapes(topology, components);
    explanations = new ExplanationWriter(topology, components);
  }

  /**
   * @param from the resource that the way starts at
   * @param to the resource that it is to end at
   */
  List<PathComponent> write(Stretch stretch, @Nullable String from, @Nullable String to) {
    List<Stretch.Hop> hops = inOrder(stretch);
    if (hops.isEmpty()) {
      return List.of();
    }
    List<PathComponent.Builder> written = new ArrayList<>();
    Stretch.Hop first = hops.getFirst();
    Stretch.Hop last = hops.getLast();
    if (isInstanceAt(from, first)) {
      written.add(instance(from));
    }
    String vpc = null;
    for (Stretch.Hop hop : hops) {
      PathComponent.Builder component = component(hop, vpc);
      if (hop != first && !hop.arriving().equals(hop.element().packet())) {
        component.outboundHeader(Shapes.header(hop.element().packet()));
      }
      written.add(component);
      vpc = vpc(hop.element(), vpc);
    }
    written.getFirst().outboundHeader(Shapes.header(first.element().packet()));
    if (first.element().kind() != Kind.NETWORK_INTERFACE) {
      written.getFirst().inboundHeader(Shapes.header(first.arriving()));
    }
    if (stretch.whole() && isInstanceAt(to, last)) {
      written.add(instance(to));
    }
    written.getLast().inboundHeader(Shapes.header(last.arriving()));
    List<PathComponent> all = new ArrayList<>();
    for (PathComponent.Builder each : written) {
      all.add(each.sequenceNumber(all.size() + 1).build());
    }
    return all;
  }

  /** As AWS has them, who puts the groups that let a packet in before their interface. */
  private static List<Stretch.Hop> inOrder(Stretch stretch) {
    List<Stretch.Hop> hops = new ArrayList<>();
    for (Stretch.Hop hop : stretch.hops()) {
      if (hop.element().kind() == Kind.INTERNET || hop.element().kind() == Kind.SITE) {
        continue;
      }
      Step.Filter filter = filter(hop.element());
      int at = hops.size();
      if (filter != null && filter.direction() == Direction.INBOUND) {
        while (at > 0 && !hops.get(at - 1).element().component().equals(filter.guarded())) {
          at--;
        }
        at = at == 0 ? hops.size() : at - 1;
      }
      hops.add(at, hop);
    }
    return hops;
  }

  private static Step.@Nullable Filter filter(PathElement element) {
    return switch (element.choice()) {
      case Choice.Passed(Step.Filter filter, _) -> filter;
      case Choice.Refused(Step.Filter filter, _) -> filter;
      case Choice.ByRoute _, Choice.ByTransitGatewayRoute _, Choice.ByLearnedRoute _ -> null;
      case null -> null;
    };
  }

  private static boolean isInstanceAt(@Nullable String end, Stretch.Hop hop) {
    return end != null
        && end.startsWith("i-")
        && hop.element().kind() == Kind.NETWORK_INTERFACE
        && end.equals(hop.element().detail().get("instance"));
  }

  private PathComponent.Builder instance(@Nullable String id) {
    return PathComponent.builder().component(components.named(id));
  }

  private PathComponent.Builder component(Stretch.Hop hop, @Nullable String cameFrom) {
    PathElement element = hop.element();
    String id = element.component();
    PathComponent.Builder shape =
        PathComponent.builder()
            .component(components.named(id))
            .explanations(
                hop.blockers().isEmpty()
                    ? null
                    : hop.blockers().stream().map(explanations::of).toList());
    chosen(element, shape);
    switch (element.kind()) {
      case NETWORK_INTERFACE -> {
        NetworkInterface at = topology.get(NetworkInterface.class, id);
        shape
            .attachedTo(components.named(holder(at)))
            .subnet(components.named(at.subnet()))
            .vpc(components.named(at.vpc()));
      }
      case TRANSIT_GATEWAY_ATTACHMENT -> {
        TransitGatewayAttachment attachment = components.attachment(id);
        if (attachment != null) {
          shape.transitGateway(components.named(attachment.transitGatewayId()));
        }
        shape.vpc(components.named(vpc(element, null)));
      }
      case TRANSIT_GATEWAY_ROUTE_TABLE ->
          shape.transitGateway(
              components.named(topology.get(TransitGatewayRouteTable.class, id).transitGateway()));
      case VPC_PEERING_CONNECTION -> {
        String source =
            cameFrom == null ? topology.get(VpcPeering.class, id).requester().vpc() : cameFrom;
        shape
            .sourceVpc(components.named(source))
            .destinationVpc(
                components.named(topology.get(VpcPeering.class, id).opposite(source).vpc()));
      }
      case VPC_ENDPOINT -> {
        VpcEndpoint endpoint = topology.get(VpcEndpoint.class, id);
        shape.serviceName(endpoint.service()).vpc(components.named(endpoint.vpc()));
      }
      case INTERNET_GATEWAY,
          EGRESS_ONLY_INTERNET_GATEWAY,
          NAT_GATEWAY,
          VPN_GATEWAY,
          INSTANCE,
          LOAD_BALANCER ->
          shape.vpc(components.named(vpc(element, cameFrom)));
      case SECURITY_GROUP,
          NETWORK_ACL,
          ROUTE_TABLE,
          TRANSIT_GATEWAY_MULTICAST_DOMAIN,
          VPN_TUNNEL,
          VIRTUAL_INTERFACE,
          DIRECT_CONNECT_GATEWAY,
          TRANSIT_GATEWAY_CONNECT_PEER,
          SITE,
          INTERNET,
          HOST_SERVICE -> {}
    }
    return shape;
  }

  private void chosen(PathElement element, PathComponent.Builder shape) {
    switch (element.choice()) {
      case Choice.Passed(var filter, var rule) -> {
        if (rule != null && element.kind() == Kind.NETWORK_ACL) {
          shape.aclRule(Shapes.aclRule(rule, filter.direction()));
        } else if (rule != null) {
          shape.securityGroupRule(shapes.securityGroupRule(rule, filter.direction()));
        }
      }
      case Choice.ByRoute by -> shape.routeTableRoute(shapes.route(element.component(), by));
      case Choice.ByTransitGatewayRoute(var route) ->
          shape.transitGatewayRouteTableRoute(shapes.route(route));
      case Choice.Refused _, Choice.ByLearnedRoute _ -> {}
      case null -> {}
    }
  }

  /** What an interface is attached to, or null. */
  static @Nullable String holder(NetworkInterface at) {
    return switch (at.holder()) {
      case NetworkInterface.InstanceHolder(String id) -> id;
      case NetworkInterface.NatGatewayHolder(String id) -> id;
      case NetworkInterface.EndpointHolder(String id) -> id;
      case NetworkInterface.Unattached _, NetworkInterface.ServiceHolder _ -> null;
    };
  }

  /**
   * The VPC that a packet is in at the component.
   *
   * @param otherwise where the component says none
   */
  private @Nullable String vpc(PathElement element, @Nullable String otherwise) {
    String id = element.component();
    return switch (element.kind()) {
      case NETWORK_INTERFACE -> topology.get(NetworkInterface.class, id).vpc();
      case ROUTE_TABLE -> {
        RouteTable table = topology.find(RouteTable.class, id);
        yield table == null ? otherwise : table.vpc();
      }
      case INTERNET_GATEWAY -> topology.get(InternetGateway.class, id).vpc();
      case NAT_GATEWAY -> topology.get(NatGateway.class, id).vpc();
      case VPN_GATEWAY -> topology.get(VpnGateway.class, id).vpc();
      case VPC_ENDPOINT -> topology.get(VpcEndpoint.class, id).vpc();
      case LOAD_BALANCER -> topology.get(NetworkLoadBalancer.class, id).vpc();
      case VPC_PEERING_CONNECTION ->
          otherwise == null ? null : topology.get(VpcPeering.class, id).opposite(otherwise).vpc();
      case TRANSIT_GATEWAY_ATTACHMENT -> {
        TransitGatewayVpcAttachment at = topology.find(TransitGatewayVpcAttachment.class, id);
        yield at == null ? null : at.vpc();
      }
      case INSTANCE -> {
        Instance instance = topology.find(Instance.class, id);
        yield instance == null || instance.interfaces().isEmpty()
            ? otherwise
            : topology.get(NetworkInterface.class, instance.interfaces().getFirst()).vpc();
      }
      case EGRESS_ONLY_INTERNET_GATEWAY,
          SECURITY_GROUP,
          NETWORK_ACL,
          TRANSIT_GATEWAY_ROUTE_TABLE,
          TRANSIT_GATEWAY_MULTICAST_DOMAIN,
          VPN_TUNNEL,
          VIRTUAL_INTERFACE,
          DIRECT_CONNECT_GATEWAY,
          TRANSIT_GATEWAY_CONNECT_PEER,
          SITE,
          INTERNET,
          HOST_SERVICE ->
          otherwise;
    };
  }
}
