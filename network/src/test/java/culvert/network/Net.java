package culvert.network;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Component;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.Fault;
import culvert.network.topology.HeldSession;
import culvert.network.topology.Instance;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkAcl;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.NetworkLoadBalancer;
import culvert.network.topology.PrefixList;
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
import culvert.network.topology.TransitGatewayMulticastDomain;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A tiny language for networks. {@code vpc("a", …)} makes {@code vpc-a} with a main table {@code
 * rtb-a} that has its local routes, {@code host("x", …)} makes {@code i-x} with {@code eni-x} in
 * the group {@code sg-open}, and a subnet is named by its full id.
 */
public final class Net {

  private final Map<String, Component> components = new LinkedHashMap<>();
  private final Map<String, List<String>> subnetsOfTable = new HashMap<>();
  private final Map<String, List<String>> gatewaysOfTable = new HashMap<>();

  public Net() {
    group(
        "sg-open",
        "vpc-any",
        "in all 0.0.0.0/0",
        "in all ::/0",
        "out all 0.0.0.0/0",
        "out all ::/0");
  }

  public Net add(Component component) {
    components.put(key(component), component);
    return this;
  }

  public Net remove(Component component) {
    components.remove(key(component));
    return this;
  }

  /** Faults and held sessions have the id of what they are about. */
  private static String key(Component component) {
    return switch (component) {
      case Fault fault -> "fault " + fault.id();
      case HeldSession held -> "held " + held.id();
      default -> component.id();
    };
  }

  public Topology topology() {
    return new Topology(all());
  }

  /** Every component, in the order in which they were added. */
  public List<Component> all() {
    List<Component> all = new ArrayList<>();
    for (Component component : components.values()) {
      all.add(component instanceof RouteTable table ? withAssociations(table) : component);
    }
    return all;
  }

  public ForwardingGraph graph() {
    return new ForwardingGraph(topology());
  }

  /** Has a VPC's main table learn from a virtual private gateway. */
  public Net propagate(String vpc, String gateway) {
    RouteTable table = get(RouteTable.class, "rtb-" + vpc);
    return add(
        new RouteTable(
            table.id(),
            table.vpc(),
            table.name(),
            table.main(),
            table.subnets(),
            table.gateways(),
            List.of(gateway),
            table.routes()));
  }

  private RouteTable withAssociations(RouteTable table) {
    return new RouteTable(
        table.id(),
        table.vpc(),
        table.name(),
        table.main(),
        subnetsOfTable.getOrDefault(table.id(), List.of()),
        gatewaysOfTable.getOrDefault(table.id(), List.of()),
        table.propagating(),
        table.routes());
  }

  public Net vpc(String name, String... cidrs) {
    return vpcIn("us-east-1", name, cidrs);
  }

  public Net vpcIn(String region, String name, String... cidrs) {
    String id = "vpc-" + name;
    add(new Vpc(id, "000000000000", region, name, prefixes(cidrs), true, true, List.of()));
    return add(table("rtb-" + name, id, true));
  }

  /** Gives a VPC to another account. */
  public Net ownedBy(String account, String... vpcs) {
    for (String name : vpcs) {
      Vpc vpc = get(Vpc.class, "vpc-" + name);
      add(
          new Vpc(
              vpc.id(),
              account,
              vpc.region(),
              vpc.name(),
              vpc.cidrs(),
              vpc.dnsSupport(),
              vpc.dnsHostnames(),
              vpc.nameServers()));
    }
    return this;
  }

  /** Turns a VPC's {@code enableDnsSupport} off. */
  public Net withoutResolver(String name) {
    Vpc vpc = get(Vpc.class, "vpc-" + name);
    return add(
        new Vpc(
            vpc.id(),
            vpc.account(),
            vpc.region(),
            vpc.name(),
            vpc.cidrs(),
            false,
            false,
            List.of()));
  }

  /** DHCP options that give a VPC's hosts name servers. */
  public Net nameServers(String name, String... addresses) {
    Vpc vpc = get(Vpc.class, "vpc-" + name);
    return add(
        new Vpc(
            vpc.id(),
            vpc.account(),
            vpc.region(),
            vpc.name(),
            vpc.cidrs(),
            vpc.dnsSupport(),
            vpc.dnsHostnames(),
            Arrays.stream(addresses).map(IpAddress::parse).toList()));
  }

  /** More routes for a VPC's main table. */
  public Net main(String vpc, String... routes) {
    return add(table("rtb-" + vpc, "vpc-" + vpc, true, routes));
  }

  /**
   * {@code "10.0.0.0/8 -> pcx-1"}; a propagated one ends in {@code (dx)}, {@code (vpn)}, {@code
   * (bgp)}.
   */
  public Net table(String id, String vpc, String... routes) {
    return add(table(id, "vpc-" + vpc, false, routes));
  }

  /** A table that routes what comes in by a gateway. */
  public Net edge(String id, String vpc, String gateway, String... routes) {
    gatewaysOfTable.computeIfAbsent(id, _ -> new ArrayList<>()).add(gateway);
    return table(id, vpc, routes);
  }

  private RouteTable table(String id, String vpc, boolean main, String... written) {
    List<Route> routes = new ArrayList<>();
    for (String each : written) {
      routes.add(route(each));
    }
    for (IpPrefix cidr : get(Vpc.class, vpc).cidrs()) {
      RouteDestination destination = new RouteDestination.Cidr(cidr);
      if (routes.stream().noneMatch(r -> r.destination().equals(destination))) {
        routes.add(new Route(destination, new RouteTarget.Local(), RouteOrigin.LOCAL));
      }
    }
    return new RouteTable(id, vpc, id, main, List.of(), List.of(), List.of(), routes);
  }

  private static Route route(String text) {
    String[] words = text.split(" ");
    RouteOrigin origin =
        switch (words.length > 3 ? words[3] : "") {
          case "(dx)" -> RouteOrigin.PROPAGATED_DIRECT_CONNECT;
          case "(vpn)" -> RouteOrigin.PROPAGATED_VPN_STATIC;
          case "(bgp)" -> RouteOrigin.PROPAGATED_VPN_BGP;
          case "(local)" -> RouteOrigin.LOCAL;
          default -> RouteOrigin.STATIC;
        };
    return new Route(destination(words[0]), target(words[2]), origin);
  }

  private static RouteDestination destination(String text) {
    return text.startsWith("pl-")
        ? new RouteDestination.PrefixListEntries(text)
        : new RouteDestination.Cidr(IpPrefix.parse(text));
  }

  private static RouteTarget target(String id) {
    return switch (id.substring(0, id.indexOf('-') + 1)) {
      case "" -> new RouteTarget.Local();
      case "igw-" -> new RouteTarget.ToInternetGateway(id);
      case "eigw-" -> new RouteTarget.ToEgressOnlyInternetGateway(id);
      case "nat-" -> new RouteTarget.ToNatGateway(id);
      case "eni-" -> new RouteTarget.ToNetworkInterface(id);
      case "pcx-" -> new RouteTarget.ToPeering(id);
      case "vpce-" -> new RouteTarget.ToEndpoint(id);
      case "tgw-" -> new RouteTarget.ToTransitGateway(id);
      case "vgw-" -> new RouteTarget.ToVpnGateway(id);
      default -> new RouteTarget.ToUnknown(id);
    };
  }

  /** A subnet with the VPC's main table. */
  public Net subnet(String id, String vpc, String... cidrs) {
    return add(new Subnet(id, "vpc-" + vpc, "use1-az1", id, prefixes(cidrs)));
  }

  public Net subnetWith(String table, String id, String vpc, String... cidrs) {
    subnetsOfTable.computeIfAbsent(table, _ -> new ArrayList<>()).add(id);
    return subnet(id, vpc, cidrs);
  }

  public Net host(String name, String subnet, String... addresses) {
    String eni = "eni-" + name;
    List<IpAddress> parsed = Arrays.stream(addresses).map(IpAddress::parse).toList();
    add(new Instance("i-" + name, name, List.of(eni), true, false));
    return add(
        new NetworkInterface(
            eni,
            get(Subnet.class, subnet).vpc(),
            subnet,
            name,
            parsed,
            List.of(),
            Map.of(),
            List.of("sg-open"),
            true,
            new NetworkInterface.InstanceHolder("i-" + name)));
  }

  /** A host with its source/destination check off. */
  public Net appliance(String name, String subnet, String... addresses) {
    return host(name, subnet, addresses).change(name, e -> checked(e, false));
  }

  public Net checkOn(String name) {
    return change(name, e -> checked(e, true));
  }

  public Net publicly(String name, String address) {
    return change(
        name,
        e ->
            new NetworkInterface(
                e.id(),
                e.vpc(),
                e.subnet(),
                e.name(),
                e.addresses(),
                e.prefixes(),
                Map.of(e.addresses().getFirst(), IpAddress.parse(address)),
                e.groups(),
                e.sourceDestinationCheck(),
                e.holder()));
  }

  public Net groups(String name, String... groups) {
    return change(
        name,
        e ->
            new NetworkInterface(
                e.id(),
                e.vpc(),
                e.subnet(),
                e.name(),
                e.addresses(),
                e.prefixes(),
                e.publicAddresses(),
                List.of(groups),
                e.sourceDestinationCheck(),
                e.holder()));
  }

  public Net heldBy(String name, NetworkInterface.Holder holder) {
    return change(
        name,
        e ->
            new NetworkInterface(
                e.id(),
                e.vpc(),
                e.subnet(),
                e.name(),
                e.addresses(),
                e.prefixes(),
                e.publicAddresses(),
                e.groups(),
                e.sourceDestinationCheck(),
                holder));
  }

  private static NetworkInterface checked(NetworkInterface e, boolean on) {
    return new NetworkInterface(
        e.id(),
        e.vpc(),
        e.subnet(),
        e.name(),
        e.addresses(),
        e.prefixes(),
        e.publicAddresses(),
        e.groups(),
        on,
        e.holder());
  }

  private Net change(String name, UnaryOperator<NetworkInterface> change) {
    return add(change.apply(get(NetworkInterface.class, "eni-" + name)));
  }

  public Net stopped(String name) {
    return add(new Instance("i-" + name, name, List.of("eni-" + name), false, false));
  }

  public Net statefulFirewall(String name) {
    return add(new Instance("i-" + name, name, List.of("eni-" + name), true, true));
  }

  public Net internetGateway(String id, String vpc) {
    return add(new InternetGateway(id, "vpc-" + vpc));
  }

  public Net egressOnly(String id, String vpc) {
    return add(new EgressOnlyInternetGateway(id, "vpc-" + vpc));
  }

  /** A public NAT gateway with its interface {@code eni-ID}. */
  public Net nat(String id, String subnet, String inside, String outside) {
    return nat(id, subnet, inside, IpAddress.parse(outside), true);
  }

  public Net privateNat(String id, String subnet, String inside) {
    return nat(id, subnet, inside, null, true);
  }

  public Net deletedNat(String id, String subnet, String inside) {
    return nat(id, subnet, inside, null, false);
  }

  private Net nat(String id, String subnet, String in, IpAddress outside, boolean available) {
    IpAddress inside = IpAddress.parse(in);
    String vpc = get(Subnet.class, subnet).vpc();
    String eni = "eni-" + id;
    add(
        new NatGateway(
            id,
            vpc,
            subnet,
            outside != null,
            available,
            List.of(new NatGateway.Address(eni, inside, outside))));
    return add(
        new NetworkInterface(
            eni,
            vpc,
            subnet,
            id,
            List.of(inside),
            List.of(),
            outside == null ? Map.of() : Map.of(inside, outside),
            List.of(),
            false,
            new NetworkInterface.NatGatewayHolder(id)));
  }

  public Net peering(String id, String requester, String accepter) {
    return peering(id, requester, accepter, true);
  }

  public Net pendingPeering(String id, String requester, String accepter) {
    return peering(id, requester, accepter, false);
  }

  private Net peering(String id, String requester, String accepter, boolean active) {
    return add(new VpcPeering(id, side(requester), side(accepter), active));
  }

  private VpcPeering.Side side(String vpc) {
    Vpc of = get(Vpc.class, "vpc-" + vpc);
    return new VpcPeering.Side(of.id(), of.account(), of.region(), false);
  }

  /** The subnet, in that Availability Zone of us-east-1. */
  public Net zone(String subnet, String zone) {
    Subnet of = get(Subnet.class, subnet);
    return add(new Subnet(of.id(), of.vpc(), "use1-" + zone, of.name(), of.cidrs()));
  }

  public Net transitGateway(String id) {
    return transitGateway(id, "us-east-1", false);
  }

  public Net transitGateway(String id, String region, boolean securityGroupReferencing) {
    return add(
        new TransitGateway(
            id, "000000000000", region, id, 64512, true, securityGroupReferencing, true));
  }

  /** {@code attach("att-a", "tgw-1", "subnet-a")}: of the subnets' VPC. */
  public Net attach(String id, String transitGateway, String... subnets) {
    return attach(id, transitGateway, false, true, subnets);
  }

  public Net attach(
      String id, String transitGateway, boolean applianceMode, boolean groups, String... subnets) {
    return add(
        new TransitGatewayVpcAttachment(
            id,
            components.size(),
            transitGateway,
            get(Subnet.class, subnets[0]).vpc(),
            id,
            List.of(subnets),
            applianceMode,
            true,
            groups,
            true));
  }

  /** A peering of two gateways, of one id on both sides. */
  public Net gatewayPeering(String id, String requester, String accepter) {
    return add(
        new TransitGatewayPeering(id, gatewaySide(requester, id), gatewaySide(accepter, id)));
  }

  private TransitGatewayPeering.Side gatewaySide(String transitGateway, String attachment) {
    return new TransitGatewayPeering.Side(
        transitGateway, attachment, get(TransitGateway.class, transitGateway).region());
  }

  /**
   * A transit gateway's route table: {@code "assoc att-a att-b"}, {@code "prop att-a"}, and static
   * routes {@code "0.0.0.0/0 -> att-c"}, {@code "10.1.0.0/16 -> blackhole"}, {@code "pl-1 ->
   * att-a"}.
   */
  public Net gatewayTable(String id, String transitGateway, String... lines) {
    Set<String> associations = new TreeSet<>();
    Set<String> propagations = new TreeSet<>();
    List<TransitGatewayRouteTable.StaticRoute> routes = new ArrayList<>();
    for (String line : lines) {
      List<String> words = List.of(line.split(" "));
      switch (words.getFirst()) {
        case "assoc" -> associations.addAll(words.subList(1, words.size()));
        case "prop" -> propagations.addAll(words.subList(1, words.size()));
        default ->
            routes.add(
                new TransitGatewayRouteTable.StaticRoute(
                    destination(words.getFirst()),
                    words.get(2).equals("blackhole") ? null : words.get(2)));
      }
    }
    return add(
        new TransitGatewayRouteTable(id, transitGateway, id, associations, propagations, routes));
  }

  /**
   * A multicast domain with lines {@code "member 224.0.0.200 eni-a eni-b"}, {@code "joined
   * 224.0.0.200 eni-c"} by IGMP, {@code "source 224.0.0.200 eni-a"}.
   */
  public Net multicastDomain(
      String id, String transitGateway, boolean staticSources, String subnets, String... lines) {
    Map<IpAddress, Set<String>> members = new HashMap<>();
    Map<IpAddress, Set<String>> joined = new HashMap<>();
    Map<IpAddress, Set<String>> sources = new HashMap<>();
    for (String line : lines) {
      List<String> words = List.of(line.split(" "));
      Map.of("member", members, "joined", joined, "source", sources)
          .get(words.getFirst())
          .computeIfAbsent(IpAddress.parse(words.get(1)), _ -> new TreeSet<>())
          .addAll(words.subList(2, words.size()));
    }
    return add(
        new TransitGatewayMulticastDomain(
            id,
            transitGateway,
            id,
            staticSources,
            List.of(subnets.split(" ")),
            members,
            joined,
            sources));
  }

  /** A gateway endpoint to the S3 of us-east-1, whose prefix list is {@code pl-s3}. */
  public Net gatewayEndpoint(String id, String vpc) {
    String service = "com.amazonaws.us-east-1.s3";
    return addressesOfS3().add(new VpcEndpoint.Gateway(id, "vpc-" + vpc, id, service, "pl-s3"));
  }

  public Net addressesOfS3() {
    return add(
        new PrefixList(
            "pl-s3", "com.amazonaws.us-east-1.s3", prefixes("52.216.0.0/15", "54.123.0.0/16")));
  }

  /** An interface endpoint with the interface {@code eni-ID}, in the group {@code sg-open}. */
  public Net interfaceEndpoint(String id, String subnet, String address) {
    String eni = "eni-" + id;
    host(id, subnet, address).heldBy(id, new NetworkInterface.EndpointHolder(id));
    components.remove("i-" + id);
    return add(
        new VpcEndpoint.Interface(
            id,
            get(Subnet.class, subnet).vpc(),
            id,
            "com.amazonaws.us-east-1.sqs",
            List.of(eni),
            List.of(),
            List.of()));
  }

  /** The interface endpoint, of a service of somebody's. */
  public Net served(String endpoint, String service) {
    VpcEndpoint.Interface of = (VpcEndpoint.Interface) get(VpcEndpoint.class, endpoint);
    return add(
        new VpcEndpoint.Interface(
            of.id(),
            of.vpc(),
            of.name(),
            service,
            of.networkInterfaces(),
            of.privateNames(),
            of.endpointNames()));
  }

  /**
   * A Network Load Balancer behind a service, with nodes {@code "subnet-a 10.0.1.8"} as interfaces
   * {@code eni-ID-SUBNET}, and without groups; what it listens for comes by {@link #listener}.
   */
  public Net networkLoadBalancer(String id, String service, String... nodes) {
    List<String> interfaces = new ArrayList<>();
    String vpc = "";
    for (String node : nodes) {
      String[] words = node.split(" ");
      String name = id + "-" + words[0];
      host(name, words[0], words[1]).heldBy(name, new NetworkInterface.ServiceHolder("ELB " + id));
      groups(name).change(name, e -> checked(e, false));
      components.remove("i-" + name);
      interfaces.add("eni-" + name);
      vpc = get(Subnet.class, words[0]).vpc();
    }
    return add(new NetworkLoadBalancer(id, vpc, id, service, interfaces, true, List.of()));
  }

  /** The groups of every node of a load balancer, and whether they filter PrivateLink traffic. */
  public Net balancerGroups(String id, boolean filterPrivateLink, String... groups) {
    NetworkLoadBalancer of = get(NetworkLoadBalancer.class, id);
    of.nodes().forEach(node -> groups(node.substring("eni-".length()), groups));
    return add(
        new NetworkLoadBalancer(
            id, of.vpc(), of.name(), of.service(), of.nodes(), filterPrivateLink, of.listeners()));
  }

  /** {@code listener("nlb", "tcp/443", "10.0.1.10:8443", "i-b:8443 zonal")}. */
  public Net listener(String id, String traffic, String... targets) {
    NetworkLoadBalancer of = get(NetworkLoadBalancer.class, id);
    List<NetworkLoadBalancer.Listener> listeners = new ArrayList<>(of.listeners());
    listeners.add(
        new NetworkLoadBalancer.Listener(
            List.of(traffic(traffic)), Arrays.stream(targets).map(Net::balanced).toList()));
    return add(
        new NetworkLoadBalancer(
            id, of.vpc(), of.name(), of.service(), of.nodes(), of.filtersPrivateLink(), listeners));
  }

  private static NetworkLoadBalancer.Target balanced(String text) {
    String[] words = text.split("[: ]");
    int port = Integer.parseInt(words[1]);
    boolean crossesZones = words.length < 3;
    return words[0].startsWith("i-")
        ? new NetworkLoadBalancer.InstanceTarget(words[0], port, crossesZones)
        : new NetworkLoadBalancer.AddressTarget(IpAddress.parse(words[0]), port, crossesZones);
  }

  /** A Gateway Load Balancer endpoint with the interface {@code eni-ID}. */
  public Net inspectionEndpoint(String id, String subnet, String address) {
    host(id, subnet, address).heldBy(id, new NetworkInterface.EndpointHolder(id)).groups(id);
    components.remove("i-" + id);
    return add(
        new VpcEndpoint.GatewayLoadBalancer(
            id,
            get(Subnet.class, subnet).vpc(),
            id,
            "com.amazonaws.vpce.us-east-1.vpce-svc-1",
            subnet,
            "eni-" + id));
  }

  public Net prefixList(String id, String... entries) {
    return add(new PrefixList(id, id, prefixes(entries)));
  }

  /** Rules as {@code "in tcp/22 10.0.0.0/8"}, {@code "out all sg-db"}, {@code "in icmp pl-1"}. */
  public Net group(String id, String vpc, String... rules) {
    List<SecurityGroupRule> inbound = new ArrayList<>();
    List<SecurityGroupRule> outbound = new ArrayList<>();
    for (String rule : rules) {
      String[] words = rule.split(" ");
      SecurityGroupRule.Peer peer =
          words[2].startsWith("sg-")
              ? new SecurityGroupRule.GroupPeer(words[2])
              : words[2].startsWith("pl-")
                  ? new SecurityGroupRule.PrefixListPeer(words[2])
                  : new SecurityGroupRule.CidrPeer(IpPrefix.parse(words[2]));
      (words[0].equals("in") ? inbound : outbound)
          .add(new SecurityGroupRule("sgr-" + id.substring(3), traffic(words[1]), peer));
    }
    return add(new SecurityGroup(id, vpc, id, inbound, outbound));
  }

  /** Entries as {@code "in 100 allow tcp/80 0.0.0.0/0"}. */
  public Net acl(String id, String subnet, String... entries) {
    List<NetworkAcl.Entry> inbound = new ArrayList<>();
    List<NetworkAcl.Entry> outbound = new ArrayList<>();
    for (String entry : entries) {
      String[] words = entry.split(" ");
      (words[0].equals("in") ? inbound : outbound)
          .add(
              new NetworkAcl.Entry(
                  Integer.parseInt(words[1]),
                  traffic(words[3]),
                  IpPrefix.parse(words[4]),
                  words[2].equals("allow")));
    }
    return add(
        new NetworkAcl(id, get(Subnet.class, subnet).vpc(), List.of(subnet), inbound, outbound));
  }

  /** {@code all}, {@code icmp}, {@code tcp/80}, {@code udp/1024-65535}. */
  private static Traffic traffic(String text) {
    String[] parts = text.split("/");
    int protocol =
        switch (parts[0]) {
          case "all" -> Traffic.ANY;
          case "tcp" -> Traffic.TCP;
          case "udp" -> Traffic.UDP;
          case "icmp" -> Traffic.ICMP;
          case "icmpv6" -> Traffic.ICMPV6;
          default -> Integer.parseInt(parts[0]);
        };
    if (parts.length == 1) {
      return new Traffic(protocol, Traffic.ANY, Traffic.ANY);
    }
    String[] ports = parts[1].split("-");
    return new Traffic(
        protocol, Integer.parseInt(ports[0]), Integer.parseInt(ports[ports.length - 1]));
  }

  /** The entries of a default network ACL (R1.7.3). */
  public static String[] everything() {
    return new String[] {
      "in 100 allow all 0.0.0.0/0",
      "in 101 allow all ::/0",
      "out 100 allow all 0.0.0.0/0",
      "out 101 allow all ::/0"
    };
  }

  <T extends Component> T get(Class<T> kind, String id) {
    return kind.cast(components.get(id));
  }

  private static List<IpPrefix> prefixes(String... cidrs) {
    return Arrays.stream(cidrs).map(IpPrefix::parse).toList();
  }
}
