package culvert.network.difference;

import culvert.network.proof.TrafficSet;
import org.jspecify.annotations.Nullable;

/** Traffic between two voices that only one of two states lets through, there and back. */
final class Flow {

  private final int asker;
  private final int asked;
  private TrafficSet traffic;
  private @Nullable Restored restored;
  private int[] within = new int[0];

  Flow(int asker, int asked, TrafficSet traffic) {
    this.asker = asker;
    this.asked = asked;
    this.traffic = traffic;
  }

  int asker() {
    return asker;
  }

  int asked() {
    return asked;
  }

  /** What of it has no cause yet. */
  TrafficSet traffic() {
    return traffic;
  }

  void leave(TrafficSet left) {
    traffic = left;
  }

  /** Changes that were seen to let some of it through, together. */
  int[] within() {
    return within;
  }

  void passesWith(int[] changes) {
    within = changes;
  }

  @Nullable Restored restored() {
    return restored;
  }

  void restoredBy(@Nullable Restored by) {
    restored = by;
  }

  /**
   * What changes, each by itself, let through of it; many flows share one.
   *
   * @param next what others do
   */
  record Restored(int bundle, TrafficSet traffic, @Nullable Restored next) {}
}
