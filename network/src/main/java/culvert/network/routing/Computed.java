package culvert.network.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is computed from its inputs once, when it is first asked for, and taken over from the
 * computation before where the inputs are the same. Safe for concurrent use.
 *
 * @param <K> what the values are found by
 * @param <I> all that a value depends on, compared by {@code equals}
 * @param <V> the value
 */
final class Computed<K, I, V> {

  private record Entry<I, V>(I inputs, V value) {}

  private final Map<K, Entry<I, V>> entries = new ConcurrentHashMap<>();
  private final Map<K, Entry<I, V>> before;

  Computed(@Nullable Computed<K, I, V> before) {
    this.before = before == null ? Map.of() : before.entries;
  }

  V of(K key, Supplier<I> inputs, Function<I, V> compute) {
    Entry<I, V> entry = entries.get(key);
    if (entry == null) {
      I current = inputs.get();
      Entry<I, V> earlier = before.get(key);
      entry =
          earlier != null && earlier.inputs.equals(current)
              ? earlier
              : new Entry<>(current, compute.apply(current));
      entries.put(key, entry);
    }
    return entry.value;
  }
}
