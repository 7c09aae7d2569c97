package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Packet;
import culvert.network.forwarding.Place;
import culvert.network.forwarding.Step;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectGatewayAssociation.Gateway;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.Instance;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkAcl;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.NetworkLoadBalancer;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Route;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.SecurityGroup;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Site;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import culvert.network.topology.VpnConnection;
import culvert.network.topology.VpnGateway;
import culvert.network.topology.VpnTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The slow, obvious twin of {@code why}: walks the topology itself, scanning every list, and shares
 * nothing with the forwarding graph.
 */
final class SlowWalker {

  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private record Memory(String at, Packet reply, Packet restored) {}

  private final Topology net;
  private final SlowTables tables;
  private final SlowHybrid hybrid;
  private final List<Memory> memories = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private boolean trusting;

  private Packet packet;
  private String origin;
  private String originLost;
  private boolean opening;
  private int hops;
  private List<String> blockers;
  private String deliveredTo;
  private String askedAt;
  private Packet askedFor;
  private int blockersBefore;

  SlowWalker(Topology net) {
    this.net = net;
    tables = new SlowTables(net);
    hybrid = tables.hybrid();
  }

  /** The tunnels and virtual interfaces that were passed, there and then back. */
  List<String> links() {
    return links;
  }

  /** What to compare: outcomes and first blocker codes of both directions. */
  String verdict(Question question) {
    String there = walk(question.packet(), true, question.from(), question.to());
    boolean arrived = deliveredTo != null && isAt(question.to());
    Packet received = arrived ? packet : asReceived(question);
    trusting = !arrived;
    if (received == null) {
      return there + " / DROPPED -";
    }
    return there + " / " + walk(received.reverse(), false, question.to(), question.from());
  }

  private String walk(Packet sent, boolean isRequest, End from, End to) {
    packet = sent;
    opening = isRequest;
    String deliveredBefore = isRequest || trusting ? null : deliveredTo;
    String provider =
        deliveredBefore != null
                && from instanceof End.AtInterface at
                && at.networkInterface().equals(askedAt)
            ? deliveredBefore
            : null;
    hops = 0;
    blockers = new ArrayList<>();
    deliveredTo = null;
    askedAt = null;
    askedFor = null;
    origin = null;
    originLost = null;
    try {
      switch (from) {
        case End.AtInterface at -> {
          NetworkInterface sender =
              networkInterface(provider == null ? at.networkInterface() : provider);
          origin = sender.vpc();
          send(sender);
        }
        case End.Internet _ -> {
          loseOrigin("SG_REFERENCES_NOT_PRESERVED");
          String vpc = isRequest ? vpcWithoutPublicAddress(to) : null;
          if (vpc == null) {
            internet();
          } else if (internetGateway(vpc) == null) {
            drop("IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS");
          } else {
            comeIn(internetGateway(vpc));
          }
        }
        case End.Service _ -> {
          loseOrigin("SG_REFERENCES_NOT_PRESERVED");
          if (isRequest || deliveredBefore == null || deliveredBefore.equals("internet")) {
            String vpc = isRequest ? vpcWithoutPublicAddress(to) : null;
            if (vpc != null && internetGateway(vpc) != null) {
              comeIn(internetGateway(vpc));
            } else if (vpc != null) {
              drop("IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS");
            }
            internet();
          }
          local(net.get(VpcEndpoint.class, deliveredBefore).vpc());
        }
        case End.AtGatewayEndpoint at -> {
          loseOrigin("SG_REFERENCES_NOT_PRESERVED");
          if (opening) {
            drop("VPCE_NEVER_ASKS");
          }
          local(net.get(VpcEndpoint.class, at.endpoint()).vpc());
        }
        case End.AtHostService _ -> deliver(((End.AtInterface) to).networkInterface());
        case End.AtSite at -> arriveAtSite(net.get(Site.class, at.site()));
        case End.UnusedAddress _, End.MulticastGroup _ -> throw new AssertionError();
      }
    } catch (Ended _) {
      // either delivered or dropped
    }
    boolean arrived = deliveredTo != null && isAt(to);
    if (deliveredTo != null && !arrived) {
      blockers.subList(blockersBefore, blockers.size()).clear();
    }
    String outcome =
        deliveredTo == null || !blockers.isEmpty()
            ? "DROPPED"
            : arrived ? "DELIVERED" : "MISDELIVERED";
    if (deliveredTo != null && !arrived) {
      blockers.add("MISDELIVERED");
    }
    return outcome + " " + (blockers.isEmpty() ? "-" : blockers.getFirst());
  }

  private String vpcWithoutPublicAddress(End to) {
    if (!to.address().isV4()) {
      return null;
    }
    return switch (to) {
      case End.AtInterface at -> {
        NetworkInterface target = networkInterface(at.networkInterface());
        yield target.has(at.address()) ? target.vpc() : null;
      }
      case End.UnusedAddress at -> at.vpc();
      case End.AtHostService at -> at.vpc();
      case End.Internet _,
          End.Service _,
          End.AtGatewayEndpoint _,
          End.MulticastGroup _,
          End.AtSite _ ->
          null;
    };
  }

  private boolean isAt(End end) {
    return switch (end) {
      case End.AtInterface at ->
          deliveredTo.equals(at.networkInterface())
              || at.networkInterface().equals(askedAt)
                  && net.find(NetworkInterface.class, deliveredTo) != null;
      case End.Internet at ->
          deliveredTo.equals("internet") && packet.destination().equals(at.address());
      case End.Service at ->
          packet.destination().equals(at.address())
              && (deliveredTo.equals("internet")
                  || net.find(VpcEndpoint.class, deliveredTo) instanceof VpcEndpoint.Gateway by
                      && by.service().equals(at.name()));
      case End.AtGatewayEndpoint at -> deliveredTo.equals(at.endpoint());
      case End.AtHostService at -> deliveredTo.equals(serviceAt(at.vpc(), at.address()));
      case End.AtSite at ->
          deliveredTo.equals(at.site()) && packet.destination().equals(at.address());
      case End.UnusedAddress _, End.MulticastGroup _ -> false;
    };
  }

  private Packet asReceived(Question question) {
    IpAddress source = packet.source();
    IpAddress destination = question.to().address();
    switch (question.to()) {
      case End.UnusedAddress _, End.AtHostService _, End.MulticastGroup _ -> {
        return null;
      }
      case End.AtInterface at -> {
        if (at.networkInterface().equals(askedAt)) {
          return askedFor;
        }
        for (var entry : networkInterface(at.networkInterface()).publicAddresses().entrySet()) {
          if (entry.getValue().equals(destination)) {
            destination = entry.getKey();
          }
        }
      }
      case End.AtSite _ -> {}
      case End.AtGatewayEndpoint _ -> throw new AssertionError();
      case End.Internet _, End.Service _ -> {
        if (question.from() instanceof End.AtInterface at && source.isV4()) {
          String vpc = networkInterface(at.networkInterface()).vpc();
          IpAddress known = publicAddress(vpc, source);
          if (known == null && vpc(vpc).contains(source)) {
            return null;
          }
          source = known == null ? source : known;
        }
      }
    }
    return source.family() == destination.family()
        ? new Packet(
            source, destination, packet.protocol(), packet.sourcePort(), packet.destinationPort())
        : null;
  }

  private void loseOrigin(String why) {
    origin = null;
    originLost = originLost == null ? why : originLost;
  }

  private void drop(String code) {
    blockers.add(code);
    throw new Ended();
  }

  private void deliver(String to) {
    deliveredTo = to;
    throw new Ended();
  }

  private void hop() {
    if (++hops > 200) {
      drop("FORWARDING_LOOP");
    }
  }

  private boolean isKnown(String at) {
    return trusting
        || memories.stream()
            .anyMatch(m -> m.restored == null && m.at.equals(at) && m.reply.equals(packet));
  }

  private void remember(String at) {
    memories.add(new Memory(at, packet.reverse(), null));
  }

  // Interfaces

  private void send(NetworkInterface from) {
    hop();
    if (from.holder() instanceof NetworkInterface.NatGatewayHolder) {
      drop("NGW_OUTBOUND_ONLY");
    }
    if (opening && from.holder() instanceof NetworkInterface.EndpointHolder) {
      drop("VPCE_NEVER_ASKS");
    }
    if (!tables.isUp(from)) {
      blockers.add("BAD_STATE");
    }
    askHost(from);
    groups(from, false);
    if (from.sourceDestinationCheck() && !from.has(packet.source())) {
      blockers.add("ENI_SOURCE_DEST_CHECK_RESTRICTION");
    }
    leave(net.get(Subnet.class, from.subnet()));
  }

  private void askHost(NetworkInterface from) {
    String service = serviceAt(from.vpc(), packet.destination());
    if (service == null) {
      return;
    }
    if (!from.addresses().contains(packet.source())) {
      blockers.add("ENI_SOURCE_DEST_CHECK_RESTRICTION");
    }
    blockersBefore = blockers.size();
    int port = packet.destinationPort();
    boolean answers =
        switch (service.substring(0, service.indexOf('@'))) {
          case "resolver" -> port == 53 && List.of(6, 17).contains(packet.protocol());
          case "instance-metadata" -> port == 80 && packet.protocol() == 6;
          case "time-sync" -> port == 123 && packet.protocol() == 17;
          default -> port == 1688 && packet.protocol() == 6;
        };
    if (!answers) {
      drop("HOST_SERVICE_PORT_RESTRICTION");
    }
    deliver(service);
  }

  private String serviceAt(String vpc, IpAddress address) {
    List<IpPrefix> blocks = vpc(vpc).cidrs();
    String service =
        switch (address.toString()) {
          case "169.254.169.253", "fd00:ec2::253" -> "resolver";
          case "169.254.169.254", "fd00:ec2::254" -> "instance-metadata";
          case "169.254.169.123", "fd00:ec2::123" -> "time-sync";
          case "169.254.169.250", "169.254.169.251" -> "license-activation";
          default -> address.equals(blocks.getFirst().first().plus(2)) ? "resolver" : null;
        };
    boolean off = "resolver".equals(service) && !vpc(vpc).dnsSupport();
    return service == null || off ? null : service + "@" + vpc;
  }

  private void arrive(NetworkInterface at) {
    hop();
    blockersBefore = blockers.size();
    if (at.holder() instanceof NetworkInterface.NatGatewayHolder(String nat)) {
      translate(net.get(NatGateway.class, nat));
      return;
    }
    boolean own = at.has(packet.destination());
    if (at.sourceDestinationCheck() && !own) {
      blockers.add("ENI_SOURCE_DEST_CHECK_RESTRICTION");
    }
    groups(at, true);
    if (!tables.isUp(at)) {
      blockers.add("BAD_STATE");
    }
    if (own) {
      backToEndpoint(at);
      askProvider(at);
      deliver(at.id());
    }
    if (!(at.holder() instanceof NetworkInterface.InstanceHolder(String id))) {
      drop("ENI_ADDRESS_RESTRICTION");
      return;
    }
    if (net.get(Instance.class, id).statefulFirewall()) {
      if (!opening && !isKnown(id)) {
        blockers.add("STATEFUL_FIREWALL_NO_FLOW");
      }
      remember(id);
    }
    loseOrigin("SG_REFERENCES_NOT_PRESERVED");
    send(at);
  }

  // Endpoint services

  private void askProvider(NetworkInterface at) {
    if (!(at.holder() instanceof NetworkInterface.EndpointHolder(String id))
        || !(net.find(VpcEndpoint.class, id) instanceof VpcEndpoint.Interface endpoint)) {
      return;
    }
    boolean provided = false;
    List<Runnable> ways = new ArrayList<>();
    List<NetworkLoadBalancer> balancers = new ArrayList<>(net.all(NetworkLoadBalancer.class));
    balancers.sort(java.util.Comparator.comparing(NetworkLoadBalancer::id));
    for (NetworkLoadBalancer balancer : balancers) {
      if (endpoint.service().equals(balancer.service())) {
        provided = true;
        for (String node : balancer.nodes()) {
          boolean near = zoneOf(networkInterface(node)).equals(zoneOf(at));
          boolean abroad = !vpc(balancer.vpc()).region().equals(vpc(at.vpc()).region());
          if (near || abroad) {
            ways.add(() -> balance(balancer, networkInterface(node), at));
          }
        }
      }
    }
    if (!provided || !opening) {
      return;
    }
    if (ways.isEmpty()) {
      drop("VPCE_SERVICE_NOT_INSTALLED_IN_AZ");
    }
    ways.get(Math.floorMod(packet.flowHash(), ways.size())).run();
  }

  private String zoneOf(NetworkInterface at) {
    return net.get(Subnet.class, at.subnet()).zone();
  }

  private void balance(NetworkLoadBalancer balancer, NetworkInterface node, NetworkInterface by) {
    hop();
    blockersBefore = blockers.size();
    loseOrigin("SG_REFERENCES_NOT_PRESERVED");
    if (balancer.filtersPrivateLink()) {
      groups(node, true);
    }
    for (NetworkLoadBalancer.Listener listener : balancer.listeners()) {
      if (listener.traffic().stream().anyMatch(packet::is)) {
        List<Packet> all = new ArrayList<>();
        List<Packet> near = new ArrayList<>();
        List<Packet> healthy = new ArrayList<>();
        for (NetworkLoadBalancer.Target target : listener.targets()) {
          IpAddress address = addressOf(target);
          if (address != null) {
            Packet ask = to(address, target.port(), node);
            all.add(ask);
            boolean elsewhere = false;
            for (Subnet subnet : net.all(Subnet.class)) {
              elsewhere |=
                  subnet.vpc().equals(balancer.vpc())
                      && subnet.contains(address)
                      && !subnet.zone().equals(zoneOf(node));
            }
            if (target.crossesZones() || !elsewhere) {
              near.add(ask);
              if (net.all(NetworkInterface.class).stream()
                  .filter(each -> each.vpc().equals(balancer.vpc()) && each.has(address))
                  .allMatch(tables::isUp)) {
                healthy.add(ask);
              }
            }
          }
        }
        if (near.isEmpty()) {
          drop(all.isEmpty() ? "ELBV2_LISTENER_HAS_NO_TG" : "ELBV2_NO_TARGETS_IN_AZ");
        }
        List<Packet> chosen = healthy.isEmpty() ? near : healthy;
        askTarget(chosen.get(Math.floorMod(packet.flowHash(), chosen.size())), node, by);
      }
    }
    drop("ELBV2_LISTENERS_MISMATCH");
  }

  private IpAddress addressOf(NetworkLoadBalancer.Target target) {
    return switch (target) {
      case NetworkLoadBalancer.AddressTarget at -> at.address();
      case NetworkLoadBalancer.InstanceTarget at -> {
        for (NetworkInterface each : net.all(NetworkInterface.class)) {
          if (net.find(Instance.class, at.instance()) != null
              && net.get(Instance.class, at.instance()).interfaces().indexOf(each.id()) == 0) {
            yield each.addresses().getFirst();
          }
        }
        yield null;
      }
    };
  }

  private Packet to(IpAddress address, int port, NetworkInterface node) {
    return new Packet(
        node.addresses().getFirst(), address, packet.protocol(), packet.sourcePort(), port);
  }

  private void askTarget(Packet ask, NetworkInterface node, NetworkInterface by) {
    blockersBefore = blockers.size();
    Packet before = packet;
    packet = ask;
    memories.add(new Memory(by.id(), packet.reverse(), before.reverse()));
    origin = node.vpc();
    originLost = null;
    if (askedAt == null) {
      askedAt = by.id();
      askedFor = before;
    }
    groups(node, false);
    leave(net.get(Subnet.class, node.subnet()));
  }

  private void backToEndpoint(NetworkInterface node) {
    for (NetworkLoadBalancer balancer : net.all(NetworkLoadBalancer.class)) {
      if (balancer.nodes().contains(node.id())) {
        blockersBefore = blockers.size();
        for (Memory memory : List.copyOf(memories)) {
          if (memory.restored != null
              && memory.reply.equals(packet)
              && isOfService(memory.at, balancer.service())) {
            packet = memory.restored;
            loseOrigin("SG_REFERENCES_NOT_PRESERVED");
            send(networkInterface(memory.at));
          }
        }
      }
    }
  }

  private boolean isOfService(String at, String service) {
    return net.find(NetworkInterface.class, at) != null
        && networkInterface(at).holder() instanceof NetworkInterface.EndpointHolder(String id)
        && net.find(VpcEndpoint.class, id) != null
        && net.get(VpcEndpoint.class, id).service().equals(service);
  }

  // Filters

  private void groups(NetworkInterface at, boolean inbound) {
    if (at.groups().isEmpty()) {
      return;
    }
    if (isKnown(at.id())) {
      return;
    }
    boolean anyRule = false;
    boolean byAddress = false;
    boolean passes = false;
    for (String id : at.groups()) {
      SecurityGroup group = net.get(SecurityGroup.class, id);
      for (SecurityGroupRule rule : inbound ? group.inbound() : group.outbound()) {
        anyRule = true;
        if (packet.is(rule.traffic()) && namesPeer(rule.peer(), at, inbound)) {
          byAddress = true;
          passes |= !inbound || identityKnown(rule.peer());
        }
      }
    }
    remember(at.id());
    if (!anyRule) {
      blockers.add("SG_HAS_NO_RULES");
    } else if (!passes) {
      blockers.add(byAddress && originLost != null ? originLost : "ENI_SG_RULES_MISMATCH");
    }
  }

  private boolean identityKnown(SecurityGroupRule.Peer peer) {
    return !(peer instanceof SecurityGroupRule.GroupPeer(String group))
        || net.get(SecurityGroup.class, group).vpc().equals(origin);
  }

  private boolean namesPeer(SecurityGroupRule.Peer peer, NetworkInterface at, boolean inbound) {
    IpAddress far = inbound ? packet.source() : packet.destination();
    return switch (peer) {
      case SecurityGroupRule.CidrPeer(IpPrefix prefix) -> prefix.contains(far);
      case SecurityGroupRule.PrefixListPeer(String list) ->
          net.get(PrefixList.class, list).entries().stream().anyMatch(p -> p.contains(far));
      case SecurityGroupRule.GroupPeer(String group) ->
          isLive(net.find(SecurityGroup.class, group), at, inbound)
              && net.all(NetworkInterface.class).stream()
                  .anyMatch(m -> m.groups().contains(group) && m.has(far));
    };
  }

  private boolean isLive(SecurityGroup group, NetworkInterface at, boolean inbound) {
    String vpc = at.vpc();
    if (group == null || group.vpc().equals(vpc)) {
      return group != null;
    }
    for (VpcPeering peering : net.all(VpcPeering.class)) {
      List<String> sides = List.of(peering.requester().vpc(), peering.accepter().vpc());
      boolean sameRegion = peering.requester().region().equals(peering.accepter().region());
      if (peering.active() && sameRegion && sides.contains(vpc) && sides.contains(group.vpc())) {
        return true;
      }
    }
    List<TransitGatewayVpcAttachment> attachments = net.all(TransitGatewayVpcAttachment.class);
    return inbound
        && !(at.holder() instanceof NetworkInterface.EndpointHolder)
        && attachments.stream()
            .filter(one -> one.vpc().equals(vpc))
            .anyMatch(one ->
                attachments.stream()
                    .anyMatch(other ->
                        other.vpc().equals(group.vpc())
                            && other.transitGateway().equals(one.transitGateway())));
  }

  private void acl(Subnet subnet, boolean inbound) {
    for (NetworkAcl acl : net.all(NetworkAcl.class)) {
      if (acl.subnets().contains(subnet.id())) {
        boolean allowed = false;
        int lowest = Integer.MAX_VALUE;
        for (NetworkAcl.Entry entry : inbound ? acl.inbound() : acl.outbound()) {
          IpAddress far = inbound ? packet.source() : packet.destination();
          if (entry.number() < lowest
              && packet.is(entry.traffic())
              && entry.prefix().contains(far)) {
            lowest = entry.number();
            allowed = entry.allow();
          }
        }
        if (!allowed) {
          blockers.add("SUBNET_ACL_RESTRICTION");
        }
      }
    }
  }

  // Routing

  private void leave(Subnet subnet) {
    if (subnet.contains(packet.destination())) {
      switchTo(subnet);
    }
    String to = packet.destination().toString();
    if (isIn("169.254.168.0/22") || isIn("fd00:ec2::/32")) {
      drop("RESERVED_RANGE");
    }
    if (isIn("224.0.0.0/4") || isIn("ff00::/8") || to.equals("255.255.255.255")) {
      drop("MULTICAST_NOT_SUPPORTED");
    }
    RouteTable table = null;
    for (RouteTable each : net.all(RouteTable.class)) {
      if (each.subnets().contains(subnet.id())) {
        table = each;
      }
    }
    for (RouteTable each : net.all(RouteTable.class)) {
      if (table == null && each.main() && each.vpc().equals(subnet.vpc())) {
        table = each;
      }
    }
    route(table, subnet);
  }

  private boolean isIn(String prefix) {
    return IpPrefix.parse(prefix).contains(packet.destination());
  }

  private void route(RouteTable table, Subnet from) {
    hop();
    Route route = tables.choose(table, packet.destination());
    Subnet into =
        route == null || tables.isBlackhole(route, table.vpc()) ? null : tables.subnetOf(route);
    boolean crosses = from != null && (into == null || !into.id().equals(from.id()));
    if (crosses) {
      acl(from, false);
    }
    if (route == null) {
      drop("NO_ROUTE_TO_DESTINATION");
      return;
    }
    if (tables.isBlackhole(route, table.vpc())) {
      drop("BAD_STATE_ROUTE");
    }
    if (from == null
        && packet.destination().isV4()
        && route.target() instanceof RouteTarget.ToNetworkInterface(String id)
        && networkInterface(id).publicAddresses().isEmpty()) {
      drop("INGRESS_RTB_NO_PUBLIC_IP");
    }
    if (into != null && (crosses || from == null)) {
      acl(into, true);
    }
    switch (route.target()) {
      case RouteTarget.Local _ -> local(table.vpc());
      case RouteTarget.ToInternetGateway(String id) -> goOut(net.get(InternetGateway.class, id));
      case RouteTarget.ToEgressOnlyInternetGateway(String id) ->
          goOut(net.get(EgressOnlyInternetGateway.class, id));
      case RouteTarget.ToNatGateway(String id) -> translate(net.get(NatGateway.class, id));
      case RouteTarget.ToNetworkInterface(String id) -> arrive(networkInterface(id));
      case RouteTarget.ToPeering(String id) -> {
        VpcPeering peering = net.get(VpcPeering.class, id);
        String far =
            peering.requester().vpc().equals(table.vpc())
                ? peering.accepter().vpc()
                : peering.requester().vpc();
        if (!vpc(far).contains(packet.destination())) {
          drop("PCX_REQUIRES_ADDRESS_IN_VPC_CIDR");
        }
        local(far);
      }
      case RouteTarget.ToEndpoint(String id) -> {
        hop();
        if (net.get(VpcEndpoint.class, id) instanceof VpcEndpoint.GatewayLoadBalancer at) {
          blockersBefore = blockers.size();
          loseOrigin("SG_REFERENCES_NOT_PRESERVED");
          leave(net.get(Subnet.class, at.subnet()));
        }
        blockersBefore = blockers.size();
        if (!vpc(table.vpc()).contains(packet.source())) {
          drop("VPCE_GATEWAY_REQUIRES_SOURCE_IN_VPC");
        }
        if (!List.of(1, 6, 58).contains(packet.protocol())) {
          drop("VPCE_GATEWAY_PROTOCOL_RESTRICTION");
        }
        deliver(id);
      }
      case RouteTarget.ToTransitGateway(String id) -> {
        TransitGatewayVpcAttachment attachment = tables.attachment(id, table.vpc());
        Subnet by = from == null ? null : tables.subnetIn(attachment, from.zone());
        if (by == null) {
          drop("TGW_ROUTE_AZ_RESTRICTION");
        }
        if (!packet.destination().isV4() && (!attachment.ipv6() || by.cidrs().size() < 2)) {
          drop("TGW_ATTACH_IPV6_NOT_SUPPORTED");
        }
        acl(by, true);
        transit(id, attachment.id(), by.zone());
      }
      case RouteTarget.ToVpnGateway(String id) -> outOfVpnGateway(net.get(VpnGateway.class, id));
      case RouteTarget.ToUnknown _ -> throw new AssertionError();
    }
  }

  // Transit gateways

  private void transit(String gateway, String from, String zone) {
    hop();
    TransitGatewayVpcAttachment vpc = net.find(TransitGatewayVpcAttachment.class, from);
    if (vpc != null && (!tables.passesGroupsOn(vpc) || "use1-az3".equals(zone))) {
      loseOrigin("SG_REFERENCING_SUPPORT");
    }
    TransitGatewayRouteTable table = tables.tableOf(gateway, from);
    if (table == null) {
      drop("TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION");
    }
    List<String> ways = tables.next(table, packet.destination());
    if (ways == null) {
      drop("TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT");
    }
    if (ways.isEmpty()) {
      drop("TGW_RTB_BAD_STATE_ROUTE");
    }
    String to = ways.get(chosen(ways.size(), 1));
    outToSite(gateway, to);
    for (TransitGatewayPeering peering : net.all(TransitGatewayPeering.class)) {
      if (peering.id().equals(to)) {
        loseOrigin("SG_REFERENCES_NOT_PRESERVED");
        boolean here = peering.requester().transitGateway().equals(gateway);
        TransitGatewayPeering.Side far = here ? peering.accepter() : peering.requester();
        boolean oneRegion = peering.requester().region().equals(peering.accepter().region());
        transit(far.transitGateway(), far.attachment(), oneRegion ? zone : null);
      }
    }
    enter(net.get(TransitGatewayVpcAttachment.class, to), zone);
  }

  private void enter(TransitGatewayVpcAttachment to, String zone) {
    if (!tables.passesGroupsOn(to)) {
      loseOrigin("SG_REFERENCING_SUPPORT");
    }
    if (!packet.destination().isV4() && !to.ipv6()) {
      drop("TGW_ATTACH_IPV6_NOT_SUPPORTED");
    }
    String far = to.applianceMode() ? tables.zoneOf(packet.destination(), to) : null;
    String near = zone == null ? far : zone;
    Subnet same = near == null ? null : tables.subnetIn(to, near);
    if (same != null && (far == null || far.equals(near))) {
      leave(same);
    }
    List<Subnet> subnets = new ArrayList<>();
    to.subnets().forEach(id -> subnets.add(net.get(Subnet.class, id)));
    subnets.sort(java.util.Comparator.comparing(Subnet::zone));
    leave(subnets.get(Math.floorMod(packet.flowHash(), subnets.size())));
  }

  // Sites

  /** By another number for the attachments of a transit gateway than for what they lead over. */
  private int chosen(int ways, int stage) {
    return new Step.Spread(Collections.nCopies(ways, new Place.Internet()), stage)
        .chosen(packet, packet.source(), packet.destination());
  }

  private void outBy(List<String> ways, String region) {
    String way = ways.get(chosen(ways.size(), 0));
    VpnConnection vpn = hybrid.connection(way);
    if (vpn != null || hybrid.virtualInterface(way) != null) {
      links.add(way);
    }
    if (vpn != null) {
      if (vpn.ipv6() == packet.destination().isV4()) {
        drop("VPN_FAMILY_RESTRICTION");
      }
      overTo(
          way,
          vpn.target() instanceof VpnTarget.ToVpnGateway ? "BAD_STATE_VPN" : "TGW_BAD_STATE_VPN");
    } else if (hybrid.virtualInterface(way) != null) {
      overTo(way, "BAD_STATE_VIRTUAL_INTERFACE");
    }
    outOfDirectConnectGateway(way, region);
  }

  private boolean carries(String link) {
    return hybrid.siteAt(link) != null
        && hybrid.isLinked(link)
        && (hybrid.hasBgp(link) || hybrid.isUp(link));
  }

  private void overTo(String link, String otherwise) {
    if (!carries(link)) {
      drop(otherwise);
    }
    arriveAtSite(hybrid.siteAt(link));
  }

  private void arriveAtSite(Site site) {
    hop();
    blockersBefore = blockers.size();
    if (hybrid.isDown(site)) {
      drop("BAD_STATE_SITE");
    }
    Map<IpPrefix, SlowHybrid.Route> known = hybrid.ofSite(site);
    Set<IpPrefix> all = new TreeSet<>(known.keySet());
    all.addAll(site.prefixes());
    IpPrefix best = SlowHybrid.longest(all, packet.destination());
    if (best == null) {
      drop("NO_ROUTE_TO_DESTINATION");
    }
    if (site.prefixes().contains(best)) {
      deliver(site.id());
    }
    List<String> ways = known.get(best).ways();
    inBy(ways.get(chosen(ways.size(), 0)));
  }

  /** From a site into AWS. */
  private void inBy(String link) {
    VpnConnection vpn = hybrid.connection(link);
    links.add(link);
    if (vpn == null) {
      if (!carries(link)) {
        drop("BAD_STATE_VIRTUAL_INTERFACE");
      }
      switch (hybrid.virtualInterface(link).target()) {
        case VirtualInterface.Target.ToVpnGateway(String id) -> intoVpnGateway(id, false);
        case VirtualInterface.Target.ToDirectConnectGateway(String id) ->
            intoDirectConnectGateway(id);
      }
    }
    if (vpn.ipv6() == packet.destination().isV4()) {
      drop("VPN_FAMILY_RESTRICTION");
    }
    switch (vpn.target()) {
      case VpnTarget.ToVpnGateway(String id) -> {
        if (!carries(link)) {
          drop("BAD_STATE_VPN");
        }
        intoVpnGateway(id, false);
      }
      case VpnTarget.ToTransitGateway(String id, String attachment) -> {
        if (!carries(link)) {
          drop("TGW_BAD_STATE_VPN");
        }
        transit(id, attachment, null);
      }
    }
  }

  private void outOfVpnGateway(VpnGateway gateway) {
    hop();
    loseOrigin("SG_REFERENCES_NOT_PRESERVED");
    Map<IpPrefix, SlowHybrid.Route> known = hybrid.ofVpnGateway(gateway.id());
    IpPrefix best = SlowHybrid.longest(known.keySet(), packet.destination());
    if (best == null) {
      drop("NO_ROUTE_TO_DESTINATION");
    }
    outBy(known.get(best).ways(), gateway.region());
  }

  /** Into the VPC, or on to another site. */
  private void intoVpnGateway(String id, boolean byDirectConnectGateway) {
    hop();
    VpnGateway gateway = net.get(VpnGateway.class, id);
    Map<IpPrefix, List<String>> ways = new TreeMap<>();
    if (!byDirectConnectGateway) {
      hybrid
          .ofVpnGateway(id)
          .forEach((prefix, route) -> {
            List<String> direct =
                route.ways().stream()
                    .filter(way -> net.find(DirectConnectGateway.class, way) == null)
                    .toList();
            if (!direct.isEmpty()) {
              ways.put(prefix, direct);
            }
          });
    }
    hybrid.blocks(id).forEach(block -> ways.put(block, List.of()));
    IpPrefix best = SlowHybrid.longest(ways.keySet(), packet.destination());
    if (best == null) {
      drop("NO_ROUTE_TO_DESTINATION");
    }
    if (!ways.get(best).isEmpty()) {
      outBy(ways.get(best), gateway.region());
    }
    for (RouteTable table : net.all(RouteTable.class)) {
      if (table.gateways().contains(id)) {
        route(table, null);
      }
    }
    local(gateway.vpc());
  }

  /** What is announced for more than a gateway's prefixes turns round there (B5). */
  private void outOfDirectConnectGateway(String id, String region) {
    hop();
    Map<IpPrefix, SlowHybrid.Route> out = hybrid.outOfDirectConnectGateway(id, region);
    Set<IpPrefix> all = new TreeSet<>(out.keySet());
    for (IpPrefix inside : hybrid.intoAws(id).keySet()) {
      if (out.keySet().stream().anyMatch(wide -> wide.contains(inside))) {
        all.add(inside);
      }
    }
    IpPrefix best = SlowHybrid.longest(all, packet.destination());
    if (best == null) {
      drop("NO_ROUTE_TO_DESTINATION");
    }
    if (!out.containsKey(best)) {
      intoDirectConnectGateway(id);
    }
    outBy(out.get(best).ways(), region);
  }

  private void intoDirectConnectGateway(String id) {
    hop();
    Map<IpPrefix, DirectConnectGatewayAssociation> into = hybrid.intoAws(id);
    IpPrefix best = SlowHybrid.longest(into.keySet(), packet.destination());
    if (best == null) {
      drop("NO_ROUTE_TO_DESTINATION");
    }
    switch (into.get(best).gateway()) {
      case Gateway.OfVpnGateway(String gateway) -> intoVpnGateway(gateway, true);
      case Gateway.OfTransitGateway(String gateway, String attachment) ->
          transit(gateway, attachment, null);
    }
  }

  /** Out of a transit gateway, where the attachment is none of a VPC or a peering. */
  private void outToSite(String gateway, String attachment) {
    String behind = hybrid.behind(gateway, attachment);
    if (behind == null) {
      return;
    }
    loseOrigin("SG_REFERENCES_NOT_PRESERVED");
    String region = net.get(TransitGateway.class, gateway).region();
    if (net.find(VpnConnection.class, behind) == null) {
      outOfDirectConnectGateway(behind, region);
    }
    Map<IpPrefix, SlowHybrid.Route> known = hybrid.ofAttachment(gateway, attachment);
    IpPrefix best = SlowHybrid.longest(known.keySet(), packet.destination());
    List<String> up = hybrid.tunnelsUp(behind);
    if (best == null && up.isEmpty()) {
      drop("TGW_BAD_STATE_VPN");
    }
    outBy(best == null ? hybrid.preferred(up) : known.get(best).ways(), region);
  }

  private void local(String vpc) {
    for (Subnet subnet : net.all(Subnet.class)) {
      if (subnet.vpc().equals(vpc) && subnet.contains(packet.destination())) {
        acl(subnet, true);
        switchTo(subnet);
      }
    }
    drop("NO_POSSIBLE_DESTINATION");
  }

  private void switchTo(Subnet subnet) {
    for (NetworkInterface each : net.all(NetworkInterface.class)) {
      if (each.subnet().equals(subnet.id()) && each.has(packet.destination())) {
        arrive(each);
      }
    }
    drop("NO_POSSIBLE_DESTINATION");
  }

  // Gateways

  private void goOut(InternetGateway gateway) {
    refusePrivate(packet.destination(), "IGW_DESTINATION_ADDRESS_NOT_IN_%s_EGRESS");
    if (packet.source().isV4()) {
      IpAddress known = publicAddress(gateway.vpc(), packet.source());
      if (known == null) {
        drop("IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS");
      }
      packet = packet.withSource(known);
    } else if (!vpc(gateway.vpc()).contains(packet.source())) {
      drop("GATEWAY_REJECTS_SPOOFED_TRAFFIC");
    }
    internet();
  }

  private void goOut(EgressOnlyInternetGateway gateway) {
    if (packet.source().isV4()) {
      drop("CANNOT_ROUTE");
    }
    if (!vpc(gateway.vpc()).contains(packet.source())) {
      drop("GATEWAY_REJECTS_SPOOFED_TRAFFIC");
    }
    remember(gateway.id());
    internet();
  }

  private void internet() {
    hop();
    blockersBefore = blockers.size();
    loseOrigin("SG_REFERENCES_NOT_PRESERVED");
    IpAddress to = packet.destination();
    for (Vpc vpc : net.all(Vpc.class)) {
      boolean here = to.isV4() ? privateAddress(vpc.id(), to) != null : vpc.contains(to);
      if (here) {
        EgressOnlyInternetGateway egressOnly =
            to.isV4()
                ? null
                : net.all(EgressOnlyInternetGateway.class, g -> g.vpc().equals(vpc.id())).stream()
                    .findFirst()
                    .orElse(null);
        if (egressOnly != null && isKnown(egressOnly.id())) {
          local(vpc.id());
        }
        InternetGateway gateway = internetGateway(vpc.id());
        if (gateway == null) {
          drop(egressOnly != null ? "EIGW_OUTBOUND_ONLY" : "NO_POSSIBLE_DESTINATION");
        }
        comeIn(gateway);
      }
    }
    deliver("internet");
  }

  private void comeIn(InternetGateway gateway) {
    refusePrivate(packet.source(), "IGW_SOURCE_ADDRESS_NOT_IN_%s_INGRESS");
    if (packet.destination().isV4()) {
      IpAddress inside = privateAddress(gateway.vpc(), packet.destination());
      if (inside == null) {
        drop("IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS");
      }
      packet = packet.withDestination(inside);
    }
    for (RouteTable table : net.all(RouteTable.class)) {
      if (table.gateways().contains(gateway.id())) {
        route(table, null);
      }
    }
    local(gateway.vpc());
  }

  private void refusePrivate(IpAddress address, String code) {
    for (String prefix : List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")) {
      if (IpPrefix.parse(prefix).contains(address)) {
        drop(code.formatted("RFC1918"));
      }
    }
    if (IpPrefix.parse("100.64.0.0/10").contains(address)) {
      drop(code.formatted("RFC6598"));
    }
  }

  private void translate(NatGateway nat) {
    hop();
    Subnet subnet = net.get(Subnet.class, nat.subnet());
    for (Memory memory : memories) {
      if (memory.restored != null && memory.at.equals(nat.id()) && memory.reply.equals(packet)) {
        packet = memory.restored;
        loseOrigin("SG_REFERENCES_NOT_PRESERVED");
        leave(subnet);
      }
    }
    IpAddress own = nat.addresses().getFirst().privateAddress();
    if (packet.destination().equals(own) || !opening) {
      drop("NGW_OUTBOUND_ONLY");
    }
    boolean attached =
        !net.all(TransitGatewayVpcAttachment.class, a -> a.vpc().equals(nat.vpc())).isEmpty();
    if (!attached && !vpc(nat.vpc()).contains(packet.source())) {
      drop("NGW_REQUIRES_SOURCE_IN_VPC");
    }
    if (!List.of(1, 6, 17, 58).contains(packet.protocol())) {
      drop("PROTOCOL_RESTRICTION");
    }
    Packet before = packet;
    IpAddress to = packet.destination();
    int protocol = packet.protocol();
    int first = packet.sourcePort();
    if (!to.isV4()) {
      if (!isIn("64:ff9b::/96")) {
        drop("CANNOT_ROUTE");
      }
      to = IpAddress.v4(to.low());
      if (protocol == Traffic.ICMPV6) {
        protocol = Traffic.ICMP;
        first = first == 128 ? 8 : 0;
      }
    }
    if (protocol != Traffic.ICMP && first < 1024) {
      first += 1024;
    }
    packet = new Packet(own, to, protocol, first, before.destinationPort());
    memories.add(new Memory(nat.id(), packet.reverse(), before.reverse()));
    loseOrigin("SG_REFERENCES_NOT_PRESERVED");
    leave(subnet);
  }

  private IpAddress publicAddress(String vpc, IpAddress inside) {
    for (NetworkInterface each : net.all(NetworkInterface.class)) {
      if (each.vpc().equals(vpc) && each.publicAddresses().containsKey(inside)) {
        return each.publicAddresses().get(inside);
      }
    }
    return null;
  }

  private IpAddress privateAddress(String vpc, IpAddress outside) {
    for (NetworkInterface each : net.all(NetworkInterface.class)) {
      for (var entry : each.publicAddresses().entrySet()) {
        if (each.vpc().equals(vpc) && entry.getValue().equals(outside)) {
          return entry.getKey();
        }
      }
    }
    return null;
  }

  private InternetGateway internetGateway(String vpc) {
    return net.all(InternetGateway.class, g -> vpc.equals(g.vpc())).stream()
        .findFirst()
        .orElse(null);
  }

  private NetworkInterface networkInterface(String id) {
    return net.get(NetworkInterface.class, id);
  }

  private Vpc vpc(String id) {
    return net.get(Vpc.class, id);
  }
}
