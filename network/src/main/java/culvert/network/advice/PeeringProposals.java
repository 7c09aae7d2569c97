package culvert.network.advice;

import culvert.network.address.IpPrefix;
import culvert.network.advice.Detour.Taken;
import culvert.network.cost.Flow;
import culvert.network.forwarding.Kind;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteTable;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcPeering;
import culvert.network.why.End;
import culvert.network.why.PathElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Peering for pairs of VPCs whose traffic passes transit gateways. The other way round there is
 * nothing to gain: a peering runs no hours, and a gigabyte over it costs no more.
 */
final class PeeringProposals {

  private final Topology topology;
  private final Detour detour;
  private final Map<Pair, Set<String>> tables = new TreeMap<>(Pair.ORDER);

  /** Two VPCs, in the order of their ids. */
  private record Pair(String one, String other) {

    static final Comparator<Pair> ORDER =
        Comparator.comparing(Pair::one).thenComparing(Pair::other);

    static Pair of(String a, String b) {
      return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
    }

    String beside(String vpc) {
      return vpc.equals(one) ? other : one;
    }
  }

  PeeringProposals(Topology topology) {
    this.topology = topology;
    detour = new Detour(topology);
  }

  List<Proposal> of(Collection<Flow> flows) {
    for (Flow flow : flows) {
      NetworkInterface from = at(flow.question().from());
      NetworkInterface to = at(flow.question().to());
      if (from != null
          && to != null
          && !from.vpc().equals(to.vpc())
          && Uses.meets(flow, Kind.TRANSIT_GATEWAY_ATTACHMENT)
          && !Detour.isInspected(topology, flow)) {
        want(flow, from, to);
      }
    }
    Map<Pair, List<Taken>> groups = new TreeMap<>(Pair.ORDER);
    for (Taken taken : detour.taken()) {
      groups.computeIfAbsent(pair(taken.flow()), _ -> new ArrayList<>()).add(taken);
    }
    List<Proposal> proposals = new ArrayList<>();
    groups.forEach((pair, all) -> proposals.add(proposal(pair, all)));
    return proposals;
  }

  private @Nullable NetworkInterface at(End end) {
    String id = Detour.networkInterface(end);
    return id == null ? null : topology.get(NetworkInterface.class, id);
  }

  private Pair pair(Flow flow) {
    return Pair.of(
        Objects.requireNonNull(at(flow.question().from())).vpc(),
        Objects.requireNonNull(at(flow.question().to())).vpc());
  }

  private void want(Flow flow, NetworkInterface from, NetworkInterface to) {
    Pair pair = Pair.of(from.vpc(), to.vpc());
    Vpc one = topology.get(Vpc.class, pair.one);
    Vpc other = topology.get(Vpc.class, pair.other);
    if (overlap(one, other)) {
      return;
    }
    VpcPeering peering = peering(one, other);
    detour.add(peering);
    for (NetworkInterface end : List.of(from, to)) {
      RouteTable table = topology.tableOf(topology.get(Subnet.class, end.subnet()));
      if (table != null) {
        tables.computeIfAbsent(pair, _ -> new TreeSet<>()).add(table.id());
        for (IpPrefix cidr : topology.get(Vpc.class, pair.beside(end.vpc())).cidrs()) {
          detour.route(
              table.id(), new RouteDestination.Cidr(cidr), new RouteTarget.ToPeering(peering.id()));
        }
      }
    }
    detour.ask(flow, flow.question(), peering.id());
  }

  /** Peering is refused where any block overlaps any of the other's (R3.2.1). */
  private static boolean overlap(Vpc one, Vpc other) {
    return one.cidrs().stream().anyMatch(cidr -> other.cidrs().stream().anyMatch(cidr::overlaps));
  }

  private VpcPeering peering(Vpc one, Vpc other) {
    VpcPeering present = topology.peeringBetween(one.id(), other.id());
    return present != null
        ? present
        : new VpcPeering(
            "pcx-" + one.id() + "-" + other.id(),
            new VpcPeering.Side(one.id(), one.account(), one.region(), false),
            new VpcPeering.Side(other.id(), other.account(), other.region(), false),
            true);
  }

  private Proposal proposal(Pair pair, List<Taken> all) {
    Set<String> attachments = new TreeSet<>();
    all.stream()
        .map(Taken::flow)
        .flatMap(flow -> Stream.of(flow.answer().forward(), flow.answer().back()))
        .flatMap(way -> way.path().stream())
        .filter(element -> element.kind() == Kind.TRANSIT_GATEWAY_ATTACHMENT)
        .map(PathElement::component)
        .forEach(attachments::add);
    Proposal proposal =
        new Proposal(
            Advice.Kind.PEERING_FOR_TRANSIT_GATEWAY,
            "%s and %s speak by a transit gateway, and could by a peering"
                .formatted(pair.one, pair.other));
    Proposals.traffic(proposal, all.stream().map(Taken::flow).toList());
    all.forEach(taken -> proposal.move(taken.flow(), taken.usages().stream()));
    VpcPeering present = topology.peeringBetween(pair.one, pair.other);
    if (present == null) {
      proposal.change("create a peering between %s and %s".formatted(pair.one, pair.other));
    } else {
      proposal.id(present.id());
    }
    proposal.change(
        "route each one's blocks to the other by %s, in %s"
            .formatted(
                present == null ? "the peering" : present.id(),
                String.join(", ", Objects.requireNonNull(tables.get(pair)))));
    attachments.forEach(proposal::id);
    return proposal.id(pair.one).id(pair.other).leaves(attachments::contains);
  }
}
