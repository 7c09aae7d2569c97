package culvert.network.proof;

import culvert.network.collection.HashTrie;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Place;
import culvert.network.forwarding.Step;
import culvert.network.topology.Component;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import culvert.network.topology.VpcEndpoint;
import culvert.network.why.End;
import culvert.network.why.Ends;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pairs that may fare otherwise in a graph than in the one before: those that passed a place
 * and met steps there that are not the same now. Whoever met the same steps went the same way.
 */
final class Affected {

  private final ForwardingGraph before;
  private final ForwardingGraph after;
  private final Universe universe;
  private final TrafficKinds kinds;
  private final HashTrie<Place, Passed> passed;
  private final List<Box> boxes = new ArrayList<>();

  private Affected(
      ForwardingGraph before,
      ForwardingGraph after,
      Universe universe,
      TrafficKinds kinds,
      HashTrie<Place, Passed> passed) {
    this.before = before;
    this.after = after;
    this.universe = universe;
    this.kinds = kinds;
    this.passed = passed;
  }

  /**
   * Those of the pairs that were asked about; null where that cannot be told from places.
   *
   * @param asked rows are those who are asked, senders those who ask
   * @param passed who passed each place in the graph before, at most
   */
  static @Nullable Pairs of(
      Pairs asked,
      ForwardingGraph before,
      ForwardingGraph after,
      Universe universe,
      TrafficKinds kinds,
      HashTrie<Place, Passed> passed) {
    if (endsDiffer(before.topology(), after.topology())) {
      return null;
    }
    Affected affected = new Affected(before, after, universe, kinds, passed);
    affected.addEntrances();
    before.changedIn(after).forEach(affected::add);
    List<Pairs> pairs = new ArrayList<>();
    for (Box box : affected.boxes) {
      Pairs some = asked.toRows(box.rows()).by(box.senders());
      if (!some.isEmpty()) {
        pairs.add(some);
      }
    }
    return pairs.isEmpty() ? Product.NONE : Pairs.union(pairs);
  }

  /** Whether what is asked about where packets arrive has changed, and not only steps. */
  private static boolean endsDiffer(Topology before, Topology after) {
    boolean[] differ = new boolean[1];
    after.forEachChangeSince(before, (old, now) -> differ[0] |= arrivesElsewhere(old, now));
    return differ[0];
  }

  private static boolean arrivesElsewhere(@Nullable Component old, @Nullable Component now) {
    return old instanceof NetworkInterface was
            && now instanceof NetworkInterface is
            && !was.vpc().equals(is.vpc())
        || old instanceof VpcEndpoint had
            && now instanceof VpcEndpoint has
            && (had.getClass() != has.getClass() || !had.service().equals(has.service()));
  }

  /** Whoever is outside enters where the one is that is asked. */
  private void addEntrances() {
    Bits outside = universe.ofInternet().or(universe.ofServices());
    if (outside.isEmpty()) {
      return;
    }
    End asker = universe.end(outside.first());
    Ends old = new Ends(before);
    Ends now = new Ends(after);
    Bits.Builder moved = new Bits.Builder(universe.size());
    for (int i = 0; i < universe.size(); i++) {
      End asked = universe.end(i);
      if (!Objects.equals(old.start(asker, asked), now.start(asker, asked))) {
        moved.add(i);
      }
    }
    boxes.add(new Box(outside, moved.build()));
  }

  private void add(Place place) {
    Passed some = passed.get(place);
    if (some == null) {
      return;
    }
    List<Step> now = after.atFormer(place);
    List<StepDifference.Part> parts =
        now == null
            ? StepDifference.whole(universe)
            : StepDifference.between(before.at(place), now, universe, kinds);
    for (StepDifference.Part part : parts) {
      Box answering = part.byNote() ? some.judged() : some.answering();
      boxes.add(some.asking().and(part.box()));
      boxes.add(answering.and(part.box()).transposed());
    }
    if (!parts.isEmpty()) {
      boxes.add(some.askingTranslated());
      boxes.add(some.answeringTranslated().transposed());
    }
  }
}
