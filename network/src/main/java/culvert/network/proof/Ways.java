package culvert.network.proof;

import culvert.network.forwarding.Step;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What goes which way, of steps that are the same object. */
final class Ways<T> {

  private final Supplier<T> none;
  private final Map<List<Step>, T> gathered = new IdentityHashMap<>(4);
  private final List<List<Step>> order = new ArrayList<>(4);
  private @Nullable List<Step> last;
  private @Nullable T lastGathered;

  Ways(Supplier<T> none) {
    this.none = none;
  }

  T by(List<Step> way) {
    T found = way == last ? lastGathered : null;
    if (found == null) {
      found = gathered.get(way);
      if (found == null) {
        found = none.get();
        gathered.put(way, found);
        order.add(way);
      }
      last = way;
      lastGathered = found;
    }
    return found;
  }

  void forEach(BiConsumer<List<Step>, T> action) {
    order.forEach(way -> action.accept(way, gathered.get(way)));
  }
}
