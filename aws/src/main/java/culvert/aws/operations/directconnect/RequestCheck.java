package culvert.aws.operations.directconnect;

import culvert.aws.table.Table;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What AWS's model says of a request before any rule is looked at: members that must be there, from
 * {@code required.tsv}, and the values of enumerations.
 */
final class RequestCheck {

  private static final Map<String, List<String>> REQUIRED =
      Table.rows(RequestCheck.class, "required.tsv").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  List::getFirst, row -> List.of(row.getLast().split(",", -1))));

  private RequestCheck() {}

  static void check(SdkPojo shape) {
    Shape described = Shape.of(shape);
    for (String name : REQUIRED.getOrDefault(shape.getClass().getSimpleName(), List.of())) {
      Member member = described.member(name);
      Object value = member == null ? null : member.get(shape);
      if (value == null || value.equals("")) {
        throw DirectConnectError.refused("The parameter " + name + " is required.");
      }
    }
    for (Member member : described.members()) {
      checkValue(member, member.get(shape));
    }
  }

  private static void checkValue(Member member, @Nullable Object value) {
    switch (value) {
      case SdkPojo nested -> check(nested);
      case List<?> many -> many.forEach(each -> checkValue(member, each));
      case String text -> {
        if (!member.allowed().isEmpty() && !member.allowed().contains(text)) {
          throw DirectConnectError.refused(
              "Value '" + text + "' for parameter " + member.spokenName() + " is invalid.");
        }
      }
      case null, default -> {}
    }
  }
}
