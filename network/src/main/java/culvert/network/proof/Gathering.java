package culvert.network.proof;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets that wait for others of the same kind. */
final class Gathering<K> {

  private final Map<K, Waiting> waiting = new LinkedHashMap<>();

  void add(K key, Flows flows) {
    if (!flows.pairs().isEmpty() && !flows.traffic().isEmpty()) {
      Waiting there = waiting.get(key);
      if (there == null) {
        there = new Waiting(flows.traffic());
        waiting.put(key, there);
      }
      there.add(flows);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  interface Taker<K> {
    void take(K key, Flows flows);
  }

  /** Each is forgotten when it has been taken, as they are large. */
  void takeEach(Taker<K> taker) {
    Iterator<Map.Entry<K, Waiting>> all = waiting.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<K, Waiting> each = all.next();
      all.remove();
      for (Waiting sets = each.getValue(); sets != null; sets = sets.others) {
        taker.take(each.getKey(), new Flows(sets.traffic, Pairs.union(sets.pairs)));
      }
    }
  }

  /** Sets of one kind of traffic that wait for each other; mostly there is one kind. */
  private static final class Waiting {

    private final TrafficSet traffic;
    private final List<Pairs> pairs = new ArrayList<>(2);
    private @Nullable Waiting others;

    Waiting(TrafficSet traffic) {
      this.traffic = traffic;
    }

    void add(Flows flows) {
      Waiting of = this;
      while (of.traffic != flows.traffic()) {
        if (of.others == null) {
          of.others = new Waiting(flows.traffic());
        }
        of = of.others;
      }
      of.pairs.add(flows.pairs());
    }
  }
}
