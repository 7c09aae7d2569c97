package culvert.aws.catalog;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one account sees in one Region at one moment. */
public interface CatalogView {

  Scope scope();

  /** When the call came in, on the timeline. */
  Instant now();

  /** The state of everything. */
  Snapshot snapshot();

  /** The resource of that kind and id in this scope, or null. */
  default <T> @Nullable Resource<T> resource(Kind<T> kind, String id) {
    return snapshot().find(scope(), kind, id);
  }

  /** Its shape, or null. */
  default <T> @Nullable T find(Kind<T> kind, String id) {
    Resource<T> resource = resource(kind, id);
    return resource == null ? null : resource.shape();
  }

  /** Every resource of a kind in this scope, in the order of creation. */
  default <T> Stream<T> all(Kind<T> kind) {
    return snapshot().all(scope(), kind).map(Resource::shape);
  }

  /** The resources of a kind in this scope whose shape names that id. */
  default <T> Stream<T> referring(Kind<T> kind, String id) {
    return snapshot().referring(scope(), kind, id).map(Resource::shape);
  }

  /** The same moment with the eyes of another scope. */
  default CatalogView in(Scope other) {
    return new View(snapshot(), other, now());
  }
}
