package culvert.aws.operations.insights;

import culvert.network.forwarding.Packet;
import culvert.network.why.Blocker;
import culvert.network.why.PathElement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of one way of a packet lies between the ends of an analysis: where an end is a gateway, the
 * way beyond it does not count.
 *
 * @param hops from the one end to the other, as far as the packet got
 * @param blockers all that count
 * @param whole whether the way has both ends
 */
record Stretch(List<Hop> hops, List<Blocker> blockers, boolean whole) {

  static final Stretch NONE = new Stretch(List.of(), List.of(), false);

  /**
   * A component on the way.
   *
   * @param arriving the packet as it came to the component
   * @param blockers what is in the way there
   */
  record Hop(PathElement element, Packet arriving, List<Blocker> blockers) {}

  /**
   * @param blockers of this way
   * @param sent the packet as it started
   * @param from the gateway that it starts at; null where it is a host
   * @param to the gateway that it ends at; null where it is a host
   */
  static Stretch of(
      List<PathElement> path,
      List<Blocker> blockers,
      Packet sent,
      @Nullable Predicate<PathElement> from,
      @Nullable Predicate<PathElement> to) {
    int end = to == null ? path.size() - 1 : first(path, to);
    int start = from == null ? 0 : last(path, end < 0 ? path.size() - 1 : end, from);
    int first = Math.max(start, 0);
    int last = end < 0 ? path.size() - 1 : end;
    boolean open = to == null || end < 0;
    List<Blocker> counted = new ArrayList<>();
    for (Blocker each : blockers) {
      if (each.at() >= first && (open || each.at() <= last)) {
        counted.add(each);
      }
    }
    List<Hop> hops = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      int at = i;
      hops.add(
          new Hop(
              path.get(i),
              i == 0 ? sent : path.get(i - 1).packet(),
              counted.stream().filter(each -> each.at() == at).toList()));
    }
    return new Stretch(hops, counted, start >= 0 && end >= 0);
  }

  private static int first(List<PathElement> path, Predicate<PathElement> wanted) {
    for (int i = 0; i < path.size(); i++) {
      if (wanted.test(path.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static int last(List<PathElement> path, int from, Predicate<PathElement> wanted) {
    for (int i = from; i >= 0; i--) {
      if (wanted.test(path.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the packet gets from the one end to the other. */
  boolean isOpen() {
    return whole && blockers.isEmpty();
  }
}
