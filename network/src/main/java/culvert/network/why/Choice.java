package culvert.network.why;

import culvert.network.address.IpPrefix;
import culvert.network.forwarding.Reason;
import culvert.network.forwarding.Rule;
import culvert.network.forwarding.Step;
import culvert.network.routing.LearnedRoute;
import culvert.network.routing.TransitGatewayRoute;
import culvert.network.topology.Route;
import org.jspecify.annotations.Nullable;

/** By what a component let a packet pass, or chose its way. */
public sealed interface Choice {

  /**
   * A filter let it pass.
   *
   * @param rule that let it; null where the flow was known
   */
  record Passed(Step.Filter filter, @Nullable Rule rule) implements Choice {}

  /** A filter did not. */
  record Refused(Step.Filter filter, Reason reason) implements Choice {}

  /** A VPC's route table. */
  record ByRoute(Route route, IpPrefix matched) implements Choice {}

  /** A transit gateway's route table. */
  record ByTransitGatewayRoute(TransitGatewayRoute route) implements Choice {}

  /** A gateway or a site's router. */
  record ByLearnedRoute(LearnedRoute route) implements Choice {}
}
