package culvert.app.server;

import culvert.aws.AwsApi;
import culvert.aws.billing.Metering;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.View;
import culvert.aws.price.PriceList;
import culvert.aws.reading.ResourceTags;
import culvert.network.cost.Bill;
import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Demand;
import culvert.network.cost.Demands;
import culvert.network.cost.Flow;
import culvert.network.cost.Prices;
import culvert.network.cost.Running;
import culvert.network.expectation.Labels;
import culvert.network.forwarding.ForwardingGraph;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the network costs at one moment.
 *
 * @param running what runs and has run by the hour
 * @param flows the expected traffic on its ways
 */
public record Billing(Instant now, List<Running> running, List<Flow> flows, Prices prices) {

  /**
   * Now.
   *
   * @throws culvert.network.why.BadQuestion naming traffic that nobody is meant by, or that does
   *     not get there
   */
  public static Billing of(AwsApi api, List<Demand> traffic) {
    View view = api.catalog().view(Scope.OWN);
    List<Running> running = Metering.running(view.snapshot()).toList();
    return new Billing(view.now(), running, flows(api, view, traffic), PriceList.get());
  }

  private static List<Flow> flows(AwsApi api, View view, List<Demand> traffic) {
    if (traffic.isEmpty()) {
      return List.of();
    }
    ForwardingGraph graph = api.graph();
    Labels labels = ResourceTags.of(view.snapshot());
    return Demands.flows(graph, labels::name, traffic);
  }

  public Bill bill(BillingPeriod period) {
    return Bill.of(period.usages(now, running, flows), prices);
  }

  /** What each period comes to. */
  public Map<BillingPeriod, BigDecimal> totals() {
    Map<BillingPeriod, BigDecimal> totals = new EnumMap<>(BillingPeriod.class);
    for (BillingPeriod period : BillingPeriod.values()) {
      totals.put(period, bill(period).total());
    }
    return totals;
  }
}
