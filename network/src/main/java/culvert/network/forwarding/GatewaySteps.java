package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcPeering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What happens at the edges of a VPC: internet, egress-only and NAT gateways, peerings (§1.5). */
final class GatewaySteps {

  private static final AddressSet RFC1918 =
      AddressSet.of(
          IpPrefix.parse("10.0.0.0/8"),
          IpPrefix.parse("172.16.0.0/12"),
          IpPrefix.parse("192.168.0.0/16"));
  private static final AddressSet RFC6598 = AddressSet.of(IpPrefix.parse("100.64.0.0/10"));
  private static final AddressSet V6 = AddressSet.of(IpPrefix.ALL_V6);
  private static final AddressSet V4_AND_NAT64 = AddressSet.of(IpPrefix.ALL_V4, Nat64.PREFIX);
  private static final Set<Integer> NAT_PROTOCOLS =
      Set.of(Traffic.TCP, Traffic.UDP, Traffic.ICMP, Traffic.ICMPV6);
  private static final int INTERNET_MTU = 1500;
  private static final int REGION_MTU = 9001;
  private static final int INTER_REGION_MTU = 8500;

  private final Topology topology;
  private final SubnetSteps subnets;
  private final HybridSteps hybrid;

  GatewaySteps(Topology topology, SubnetSteps subnets, HybridSteps hybrid) {
    this.topology = topology;
    this.subnets = subnets;
    this.hybrid = hybrid;
  }

  /** Delivers to addresses of the far VPC and nothing else (R3.3.1); it may be out of our sight. */
  List<Step> peering(VpcPeering peering, String toVpc) {
    Vpc far = topology.find(Vpc.class, toVpc);
    if (far == null) {
      return List.of(
          new Step.Meet(Kind.VPC_PEERING_CONNECTION, peering.id()),
          new Step.Drop(peering.id(), Reason.NO_POSSIBLE_DESTINATION));
    }
    return List.of(
        new Step.Meet(Kind.VPC_PEERING_CONNECTION, peering.id()),
        new Step.Mtu(peering.id(), peering.crossesRegions() ? INTER_REGION_MTU : REGION_MTU),
        new Step.Require(
            peering.id(),
            new Condition.DestinationIn(AddressSet.of(far.cidrs())),
            Reason.PCX_REQUIRES_ADDRESS_IN_VPC_CIDR),
        new Step.Go(new Place.VpcLocal(toVpc)));
  }

  /** Only sources with a public address of this VPC's leave (R1.5.2, R1.5.3). */
  List<Step> internetOut(InternetGateway gateway) {
    String id = gateway.id();
    String vpc = attachedVpc(gateway);
    Map<IpAddress, IpAddress> publicAddresses = topology.publicAddressesOf(vpc);
    return List.of(
        new Step.Meet(Kind.INTERNET_GATEWAY, id),
        new Step.Mtu(id, INTERNET_MTU),
        refuse(
            id,
            new Condition.DestinationIn(RFC1918),
            Reason.IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS),
        refuse(
            id,
            new Condition.DestinationIn(RFC6598),
            Reason.IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS),
        new Step.Require(
            id, new Condition.SourceIn(ownV6AndAllV4(vpc)), Reason.GATEWAY_REJECTS_SPOOFED_TRAFFIC),
        new Step.Require(
            id,
            new Condition.SourceIn(
                AddressSet.ofAddresses(publicAddresses.keySet()).and(V6.prefixes())),
            Reason.IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS),
        new Step.MapSource(id, publicAddresses),
        new Step.Go(new Place.Internet()));
  }

  List<Step> internetIn(InternetGateway gateway) {
    String id = gateway.id();
    String vpc = attachedVpc(gateway);
    Map<IpAddress, IpAddress> privateAddresses = new TreeMap<>();
    topology.publicAddressesOf(vpc).forEach((in, out) -> privateAddresses.put(out, in));
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.INTERNET_GATEWAY, id));
    steps.add(new Step.Mtu(id, INTERNET_MTU));
    steps.add(
        refuse(
            id, new Condition.SourceIn(RFC1918), Reason.IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS));
    steps.add(
        refuse(
            id, new Condition.SourceIn(RFC6598), Reason.IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS));
    steps.add(
        new Step.Require(
            id,
            new Condition.DestinationIn(
                AddressSet.ofAddresses(privateAddresses.keySet()).and(V6.prefixes())),
            Reason.IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS));
    steps.add(new Step.MapDestination(id, privateAddresses));
    steps.addAll(subnets.edge(id, vpc));
    return steps;
  }

  /** IPv6 flows from inside, and their replies (R1.5.10). */
  List<Step> egressOnlyOut(EgressOnlyInternetGateway gateway) {
    String id = gateway.id();
    return List.of(
        new Step.Meet(Kind.EGRESS_ONLY_INTERNET_GATEWAY, id),
        new Step.Mtu(id, INTERNET_MTU),
        new Step.Require(id, new Condition.DestinationIn(V6), Reason.CANNOT_ROUTE),
        new Step.Require(
            id,
            new Condition.SourceIn(ownV6AndAllV4(gateway.vpc())),
            Reason.GATEWAY_REJECTS_SPOOFED_TRAFFIC),
        new Step.Remember(id),
        new Step.Go(new Place.Internet()));
  }

  /** Reached by replies only: see {@link #internet}. */
  List<Step> egressOnlyIn(EgressOnlyInternetGateway gateway) {
    return List.of(
        new Step.Meet(Kind.EGRESS_ONLY_INTERNET_GATEWAY, gateway.id()),
        new Step.Mtu(gateway.id(), INTERNET_MTU),
        new Step.Go(new Place.VpcLocal(gateway.vpc())));
  }

  /**
   * Translates flows from its own VPC, undoes that for their replies (R1.5.4, R1.5.6). What comes
   * by a transit gateway is served too; a peering brings nothing here (R1.5.7).
   */
  List<Step> nat(NatGateway nat) {
    String id = nat.id();
    if (nat.addresses().isEmpty()) {
      return List.of(
          new Step.Meet(Kind.NAT_GATEWAY, id), new Step.Drop(id, Reason.NGW_OUTBOUND_ONLY));
    }
    AddressSet own =
        AddressSet.ofAddresses(
            nat.addresses().stream().map(NatGateway.Address::privateAddress).toList());
    Place onward = new Place.SubnetRouter(nat.subnet());
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Meet(Kind.NETWORK_INTERFACE, nat.addresses().getFirst().networkInterface()));
    steps.add(new Step.Meet(Kind.NAT_GATEWAY, id));
    if (topology.isDown(topology.get(Subnet.class, nat.subnet()).zone())) {
      steps.add(new Step.Require(id, new Condition.Never(), Reason.BAD_STATE));
    }
    steps.add(new Step.Unmasquerade(id, onward));
    steps.add(refuse(id, new Condition.DestinationIn(own), Reason.NGW_OUTBOUND_ONLY));
    steps.add(new Step.Require(id, new Condition.OpensFlow(), Reason.NGW_OUTBOUND_ONLY));
    if (topology.attachmentsOf(nat.vpc()).isEmpty()) {
      steps.add(
          new Step.Require(
              id,
              new Condition.SourceIn(AddressSet.of(topology.get(Vpc.class, nat.vpc()).cidrs())),
              Reason.NGW_REQUIRES_SOURCE_IN_VPC));
    }
    steps.add(
        new Step.Require(id, new Condition.ProtocolIn(NAT_PROTOCOLS), Reason.PROTOCOL_RESTRICTION));
    steps.add(new Step.Require(id, new Condition.DestinationIn(V4_AND_NAT64), Reason.CANNOT_ROUTE));
    steps.add(new Step.Masquerade(id, nat.addresses().getFirst().privateAddress()));
    steps.add(new Step.Go(onward));
    return steps;
  }

  /** A public address leads to its VPC's gateway, every other address is somebody out there. */
  List<Step> internet() {
    Map<IpPrefix, List<Step>> inside = new TreeMap<>(hybrid.fromInternet());
    for (NetworkInterface each : topology.all(NetworkInterface.class)) {
      lead(inside, each.publicAddresses().values(), each.vpc());
    }
    for (NatGateway nat : topology.all(NatGateway.class)) {
      lead(inside, nat.publicAddresses().values(), nat.vpc());
    }
    for (Vpc vpc : topology.all(Vpc.class)) {
      for (IpPrefix cidr : vpc.cidrs()) {
        if (!cidr.isV4()) {
          inside.put(cidr, backIntoV6(vpc.id()));
        }
      }
    }
    return List.of(
        new Step.LoseOrigin(Reason.SG_REFERENCES_NOT_PRESERVED),
        new Step.Meet(Kind.INTERNET, Place.Internet.ID),
        new Step.Lookup(new PrefixTable<>(inside), List.of(new Step.Deliver(Place.Internet.ID))));
  }

  private void lead(Map<IpPrefix, List<Step>> into, Collection<IpAddress> addresses, String vpc) {
    addresses.forEach(address -> into.put(IpPrefix.host(address), backInto(vpc)));
  }

  private List<Step> backInto(String vpc) {
    InternetGateway gateway = topology.internetGatewayOf(vpc);
    return List.of(
        gateway == null
            ? new Step.Drop(vpc, Reason.NO_POSSIBLE_DESTINATION)
            : new Step.Go(new Place.InternetGatewayIn(gateway.id())));
  }

  /** Replies come back by the egress-only gateway that their flow left by. */
  private List<Step> backIntoV6(String vpc) {
    EgressOnlyInternetGateway egressOnly = topology.egressOnlyGatewayOf(vpc);
    if (egressOnly == null) {
      return backInto(vpc);
    }
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step.TurnReplies(egressOnly.id(), new Place.EgressOnlyGatewayIn(egressOnly.id())));
    if (topology.internetGatewayOf(vpc) == null) {
      steps.add(new Step.Drop(egressOnly.id(), Reason.EIGW_OUTBOUND_ONLY));
    } else {
      steps.addAll(backInto(vpc));
    }
    return steps;
  }

  private AddressSet ownV6AndAllV4(String vpc) {
    return AddressSet.of(
            topology.get(Vpc.class, vpc).cidrs().stream().filter(cidr -> !cidr.isV4()).toList())
        .and(List.of(IpPrefix.ALL_V4));
  }

  private static Step refuse(String component, Condition condition, Reason reason) {
    return new Step.Require(component, new Condition.Not(condition), reason);
  }

  private static String attachedVpc(InternetGateway gateway) {
    if (gateway.vpc() == null) {
      throw new Topology.NotThere(gateway.id() + " is not attached");
    }
    return gateway.vpc();
  }
}
