package culvert.aws.reading;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.topology.Component;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How resources of a kind become components, which have their ids, or those and a suffix.
 *
 * @param suffix what the component's id has behind the resource's
 * @param read what a resource is in its snapshot, or null where the engines do not see it
 */
record Reading<T, C extends Component>(
    Kind<T> kind,
    Class<C> component,
    String suffix,
    BiFunction<Resource<T>, Snapshot, @Nullable C> read) {

  Reading(Kind<T> kind, Class<C> component, BiFunction<Resource<T>, Snapshot, @Nullable C> read) {
    this(kind, component, "", read);
  }

  /**
   * The component of that id, or null. Where two sides have a view of one resource, either may be
   * the one that the engines see.
   *
   * @param near where to look first
   */
  @Nullable C read(Snapshot from, Scope near, String id) {
    Resource<T> resource = from.find(near, kind, id);
    C component = resource == null ? null : read.apply(resource, from);
    return component != null
        ? component
        : from.byId(kind, id)
            .map(view -> read.apply(view, from))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }
}
