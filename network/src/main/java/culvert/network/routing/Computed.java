package culvert.network.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is computed from its inputs once, when it is first asked for, and taken over from the
 * computations before where the inputs are the same. Safe for concurrent use.
 *
 * @param <K> what the values are found by
 * @param <I> all that a value depends on, compared by {@code equals}
 * @param <V> the value
 */
final class Computed<K, I, V> {

  /** For so many computations a value is kept that nobody asks for. */
  private static final long KEPT = 16;

  /**
   * @param asked the number of the computation that it was last asked in
   */
  private record Entry<I, V>(I inputs, V value, long asked) {}

  private final Map<K, Entry<I, V>> entries = new ConcurrentHashMap<>();
  private final Map<K, Entry<I, V>> before;
  private final long number;

  Computed(@Nullable Computed<K, I, V> last) {
    before = new HashMap<>();
    if (last == null) {
      number = 0;
      return;
    }
    number = last.number + 1;
    before.putAll(last.before);
    before.putAll(last.entries);
    before.values().removeIf(entry -> entry.asked < number - KEPT);
  }

  V of(K key, Supplier<I> inputs, Function<I, V> compute) {
    Entry<I, V> entry = entries.get(key);
    if (entry == null) {
      I current = inputs.get();
      Entry<I, V> earlier = before.get(key);
      V value =
          earlier != null && earlier.inputs.equals(current)
              ? earlier.value
              : compute.apply(current);
      entry = new Entry<>(current, value, number);
      entries.put(key, entry);
    }
    return entry.value;
  }
}
