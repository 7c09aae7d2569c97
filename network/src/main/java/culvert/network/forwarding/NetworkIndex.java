package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayMulticastDomain;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.VpcPeering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What compiling a place has to find in the topology by other keys than its own. */
final class NetworkIndex {

  private final Topology topology;
  private final Map<String, List<NetworkInterface>> interfacesOfSubnet = new HashMap<>();
  private final Map<String, List<NetworkInterface>> membersOfGroup = new HashMap<>();
  private final Map<String, Map<IpAddress, IpAddress>> publicOfVpc = new HashMap<>();
  private final Map<IpAddress, String> vpcOfPublic = new HashMap<>();
  private final Map<String, String> internetGatewayOfVpc = new HashMap<>();
  private final Map<String, String> egressOnlyGatewayOfVpc = new HashMap<>();
  private final Map<String, Set<String>> transitGatewaysOfVpc = new HashMap<>();
  private final Map<String, TransitGatewayMulticastDomain> multicastDomainOfSubnet =
      new HashMap<>();
  private @Nullable Set<Pair> peered;

  private record Pair(String one, String other) {}

  NetworkIndex(Topology topology) {
    this.topology = topology;
    for (NetworkInterface each : topology.all(NetworkInterface.class)) {
      interfacesOfSubnet.computeIfAbsent(each.subnet(), _ -> new ArrayList<>()).add(each);
      for (String group : each.groups()) {
        membersOfGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(each);
      }
      each.publicAddresses().forEach((inside, outside) -> publish(each.vpc(), inside, outside));
    }
    for (NatGateway nat : topology.all(NatGateway.class)) {
      for (NatGateway.Address address : nat.addresses()) {
        if (address.publicAddress() != null) {
          publish(nat.vpc(), address.privateAddress(), address.publicAddress());
        }
      }
    }
    for (InternetGateway gateway : topology.all(InternetGateway.class)) {
      if (gateway.vpc() != null) {
        internetGatewayOfVpc.put(gateway.vpc(), gateway.id());
      }
    }
    for (EgressOnlyInternetGateway gateway : topology.all(EgressOnlyInternetGateway.class)) {
      egressOnlyGatewayOfVpc.put(gateway.vpc(), gateway.id());
    }
    for (TransitGatewayVpcAttachment each : topology.all(TransitGatewayVpcAttachment.class)) {
      transitGatewaysOfVpc
          .computeIfAbsent(each.vpc(), _ -> new HashSet<>())
          .add(each.transitGateway());
    }
    for (TransitGatewayMulticastDomain domain : topology.all(TransitGatewayMulticastDomain.class)) {
      domain.subnets().forEach(subnet -> multicastDomainOfSubnet.put(subnet, domain));
    }
  }

  private void publish(String vpc, IpAddress inside, IpAddress outside) {
    publicOfVpc.computeIfAbsent(vpc, _ -> new HashMap<>()).put(inside, outside);
    vpcOfPublic.put(outside, vpc);
  }

  List<NetworkInterface> interfacesOf(String subnet) {
    return interfacesOfSubnet.getOrDefault(subnet, List.of());
  }

  List<NetworkInterface> membersOf(String group) {
    return membersOfGroup.getOrDefault(group, List.of());
  }

  /** Private address to public address, NAT gateways' included. */
  Map<IpAddress, IpAddress> publicAddressesOf(String vpc) {
    return publicOfVpc.getOrDefault(vpc, Map.of());
  }

  /** Public IPv4 address to the VPC that it is used in. */
  Map<IpAddress, String> publicAddresses() {
    return vpcOfPublic;
  }

  @Nullable String internetGatewayOf(String vpc) {
    return internetGatewayOfVpc.get(vpc);
  }

  @Nullable String egressOnlyGatewayOf(String vpc) {
    return egressOnlyGatewayOfVpc.get(vpc);
  }

  boolean hasTransitGateway(String vpc) {
    return transitGatewaysOfVpc.containsKey(vpc);
  }

  /** The domain that the subnet is associated with, or null. */
  @Nullable TransitGatewayMulticastDomain multicastDomainOf(String subnet) {
    return multicastDomainOfSubnet.get(subnet);
  }

  /** Whether both VPCs are attached to one transit gateway. */
  boolean shareTransitGateway(String one, String other) {
    return !Collections.disjoint(
        transitGatewaysOfVpc.getOrDefault(one, Set.of()),
        transitGatewaysOfVpc.getOrDefault(other, Set.of()));
  }

  /** Whether an active peering in one Region joins the VPCs (R1.6.5). */
  synchronized boolean arePeeredInOneRegion(String one, String other) {
    if (peered == null) {
      peered = new HashSet<>();
      for (VpcPeering peering : topology.all(VpcPeering.class)) {
        if (peering.active() && !peering.crossesRegions()) {
          peered.add(new Pair(peering.requester().vpc(), peering.accepter().vpc()));
          peered.add(new Pair(peering.accepter().vpc(), peering.requester().vpc()));
        }
      }
    }
    return peered.contains(new Pair(one, other));
  }
}
