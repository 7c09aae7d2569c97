package culvert.aws.own;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.LoggedEvent;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.reading.TopologyReader;
import culvert.network.failover.Event;
import culvert.network.failover.FailingComponents;
import culvert.network.why.BadQuestion;
import java.util.List;

/** What is down, and what has happened because of it. */
public final class Failures {

  private final Catalog catalog;
  private final TopologyReader reader;
  private final Convergence convergence;

  public Failures(Catalog catalog, TopologyReader reader, Convergence convergence) {
    this.catalog = catalog;
    this.reader = reader;
    this.convergence = convergence;
  }

  /**
   * Takes a component down; nothing happens where it is.
   *
   * @return what happens at once
   * @throws BadQuestion where there is no such component
   * @throws culvert.network.routing.RoutingOscillation where routing would never settle
   */
  public List<Event> fail(String component) {
    return catalog.write(
        Scope.OWN,
        transaction -> {
          if (!FailingComponents.exists(component, reader.read(transaction.snapshot()))) {
            throw unknown(component);
          }
          return convergence.apply(
              transaction,
              (moment, log) -> moment.failing(List.of(component), transaction.now(), log));
        });
  }

  /** Repairs a component, as {@link #fail} says of the opposite; also one that is gone since. */
  public List<Event> heal(String component) {
    return catalog.write(
        Scope.OWN,
        transaction -> {
          if (transaction.find(Kinds.FAULT, component) == null
              && !FailingComponents.exists(component, reader.read(transaction.snapshot()))) {
            throw unknown(component);
          }
          return convergence.apply(
              transaction,
              (moment, log) -> moment.healing(List.of(component), transaction.now(), log));
        });
  }

  private static BadQuestion unknown(String component) {
    return new BadQuestion(
        "nothing that can fail here: "
            + component
            + " (a Direct Connect connection, LAG, location or virtual interface, a VPN connection"
            + " or tunnel vpn-…/1, an Availability Zone's id, a site or an instance can)");
  }

  /** What is down, in the order in which it failed. */
  public List<String> faults() {
    return catalog.snapshot().all(Scope.OWN, Kinds.FAULT).map(Resource::id).toList();
  }

  /** What has happened, the oldest first. */
  public List<LoggedEvent> events() {
    return catalog.snapshot().all(Scope.OWN, Kinds.EVENT).map(Resource::shape).toList();
  }
}
