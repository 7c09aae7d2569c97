package culvert.network.advice;

import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Flow;
import culvert.network.cost.Meter;
import culvert.network.cost.Usage;
import culvert.network.forwarding.Kind;
import culvert.network.why.PathElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What proposals of several kinds say and look for. */
final class Proposals {

  /** As many pairs have a line each. */
  private static final int NAMED = 5;

  private Proposals() {}

  /**
   * A proposal for each group of flows.
   *
   * @param group what a flow would be moved with, or null where it stays
   */
  static <G> List<Proposal> grouped(
      Collection<Flow> flows,
      Comparator<G> order,
      Function<Flow, @Nullable G> group,
      BiFunction<G, List<Flow>, Proposal> proposal) {
    Map<G, List<Flow>> groups = new TreeMap<>(order);
    for (Flow flow : flows) {
      G of = group.apply(flow);
      if (of != null) {
        groups.computeIfAbsent(of, _ -> new ArrayList<>()).add(flow);
      }
    }
    List<Proposal> proposals = new ArrayList<>();
    groups.forEach((of, all) -> proposals.add(proposal.apply(of, all)));
    return proposals;
  }

  static String traffic(Flow flow) {
    return "%s sends %s GB to %s and gets %s GB"
        .formatted(
            flow.question().from().address(),
            Figures.quantity(flow.there()),
            flow.question().to().address(),
            Figures.quantity(flow.back()));
  }

  /** Each pair where they are few, else their sums. */
  static void traffic(Proposal proposal, Collection<Flow> flows) {
    if (flows.size() <= NAMED) {
      flows.forEach(flow -> proposal.note(traffic(flow)));
    } else {
      BigDecimal there = BigDecimal.ZERO;
      BigDecimal back = BigDecimal.ZERO;
      for (Flow flow : flows) {
        there = there.add(flow.there());
        back = back.add(flow.back());
      }
      proposal.note(
          "%d pairs: %s GB there and %s GB back"
              .formatted(flows.size(), Figures.quantity(there), Figures.quantity(back)));
    }
  }

  /** The NAT gateways that a request passes. */
  static Stream<String> natGateways(Flow flow) {
    return flow.answer().forward().path().stream()
        .filter(element -> element.kind() == Kind.NAT_GATEWAY)
        .map(PathElement::component);
  }

  /** A month of hours of something alike. */
  static Usage month(String account, String region, Meter meter, String qualifier, int number) {
    return new Usage(
        account,
        region,
        "",
        meter,
        qualifier,
        BigDecimal.valueOf((long) number * BillingPeriod.HOURS_OF_A_MONTH));
  }
}
