package culvert.network.failover;

import culvert.network.why.Answer;
import culvert.network.why.Question;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * One failure and its repair.
 *
 * @param components what fails at once
 * @param failing what happens from the failure on
 * @param healing what happens from the repair on, once the failure has settled
 * @param restsOn what the paths rest on while it is down
 */
public record Drill(
    List<String> components, Course failing, Course healing, SortedSet<String> restsOn) {

  static Drill of(Moment start, Question question, Answer before, List<String> components) {
    Course.Recorder failing = new Course.Recorder(question, before);
    Moment failed =
        failing.run(start.failing(components, Rehearsal.START, failing), Rehearsal.START);
    Answer meanwhile = failing.last();
    Instant repaired = failing.end();
    Course.Recorder healing = new Course.Recorder(question, meanwhile);
    healing.run(failed.healing(components, repaired, healing), repaired);
    return new Drill(
        List.copyOf(components),
        failing.course(),
        healing.course(),
        FailingComponents.under(meanwhile, failed.topology(), failed.routing()));
  }

  /** Whether the ends reach each other, there and back, while it is down. */
  public boolean hasSecondWay() {
    return failing.end().reachable();
  }

  /** Whether the paths after the repair are those of before the failure. */
  public boolean comesBack(Answer before) {
    return Course.samePaths(healing.end(), before);
  }
}
