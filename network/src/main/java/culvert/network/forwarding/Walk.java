package culvert.network.forwarding;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one packet from place to place until it arrives, is dropped or is copied. */
public final class Walk {

  /** Told of every step. */
  public interface Observer {

    void passed(Step step, Flight before, Verdict.Pass pass);

    /** The step moves the packet elsewhere, perhaps rewritten. */
    void moved(Step step, Flight before, Flight after);

    /** The filter refuses the packet; whether to go on as if it had let it pass. */
    boolean refused(Step step, Flight flight, Verdict.Refuse refusal);
  }

  /** Where a walk ends. */
  public sealed interface Landing {

    /** The packet as it was at the end. */
    Flight flight();
  }

  /** At an interface, or in the internet. */
  public record Delivered(String component, Flight flight) implements Landing {}

  /**
   * @param step what dropped it; null where it could not even start
   */
  public record Dropped(String component, Reason reason, @Nullable Step step, Flight flight)
      implements Landing {}

  /**
   * Where it is copied; each copy walks on by itself.
   *
   * @param places where the copies start
   */
  public record Copied(List<Place> places, Flight flight) implements Landing {}

  private record Visit(Place place, Flight flight) {}

  private Walk() {}

  public static Landing from(
      Place start, Flight sent, ForwardingGraph graph, Flows flows, Observer observer) {
    List<Visit> visits = new ArrayList<>();
    visits.add(new Visit(start, sent));
    Iterator<Step> steps = graph.at(start).iterator();
    Flight flight = sent;
    while (true) {
      Step step = steps.next();
      switch (StepRule.apply(step, flight, flows)) {
        case Verdict.Pass pass -> {
          observer.passed(step, flight, pass);
          flight = pass.flight();
        }
        case Verdict.Branch branch -> steps = branch.steps().iterator();
        case Verdict.Move move -> {
          observer.moved(step, flight, move.flight());
          flight = move.flight();
          Visit visit = new Visit(move.to(), flight);
          if (visits.contains(visit)) {
            return new Dropped(move.to().component(), Reason.FORWARDING_LOOP, step, flight);
          }
          visits.add(visit);
          steps = graph.at(move.to()).iterator();
        }
        case Verdict.Multiply copies -> {
          return new Copied(copies.places(), flight);
        }
        case Verdict.Arrive arrive -> {
          return new Delivered(arrive.component(), flight);
        }
        case Verdict.Refuse refusal -> {
          if (!refusal.reason().isFilter() || !observer.refused(step, flight, refusal)) {
            return new Dropped(refusal.component(), refusal.reason(), step, flight);
          }
          StepRule.force(step, flight, flows);
        }
      }
    }
  }
}
