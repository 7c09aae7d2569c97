package culvert.network.advice;

import culvert.network.cost.Flow;
import culvert.network.cost.Prices;
import culvert.network.cost.Running;
import culvert.network.topology.Topology;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Compares what a network costs with what the same traffic would cost by the other ways that it has
 * or could have. Each advice stands for itself: two that are about the same traffic do not add up.
 */
public final class Advisor {

  private static final Comparator<Advice> LARGEST_FIRST =
      Comparator.comparing(Advice::saving)
          .thenComparing(Advice::allSaving)
          .reversed()
          .thenComparing(Advice::kind)
          .thenComparing(Advice::about);

  private Advisor() {}

  /**
   * The advice, that of the largest saving first.
   *
   * @param flows a month's traffic; where there is none, nothing is called idle for its want
   * @param running what runs and what has run; what runs is reckoned for a whole month
   */
  public static List<Advice> advise(
      Topology topology, List<Flow> flows, Collection<Running> running, Prices prices) {
    Uses uses = new Uses(topology, flows, running);
    Month month =
        new Month(
            Stream.concat(
                uses.running().keySet().stream().flatMap(uses::hours),
                flows.stream().flatMap(Flow::usages)),
            prices);
    return Stream.of(
            new GatewayEndpointProposals(topology).of(flows),
            new InterfaceEndpointProposals(topology).of(flows),
            new PeeringProposals(topology).of(flows),
            new NatProposals(topology).of(flows),
            new DirectConnectProposals(topology, prices).of(flows),
            new VpnProposals(topology, uses).of(flows),
            new IdleProposals(topology).of(uses, !flows.isEmpty()))
        .flatMap(List::stream)
        .map(proposal -> proposal.advice(month, uses))
        .filter(Objects::nonNull)
        .sorted(LARGEST_FIRST)
        .toList();
  }
}
