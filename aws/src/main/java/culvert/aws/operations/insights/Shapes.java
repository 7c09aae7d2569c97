package culvert.aws.operations.insights;

import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Direction;
import culvert.network.forwarding.Packet;
import culvert.network.forwarding.RouteState;
import culvert.network.forwarding.Rule;
import culvert.network.routing.TransitGatewayRoute;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Route;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.SecurityGroup;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Topology;
import culvert.network.why.Choice;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AnalysisAclRule;
import software.amazon.awssdk.services.ec2.model.AnalysisPacketHeader;
import software.amazon.awssdk.services.ec2.model.AnalysisRouteTableRoute;
import software.amazon.awssdk.services.ec2.model.AnalysisSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.PortRange;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteTableRoute;

/** Rules, routes and packets, as analyses show them. */
final class Shapes {

  private static final String ACTIVE = "active";
  private static final String BLACKHOLE = "blackhole";

  private final Topology topology;
  private final Components components;

  Shapes(Topology topology, Components components) {
    this.topology = topology;
    this.components = components;
  }

  /** One packet's: every list has one element. */
  static AnalysisPacketHeader header(Packet packet) {
    return AnalysisPacketHeader.builder()
        .protocol(Integer.toString(packet.protocol()))
        .sourceAddresses(IpPrefix.host(packet.source()).toString())
        .destinationAddresses(IpPrefix.host(packet.destination()).toString())
        .sourcePortRanges(ports(packet.sourcePort(), packet.sourcePort()))
        .destinationPortRanges(ports(packet.destinationPort(), packet.destinationPort()))
        .build();
  }

  private static PortRange ports(int from, int to) {
    return PortRange.builder().from(from).to(to).build();
  }

  private static @Nullable PortRange ports(Traffic traffic) {
    return Traffic.hasPorts(traffic.protocol()) && traffic.from() != Traffic.ANY
        ? ports(traffic.from(), traffic.to())
        : null;
  }

  static String direction(Direction direction) {
    return direction == Direction.INBOUND ? "ingress" : "egress";
  }

  static AnalysisAclRule aclRule(Rule rule, Direction direction) {
    return AnalysisAclRule.builder()
        .cidr(rule.peers().toString())
        .egress(direction == Direction.OUTBOUND)
        .portRange(ports(rule.traffic()))
        .protocol(Traffic.nameOf(rule.traffic().protocol()))
        .ruleAction(rule.allow() ? "allow" : "deny")
        .ruleNumber(Integer.parseInt(rule.id()))
        .build();
  }

  AnalysisSecurityGroupRule securityGroupRule(Rule rule, Direction direction) {
    AnalysisSecurityGroupRule.Builder shape =
        AnalysisSecurityGroupRule.builder()
            .direction(direction(direction))
            .portRange(ports(rule.traffic()))
            .protocol(Traffic.nameOf(rule.traffic().protocol()));
    SecurityGroup group = topology.get(SecurityGroup.class, rule.component());
    Stream.concat(group.inbound().stream(), group.outbound().stream())
        .filter(each -> each.id().equals(rule.id()))
        .findFirst()
        .ifPresent(each -> peer(each.peer(), shape));
    return shape.build();
  }

  private static void peer(SecurityGroupRule.Peer peer, AnalysisSecurityGroupRule.Builder shape) {
    switch (peer) {
      case SecurityGroupRule.CidrPeer(IpPrefix prefix) -> shape.cidr(prefix.toString());
      case SecurityGroupRule.PrefixListPeer(String list) -> shape.prefixListId(list);
      case SecurityGroupRule.GroupPeer(String group) -> shape.securityGroupId(group);
    }
  }

  AnalysisRouteTableRoute route(String table, Choice.ByRoute chosen) {
    Route route = chosen.route();
    String vpc = topology.get(RouteTable.class, table).vpc();
    AnalysisRouteTableRoute.Builder shape =
        AnalysisRouteTableRoute.builder()
            .state(RouteState.of(topology, route, vpc) == RouteState.ACTIVE ? ACTIVE : BLACKHOLE)
            .origin(
                switch (route.origin()) {
                  case LOCAL -> "createroutetable";
                  case STATIC -> "createroute";
                  case PROPAGATED_DIRECT_CONNECT, PROPAGATED_VPN_STATIC, PROPAGATED_VPN_BGP ->
                      "enablevgwroutepropagation";
                });
    switch (route.destination()) {
      case RouteDestination.Cidr _ -> shape.destinationCidr(chosen.matched().toString());
      case RouteDestination.PrefixListEntries(String list) -> shape.destinationPrefixListId(list);
    }
    target(route.target(), shape);
    return shape.build();
  }

  private void target(RouteTarget target, AnalysisRouteTableRoute.Builder shape) {
    switch (target) {
      case RouteTarget.ToEgressOnlyInternetGateway(String id) ->
          shape.egressOnlyInternetGatewayId(id);
      case RouteTarget.ToNatGateway(String id) -> shape.natGatewayId(id);
      case RouteTarget.ToPeering(String id) -> shape.vpcPeeringConnectionId(id);
      case RouteTarget.ToTransitGateway(String id) -> shape.transitGatewayId(id);
      case RouteTarget.ToNetworkInterface(String id) -> {
        shape.networkInterfaceId(id);
        NetworkInterface at = topology.find(NetworkInterface.class, id);
        if (at != null && at.holder() instanceof NetworkInterface.InstanceHolder(String instance)) {
          shape.instanceId(instance);
        }
      }
      case RouteTarget.Local _,
          RouteTarget.ToInternetGateway _,
          RouteTarget.ToVpnGateway _,
          RouteTarget.ToEndpoint _,
          RouteTarget.ToUnknown _ ->
          shape.gatewayId(target.id());
    }
  }

  TransitGatewayRouteTableRoute route(TransitGatewayRoute route) {
    TransitGatewayRouteTableRoute.Builder shape =
        TransitGatewayRouteTableRoute.builder()
            .destinationCidr(route.destination().toString())
            .prefixListId(route.prefixList())
            .state(route.isBlackhole() ? BLACKHOLE : ACTIVE)
            .routeOrigin(
                switch (route.origin()) {
                  case STATIC, PREFIX_LIST -> "static";
                  case PROPAGATED_VPC,
                      PROPAGATED_DIRECT_CONNECT,
                      PROPAGATED_CONNECT,
                      PROPAGATED_PRIVATE_VPN,
                      PROPAGATED_VPN ->
                      "propagated";
                });
    List<String> attachments = route.attachments();
    TransitGatewayAttachment attachment =
        attachments.isEmpty() ? null : components.attachment(attachments.getFirst());
    if (attachment != null) {
      shape
          .attachmentId(attachment.transitGatewayAttachmentId())
          .resourceId(attachment.resourceId())
          .resourceType(attachment.resourceTypeAsString());
    }
    return shape.build();
  }
}
