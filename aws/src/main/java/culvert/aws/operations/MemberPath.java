package culvert.aws.operations;

import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A path of members, {@code Placement.AvailabilityZone}, that leads through structures and lists.
 */
record MemberPath(List<String> names) {

  static MemberPath of(String path) {
    return new MemberPath(List.of(path.split("\\.", -1)));
  }

  /** The values at the end of it in a shape or a list of shapes; none where something is unset. */
  Stream<String> in(Object shape) {
    return values(shape, 0).map(Object::toString);
  }

  private Stream<?> values(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> Stream.empty();
      case List<?> list -> list.stream().flatMap(each -> values(each, depth));
      case SdkPojo shape when depth < names.size() ->
          values(member(shape, names.get(depth)).get(shape), depth + 1);
      default -> Stream.of(value);
    };
  }

  private static Member member(SdkPojo shape, String name) {
    Member member = Shape.of(shape).member(name);
    if (member == null) {
      throw new IllegalStateException("a " + shape.getClass().getSimpleName() + " has no " + name);
    }
    return member;
  }
}
