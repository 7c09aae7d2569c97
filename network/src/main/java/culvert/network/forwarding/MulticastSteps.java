package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayMulticastDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happens to a packet for a group in a multicast domain of a transit gateway (§4.8). */
final class MulticastSteps {

  private static final int MTU = 8500;
  private static final int IGMP = 2;
  private static final IpAddress QUERIER = IpAddress.parse("0.0.0.0");
  private static final IpAddress ALL_HOSTS = IpAddress.parse("224.0.0.1");

  private final Topology topology;
  private final FilterSteps filters;

  MulticastSteps(Topology topology, FilterSteps filters) {
    this.topology = topology;
    this.filters = filters;
  }

  /** Out of the sender's subnet to its domain, which copies it to the members of the group. */
  List<Step> from(NetworkInterface sender) {
    TransitGatewayMulticastDomain domain = topology.multicastDomainOf(sender.subnet());
    if (domain == null) {
      throw new IllegalStateException(sender.subnet() + " is of no multicast domain");
    }
    Subnet subnet = topology.get(Subnet.class, sender.subnet());
    List<Step> steps = new ArrayList<>(filters.networkAcl(subnet, Direction.OUTBOUND));
    steps.add(new Step.Meet(Kind.TRANSIT_GATEWAY_MULTICAST_DOMAIN, domain.id()));
    steps.add(new Step.Mtu(domain.id(), MTU));
    steps.add(new Step.LoseOrigin(Reason.MULTICAST_SG_REFERENCE));
    Map<IpPrefix, List<Step>> groups = new TreeMap<>();
    Set<IpAddress> known = new HashSet<>(domain.members().keySet());
    known.addAll(domain.joined().keySet());
    for (IpAddress group : known) {
      groups.put(IpPrefix.host(group), List.of(copies(domain, group, sender)));
    }
    steps.add(new Step.Lookup(new PrefixTable<>(groups), List.of(nobody(domain))));
    return steps;
  }

  private Step copies(
      TransitGatewayMulticastDomain domain, IpAddress group, NetworkInterface sender) {
    if (domain.staticSources()
        && !domain.sources().getOrDefault(group, Set.of()).contains(sender.id())) {
      return new Step.Drop(domain.id(), Reason.MULTICAST_SOURCE_NOT_REGISTERED);
    }
    SortedMap<String, Place> receivers = new TreeMap<>();
    for (String member : domain.joined().getOrDefault(group, Set.of())) {
      receivers.put(member, new Place.IgmpMember(member, group));
    }
    for (String member : domain.members().getOrDefault(group, Set.of())) {
      receivers.put(member, new Place.MulticastMember(member));
    }
    receivers.keySet().removeIf(member -> member.equals(sender.id()) || !isIn(domain, member));
    return receivers.isEmpty() ? nobody(domain) : new Step.Copy(List.copyOf(receivers.values()));
  }

  /** What is in the way of the IGMP of a member: its joins of the group, queries for them. */
  List<Step> igmp(NetworkInterface member, IpAddress group) {
    Subnet subnet = topology.get(Subnet.class, member.subnet());
    List<Step> steps = new ArrayList<>();
    Packet join = new Packet(address(member), group, IGMP, 0, 0);
    refused(filters.securityGroups(member, Direction.OUTBOUND), join, steps);
    refused(filters.networkAcl(subnet, Direction.OUTBOUND), join, steps);
    Packet query = new Packet(QUERIER, ALL_HOSTS, IGMP, 0, 0);
    refused(filters.networkAcl(subnet, Direction.INBOUND), query, steps);
    refused(filters.securityGroups(member, Direction.INBOUND), query, steps);
    return steps;
  }

  private static IpAddress address(NetworkInterface member) {
    return member.own().stream()
        .map(IpPrefix::first)
        .filter(IpAddress::isV4)
        .findFirst()
        .orElse(QUERIER);
  }

  private static void refused(List<Step> filters, Packet igmp, List<Step> steps) {
    Flight flight = Flight.request(igmp, null);
    for (Step filter : filters) {
      if (StepRule.apply(filter, flight, new FlowMemory())
          instanceof Verdict.Refuse(String component, Reason _)) {
        steps.add(
            new Step.Require(component, new Condition.Never(), Reason.MULTICAST_IGMP_RESTRICTION));
      }
    }
  }

  private static Step nobody(TransitGatewayMulticastDomain domain) {
    return new Step.Drop(domain.id(), Reason.MULTICAST_GROUP_HAS_NO_MEMBER);
  }

  private boolean isIn(TransitGatewayMulticastDomain domain, String member) {
    @Nullable NetworkInterface at = topology.find(NetworkInterface.class, member);
    return at != null && domain.subnets().contains(at.subnet());
  }
}
