package culvert.network.why;

import java.util.List;

/**
 * The answer to a question.
 *
 * @param reachable whether the request is delivered and its reply comes back to the asker; of a
 *     multicast group, whether a receiver gets the packet
 * @param back the reply's way; where the request does not arrive, that of the reply which the
 *     destination would send
 * @param receivers the interfaces that get what is sent to a multicast group; else none
 * @param blockers everything in the way, forward ones first
 */
public record Answer(
    boolean reachable,
    OneWay forward,
    OneWay back,
    List<String> receivers,
    List<Blocker> blockers,
    List<Warning> warnings) {

  /** One direction. */
  public record OneWay(Outcome outcome, List<PathElement> path) {}
}
