package culvert.network.cost;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.why.Answer;
import culvert.network.why.Outcome;
import culvert.network.why.Question;
import java.util.List;

/**
 * What each gigabyte costs at each point of the way there and of the way back. A direction that
 * does not arrive has no charges.
 *
 * @param there by element of the path, ascending, for each gigabyte that the asker sends
 * @param back the same for each that it gets
 */
public record PathCharges(List<Charge> there, List<Charge> back) {

  public PathCharges {
    there = List.copyOf(there);
    back = List.copyOf(back);
  }

  /**
   * @param graph by which the answer was found
   */
  public static PathCharges of(ForwardingGraph graph, Question question, Answer answer) {
    ChargedWay there =
        new ChargedWay(graph, answer.forward().path(), question.from(), question.to());
    ChargedWay back = new ChargedWay(graph, answer.back().path(), question.to(), question.from());
    return new PathCharges(
        answer.forward().outcome() == Outcome.DELIVERED
            ? there.charges(answer.receivers().size())
            : List.of(),
        answer.back().outcome() == Outcome.DELIVERED ? back.charges(0) : List.of());
  }
}
