package culvert.network.failover;

import culvert.network.why.Answer;
import culvert.network.why.Leg;
import culvert.network.why.Outcome;
import culvert.network.why.PathElement;
import culvert.network.why.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an answer changes from one event on until all timers have run out.
 *
 * @param losses when packets are lost, by direction; empty where none are
 * @param settles after how long the paths are those of the end; zero where nothing changes
 * @param end the answer from then on
 * @param events what happens meanwhile, on a clock that starts at 1970-01-01T00:00:00Z
 */
public record Course(List<Loss> losses, Duration settles, Answer end, List<Event> events) {

  /**
   * Packets of one direction do not arrive.
   *
   * @param from after how long it starts
   * @param until after how long it ends, or null where it does not
   */
  public record Loss(Leg leg, Duration from, @Nullable Duration until) {}

  /** Whether anything is lost, or goes another way than before. */
  public boolean isNoticed(Answer before) {
    return !losses.isEmpty() || !samePaths(before, end);
  }

  /** Whether two answers lead by the same components, there and back. */
  static boolean samePaths(Answer one, Answer other) {
    return components(one.forward()).equals(components(other.forward()))
        && components(one.back()).equals(components(other.back()));
  }

  static List<String> components(Answer.OneWay way) {
    return way.path().stream().map(PathElement::component).toList();
  }

  /** Asks the same question at every event. */
  static final class Recorder implements Consumer<Event> {

    /** An answer that stands from a time on. */
    private record Phase(Duration from, Answer answer) {}

    private final Question question;
    private final Answer before;
    private final List<Phase> phases = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private Instant end = Instant.MIN;

    Recorder(Question question, Answer before) {
      this.question = question;
      this.before = before;
    }

    @Override
    public void accept(Event event) {
      events.add(event);
    }

    /** Lets time pass until nothing more is due, and returns what the network is then. */
    Moment run(Moment from, Instant start) {
      Moment moment = from;
      Instant at = start;
      record(moment, Duration.ZERO);
      for (Instant next = moment.next(); next != null; next = moment.next()) {
        moment = moment.advancedTo(next, this);
        at = next;
        record(moment, Duration.between(start, at));
      }
      end = at;
      return moment;
    }

    private void record(Moment moment, Duration at) {
      phases.add(new Phase(at, Rehearsal.ask(moment, question)));
    }

    Answer last() {
      return phases.getLast().answer;
    }

    /** When the last event was. */
    Instant end() {
      return end;
    }

    Course course() {
      List<Loss> losses = new ArrayList<>(losses(Leg.FORWARD));
      losses.addAll(losses(Leg.RETURN));
      losses.sort(Comparator.comparing(Loss::from).thenComparing(Loss::leg));
      return new Course(List.copyOf(losses), settles(), last(), List.copyOf(events));
    }

    private List<Loss> losses(Leg leg) {
      List<Loss> losses = new ArrayList<>();
      Duration since = null;
      for (Phase phase : phases) {
        Answer.OneWay way = leg == Leg.FORWARD ? phase.answer.forward() : phase.answer.back();
        boolean lost = way.outcome() != Outcome.DELIVERED;
        if (lost && since == null) {
          since = phase.from;
        } else if (!lost && since != null) {
          losses.add(new Loss(leg, since, phase.from));
          since = null;
        }
      }
      if (since != null) {
        losses.add(new Loss(leg, since, null));
      }
      return losses;
    }

    private Duration settles() {
      Duration since = Duration.ZERO;
      Answer known = before;
      for (Phase phase : phases) {
        if (!samePaths(known, phase.answer) || known.reachable() != phase.answer.reachable()) {
          since = phase.from;
        }
        known = phase.answer;
      }
      return since;
    }
  }
}
