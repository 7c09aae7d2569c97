package culvert.network.forwarding;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayMulticastDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happens to a packet for a group in a multicast domain of a transit gateway (§4.8). */
final class MulticastSteps {

  private static final int MTU = 8500;

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
    domain
        .members()
        .forEach((group, members) ->
            groups.put(IpPrefix.host(group), List.of(copies(domain, group, members, sender))));
    steps.add(new Step.Lookup(new PrefixTable<>(groups), List.of(nobody(domain))));
    return steps;
  }

  private Step copies(
      TransitGatewayMulticastDomain domain,
      IpAddress group,
      Set<String> members,
      NetworkInterface sender) {
    if (domain.staticSources()
        && !domain.sources().getOrDefault(group, Set.of()).contains(sender.id())) {
      return new Step.Drop(domain.id(), Reason.MULTICAST_SOURCE_NOT_REGISTERED);
    }
    List<Place> receivers = new ArrayList<>();
    members.stream()
        .sorted()
        .filter(member -> !member.equals(sender.id()) && isIn(domain, member))
        .forEach(member -> receivers.add(new Place.MulticastMember(member)));
    return receivers.isEmpty() ? nobody(domain) : new Step.Copy(receivers);
  }

  private static Step nobody(TransitGatewayMulticastDomain domain) {
    return new Step.Drop(domain.id(), Reason.MULTICAST_GROUP_HAS_NO_MEMBER);
  }

  private boolean isIn(TransitGatewayMulticastDomain domain, String member) {
    @Nullable NetworkInterface at = topology.find(NetworkInterface.class, member);
    return at != null && domain.subnets().contains(at.subnet());
  }
}
