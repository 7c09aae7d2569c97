package culvert.aws.catalog;

import culvert.aws.wire.References;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One resource in one state. Immutable; a change makes another one of the same sequence.
 *
 * @param <T> the class that holds it
 */
public final class Resource<T> {

  private final Kind<T> kind;
  private final Scope scope;
  private final String id;
  private final long sequence;
  private final T shape;
  private final @Nullable Instant due;
  private @Nullable Set<String> references;
  private byte @Nullable [] encoded;

  /**
   * @param sequence its place in the order of creation
   * @param due when its lifecycle takes its next step, or null
   */
  Resource(Kind<T> kind, Scope scope, String id, long sequence, T shape, @Nullable Instant due) {
    this.kind = kind;
    this.scope = scope;
    this.id = id;
    this.sequence = sequence;
    this.shape = shape;
    this.due = due;
  }

  public Kind<T> kind() {
    return kind;
  }

  public Scope scope() {
    return scope;
  }

  public String id() {
    return id;
  }

  public long sequence() {
    return sequence;
  }

  public T shape() {
    return shape;
  }

  /** When its lifecycle takes its next step, or null. */
  public @Nullable Instant due() {
    return due;
  }

  /** The ids that the shape names, other than its own. */
  public Set<String> references() {
    Set<String> found = references;
    if (found == null) {
      found = shape instanceof SdkPojo pojo ? References.in(pojo, id) : Set.of();
      references = found;
    }
    return found;
  }

  /**
   * What an encoder makes of the shape, made once. There is one encoder: the XML element of the
   * lists in which resources are described.
   */
  public byte[] encoded(Function<T, byte[]> encoder) {
    byte[] bytes = encoded;
    if (bytes == null) {
      bytes = encoder.apply(shape);
      encoded = bytes;
    }
    return bytes;
  }

  @Override
  public String toString() {
    return kind + " " + id + " of " + scope;
  }
}
