package culvert.network.why;

import culvert.network.forwarding.Flight;
import culvert.network.forwarding.FlowMemory;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Place;
import culvert.network.forwarding.Step;
import culvert.network.forwarding.Verdict;
import culvert.network.forwarding.Walk;

/** The yes or no of a question, without its reasons. */
final class Reachability {

  private static final Walk.Observer NOBODY =
      new Walk.Observer() {
        @Override
        public void passed(Step step, Flight before, Verdict.Pass pass) {}

        @Override
        public void moved(Step step, Flight before, Flight after) {}

        @Override
        public boolean refused(Step step, Flight flight, Verdict.Refuse refusal) {
          return false;
        }
      };

  private Reachability() {}

  /** As {@link Answer#reachable}. */
  static boolean holds(ForwardingGraph graph, Question question) {
    Ends ends = new Ends(graph);
    FlowMemory flows = new FlowMemory();
    Place start = ends.start(question.from(), question.to());
    if (start == null) {
      return false;
    }
    Flight request = Flight.request(question.packet(), ends.origin(question.from()));
    Walk.Landing there = Walk.from(start, request, graph, flows, NOBODY);
    if (there instanceof Walk.Copied copied) {
      return copied.places().stream()
          .anyMatch(place ->
              Walk.from(place, copied.flight(), graph, flows, NOBODY) instanceof Walk.Delivered);
    }
    if (!(there instanceof Walk.Delivered delivered) || !ends.isAt(question.to(), delivered)) {
      return false;
    }
    Flight reply =
        Flight.reply(
            delivered.flight().packet().reverse(),
            ends.origin(ends.answering(question.to(), there)));
    return Walk.from(ends.replyStart(question, there), reply, graph, flows, NOBODY)
            instanceof Walk.Delivered home
        && ends.isAt(question.from(), home);
  }
}
