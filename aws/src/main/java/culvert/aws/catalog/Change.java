package culvert.aws.catalog;

import org.jspecify.annotations.Nullable;

/** One resource that a transaction wrote or removed. */
sealed interface Change {

  /** Prepares what the store will need, so that it need not when it comes to it. */
  default void prepare() {}

  /** A resource in its new state. */
  final class Written implements Change {

    private final Resource<?> resource;
    private byte @Nullable [] body;

    Written(Resource<?> resource) {
      this.resource = resource;
    }

    Resource<?> resource() {
      return resource;
    }

    /** What the store keeps of the shape, encoded by the thread that asks first. */
    synchronized byte[] body() {
      byte[] bytes = body;
      if (bytes == null) {
        bytes = encode(resource);
        body = bytes;
      }
      return bytes;
    }

    private static <T> byte[] encode(Resource<T> resource) {
      return resource.kind().encode().apply(resource.shape());
    }

    @Override
    public void prepare() {
      body();
    }
  }

  record Removed(long sequence) implements Change {}
}
