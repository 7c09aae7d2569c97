package culvert.network.proof;

import culvert.network.forwarding.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What comes back to those who asked, and where everybody has passed.
 *
 * @param reached of these kinds, at least by some of the ways that flows may take; rows are those
 *     who asked
 * @param lost of the same orientation; what is lost by some of the ways
 * @param passed who has passed the places where somebody has who was not known to
 */
record Outcome(List<Flows> reached, List<Flows> lost, Map<Place, Passed> passed) {

  /** What several have come to, kind by kind. */
  static Outcome together(List<Outcome> all) {
    if (all.size() == 1) {
      Outcome one = all.getFirst();
      return new Outcome(joined(one.reached), joined(one.lost), one.passed);
    }
    Map<Place, Passed> everybody = new HashMap<>();
    all.forEach(
        each -> each.passed.forEach((place, some) -> everybody.merge(place, some, Passed::or)));
    return new Outcome(
        joined(all.stream().flatMap(each -> each.reached.stream()).toList()),
        joined(all.stream().flatMap(each -> each.lost.stream()).toList()),
        everybody);
  }

  static List<Flows> joined(List<Flows> sets) {
    Gathering<Boolean> gathering = new Gathering<>();
    sets.forEach(each -> gathering.add(true, each));
    List<Flows> joined = new ArrayList<>();
    gathering.takeEach((_, flows) -> joined.add(flows));
    return joined;
  }
}
