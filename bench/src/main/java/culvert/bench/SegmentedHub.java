package culvert.bench;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.topology.Component;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkAcl;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Route;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteOrigin;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.SecurityGroup;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayRouteTable.StaticRoute;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A hub of many VPCs in segments, each with a table of its own: a segment knows itself, its
 * neighbour and the shared segment, which knows everybody. A VPC has a subnet in each of two zones,
 * an instance in each, groups that let in some ports, and a network ACL with rules.
 */
final class SegmentedHub {

  static final int SEGMENTS = 20;

  private static final IpPrefix ALL = IpPrefix.ALL_V4;
  private static final IpPrefix INSIDE = IpPrefix.parse("10.0.0.0/8");
  private static final String GATEWAY = "tgw-1";

  private SegmentedHub() {}

  static Topology of(int vpcs) {
    List<Component> all = new ArrayList<>();
    all.add(
        new TransitGateway(GATEWAY, "000000000000", "us-east-1", "hub", 64512, true, false, true));
    List<TreeSet<String>> members = new ArrayList<>();
    for (int i = 0; i < SEGMENTS; i++) {
      members.add(new TreeSet<>());
    }
    for (int i = 0; i < vpcs; i++) {
      vpc(i, all);
      members.get(i % SEGMENTS).add("tgw-attach-" + i);
    }
    for (int i = 0; i < SEGMENTS; i++) {
      all.add(table(i, members));
    }
    return new Topology(all);
  }

  static TransitGatewayRouteTable table(int segment, List<TreeSet<String>> members) {
    TreeSet<String> known = new TreeSet<>(members.get(segment));
    for (int i = 0; i < SEGMENTS; i++) {
      if (segment == 0
          || i == 0
          || i == (segment + 1) % SEGMENTS
          || i == (segment + SEGMENTS - 1) % SEGMENTS) {
        known.addAll(members.get(i));
      }
    }
    return new TransitGatewayRouteTable(
        "tgw-rtb-" + segment,
        GATEWAY,
        "segment-" + segment,
        members.get(segment),
        known,
        List.of(new StaticRoute(new RouteDestination.Cidr(INSIDE), null)));
  }

  /** The table of a VPC, with a route that drops what is headed for another. */
  static RouteTable withBlackhole(Topology topology, int vpc, int other) {
    RouteTable table = topology.get(RouteTable.class, "rtb-" + vpc);
    List<Route> routes = new ArrayList<>(table.routes());
    routes.add(
        new Route(
            new RouteDestination.Cidr(block(other)),
            new RouteTarget.ToUnknown("eni-gone"),
            RouteOrigin.STATIC));
    return new RouteTable(
        table.id(),
        table.vpc(),
        table.name(),
        table.main(),
        table.subnets(),
        table.gateways(),
        table.propagating(),
        routes);
  }

  /** The group of a VPC, without the rule that lets HTTPS in. */
  static SecurityGroup withoutFirstRule(Topology topology, int vpc) {
    SecurityGroup group = topology.get(SecurityGroup.class, "sg-" + vpc);
    List<SecurityGroupRule> rules = group.inbound();
    return new SecurityGroup(
        group.id(), group.vpc(), group.name(), rules.subList(1, rules.size()), group.outbound());
  }

  /** The table of a segment, to which a VPC does not propagate. */
  static TransitGatewayRouteTable withoutPropagation(Topology topology, int segment, int vpc) {
    TransitGatewayRouteTable table =
        topology.get(TransitGatewayRouteTable.class, "tgw-rtb-" + segment);
    TreeSet<String> known = new TreeSet<>(table.propagations());
    known.remove("tgw-attach-" + vpc);
    return new TransitGatewayRouteTable(
        table.id(),
        table.transitGateway(),
        table.name(),
        table.associations(),
        known,
        table.routes());
  }

  static IpAddress host(int vpc, int subnet) {
    return block(vpc).first().plus(256L * subnet + 10);
  }

  private static IpPrefix block(int vpc) {
    return IpPrefix.of(IpAddress.v4(0x0a00_0000L + vpc * 2048L), 21);
  }

  private static void vpc(int i, List<Component> all) {
    String id = "vpc-" + i;
    IpPrefix block = block(i);
    all.add(
        new Vpc(
            id,
            "000000000000",
            "us-east-1",
            "segment-" + i % SEGMENTS,
            List.of(block),
            true,
            true,
            List.of()));
    List<String> subnets = List.of("subnet-" + i + "-0", "subnet-" + i + "-1");
    all.add(
        new RouteTable(
            "rtb-" + i,
            id,
            "",
            true,
            subnets,
            List.of(),
            List.of(),
            List.of(
                new Route(
                    new RouteDestination.Cidr(block), new RouteTarget.Local(), RouteOrigin.LOCAL),
                new Route(
                    new RouteDestination.Cidr(INSIDE),
                    new RouteTarget.ToTransitGateway(GATEWAY),
                    RouteOrigin.STATIC))));
    all.add(
        new NetworkAcl(
            "acl-" + i,
            id,
            subnets,
            List.of(
                new NetworkAcl.Entry(90, new Traffic(Traffic.TCP, 3389, 3389), ALL, false),
                new NetworkAcl.Entry(100, new Traffic(Traffic.TCP, 0, 1023), INSIDE, true),
                new NetworkAcl.Entry(110, new Traffic(Traffic.TCP, 1024, 65535), ALL, true),
                new NetworkAcl.Entry(
                    120, new Traffic(Traffic.UDP, Traffic.ANY, Traffic.ANY), INSIDE, true)),
            List.of(new NetworkAcl.Entry(100, Traffic.ALL, ALL, true))));
    all.add(group(i));
    for (int s = 0; s < 2; s++) {
      String subnet = subnets.get(s);
      IpPrefix cidr = IpPrefix.of(block.first().plus(256L * s), 24);
      all.add(new Subnet(subnet, id, "use1-az" + (s + 1), "", List.of(cidr)));
      String instance = "i-" + i + "-" + s;
      String networkInterface = "eni-" + i + "-" + s;
      all.add(new Instance(instance, "", List.of(networkInterface), true, false));
      all.add(
          new NetworkInterface(
              networkInterface,
              id,
              subnet,
              "",
              List.of(host(i, s)),
              List.of(),
              Map.of(),
              List.of("sg-" + i),
              true,
              new NetworkInterface.InstanceHolder(instance)));
    }
    all.add(
        new TransitGatewayVpcAttachment(
            "tgw-attach-" + i, i, GATEWAY, id, "", subnets, false, false, false, true));
  }

  static SecurityGroup group(int i) {
    return new SecurityGroup(
        "sg-" + i,
        "vpc-" + i,
        "hosts",
        List.of(
            rule(i, 0, new Traffic(Traffic.TCP, 443, 443), INSIDE),
            rule(i, 1, new Traffic(Traffic.TCP, 8000 + i % 3, 8080), INSIDE),
            rule(i, 2, new Traffic(Traffic.TCP, 22, 22), block(0)),
            new SecurityGroupRule(
                "sgr-" + i + "-3",
                new Traffic(Traffic.TCP, 5432, 5432),
                new SecurityGroupRule.GroupPeer("sg-" + i))),
        List.of(rule(i, 4, Traffic.ALL, ALL)));
  }

  private static SecurityGroupRule rule(int i, int number, Traffic traffic, IpPrefix from) {
    return new SecurityGroupRule(
        "sgr-" + i + "-" + number, traffic, new SecurityGroupRule.CidrPeer(from));
  }
}
