package culvert.aws.catalog;

import culvert.aws.wire.JsonCodec;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A kind of resource: the class that holds it, and how it is stored.
 *
 * @param name stable and unique; what tags call the resource type, where they do ({@code vpc})
 * @param type the class: one of the SDK's, or a record of Culvert's own
 * @param id reads the resource's id
 * @param encode to what the store keeps
 * @param decode back
 */
public record Kind<T>(
    String name,
    Class<T> type,
    Function<T, String> id,
    Function<T, byte[]> encode,
    Function<byte[], T> decode) {

  /** A kind that one of the SDK's classes holds, stored as JSON. */
  static <T extends SdkPojo> Kind<T> shape(
      String name, Class<T> type, Function<T, String> id, Supplier<? extends SdkPojo> builder) {
    return new Kind<>(
        name,
        type,
        id,
        JsonCodec.MODEL::write,
        body -> type.cast(JsonCodec.MODEL.read(body, builder.get())));
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
