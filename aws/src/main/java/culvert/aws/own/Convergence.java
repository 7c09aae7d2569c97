package culvert.aws.own;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.LoggedEvent;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.Transaction;
import culvert.aws.reading.RoutingReader;
import culvert.network.failover.Event;
import culvert.network.failover.Hold;
import culvert.network.failover.Moment;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.RoutingOscillation;
import culvert.network.topology.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Lets sessions follow what happens to their links: each session that does not know yet is a
 * resource, and the step of its lifecycle is that it gets to know.
 */
public final class Convergence {

  /** What calls change that ends sessions, or lets them begin. */
  private static final Set<Kind<?>> CONFIGURATION =
      Set.of(
          Kinds.DIRECT_CONNECT_CONNECTION,
          Kinds.DIRECT_CONNECT_FAILOVER_TEST,
          Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION,
          Kinds.DIRECT_CONNECT_INTERCONNECT,
          Kinds.DIRECT_CONNECT_LAG,
          Kinds.DIRECT_CONNECT_VIRTUAL_INTERFACE,
          Kinds.TRANSIT_GATEWAY_CONNECT_PEER,
          Kinds.VPN_CONNECTION,
          Kinds.VPN_TUNNEL_REPLACEMENT);

  /** The oldest entries make way for new ones. */
  private static final int LOG_LENGTH = 10_000;

  private final RoutingReader reader;
  private final boolean timed;

  /**
   * @param timed whether timers run; else everything has settled as soon as it happens
   */
  public Convergence(RoutingReader reader, boolean timed) {
    this.reader = reader;
    this.timed = timed;
  }

  /** What the sessions do by themselves. */
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.SESSION_HOLD,
        hold ->
            Lifecycle.Step.term(
                "held", hold.timer().lasts(), (transaction, _) -> advance(transaction)));
    lifecycles.follow(CONFIGURATION, this::follow);
  }

  private void advance(Transaction transaction) {
    settle(
        transaction,
        () -> apply(transaction, (moment, log) -> moment.advancedTo(transaction.now(), log)));
  }

  /** Lets sessions follow a call's change of the network. */
  private void follow(Transaction transaction, Snapshot before) {
    settle(
        transaction,
        () -> {
          HybridRouting was = reader.read(before);
          HybridRouting next = reader.read(transaction.snapshot());
          apply(transaction, was, (moment, log) -> moment.becoming(next, transaction.now(), log));
        });
  }

  /** Where nothing ever settles, no timer runs. */
  private static void settle(Transaction transaction, Runnable change) {
    try {
      change.run();
    } catch (RoutingOscillation e) {
      transaction
          .snapshot()
          .all(Scope.OWN, Kinds.SESSION_HOLD)
          .forEach(hold -> transaction.remove(Scope.OWN, Kinds.SESSION_HOLD, hold.id()));
      log(
          transaction,
          List.of(
              new Event(
                  transaction.now(),
                  "routing",
                  Event.What.UNSETTLED,
                  String.valueOf(e.getMessage()))));
    }
  }

  /**
   * Makes a change of the network's state in a transaction.
   *
   * @return what happened at once
   * @throws RoutingOscillation where routing has no fixed point, before or after
   */
  List<Event> apply(Transaction transaction, BiFunction<Moment, Consumer<Event>, Moment> change) {
    return apply(transaction, reader.read(transaction.snapshot()), change);
  }

  private List<Event> apply(
      Transaction transaction,
      HybridRouting from,
      BiFunction<Moment, Consumer<Event>, Moment> change) {
    SortedMap<String, Hold> holds = new TreeMap<>();
    transaction
        .snapshot()
        .all(Scope.OWN, Kinds.SESSION_HOLD)
        .forEach(hold -> holds.put(hold.id(), hold.shape()));
    Moment before = Moment.of(from, holds.values(), timed);
    List<Event> events = new ArrayList<>();
    Moment after = change.apply(before, events::add);
    writeFaults(transaction, before.faults(), after.faults());
    writeHolds(transaction, holds, after.holds());
    log(transaction, events);
    return events;
  }

  private static void writeFaults(
      Transaction transaction, SortedSet<String> before, SortedSet<String> after) {
    SortedSet<String> healed = new TreeSet<>(before);
    healed.removeAll(after);
    healed.forEach(each -> transaction.remove(Scope.OWN, Kinds.FAULT, each));
    SortedSet<String> failed = new TreeSet<>(after);
    failed.removeAll(before);
    failed.forEach(each -> transaction.add(Scope.OWN, Kinds.FAULT, each, new Fault(each)));
  }

  /** A hold that is not the one of before is another, with a time of its own. */
  private static void writeHolds(
      Transaction transaction, Map<String, Hold> before, Map<String, Hold> after) {
    before.forEach((session, hold) -> {
      if (!hold.equals(after.get(session))) {
        transaction.remove(Scope.OWN, Kinds.SESSION_HOLD, session);
      }
    });
    after.forEach((session, hold) -> {
      if (!hold.equals(before.get(session))) {
        transaction.add(Scope.OWN, Kinds.SESSION_HOLD, session, hold);
      }
    });
  }

  private static void log(Transaction transaction, List<Event> events) {
    List<LoggedEvent> log =
        transaction.snapshot().all(Scope.OWN, Kinds.EVENT).map(each -> each.shape()).toList();
    long number = log.isEmpty() ? 0 : log.getLast().number();
    for (Event event : events) {
      LoggedEvent logged = new LoggedEvent(++number, event);
      transaction.add(Scope.OWN, Kinds.EVENT, Long.toString(logged.number()), logged);
      transaction.remove(Scope.OWN, Kinds.LAST_EVENT, event.component());
      transaction.add(Scope.OWN, Kinds.LAST_EVENT, event.component(), logged);
    }
    log.stream()
        .limit(Math.max(0, log.size() + events.size() - LOG_LENGTH))
        .forEach(old -> transaction.remove(Scope.OWN, Kinds.EVENT, Long.toString(old.number())));
  }
}
