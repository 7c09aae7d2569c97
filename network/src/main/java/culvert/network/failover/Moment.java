package culvert.network.failover;

import culvert.network.failover.Event.What;
import culvert.network.routing.HybridRouting;
import culvert.network.routing.RoutingOscillation;
import culvert.network.routing.Session;
import culvert.network.topology.Fault;
import culvert.network.topology.HeldSession;
import culvert.network.topology.Topology;
import culvert.network.topology.VpnTunnel;
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
    return changed(failed(faults), routing, Set.of(), now, log);
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
    return changed(failed(faults), routing, Set.of(), now, log);
  }

  /**
   * The network becomes another one: something was made, changed or taken away on purpose. What AWS
   * ends by that, it ends at once, and tells the other end; what was carried by it has to find out
   * by its timers, and so has what comes back.
   *
   * @param next the routing of the network as it is then, faults and what is held included
   * @throws RoutingOscillation where it has no fixed point
   */
  public Moment becoming(HybridRouting next, Instant now, Consumer<Event> log) {
    return changed(next.topology(), next, Set.of(), now, log);
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
    return changed(topology, routing, told, at, log);
  }

  /**
   * The sessions stand still, but for those that are told; so it shows which of them no longer are
   * what they are taken for.
   *
   * @param present the network as it is now
   * @param like the routing of one that differs little
   */
  private Moment changed(
      Topology present, HybridRouting like, Set<String> told, Instant now, Consumer<Event> log) {
    // What never settles would ring for ever.
    HybridRouting free = HybridRouting.after(like, holding(present, List.of()));
    Map<String, Session> before = routing.sessions();
    SortedMap<String, Hold> held = new TreeMap<>();
    if (timed) {
      List<HeldSession> still = new ArrayList<>();
      before.forEach((id, session) -> {
        if (session.site() != null && !told.contains(id) && free.sessions().containsKey(id)) {
          still.add(new HeldSession(id, session.up()));
        }
      });
      HybridRouting standing = HybridRouting.after(free, holding(present, still));
      for (HeldSession each : still) {
        Session session = Objects.requireNonNull(standing.sessions().get(each.id()));
        if (session.agreed()
            && session.linked() != each.up()
            && !(each.up() && isReplaced(session, present))) {
          held.put(each.id(), hold(session, each.up(), now, present));
        }
      }
      holds.forEach((id, hold) -> {
        if (!before.containsKey(id)) {
          held.put(id, hold);
        }
      });
    }
    Topology next = holding(present, held(held));
    Moment after = new Moment(next, held, timed, HybridRouting.after(free, next));
    tell(after, told, now, log);
    return after;
  }

  /** A timer that is running already goes on. */
  private Hold hold(Session session, boolean up, Instant now, Topology present) {
    Hold running = holds.get(session.id());
    return running != null && running.up() == up
        ? running
        : new Hold(
            session.id(),
            up,
            up ? Timer.ofLoss(session, present) : Timer.ofReturn(session, present),
            now);
  }

  /** AWS ends the tunnel's IKE session before it builds its end anew (A7). */
  private static boolean isReplaced(Session session, Topology in) {
    VpnTunnel tunnel = in.find(VpnTunnel.class, session.over());
    return tunnel != null && tunnel.rebuilt();
  }

  private void tell(Moment after, Set<String> told, Instant now, Consumer<Event> log) {
    Map<String, Session> present = after.routing.sessions();
    routing
        .sessions()
        .forEach((id, was) -> {
          Session session = present.get(id);
          if (session == null) {
            if (was.up()) {
              String detail = "it was taken away; " + withdrawn(was);
              log.accept(new Event(now, id, What.SESSION_DOWN, detail));
            }
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
        .map(topology::outage)
        .orElse("what carries it is down");
  }

  private static String sessionDetail(Session was, Session now, @Nullable Hold ended) {
    String timer = ended == null ? "" : "after the " + ended.timer() + "; ";
    if (now.up()) {
      return timer + (now.bgp() ? prefixes(now.accepted()) + " accepted" : "its routes stand");
    }
    return timer + now.fault() + "; " + withdrawn(was);
  }

  private static String withdrawn(Session was) {
    return was.bgp() ? prefixes(was.accepted()) + " withdrawn" : "its routes no longer stand";
  }

  private static String prefixes(int count) {
    return count + (count == 1 ? " prefix" : " prefixes");
  }
}
