package culvert.aws.reading;

import culvert.aws.catalog.Resource;
import culvert.network.topology.Component;
import java.util.IdentityHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which component each resource was read into, so that an unchanged resource is not read again. */
final class Reading {

  private final IdentityHashMap<Resource<?>, Component> before;
  private final IdentityHashMap<Resource<?>, Component> after;

  private Reading(IdentityHashMap<Resource<?>, Component> before) {
    this.before = before;
    this.after = new IdentityHashMap<>(Math.max(16, before.size()));
  }

  static Reading first() {
    return new Reading(new IdentityHashMap<>());
  }

  /** The next reading, which knows what this one read. */
  Reading next() {
    return new Reading(after);
  }

  /** What the resource is, read only if it is new. */
  @SuppressWarnings("unchecked")
  <T, C extends Component> C of(Resource<T> resource, Function<T, C> read) {
    C known = (C) before.get(resource);
    C component = known == null ? read.apply(resource.shape()) : known;
    after.put(resource, component);
    return component;
  }

  /**
   * What a resource is that is read together with others: as it was, where it has come out equal.
   */
  @SuppressWarnings("unchecked")
  <C extends Component> C same(Resource<?> resource, C component) {
    @Nullable C known = (C) before.get(resource);
    C kept = known != null && known.equals(component) ? known : component;
    after.put(resource, kept);
    return kept;
  }
}
