package culvert.network.failover;

import culvert.network.failover.Event.What;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.RoutingOscillation;
import culvert.network.routing.Session;
import culvert.network.topology.Fault;
import culvert.network.topology.HeldSession;
import culvert.network.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A network between two events: what is down, and which sessions do not know yet. Immutable.
 *
 * <p>A failure stops packets at once. The sessions over what failed stand until a timer tells their
 * ends; then routes are withdrawn, which may cut links that they carried, and start the timers of
 * those. A repair goes the same way. What happens depends on the network, the failures and their
 * times alone, and comes in the order of time, then of ids.
 */
public final class Moment {

  private final Topology topology;
  private final SortedMap<String, Hold> holds;
  private final boolean timed;
  private final HybridRouting routing;

  private Moment(
      Topology topology, SortedMap<String, Hold> holds, boolean timed, HybridRouting routing) {
    this.topology = topology;
    this.holds = holds;
    this.timed = timed;
    this.routing = routing;
  }

  /**
   * The moment that a topology is in.
   *
   * @param holds the sessions of it that do not know yet; what the topology says of them is not
   *     looked at
   * @param timed whether timers run; else everything has settled as soon as it happens
   * @throws RoutingOscillation where routing has no fixed point
   */
  public static Moment of(Topology topology, Collection<Hold> holds, boolean timed) {
    return of(topology, holds, timed, null);
  }

  /** The same where the routing of a topology is known that differs little. */
  public static Moment of(HybridRouting routing, Collection<Hold> holds, boolean timed) {
    return of(routing.topology(), holds, timed, routing);
  }

  private static Moment of(
      Topology topology, Collection<Hold> holds, boolean timed, @Nullable HybridRouting known) {
    SortedMap<String, Hold> byId = new TreeMap<>();
    holds.forEach(hold -> byId.put(hold.session(), hold));
    Topology held = holding(topology, held(byId));
    return new Moment(held, byId, timed, HybridRouting.after(known, held));
  }

  /** With exactly these sessions held. */
  private static Topology holding(Topology topology, Collection<HeldSession> held) {
    Topology next = topology;
    Set<String> kept = new HashSet<>();
    for (HeldSession each : held) {
      kept.add(each.id());
      next = next.with(each);
    }
    for (HeldSession each : topology.all(HeldSession.class)) {
      if (!kept.contains(each.id())) {
        next = next.without(HeldSession.class, each.id());
      }
    }
    return next;
  }

  /** With exactly these components down. */
  private Topology failed(SortedSet<String> down) {
    Topology next = topology;
    for (String each : down) {
      next = next.with(new Fault(each));
    }
    for (String each : faults()) {
      if (!down.contains(each)) {
        next = next.without(Fault.class, each);
      }
    }
    return next;
  }

  private static List<HeldSession> held(Map<String, Hold> holds) {
    return holds.values().stream().map(Hold::asHeld).toList();
  }

  public Topology topology() {
    return topology;
  }

  public HybridRouting routing() {
    return routing;
  }

  /** What is down by a fault of its own. */
  public SortedSet<String> faults() {
    SortedSet<String> ids = new TreeSet<>();
    topology.all(Fault.class).forEach(fault -> ids.add(fault.component()));
    return ids;
  }

  /** The sessions that do not know yet, by id. */
  public SortedMap<String, Hold> holds() {
    return Collections.unmodifiableSortedMap(holds);
  }

  /** When the next timer runs out, or null where nothing more will happen. */
  public @Nullable Instant next() {
    return holds.values().stream().map(Hold::until).min(Instant::compareTo).orElse(null);
  }

  /**
   * Components fail, all at once; what is down already stays down.
   *
   * @param log takes what happens, in order
   * @throws RoutingOscillation where routing will have no fixed point
   */
  public Moment failing(Collection<String> components, Instant now, Consumer<Event> log) {
    SortedSet<String> faults = faults();
    new TreeSet<>(components)
        .forEach(each -> {
          if (faults.add(each)) {
            log.accept(new Event(now, each, What.FAILED, ""));
          }
        });
    return changed(faults, Set.of(), now, log);
  }

  /** Components are repaired, as {@link #failing} says of the opposite. */
  public Moment healing(Collection<String> components, Instant now, Consumer<Event> log) {
    SortedSet<String> faults = faults();
    new TreeSet<>(components)
        .forEach(each -> {
          if (faults.remove(each)) {
            log.accept(new Event(now, each, What.HEALED, ""));
          }
        });
    return changed(faults, Set.of(), now, log);
  }

  /**
   * Time passes, and every timer that is due by then runs out in its order.
   *
   * @throws RoutingOscillation where routing has no fixed point
   */
  public Moment advancedTo(Instant now, Consumer<Event> log) {
    Moment moment = this;
    Instant next = moment.next();
    while (next != null && !next.isAfter(now)) {
      moment = moment.ringing(next, log);
      next = moment.next();
    }
    return moment;
  }

  /** The timers that run out at that time, all at once. */
  private Moment ringing(Instant at, Consumer<Event> log) {
    Set<String> told = new TreeSet<>();
    holds.forEach((session, hold) -> {
      if (!hold.until().isAfter(at)) {
        told.add(session);
      }
    });
    return changed(faults(), told, at, log);
  }

  /**
   * The sessions stand still, but for those that are told; so it shows which of them no longer are
   * what they are taken for.
   */
  private Moment changed(
      SortedSet<String> down, Set<String> told, Instant now, Consumer<Event> log) {
    Topology failed = failed(down);
    // What never settles would ring for ever.
    HybridRouting free = HybridRouting.after(routing, holding(failed, List.of()));
    Map<String, Session> before = routing.sessions();
    SortedMap<String, Hold> held = new TreeMap<>();
    if (timed) {
      List<HeldSession> still = new ArrayList<>();
      before.forEach((id, session) -> {
        if (session.site() != null && !told.contains(id)) {
          still.add(new HeldSession(id, session.up()));
        }
      });
      HybridRouting standing = HybridRouting.after(free, holding(failed, still));
      for (HeldSession each : still) {
        Session session = Objects.requireNonNull(standing.sessions().get(each.id()));
        if (session.agreed() && session.linked() != each.up()) {
          held.put(each.id(), hold(session, each.up(), now));
        }
      }
    }
    Topology next = holding(failed, held(held));
    Moment after = new Moment(next, held, timed, HybridRouting.after(free, next));
    tell(after, told, now, log);
    return after;
  }

  /** A timer that is running already goes on. */
  private Hold hold(Session session, boolean up, Instant now) {
    Hold running = holds.get(session.id());
    return running != null && running.up() == up
        ? running
        : new Hold(
            session.id(),
            up,
            up ? Timer.ofLoss(session, topology) : Timer.ofReturn(session, topology),
            now);
  }

  private void tell(Moment after, Set<String> told, Instant now, Consumer<Event> log) {
    Map<String, Session> before = routing.sessions();
    new TreeMap<>(after.routing.sessions())
        .forEach((id, session) -> {
          Session was = before.get(id);
          if (was == null) {
            return;
          }
          if (was.linked() != session.linked()) {
            What what = session.linked() ? What.LINK_UP : What.LINK_DOWN;
            log.accept(new Event(now, id, what, after.linkDetail(session)));
          }
          if (was.up() != session.up()) {
            Hold ended = told.contains(id) ? holds.get(id) : null;
            What what = session.up() ? What.SESSION_UP : What.SESSION_DOWN;
            log.accept(new Event(now, id, what, sessionDetail(was, session, ended)));
          }
        });
  }

  private String linkDetail(Session session) {
    String cause = session.linked() ? "packets pass" : outage(session);
    Hold hold = holds.get(session.id());
    return hold == null
        ? cause
        : "%s; its ends take it for %s until the %s runs out"
            .formatted(cause, hold.up() ? "up" : "down", hold.timer());
  }

  private String outage(Session session) {
    return session.needs().stream()
        .filter(topology::isDown)
        .findFirst()
        .map(each -> each + " is down")
        .orElse("what carries it is down");
  }

  private static String sessionDetail(Session was, Session now, @Nullable Hold ended) {
    String timer = ended == null ? "" : "after the " + ended.timer() + "; ";
    if (now.up()) {
      return timer + (now.bgp() ? prefixes(now.accepted()) + " accepted" : "its routes stand");
    }
    return timer
        + now.fault()
        + "; "
        + (was.bgp() ? prefixes(was.accepted()) + " withdrawn" : "its routes no longer stand");
  }

  private static String prefixes(int count) {
    return count + (count == 1 ? " prefix" : " prefixes");
  }
}
