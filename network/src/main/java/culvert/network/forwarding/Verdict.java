package culvert.network.forwarding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step does with a packet. */
public sealed interface Verdict {

  /**
   * On to the next step.
   *
   * @param by the rule that let it pass, where one did
   */
  record Pass(Flight flight, @Nullable Rule by) implements Verdict {}

  /** On with other steps, at the same place. */
  record Branch(List<Step> steps) implements Verdict {}

  record Move(Place to, Flight flight) implements Verdict {}

  /** On as a copy at each of the places. */
  record Multiply(List<Place> places) implements Verdict {}

  record Arrive(String component) implements Verdict {}

  record Refuse(String component, Reason reason) implements Verdict {}
}
