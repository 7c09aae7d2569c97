package culvert.network.advice;

import culvert.network.cost.Charge;
import culvert.network.cost.Flow;
import culvert.network.cost.Meter;
import culvert.network.cost.Usage;
import culvert.network.forwarding.Kind;
import culvert.network.topology.NatGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.RouteTable;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.why.Answer;
import culvert.network.why.End;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A NAT gateway in the askers' own zone, for what crosses zones to get to one. What a gateway
 * endpoint would take for nothing is left out.
 */
final class NatProposals {

  private final Topology topology;

  /** What would use one. */
  private record Use(String nat, String zone) {

    static final Comparator<Use> ORDER = Comparator.comparing(Use::nat).thenComparing(Use::zone);
  }

  NatProposals(Topology topology) {
    this.topology = topology;
  }

  List<Proposal> of(Collection<Flow> flows) {
    return Proposals.grouped(flows, Use.ORDER, this::use, this::proposal);
  }

  private @Nullable Use use(Flow flow) {
    String first = Proposals.natGateways(flow).findFirst().orElse(null);
    if (!(flow.question().from() instanceof End.AtInterface(String id, _))
        || first == null
        || Detour.isInspected(topology, flow)) {
      return null;
    }
    NetworkInterface asker = topology.get(NetworkInterface.class, id);
    NatGateway nat = topology.get(NatGateway.class, first);
    String zone = topology.get(Subnet.class, asker.subnet()).zone();
    return asker.vpc().equals(nat.vpc())
            && !zone.equals(topology.get(Subnet.class, nat.subnet()).zone())
            && !isFreeOtherwise(flow, nat)
        ? new Use(nat.id(), zone)
        : null;
  }

  private boolean isFreeOtherwise(Flow flow, NatGateway nat) {
    return flow.question().to() instanceof End.Service to
        && GatewayEndpointProposals.isByGateway(to.name(), topology.get(Vpc.class, nat.vpc()));
  }

  private Proposal proposal(Use use, List<Flow> flows) {
    NatGateway nat = topology.get(NatGateway.class, use.nat);
    Vpc vpc = topology.get(Vpc.class, nat.vpc());
    Proposal proposal =
        new Proposal(
                Advice.Kind.NAT_GATEWAY_IN_ZONE,
                "%s is used from %s, another zone than its own; that could have a NAT gateway of its own"
                    .formatted(nat.id(), use.zone))
            .id(nat.id())
            .id(vpc.id());
    Proposals.traffic(proposal, flows);
    flows.forEach(flow -> proposal.move(flow, withinZone(flow)));
    NatGateway present = inZone(nat, use.zone);
    if (present == null) {
      proposal
          .add(Proposals.month(vpc.account(), vpc.region(), Meter.NAT_GATEWAY_HOUR, "", 1))
          .change("create a NAT gateway in %s of %s".formatted(use.zone, vpc.id()));
      if (nat.publicType()) {
        proposal.add(
            Proposals.month(vpc.account(), vpc.region(), Meter.PUBLIC_IPV4_IN_USE_HOUR, "", 1));
      }
    } else {
      proposal.id(present.id());
    }
    return proposal.change(
        "route by %s in %s"
            .formatted(present == null ? "it" : present.id(), String.join(", ", tables(flows))));
  }

  private @Nullable NatGateway inZone(NatGateway like, String zone) {
    return topology
        .all(
            NatGateway.class,
            each ->
                each.available()
                    && each.vpc().equals(like.vpc())
                    && each.publicType() == like.publicType()
                    && topology.get(Subnet.class, each.subnet()).zone().equals(zone))
        .stream()
        .min(Comparator.comparing(NatGateway::id))
        .orElse(null);
  }

  private Set<String> tables(List<Flow> flows) {
    Set<String> tables = new TreeSet<>();
    for (Flow flow : flows) {
      String asker = Detour.networkInterface(flow.question().from());
      if (asker != null) {
        String subnet = topology.get(NetworkInterface.class, asker).subnet();
        RouteTable table = topology.tableOf(topology.get(Subnet.class, subnet));
        if (table != null) {
          tables.add(table.id());
        }
      }
    }
    return tables;
  }

  /** All that it uses now, but for crossing zones within the VPC. */
  private static Stream<Usage> withinZone(Flow flow) {
    return Stream.concat(
        withinZone(flow.chargesThere(), flow.answer().forward(), flow.there()),
        withinZone(flow.chargesBack(), flow.answer().back(), flow.back()));
  }

  private static Stream<Usage> withinZone(
      List<Charge> charges, Answer.OneWay way, BigDecimal gigabytes) {
    return charges.stream()
        .filter(charge ->
            charge.meter() != Meter.CROSS_ZONE_GB
                || way.path().get(charge.element()).kind() != Kind.NETWORK_INTERFACE)
        .map(charge -> charge.of(gigabytes));
  }
}
