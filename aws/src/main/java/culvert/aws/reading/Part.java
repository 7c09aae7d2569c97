package culvert.aws.reading;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A kind of resource that is read as a part of others.
 *
 * @param whole how those are read
 * @param wholes their ids
 */
record Part<T>(
    Kind<T> kind, Reading<?, ?> whole, BiFunction<Resource<T>, Snapshot, Stream<String>> wholes) {

  /** The ids of what a resource of this kind is a part of. */
  @SuppressWarnings("unchecked")
  Stream<String> of(Resource<?> resource, Snapshot from) {
    return wholes.apply((Resource<T>) resource, from);
  }
}
