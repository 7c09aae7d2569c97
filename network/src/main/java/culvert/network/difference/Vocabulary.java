package culvert.network.difference;

import culvert.network.address.IpPrefix;
import culvert.network.topology.CustomerGateway;
import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.DirectConnectGatewayAssociation;
import culvert.network.topology.DirectConnectHosting;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.Fault;
import culvert.network.topology.GatewayLoadBalancer;
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
import culvert.network.topology.RouteTable;
import culvert.network.topology.SecurityGroup;
import culvert.network.topology.SecurityGroupRule;
import culvert.network.topology.Site;
import culvert.network.topology.Subnet;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayConnect;
import culvert.network.topology.TransitGatewayConnectPeer;
import culvert.network.topology.TransitGatewayMulticastDomain;
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
import culvert.network.topology.VpnTunnel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every field of every kind of component is called, in AWS's words. */
final class Vocabulary {

  private final Map<Class<?>, Map<String, Phrase>> phrases = new HashMap<>();

  private static final Vocabulary ALL = new Vocabulary();

  private Vocabulary() {
    vpcs();
    filters();
    gateways();
    transitGateways();
    endpoints();
    vpns();
    directConnect();
    of(Site.class)
        .fixed("name")
        .value("asn", "AS number")
        .members("prefixes", "prefix", "of")
        .members("customerGateways", "customer gateway", "of")
        .members("virtualInterfaces", "virtual interface", "of")
        .members("connectPeers", "Connect peer", "of")
        .members("staticRoutes", each -> "route " + text(each), null, "of")
        .members("policies", Vocabulary::policy, Vocabulary::policyValue, "of")
        .flag("bfd", "BFD");
    of(Fault.class).fixed("component");
    of(HeldSession.class).state("up", "is taken for up", "is taken for down");
  }

  /** How the field is spoken of. */
  static Phrase of(Class<?> kind, String field) {
    Phrase phrase = ALL.phrases.getOrDefault(kind, Map.of()).get(field);
    if (phrase == null) {
      throw new IllegalStateException("there are no words for " + field + " of " + kind);
    }
    return phrase;
  }

  /** The fields of a kind that there are words for. */
  static Collection<String> fields(Class<?> kind) {
    return ALL.phrases.getOrDefault(kind, Map.of()).keySet();
  }

  private void vpcs() {
    of(Vpc.class)
        .ordered("cidrs", "CIDR block")
        .flag("dnsSupport", "DNS resolution")
        .flag("dnsHostnames", "DNS host names")
        .members("nameServers", "name server", "of");
    of(Subnet.class).fixed("vpc", "zone").members("cidrs", "CIDR block", "of");
    of(RouteTable.class)
        .fixed("vpc")
        .put("main", new Phrase.Main())
        .association("subnets")
        .association("gateways")
        .members("propagating", "propagation of", "in")
        .members("routes", Vocabulary::routeTo, Vocabulary::routeTarget, "in");
    of(NetworkInterface.class)
        .fixed("vpc")
        .value("subnet", "subnet")
        .ordered("addresses", "address")
        .members("prefixes", "prefix", "of")
        .members("publicAddresses", Vocabulary::publicOf, Vocabulary::entryValue, "of")
        .value("groups", "security groups")
        .flag("sourceDestinationCheck", "source/destination check")
        .value("holder", "attachment", Vocabulary::holder);
    of(Instance.class)
        .ordered("interfaces", "network interface")
        .state("running", "was started", "was stopped")
        .flag("statefulFirewall", "culvert:firewall=stateful");
    of(PrefixList.class).fixed("name").members("entries", "entry", "of");
  }

  private void filters() {
    of(SecurityGroup.class)
        .fixed("vpc")
        .members("inbound", _ -> "inbound rule", each -> rule(each, "from"), "of")
        .members("outbound", _ -> "outbound rule", each -> rule(each, "to"), "of");
    of(NetworkAcl.class)
        .fixed("vpc")
        .association("subnets")
        .members("inbound", each -> entry("inbound", each), each -> entryText(each, "from"), "of")
        .members("outbound", each -> entry("outbound", each), each -> entryText(each, "to"), "of");
  }

  private void gateways() {
    of(InternetGateway.class).value("vpc", "VPC");
    of(EgressOnlyInternetGateway.class).value("vpc", "VPC");
    of(NatGateway.class)
        .fixed("vpc")
        .value("subnet", "subnet")
        .flag("publicType", "public connectivity")
        .state("available", "became available", "is no longer available")
        .ordered("addresses", "address");
    of(VpcPeering.class)
        .value("requester", "requester's side", Vocabulary::peeringSide)
        .value("accepter", "accepter's side", Vocabulary::peeringSide)
        .state("active", "became active", "is no longer active");
    of(VpnGateway.class).value("asn", "AS number").value("vpc", "VPC");
  }

  private void transitGateways() {
    of(TransitGateway.class)
        .value("asn", "AS number")
        .flag("vpnEcmp", "VPN ECMP support")
        .flag("securityGroupReferencing", "security group referencing")
        .flag("dnsSupport", "DNS support");
    of(TransitGatewayVpcAttachment.class)
        .fixed("transitGateway", "vpc")
        .value("order", "age among attachments")
        .members("subnets", "subnet", "of")
        .flag("applianceMode", "appliance mode")
        .flag("ipv6", "IPv6 support")
        .flag("securityGroupReferencing", "security group referencing")
        .flag("dnsSupport", "DNS support");
    of(TransitGatewayRouteTable.class)
        .fixed("transitGateway")
        .association("associations")
        .members("propagations", "propagation of", "in")
        .members("routes", Vocabulary::routeTo, Vocabulary::routeTarget, "in");
    of(TransitGatewayPeering.class)
        .value("requester", "requester's side", Vocabulary::gatewaySide)
        .value("accepter", "accepter's side", Vocabulary::gatewaySide);
    of(TransitGatewayConnect.class)
        .fixed("transitGateway")
        .value("transport", "transport attachment");
    of(TransitGatewayConnectPeer.class)
        .fixed("connect")
        .value("gatewayAddress", "transit gateway's address")
        .value("peerAddress", "peer address")
        .value("peerAsn", "peer's AS number");
    of(TransitGatewayMulticastDomain.class)
        .fixed("transitGateway")
        .flag("staticSources", "static sources support")
        .association("subnets")
        .members("members", each -> "member " + inGroup(each), null, "in")
        .members("joined", each -> "IGMP member " + inGroup(each), null, "in")
        .members("sources", each -> "source " + inGroup(each), null, "in");
  }

  private void endpoints() {
    of(VpcEndpoint.Gateway.class)
        .fixed("vpc")
        .value("service", "service")
        .value("prefixList", "prefix list");
    of(VpcEndpoint.Interface.class)
        .fixed("vpc")
        .value("service", "service")
        .members("networkInterfaces", "network interface", "of")
        .members("privateNames", "private DNS name", "of")
        .members("endpointNames", each -> "DNS name " + Elements.key(each), null, "of");
    of(VpcEndpoint.GatewayLoadBalancer.class)
        .fixed("vpc")
        .value("service", "service")
        .value("subnet", "subnet")
        .value("networkInterface", "network interface");
    of(GatewayLoadBalancer.class).fixed("vpc").value("service", "endpoint service");
    of(NetworkLoadBalancer.class)
        .fixed("vpc")
        .value("service", "endpoint service")
        .members("nodes", "node", "of")
        .flag("filtersPrivateLink", "security groups for PrivateLink traffic")
        .members("listeners", Vocabulary::listener, Vocabulary::targets, "of");
  }

  private void vpns() {
    of(CustomerGateway.class).value("asn", "AS number").value("address", "address");
    of(VpnConnection.class)
        .value("order", "age among VPN connections")
        .value("customerGateway", "customer gateway")
        .value("target", "target gateway", Vocabulary::vpnTarget)
        .flag("ipv6", "IPv6")
        .flag("bgp", "dynamic routing")
        .members("staticRoutes", "static route", "of")
        .members("tunnels", "tunnel", "of")
        .flag("accelerated", "acceleration")
        .value("transport", "transport attachment");
    of(VpnTunnel.class)
        .fixed("connection", "zone")
        .value("outside", "outside address")
        .value("inside", "inside address")
        .value("customerInside", "customer's inside address")
        .state("rebuilt", "is being replaced by AWS", "is no longer being replaced by AWS")
        .value("mtu", "MTU")
        .value("deadPeerDetection", "dead peer detection timeout")
        .value("lifetime", "lifetime of keys")
        .value("encryption", "encryption");
  }

  private void directConnect() {
    of(DirectConnectConnection.class)
        .value("location", "location")
        .value("lag", "LAG")
        .state("available", "came up", "went down")
        .flag("macSec", "MACsec");
    of(DirectConnectHosting.class).value("parent", "parent connection");
    of(DirectConnectLag.class).value("location", "location").value("minimumLinks", "minimum links");
    of(DirectConnectGateway.class).value("asn", "AS number");
    of(DirectConnectGatewayAssociation.class)
        .fixed("directConnectGateway")
        .value("gateway", "gateway", Vocabulary::associated)
        .members("allowedPrefixes", "allowed prefix", "of");
    of(VirtualInterface.class)
        .value("type", "type")
        .value("parent", "connection")
        .value("vlan", "VLAN")
        .value("mtu", "MTU")
        .flag("siteLink", "SiteLink")
        .value("target", "gateway", Vocabulary::interfaceTarget)
        .members("peers", each -> "BGP peer " + Elements.key(each), Vocabulary::peer, "of")
        .members("publicPrefixes", "prefix", "of");
  }

  private Words of(Class<?> kind) {
    Map<String, Phrase> words = new HashMap<>();
    phrases.put(kind, words);
    for (String each : List.of("id", "account", "region")) {
      if (Fields.of(kind).contains(each)) {
        words.put(each, new Phrase.Fixed());
      }
    }
    if (Fields.of(kind).contains("name")) {
      words.put("name", new Phrase.Label());
    }
    return new Words(words);
  }

  private record Words(Map<String, Phrase> words) {

    private Words put(String field, Phrase phrase) {
      words.put(field, phrase);
      return this;
    }

    Words fixed(String... fields) {
      Stream.of(fields).forEach(field -> put(field, new Phrase.Fixed()));
      return this;
    }

    Words flag(String field, String noun) {
      return put(field, new Phrase.Flag(noun));
    }

    Words value(String field, String noun) {
      return value(field, noun, Vocabulary::text);
    }

    Words value(String field, String noun, Function<Object, String> text) {
      return put(field, new Phrase.Value(noun, text));
    }

    Words ordered(String field, String noun) {
      return put(field, new Phrase.Ordered(noun));
    }

    Words association(String field) {
      return put(field, new Phrase.Association());
    }

    Words state(String field, String on, String off) {
      return put(field, new Phrase.State(on, off));
    }

    Words members(String field, String noun, String preposition) {
      return members(field, each -> noun + " " + text(each), null, preposition);
    }

    Words members(
        String field,
        Function<Object, String> what,
        @Nullable Function<Object, String> value,
        String preposition) {
      return put(field, new Phrase.Member(what, value, preposition));
    }
  }

  /** Any value, as short as it can be said. */
  static String text(Object value) {
    return switch (value) {
      case Collection<?> all ->
          all.stream().map(Vocabulary::text).collect(Collectors.joining(", "));
      case NatGateway.Address address ->
          address.publicAddress() == null
              ? address.privateAddress().toString()
              : address.privateAddress() + " (" + address.publicAddress() + ")";
      case RouteDestination.Cidr(IpPrefix prefix) -> prefix.toString();
      case RouteDestination.PrefixListEntries(String list) -> list;
      case Site.StaticRoute route -> route.destination() + " via " + route.via();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> value.toString();
    };
  }

  private static String routeTo(Object route) {
    return "route " + text(Elements.name(route));
  }

  private static String routeTarget(Object route) {
    return switch (route) {
      case Route of -> "to " + of.target().id();
      case TransitGatewayRouteTable.StaticRoute of ->
          of.attachment() == null ? "to nowhere (blackhole)" : "to " + of.attachment();
      default -> throw new IllegalArgumentException("no route: " + route);
    };
  }

  private static String rule(Object each, String preposition) {
    SecurityGroupRule rule = (SecurityGroupRule) each;
    String traffic = rule.traffic().toString();
    String peer =
        switch (rule.peer()) {
          case SecurityGroupRule.CidrPeer(IpPrefix prefix) -> prefix.toString();
          case SecurityGroupRule.PrefixListPeer(String list) -> list;
          case SecurityGroupRule.GroupPeer(String group) -> group;
        };
    return (traffic.equals("all") ? "all traffic" : traffic) + " " + preposition + " " + peer;
  }

  private static String entry(String direction, Object each) {
    return "%s rule %d".formatted(direction, ((NetworkAcl.Entry) each).number());
  }

  private static String entryText(Object each, String preposition) {
    NetworkAcl.Entry entry = (NetworkAcl.Entry) each;
    String traffic = entry.traffic().toString();
    return "(%s %s %s %s)"
        .formatted(
            entry.allow() ? "allow" : "deny",
            traffic.equals("all") ? "all traffic" : traffic,
            preposition,
            entry.prefix());
  }

  private static String publicOf(Object each) {
    return "public address of " + ((Elements.Entry) each).key();
  }

  private static String entryValue(Object each) {
    return "(" + ((Elements.Entry) each).value() + ")";
  }

  private static String inGroup(Object each) {
    Elements.Entry entry = (Elements.Entry) each;
    return entry.value() + " of " + entry.key();
  }

  private static String holder(Object holder) {
    return switch ((NetworkInterface.Holder) holder) {
      case NetworkInterface.Unattached _ -> "nothing";
      case NetworkInterface.InstanceHolder(String id) -> id;
      case NetworkInterface.NatGatewayHolder(String id) -> id;
      case NetworkInterface.EndpointHolder(String id) -> id;
      case NetworkInterface.ServiceHolder(String description) -> description;
    };
  }

  private static String peeringSide(Object each) {
    VpcPeering.Side side = (VpcPeering.Side) each;
    return side.vpc() + (side.dnsForPeer() ? " with DNS resolution" : " without DNS resolution");
  }

  private static String gatewaySide(Object each) {
    TransitGatewayPeering.Side side = (TransitGatewayPeering.Side) each;
    return side.transitGateway() + " by " + side.attachment();
  }

  private static String vpnTarget(Object target) {
    return ((VpnTarget) target).gateway();
  }

  private static String associated(Object gateway) {
    return switch ((DirectConnectGatewayAssociation.Gateway) gateway) {
      case DirectConnectGatewayAssociation.Gateway.OfVpnGateway(String id) -> id;
      case DirectConnectGatewayAssociation.Gateway.OfTransitGateway(String id, _) -> id;
    };
  }

  private static String interfaceTarget(Object target) {
    return switch ((VirtualInterface.Target) target) {
      case VirtualInterface.Target.ToVpnGateway(String gateway) -> gateway;
      case VirtualInterface.Target.ToDirectConnectGateway(String gateway) -> gateway;
    };
  }

  private static String peer(Object each) {
    VirtualInterface.BgpPeer peer = (VirtualInterface.BgpPeer) each;
    return "(%s to AS %d at %s%s)"
        .formatted(
            peer.amazonAddress(),
            peer.customerAsn(),
            peer.customerAddress(),
            peer.testing() ? ", in a failover test" : "");
  }

  private static String listener(Object each) {
    return "listener " + text(((NetworkLoadBalancer.Listener) each).traffic());
  }

  private static String targets(Object each) {
    List<NetworkLoadBalancer.Target> targets = ((NetworkLoadBalancer.Listener) each).targets();
    return targets.isEmpty()
        ? "to nobody"
        : targets.stream().map(Vocabulary::target).collect(Collectors.joining(", ", "to ", ""));
  }

  private static String target(NetworkLoadBalancer.Target target) {
    String zonal = target.crossesZones() ? "" : " (of its zone only)";
    return switch (target) {
      case NetworkLoadBalancer.InstanceTarget to -> to.instance() + ":" + to.port() + zonal;
      case NetworkLoadBalancer.AddressTarget to -> to.address() + ":" + to.port() + zonal;
    };
  }

  private static String policy(Object each) {
    return "policy for " + ((Site.Policy) each).via();
  }

  private static String policyValue(Object each) {
    Site.Policy policy = (Site.Policy) each;
    StringBuilder text = new StringBuilder("(local preference " + policy.localPreference());
    List<IpPrefix> announced = policy.announced();
    if (announced != null) {
      text.append("; announces ").append(announced.isEmpty() ? "nothing" : text(announced));
    }
    List<IpPrefix> accepted = policy.accepted();
    if (accepted != null) {
      text.append("; accepts ").append(accepted.isEmpty() ? "nothing" : text(accepted));
    }
    if (policy.prepend() > 0) {
      text.append("; prepends ").append(policy.prepend());
    }
    if (policy.med() != null) {
      text.append("; MED ").append(policy.med());
    }
    if (!policy.communities().isEmpty()) {
      text.append("; communities ").append(text(policy.communities().stream().sorted().toList()));
    }
    return text.append(")").toString();
  }
}
