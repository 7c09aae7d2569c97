package culvert.app.server;

import culvert.aws.AwsApi;
import culvert.aws.billing.Metering;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.View;
import culvert.aws.price.PriceList;
import culvert.aws.reading.ResourceTags;
import culvert.network.advice.Advice;
import culvert.network.advice.Advisor;
import culvert.network.cost.Bill;
import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Demand;
import culvert.network.cost.Demands;
import culvert.network.cost.Flow;
import culvert.network.cost.Running;
import culvert.network.cost.Usage;
import culvert.network.expectation.Labels;
import culvert.network.topology.Topology;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the network costs at one moment, by AWS's price list.
 *
 * @param running what runs and has run by the hour
 * @param traffic what the expected traffic of a month uses on its ways
 */
public record Billing(Instant now, List<Running> running, List<Usage> traffic) {

  /**
   * Now.
   *
   * @throws culvert.network.why.BadQuestion naming traffic that nobody is meant by, or that does
   *     not get there
   */
  public static Billing of(AwsApi api, List<Demand> demands) {
    return of(
        api,
        demands.isEmpty() ? List.of() : Demands.usages(api.graph(), labels(api)::name, demands));
  }

  /** Now, with traffic whose ways are known. */
  static Billing ofFlows(AwsApi api, List<Flow> flows) {
    return of(api, Usage.summed(flows.stream().flatMap(Flow::usages)));
  }

  /** The ways of traffic, which advice looks at. */
  static List<Flow> flows(AwsApi api, List<Demand> demands) {
    return Demands.flows(api.graph(), labels(api)::name, demands);
  }

  private static Billing of(AwsApi api, Collection<Usage> traffic) {
    View view = api.catalog().view(Scope.OWN);
    return new Billing(
        view.now(), Metering.running(view.snapshot()).toList(), List.copyOf(traffic));
  }

  /** A month of what runs in a state, without traffic. */
  static Bill month(State state) {
    List<Running> running = Metering.running(state.resources()).toList();
    return new Billing(state.now(), running, List.of()).bill(BillingPeriod.MONTH);
  }

  /** What the same traffic would cost by other ways. */
  List<Advice> advice(Topology topology, List<Flow> flows) {
    return Advisor.advise(topology, flows, running, PriceList.get());
  }

  private static Labels labels(AwsApi api) {
    return ResourceTags.of(api.catalog().snapshot());
  }

  public Bill bill(BillingPeriod period) {
    return Bill.of(period.usages(now, running, traffic), PriceList.get());
  }

  /** The bill of a period, and what each other one comes to, as {@code GET /_culvert/bill} does. */
  public ObjectNode json(BillingPeriod period) {
    return BillJson.of(bills(), period, now);
  }

  private Map<BillingPeriod, Bill> bills() {
    Map<BillingPeriod, Bill> bills = new EnumMap<>(BillingPeriod.class);
    for (BillingPeriod period : BillingPeriod.values()) {
      bills.put(period, bill(period));
    }
    return bills;
  }
}
