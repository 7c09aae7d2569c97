package culvert.aws.wire;

import culvert.aws.table.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a request must have before anything else is looked at (R5.1.2), from {@code required.tsv}.
 */
final class RequiredMembers {

  private static final Map<String, List<String>> BY_REQUEST =
      Table.rows(RequiredMembers.class, "required.tsv").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  row -> row.getFirst() + "Request", row -> List.of(row.getLast().split(",", -1))));

  private RequiredMembers() {}

  /** Those of a request, or of its builder. */
  static List<Member> of(SdkPojo request) {
    Class<?> enclosing = request.getClass().getEnclosingClass();
    String name = (enclosing == null ? request.getClass() : enclosing).getSimpleName();
    Shape shape = Shape.of(request);
    return BY_REQUEST.getOrDefault(name, List.of()).stream()
        .map(shape::member)
        .flatMap(Stream::ofNullable)
        .toList();
  }
}
