package culvert.aws.operations.insights;

import culvert.network.why.Answer;
import culvert.network.why.Blocker;
import culvert.network.why.Leg;
import culvert.network.why.PathElement;
import culvert.network.why.Question;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Explanation;

/**
 * What one packet came to, between two ends.
 *
 * @param answered whether there was anybody to answer; beyond a gateway there may be none
 * @param refused what the analysis does not want of the way
 */
record Tried(Stretch forward, Stretch back, boolean answered, List<Explanation> refused) {

  static Tried of(Question question, Answer answer, Terminal from, Terminal to) {
    List<PathElement> reply = answer.back().path();
    return new Tried(
        Stretch.of(
            answer.forward().path(),
            blockers(answer, Leg.FORWARD),
            question.packet(),
            from.gateway(),
            to.gateway()),
        reply.isEmpty()
            ? Stretch.NONE
            : Stretch.of(
                reply,
                blockers(answer, Leg.RETURN),
                reply.getFirst().packet(),
                to.gateway(),
                from.gateway()),
        !reply.isEmpty(),
        List.of());
  }

  private static List<Blocker> blockers(Answer answer, Leg leg) {
    return answer.blockers().stream().filter(each -> each.leg() == leg).toList();
  }

  Tried refusing(List<Explanation> reasons) {
    return new Tried(forward, back, answered, reasons);
  }

  /** Whether there is a way both ways, whatever the analysis thinks of it. */
  boolean isOpen() {
    return forward.isOpen() && (back.isOpen() || !answered);
  }

  boolean isFound() {
    return isOpen() && refused.isEmpty();
  }

  /** How much is in the way. */
  int obstacles() {
    return forward.blockers().size()
        + back.blockers().size()
        + refused.size()
        + (forward.whole() ? 0 : 1);
  }
}
